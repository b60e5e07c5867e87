import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { measureExample, publishedExamples } from './published.ts'

const file = new URL('../../../shared/oracles/agreement.json', import.meta.url)
const isHere = existsSync(file)

/** Measures that Parley leaves to others, and why. */
const leftOut: Readonly<Record<string, string>> = {
  krippendorff_alpha_sets: 'one binary alpha an issue is told instead',
  alpha_u_2004: 'replaced by the u-alpha of 2016',
  boundary_similarity: 'for complete segmentations only',
  gamma_observed_disorder: 'gamma is not offered',
  gamma_positional_dissimilarity: 'gamma is not offered'
}

describe('published examples', () => {
  it.skipIf(!isHere)(
    'come out within their tolerance (skipped where the published figures are absent)',
    () => {
      const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
      const expected = read as { expected: number | null | { alpha: number | null }; tolerance: number }[]
      const wrong: string[] = []
      let measured = 0
      for (const [i, example] of publishedExamples.parse(read).entries()) {
        const told = measureExample(example)
        if (leftOut[example.metric] !== undefined) {
          expect(told).toBeUndefined()
          continue
        }
        measured++
        const entry = expected[i]
        if (!entry) throw new Error('an entry')
        const wanted =
          typeof entry.expected === 'object' && entry.expected !== null
            ? entry.expected.alpha
            : entry.expected
        const fits =
          told === undefined || told === null || wanted === null
            ? told === wanted
            : Math.abs(told - wanted) <= entry.tolerance
        if (!fits) wrong.push(`${example.name}: ${told}, not ${wanted}`)
      }
      expect(wrong).toEqual([])
      expect(measured).toBeGreaterThan(40)
    }
  )

  it('are refused where their data break their own rules: no figure is made of what is left', () => {
    const of = (metric: string, data: unknown, level = 'nominal') =>
      measureExample({ name: 'x', metric, level, data })
    const spans = (coders: unknown, more = {}) => ({ kind: 'spans', length: 10, coders, ...more })
    const mistyped = {
      kind: 'ratings',
      categories: ['a', 'b'],
      units: [
        ['a', 'a'],
        ['b', 'B']
      ]
    }
    expect(() => of('krippendorff_alpha', mistyped)).toThrow('"B" is not among the categories')
    const ragged = { kind: 'ratings', categories: ['a', 'b'], units: [['a', 'a'], ['b']] }
    expect(() => of('percent_agreement', ragged)).toThrow(RangeError)
    const wide = {
      kind: 'contingency',
      categories: ['a', 'b'],
      table: [
        [3, 1, 5],
        [1, 4]
      ]
    }
    expect(() => of('cohen_kappa', wide)).toThrow('A row has 3 places, not 2')
    const short = {
      kind: 'contingency',
      categories: ['a', 'b', 'c'],
      table: [
        [3, 1],
        [1, 4]
      ]
    }
    expect(() => of('scott_pi', short)).toThrow('2 rows stand for 3 categories')
    const square = {
      ...wide,
      table: [
        [3, 1],
        [1, 4]
      ]
    }
    expect(() => of('cohen_kappa_weighted', { ...square, disagreement_weights: [[0, 1]] })).toThrow(
      RangeError
    )
    expect(() =>
      of('fleiss_kappa', {
        kind: 'counts',
        table: [
          [3, 0],
          [1, 1, 1]
        ]
      })
    ).toThrow(RangeError)
    const empty = spans({ a: [[2, 2, 'x']], b: [[2, 2, 'x']] })
    expect(() => of('span_f1', empty, 'exact_span')).toThrow('Unit 2-2 is empty')
    const beyond = spans({ a: [[2, 12, 'x']], b: [] })
    expect(() => of('percent_agreement', beyond, 'character_binary')).toThrow('Unit 2-12')
    // Not of the first two alone.
    const three = spans({ a: [[0, 2, 'x']], b: [[0, 2, 'x']], c: [] })
    expect([of('span_f1', three, 'overlap'), of('percent_agreement', three, 'character_binary')]).toEqual([
      null,
      null
    ])
    expect(of('ku_alpha', { ...three, k: 'y' })).toBeNull()
  })
})
