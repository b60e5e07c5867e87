import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Hash } from '../ids.ts'
import { keptBetween, piecesIn, placesIn, type Correction } from './keptRanges.ts'

const [a, b, c, d] = ['a', 'b', 'c', 'd'] as unknown as readonly [Hash, Hash, Hash, Hash]

/** A text of single characters that are all different, so that every kept one can be told in the next text. */
const distinct = fc
  .uniqueArray(fc.integer({ min: 0x4e00, max: 0x9fff }), { minLength: 1, maxLength: 40 })
  .map((codes) => String.fromCharCode(...codes))

describe('where a passage stands after a correction', () => {
  it('is from its first kept character to its last', () => {
    fc.assert(
      fc.property(
        distinct,
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        fc.nat(39),
        fc.nat(39),
        (text, keep, x, y) => {
          const next = edit(text, keep)
          const [start, end] = [Math.min(x, y) % text.length, (Math.max(x, y) % text.length) + 1]
          const place = placesIn([imported(a), { hash: b, from: a, kept: keptOf(text, next) }], b)(
            a,
            start,
            end
          )
          const survivors = [...text.slice(start, end)].filter((character) => next.includes(character))
          const expected =
            survivors.length === 0
              ? null
              : { start: next.indexOf(survivors[0] ?? ''), end: next.indexOf(survivors.at(-1) ?? '') + 1 }
          expect(place).toEqual(start < end ? expected : null)
        }
      )
    )
  })

  it('follows two corrections of one text through their common ancestor', () => {
    // a: "no talks before peace"; b drops "no "; c (the one chosen) adds "please, " in front.
    const corrections = [
      imported(a),
      { hash: b, from: a, kept: [[3, 0, 18]] },
      { hash: c, from: a, kept: [[0, 8, 21]] }
    ] as const
    expect(placesIn(corrections, c)(b, 0, 5)).toEqual({ start: 11, end: 16 })
    expect(placesIn(corrections, b)(c, 0, 8)).toBeNull()
    expect(placesIn(corrections, b)(c, 8, 16)).toEqual({ start: 0, end: 5 })
  })

  it('is where it was made for the same text, and nowhere for a text that has nothing to do with it', () => {
    const corrections = [imported(a), imported(d)]
    expect(placesIn(corrections, a)(a, 3, 9)).toEqual({ start: 3, end: 9 })
    expect(placesIn(corrections, a)(d, 3, 9)).toBeNull()
    expect(placesIn(corrections, a)(b, 3, 9)).toBeNull()
  })

  it('ends also where a broken file says that two texts came from each other', () => {
    const corrections = [
      { hash: a, from: b, kept: [[0, 0, 5]] },
      { hash: b, from: a, kept: [[0, 0, 5]] }
    ] as const
    expect(placesIn(corrections, b)(a, 0, 5)).toEqual({ start: 0, end: 5 })
    expect(placesIn(corrections, c)(a, 0, 5)).toBeNull()
  })

  it('is found once where a broken file says that the same words were kept many times', () => {
    const kept = Array.from({ length: 2000 }, () => [0, 0, 10] as const)
    const names = ['a', 'b', 'c', 'd'] as Hash[]
    const corrections = names.map((hash, i): Correction => ({ hash, from: names[i - 1] ?? null, kept }))
    expect(piecesIn(corrections, 'd' as Hash)('a' as Hash, 2, 8)).toEqual([[2, 8]])
    expect(keptBetween(corrections, 'a' as Hash, 'd' as Hash, 10)).toEqual([[0, 0, 10]])
  })

  it('is found among many kept stretches', () => {
    const kept = Array.from({ length: 200_000 }, (_, i) => [i * 10, i * 11, 9] as const)
    const place = placesIn([imported(a), { hash: b, from: a, kept }], b)
    for (let i = 0; i < 10_000; i++) expect(place(a, i * 10, i * 10 + 25)).not.toBeNull()
  })
})

function imported(hash: Hash): Correction {
  return { hash, from: null, kept: [] }
}

/** Leaves characters out and puts new ones in. */
function edit(text: string, keep: readonly boolean[]): string {
  return [...text].map((character, i) => (keep[i] ? character : i % 2 === 0 ? 'xy' : '')).join('')
}

function keptOf(before: string, after: string): readonly (readonly [number, number, number])[] {
  return [...before].flatMap((character, i) =>
    after.includes(character) ? [[i, after.indexOf(character), 1] as const] : []
  )
}
