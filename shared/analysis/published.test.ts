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
})
