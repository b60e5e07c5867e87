/** Every command whose key can be changed, and what holds for it: its usual keys, or the user's own. */
import type { Settings } from '../../shared/api/settings.ts'
import { appCommands } from './appCommands.ts'
import { chordOfPress, ownKeys, type Press } from './keys.ts'
import { textCommands } from './textKeys.ts'

export type KeyRow = {
  readonly id: string
  /** Where it holds: in the text alone, or everywhere in the window. */
  readonly where: 'text' | 'window'
  readonly usual: readonly string[]
  readonly keys: readonly string[]
  readonly isOwn: boolean
}

/** Those of the text first, each in the order of the keys sheet. */
export function keyRows(own: Settings['keys']): readonly KeyRow[] {
  const row =
    (where: KeyRow['where']) =>
    ({ id, keys }: { readonly id: string; readonly keys: readonly string[] }): KeyRow => ({
      id,
      where,
      usual: keys,
      keys: ownKeys(id, keys, own),
      isOwn: own[id] !== undefined
    })
  return [...textCommands.map(row('text')), ...appCommands.map(row('window'))]
}

/** The other commands that a chord would mean as well: in the text the keys of the text go before those of the window. */
export function sharing(rows: readonly KeyRow[], id: string, chord: string): readonly KeyRow[] {
  return rows.filter((row) => row.id !== id && row.keys.includes(chord))
}

/** The user's keys after a command was given a chord (null: none): whatever had it before has it no more. */
export function withKey(own: Settings['keys'], id: string, chord: string | null): Settings['keys'] {
  const next: Record<string, string> = { ...own, [id]: chord ?? 'None' }
  if (chord === null) return next
  for (const row of sharing(keyRows(next), id, chord)) {
    const [left] = row.keys.filter((one) => one !== chord)
    next[row.id] = left ?? 'None'
  }
  return next
}

/** The user's keys with the usual ones for a command, and for whoever had taken one of them. */
export function withUsualKey(own: Settings['keys'], id: string): Settings['keys'] {
  const { [id]: _gone, ...next } = own
  const usual = keyRows(next).find((row) => row.id === id)?.usual ?? []
  const clash = usual.flatMap((chord) => sharing(keyRows(next), id, chord)).filter((row) => row.isOwn)
  return clash.reduce((rest, row) => withKey(rest, row.id, null), next)
}

/**
 * The chord that a press gives a command: null for a modifier alone, and for what moves out of a field (Tab) or leaves it (Esc). A command
 * that is meant by ten digits takes a digit with other modifiers.
 */
export function chordFor(row: KeyRow, press: Press, isMac: boolean): string | null {
  const chord = chordOfPress(press, isMac)
  if (chord === null || chord === 'Escape' || /^(?:Shift\+)?Tab$/.test(chord)) return null
  if (!row.usual.some((one) => one.endsWith('Digit'))) return chord
  const mods = chord
    .split('+')
    .slice(0, -1)
    .filter((mod) => mod !== 'Shift')
  return /^(?:Digit|Numpad)[0-9]$/.test(press.code ?? '') ? [...mods, 'Digit'].join('+') : null
}
