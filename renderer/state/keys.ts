/** Chords: how a key press is named, matched and shown. */

/** Just enough of a key press; `code`: the key's place on the keyboard. */
export type Press = {
  readonly key: string
  readonly code?: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/**
 * True where a press is the chord, e.g. `Mod+Shift+F`. `Mod` is Ctrl, or Cmd on a Mac. A sign such as `?` needs no Shift named. Letters go by
 * what is printed on the key, and by its place where that is no Latin letter; the key `Digit` is any digit by its place, with or without Shift.
 */
export function isChord(press: Press, chord: string, isMac: boolean): boolean {
  const { key, mods } = parts(chord)
  const wanted = {
    ctrl: mods.has('Ctrl') || (mods.has('Mod') && !isMac),
    meta: mods.has('Mod') && isMac,
    alt: mods.has('Alt'),
    shift: mods.has('Shift')
  }
  const isSign = (key.length === 1 && !/[a-z0-9]/i.test(key)) || key === 'Digit'
  return (
    isKey(press, key) &&
    press.ctrlKey === wanted.ctrl &&
    press.metaKey === wanted.meta &&
    press.altKey === wanted.alt &&
    (isSign || press.shiftKey === wanted.shift)
  )
}

/** A chord as people of the platform write it: "Ctrl+K", "⌘K". */
export function chordText(chord: string, isMac: boolean): string {
  const { key, mods } = parts(chord)
  const name = key.length === 1 ? key.toUpperCase() : (keyNames[key] ?? key)
  if (!isMac) return [...[...mods].map((mod) => (mod === 'Mod' ? 'Ctrl' : mod)), name].join('+')
  const signs: Readonly<Record<string, string>> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' }
  return [...mods].map((mod) => signs[mod] ?? mod).join('') + name
}

/** What stands in the settings for a command that has no key. */
const noKey = 'None'

/** The chords of a command: the user's own where there is one (none at all where the user took it away), else the usual ones. */
export function ownKeys(
  id: string,
  usual: readonly string[],
  own: Readonly<Record<string, string>>
): readonly string[] {
  const chord = own[id]
  return chord === undefined || chord === '' ? usual : chord === noKey ? [] : [chord]
}

/** A press as a chord, e.g. `Mod+Shift+F`; null for a modifier alone, a dead key and what an input method takes. */
export function chordOfPress(press: Press, isMac: boolean): string | null {
  const { key, code = '', ctrlKey, metaKey, altKey, shiftKey } = press
  if (
    ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified'].includes(
      key
    )
  )
    return null
  const byPlace = /^Key([A-Z])$/.exec(code)?.[1]
  const printed = key === '+' ? 'Plus' : key === ' ' ? 'Space' : key
  const name =
    printed.length > 1 ? printed : /^[a-z]$/i.test(printed) ? printed.toUpperCase() : (byPlace ?? printed)
  const isSign = name.length === 1 && !/[A-Z0-9]/.test(name)
  const mods = [
    (isMac ? metaKey : ctrlKey) && 'Mod',
    isMac && ctrlKey && 'Ctrl',
    altKey && 'Alt',
    shiftKey && !isSign && 'Shift'
  ].filter((mod) => mod !== false)
  return [...mods, name].join('+')
}

/** True where a chord has no modifier but Shift and would be typed as text. */
export function isSingleKey(chord: string): boolean {
  const { key, mods } = parts(chord)
  return [...mods].every((mod) => mod === 'Shift') && (key.length === 1 || key === 'Digit')
}

/** True where a chord takes letters away or moves the caret in a field, on one platform or another: Option+Backspace takes a word on a Mac. */
export function isForWriting(chord: string): boolean {
  return /^(?:Backspace|Delete|Enter|Home|End|Arrow(?:Left|Right|Up|Down))$/.test(parts(chord).key)
}

/** Keys whose sign or short name people know better. */
const keyNames: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
  Escape: 'Esc',
  Digit: '1 … 9'
}

function isKey({ key: pressed, code = '' }: Press, key: string): boolean {
  if (key === 'Digit') return /^(?:Digit|Numpad)[0-9]$/.test(code)
  if (pressed.toLowerCase() === key.toLowerCase() || (key === 'Space' && pressed === ' ')) return true
  const byPlace = /^Key([A-Z])$/.exec(code)?.[1]
  return byPlace === key.toUpperCase() && !/^[a-z]$/i.test(pressed)
}

function parts(chord: string): { readonly key: string; readonly mods: ReadonlySet<string> } {
  const all = chord.split('+').filter((part) => part !== '')
  const last = all.at(-1) ?? ''
  return { key: last === 'Plus' ? '+' : last, mods: new Set(all.slice(0, -1)) }
}
