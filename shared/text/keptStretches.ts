/** What an edit kept of a text: stretches [from, to, length] in UTF-16 code units, in the order of the new text. */
import { splitsSurrogatePair } from './offsets.ts'

export type Stretch = readonly [from: number, to: number, length: number]
export type Kept = readonly Stretch[]

/** All of a text of that length. */
export function keptWhole(length: number): Kept {
  return length > 0 ? [[0, 0, length]] : []
}

/** The same stretches in the order of the new text; those that go on in both texts are one. */
export function tidyKept(kept: Kept): Kept {
  const tidy: [number, number, number][] = []
  for (const [from, to, length] of kept.toSorted((a, b) => a[1] - b[1])) {
    if (length <= 0) continue
    const last = tidy.at(-1)
    if (last && last[0] + last[2] === from && last[1] + last[2] === to) last[2] += length
    else tidy.push([from, to, length])
  }
  return tidy
}

/**
 * The same without stretches that overlap an earlier one in either text. What we write has none; a file from elsewhere that says so would
 * multiply its stretches with each correction.
 */
export function keptOnce(kept: Kept): Kept {
  return [1, 0].reduce<Kept>((left, side) => {
    let end = 0
    const apart = left
      .toSorted((a, b) => (a[side] ?? 0) - (b[side] ?? 0))
      .filter(([from, to, length]) => {
        const start = side === 0 ? from : to
        if (start < end) return false
        end = start + length
        return true
      })
    return apart.length === left.length ? left : apart
  }, kept)
}

/** What the old text keeps of the new one. */
export function invertKept(kept: Kept): Kept {
  return tidyKept(kept.map(([from, to, length]) => [to, from, length]))
}

/** What is kept from a first text to a third, by way of a second. */
export function composeKept(first: Kept, second: Kept): Kept {
  const byMiddle = first.toSorted((a, b) => a[1] - b[1])
  const composed: Stretch[] = []
  for (const [middle, to, length] of second) {
    const end = middle + length
    for (let i = firstReaching(byMiddle, middle); i < byMiddle.length; i += 1) {
      const [from, start, own] = byMiddle[i] ?? [0, 0, 0]
      if (start >= end) break
      const here = Math.max(start, middle)
      const rest = Math.min(start + own, end) - here
      if (rest > 0) composed.push([from + here - start, to + here - middle, rest])
    }
  }
  return tidyKept(composed)
}

/** The same without halves of surrogate pairs at the ends of a stretch: half a character was not kept. */
export function keptCharacters(kept: Kept, before: string, after: string): Kept {
  return kept.flatMap(([from, to, length]): Stretch[] => {
    const cut = splitsSurrogatePair(before, from) || splitsSurrogatePair(after, to) ? 1 : 0
    const end = splitsSurrogatePair(before, from + length) || splitsSurrogatePair(after, to + length) ? 1 : 0
    const rest = length - cut - end
    return rest > 0 ? [[from + cut, to + cut, rest]] : []
  })
}

/**
 * What is wrong with stretches that are said to be kept between two texts, in words for a developer; null where each has the same words on both
 * sides, none splits a character, they are in the order of the new text, and nothing is kept twice.
 */
export function whatBreaksKept(kept: Kept, before: string, after: string): string | null {
  let end = 0
  for (const [from, to, length] of kept) {
    if (![from, to, length].every(Number.isSafeInteger) || from < 0 || to < 0 || length < 1)
      return 'a stretch that is none'
    if (from + length > before.length || to + length > after.length) return 'a stretch outside the text'
    if (to < end) return 'stretches out of order'
    end = to + length
    if (before.slice(from, from + length) !== after.slice(to, to + length)) return 'a stretch of other words'
    if (
      [from, from + length].some((offset) => splitsSurrogatePair(before, offset)) ||
      [to, to + length].some((offset) => splitsSurrogatePair(after, offset))
    )
      return 'a stretch that splits a character'
  }
  const byFrom = kept.toSorted((a, b) => a[0] - b[0])
  const isTwice = byFrom.some(([from, , length], i) => from + length > (byFrom[i + 1]?.[0] ?? Infinity))
  return isTwice ? 'words kept twice' : null
}

/** The index of the first stretch that ends behind `offset` of the middle text; the stretches do not overlap there. */
function firstReaching(byMiddle: Kept, offset: number): number {
  let low = 0
  let high = byMiddle.length
  while (low < high) {
    const middle = (low + high) >> 1
    const [, start, length] = byMiddle[middle] ?? [0, 0, 0]
    if (start + length > offset) high = middle
    else low = middle + 1
  }
  return low
}
