/** The keys of the text: what they do there, by the names that a user's own keys are kept under. */
import type { Settings } from '../../shared/api/settings.ts'
import { isChord, isSingleKey, ownKeys, type Press } from './keys.ts'

export type Edge = 'start' | 'end'
export type Unit = 'character' | 'word' | 'sentence' | 'paragraph'
/** Left and right are meant as they look on the screen; back and forward as the text runs. */
export type Towards = 'left' | 'right' | 'back' | 'forward'

/** One end of a passage and how it is moved, e.g. `text.endWordLeft`. */
export type BoundaryCommandId = `text.${Edge}${Capitalize<Unit>}${Capitalize<Towards>}`
export type TextCommandId =
  | 'text.tag'
  | 'text.repeat'
  | 'text.stance'
  | 'text.pinned'
  | 'text.copyTag'
  | 'text.pasteTag'
  | 'text.next'
  | 'text.previous'
  | 'text.sentence'
  | 'text.paragraph'
  | 'text.delete'
  | 'text.leave'
  | 'text.selectAll'
  | 'text.layer'
  | 'text.here'
  | 'text.moveHere'
  | 'text.retagHere'
  | BoundaryCommandId

/** `keys`: chords, the first is shown. The key `Digit` stands for each of the digits, by its place on the keyboard. */
export type TextCommand = { readonly id: TextCommandId; readonly keys: readonly string[] }
export type TextPress = Press & { readonly code: string }
/** The command of a press; `digit` where its chord has `Digit` in it. */
export type Meant = { readonly id: TextCommandId; readonly digit: string | null }

/** In the order of the keys sheet. Names: `menu.<id>`. */
export const textCommands: readonly TextCommand[] = [
  { id: 'text.tag', keys: ['Enter', 'T'] },
  { id: 'text.repeat', keys: ['R'] },
  { id: 'text.stance', keys: ['Digit'] },
  { id: 'text.pinned', keys: ['Alt+Digit'] },
  { id: 'text.copyTag', keys: ['Mod+Shift+C'] },
  { id: 'text.pasteTag', keys: ['Mod+Shift+V'] },
  { id: 'text.next', keys: ['J'] },
  { id: 'text.previous', keys: ['K'] },
  { id: 'text.here', keys: ['H'] },
  { id: 'text.layer', keys: ['L'] },
  { id: 'text.sentence', keys: ['S'] },
  { id: 'text.paragraph', keys: ['P'] },
  { id: 'text.moveHere', keys: ['M'] },
  { id: 'text.retagHere', keys: ['Shift+M'] },
  { id: 'text.endCharacterLeft', keys: ['Alt+ArrowLeft', ','] },
  { id: 'text.endCharacterRight', keys: ['Alt+ArrowRight', '.'] },
  { id: 'text.endWordLeft', keys: ['Mod+Alt+ArrowLeft', '['] },
  { id: 'text.endWordRight', keys: ['Mod+Alt+ArrowRight', ']'] },
  { id: 'text.endSentenceBack', keys: ['Mod+Alt+ArrowUp'] },
  { id: 'text.endSentenceForward', keys: ['Mod+Alt+ArrowDown'] },
  { id: 'text.endParagraphBack', keys: ['Mod+Alt+PageUp'] },
  { id: 'text.endParagraphForward', keys: ['Mod+Alt+PageDown'] },
  { id: 'text.startCharacterLeft', keys: ['Alt+Shift+ArrowLeft', '<'] },
  { id: 'text.startCharacterRight', keys: ['Alt+Shift+ArrowRight', '>'] },
  { id: 'text.startWordLeft', keys: ['Mod+Alt+Shift+ArrowLeft', '{'] },
  { id: 'text.startWordRight', keys: ['Mod+Alt+Shift+ArrowRight', '}'] },
  { id: 'text.startSentenceBack', keys: ['Mod+Alt+Shift+ArrowUp'] },
  { id: 'text.startSentenceForward', keys: ['Mod+Alt+Shift+ArrowDown'] },
  { id: 'text.startParagraphBack', keys: ['Mod+Alt+Shift+PageUp'] },
  { id: 'text.startParagraphForward', keys: ['Mod+Alt+Shift+PageDown'] },
  { id: 'text.delete', keys: ['Delete', 'Backspace'] },
  { id: 'text.selectAll', keys: ['Mod+A'] },
  { id: 'text.leave', keys: ['Escape'] }
]

/** The chords of a command of the text: the user's own where there is one. */
export function textKeysOf(command: TextCommand, own: Settings['keys']): readonly string[] {
  return ownKeys(command.id, command.keys, own)
}

/**
 * What a press means in the text; null where it means nothing there. `singleKeys`: whether keys that would be typed as text (letters, digits,
 * signs) do anything. A user's own key goes before another command's usual one.
 */
export function meantBy(
  press: TextPress,
  {
    singleKeys,
    own,
    isMac
  }: { readonly singleKeys: boolean; readonly own: Settings['keys']; readonly isMac: boolean }
): Meant | null {
  const isMeant = (chord: string): boolean =>
    (singleKeys || !isSingleKey(chord)) && isChord(press, chord, isMac)
  const inOwn = textCommands.find(({ id }) => own[id] && isMeant(own[id]))
  const found = inOwn ?? textCommands.find((command) => textKeysOf(command, own).some(isMeant))
  if (!found) return null
  const chord = textKeysOf(found, own).find(isMeant)
  return { id: found.id, digit: chord?.endsWith('Digit') ? digitOf(press.code) : null }
}

/** The digit of a key by its place, in the row above the letters or on the number pad; null for every other key. */
export function digitOf(code: string): string | null {
  return /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1] ?? null
}
