/** Chords: how a key press is named, matched and shown. */

/** Just enough of a key press. */
export type Press = {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** True where a press is the chord, e.g. `Mod+Shift+F`. `Mod` is Ctrl, or Cmd on a Mac. A sign such as `?` needs no Shift named. */
export function isChord(press: Press, chord: string, isMac: boolean): boolean {
  const { key, mods } = parts(chord)
  const wanted = {
    ctrl: mods.has('Ctrl') || (mods.has('Mod') && !isMac),
    meta: mods.has('Mod') && isMac,
    alt: mods.has('Alt'),
    shift: mods.has('Shift')
  }
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key)
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    press.ctrlKey === wanted.ctrl &&
    press.metaKey === wanted.meta &&
    press.altKey === wanted.alt &&
    (isSign || press.shiftKey === wanted.shift)
  )
}

/** A chord as people of the platform write it: "Ctrl+K", "⌘K". */
export function chordText(chord: string, isMac: boolean): string {
  const { key, mods } = parts(chord)
  const name = key.length === 1 ? key.toUpperCase() : key
  if (!isMac) return [...[...mods].map((mod) => (mod === 'Mod' ? 'Ctrl' : mod)), name].join('+')
  const signs: Readonly<Record<string, string>> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' }
  return [...mods].map((mod) => signs[mod] ?? mod).join('') + name
}

/** True where a chord has no modifier and would be typed as text. */
export function isSingleKey(chord: string): boolean {
  const { key, mods } = parts(chord)
  return mods.size === 0 && key.length === 1
}

function parts(chord: string): { readonly key: string; readonly mods: ReadonlySet<string> } {
  const all = chord.split('+').filter((part) => part !== '')
  const last = all.at(-1) ?? ''
  return { key: last === 'Plus' ? '+' : last, mods: new Set(all.slice(0, -1)) }
}
