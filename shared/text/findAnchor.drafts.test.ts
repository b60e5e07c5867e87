import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { contextOf, findAnchor } from './findAnchor.ts'
import { span } from './offsets.ts'

/** Passages of a first draft whose place in the second was settled by hand. */
type Truth = {
  readonly kind: 'keep' | 'keepdup' | 'moved' | 'mod' | 'del'
  readonly v1: readonly [number, number]
  readonly v2: readonly [number, number] | null
}

const drafts = path.join(import.meta.dirname, '../../../shared/fixtures/drafts')

describe('passages of real drafts', () => {
  test
    .skipIf(!fs.existsSync(drafts))
    .each(['github-privacy-2019', 'github-tos-2017', 'us-source-code-policy-2016'])(
    'stand where they stand in the next draft, or are asked about: %s',
    (name) => {
      const read = (file: string): string => fs.readFileSync(path.join(drafts, name, file), 'utf8')
      const [before, after] = [read('v1.txt'), read('v2.txt')]
      const truths = JSON.parse(read('truth.json')) as readonly Truth[]
      const counts = { kept: 0, placed: 0, wrong: 0, deleted: 0, deletedPlaced: 0 }
      for (const { kind, v1, v2 } of truths) {
        const at = span(...v1)
        const found = findAnchor({
          text: after,
          quote: before.slice(at.start, at.end),
          ...contextOf(before, at),
          hint: at
        })
        const isPlaced = found.how !== 'lost' && found.how !== 'ambiguous'
        if (kind === 'del') {
          counts.deleted += 1
          if (isPlaced) counts.deletedPlaced += 1
        } else if (kind !== 'mod' && v2) {
          counts.kept += 1
          if (isPlaced && found.at.start === v2[0] && found.at.end === v2[1]) counts.placed += 1
          else if (isPlaced) counts.wrong += 1
        }
      }
      expect(counts.wrong).toBe(0)
      // What stands several times with like surroundings is asked about; all else is placed.
      expect(counts.placed).toBeGreaterThanOrEqual(counts.kept - 5)
      expect(counts.deletedPlaced).toBeLessThanOrEqual(Math.ceil(counts.deleted * 0.06))
    }
  )
})
