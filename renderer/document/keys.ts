/** Which key does what in the text. */

export type TextAction =
  | {
      readonly do:
        | 'selectAll'
        | 'tag'
        | 'next'
        | 'previous'
        | 'sentence'
        | 'paragraph'
        | 'undo'
        | 'redo'
        | 'find'
        | 'leave'
    }
  | { readonly do: 'repeat' }
  | { readonly do: 'delete' }
  | { readonly do: 'textEdge'; readonly edge: 'start' | 'end'; readonly extend: boolean }
  | { readonly do: 'word'; readonly direction: 'left' | 'right'; readonly extend: boolean }
  | { readonly do: 'boundary'; readonly edge: 'start' | 'end'; readonly direction: 'left' | 'right' }
  | { readonly do: 'stance'; readonly digit: string }

export type Key = {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/**
 * What a key does; null where it is left to the browser. `singleKeys`: whether keys without Ctrl do anything but move. Digits go by the
 * place of the key, with or without Shift; letters by what is printed on it, and by its place where that is no Latin letter.
 */
export function actionOf(key: Key, { singleKeys }: { readonly singleKeys: boolean }): TextAction | null {
  return key.ctrlKey || key.metaKey ? withControl(key) : key.altKey ? null : plain(key, singleKeys)
}

/** The digit of a key by its place, in the row above the letters or on the number pad; null for every other key. */
export function digitOf(code: string): string | null {
  return /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1] ?? null
}

function withControl(key: Key): TextAction | null {
  const extend = key.shiftKey
  const direction = key.key === 'ArrowLeft' ? 'left' : key.key === 'ArrowRight' ? 'right' : null
  if (key.altKey) return direction && { do: 'boundary', edge: key.shiftKey ? 'start' : 'end', direction }
  if (direction) return { do: 'word', direction, extend }
  if (key.key === 'Home' || key.key === 'End')
    return { do: 'textEdge', edge: key.key === 'Home' ? 'start' : 'end', extend }
  switch (letterOf(key)) {
    case 'a':
      return { do: 'selectAll' }
    case 'z':
      return { do: key.shiftKey ? 'redo' : 'undo' }
    case 'y':
      return { do: 'redo' }
    case 'f':
      return key.shiftKey ? null : { do: 'find' }
    default:
      return null
  }
}

function plain(key: Key, singleKeys: boolean): TextAction | null {
  if (key.key === 'Enter') return { do: 'tag' }
  if (key.key === 'Escape') return { do: 'leave' }
  if (key.key === 'Delete' || key.key === 'Backspace') return { do: 'delete' }
  if (!singleKeys) return null
  const digit = digitOf(key.code)
  if (digit !== null) return { do: 'stance', digit }
  if (['[', ']', '{', '}'].includes(key.key)) {
    const edge = key.key === '[' || key.key === ']' ? 'end' : 'start'
    return { do: 'boundary', edge, direction: key.key === '[' || key.key === '{' ? 'left' : 'right' }
  }
  const letters: Readonly<Record<string, TextAction>> = {
    t: { do: 'tag' },
    r: { do: 'repeat' },
    j: { do: 'next' },
    k: { do: 'previous' },
    s: { do: 'sentence' },
    p: { do: 'paragraph' }
  }
  return key.shiftKey ? null : (letters[letterOf(key)] ?? null)
}

function letterOf(key: Key): string {
  const printed = key.key.toLowerCase()
  if (/^[a-z]$/.test(printed)) return printed
  return /^Key([A-Z])$/.exec(key.code)?.[1]?.toLowerCase() ?? ''
}
