/** The marker of a list item as a reader sees it. */

export type MarkerStyle = 'decimal' | 'lowerLetter' | 'upperLetter' | 'lowerRoman' | 'upperRoman'

/** A number in a style, without its point: 3 -> "3", "c", "C", "iii", "III". What a style cannot write is written in digits. */
export function ordinal(value: number, style: MarkerStyle): string {
  switch (style) {
    case 'decimal':
      return String(value)
    case 'lowerLetter':
      return letters(value)
    case 'upperLetter':
      return letters(value).toUpperCase()
    case 'lowerRoman':
      return roman(value)
    case 'upperRoman':
      return roman(value).toUpperCase()
  }
}

/** The bullet of an unordered list at a depth (from 0), as browsers draw them. */
export function bullet(depth: number): string {
  return ['•', '◦', '▪'][Math.min(depth, 2)] ?? '•'
}

function letters(value: number): string {
  if (value < 1) return String(value)
  let text = ''
  for (let left = value; left > 0; left = Math.floor((left - 1) / 26))
    text = String.fromCharCode(97 + ((left - 1) % 26)) + text
  return text
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value)
  const signs = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i']
  ] as const
  let left = value
  let text = ''
  for (const [size, sign] of signs) {
    for (; left >= size; left -= size) text += sign
  }
  return text
}
