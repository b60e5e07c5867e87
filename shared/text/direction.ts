/** Which way a text runs. Offsets are UTF-16 code units. */

export type Direction = 'ltr' | 'rtl'

/** The direction of the first letter (or direction mark) in [start, end), as Unicode's bidirectional algorithm takes it; null where there is none. */
export function firstDirection(text: string, start: number, end: number): Direction | null {
  // Most blocks start with a letter: the first look is short.
  for (let from = start, reach = 64; from < end; from += reach, reach *= 8) {
    const found = strong.exec(text.slice(from, Math.min(end, from + reach)))
    if (found) return isRightToLeft(found[0]) ? 'rtl' : 'ltr'
  }
  return null
}

/** The direction that most of a text's letters have, by samples from all over it; left to right where it has none. */
export function dominantDirection(text: string): Direction {
  let balance = 0
  const step = Math.max(sampleLength, Math.floor(text.length / samples))
  for (let from = 0; from < text.length; from += step) {
    for (const [letter] of text.slice(from, from + sampleLength).matchAll(everyStrong))
      balance += isRightToLeft(letter) ? 1 : -1
  }
  return balance > 0 ? 'rtl' : 'ltr'
}

const samples = 40
const sampleLength = 200
const strong = /[\p{L}\u200e\u200f\u061c]/u
const everyStrong = /\p{L}/gu
const rightToLeft =
  /[\u200f\u061c\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u

function isRightToLeft(letter: string): boolean {
  return letter.charCodeAt(0) > 0x58f && rightToLeft.test(letter)
}
