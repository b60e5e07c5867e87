import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SearchHit } from '../../shared/api/views.ts'
import { hitAt, hitsBefore, stepHit, withHits, type HitAt, type HitGroup } from './hits.ts'

const hit = (document: string, start: number): SearchHit =>
  ({
    document: `doc_${document}`,
    title: document,
    revision: 'r',
    start,
    end: start + 4,
    block: 1,
    before: 'avant le ',
    quote: 'cafe\u0301',
    after: ' 🕊'
  }) as unknown as SearchHit

const hits = fc
  .array(fc.record({ document: fc.constantFrom('a', 'b', 'ب'), count: fc.integer({ min: 1, max: 4 }) }), {
    maxLength: 6
  })
  .map((runs) =>
    runs.flatMap(({ document, count }, i) =>
      Array.from({ length: count }, (_, j) => hit(document, i * 100 + j))
    )
  )

describe('hits that come in portions', () => {
  it('are the same however they were cut, each once, by document', () => {
    fc.assert(
      fc.property(hits, fc.array(fc.nat(20)), (all, cuts) => {
        const edges = [
          0,
          ...cuts.map((cut) => Math.min(cut, all.length)).toSorted((a, b) => a - b),
          all.length
        ]
        let groups: readonly HitGroup[] = []
        for (const [i, from] of edges.entries())
          groups = withHits(groups, all.slice(from, edges[i + 1] ?? from))
        expect(groups).toEqual(withHits([], all))
        expect(groups.flatMap((group) => group.hits)).toHaveLength(all.length)
        expect(new Set(groups.map((group) => group.document)).size).toBe(groups.length)
        for (const group of groups)
          expect(group.hits.every((one) => one.document === group.document)).toBe(true)
      })
    )
  })

  it('are all met by walking on, and a step back undoes a step', () => {
    fc.assert(
      fc.property(hits, (all) => {
        const groups = withHits([], all)
        const met: HitAt[] = []
        let at = stepHit(groups, null, 1, groups[0]?.document ?? null)
        for (let i = 0; i < all.length && at; i += 1) {
          expect(hitsBefore(groups, at)).toBe(i)
          met.push(at)
          const next = stepHit(groups, at, 1, null)
          expect(stepHit(groups, next, -1, null)).toEqual(at)
          at = next
        }
        expect(met.map((one) => hitAt(groups, one))).toEqual(groups.flatMap((group) => group.hits))
        expect(at).toEqual(met[0] ?? null)
      })
    )
  })

  it('are entered at the document that is open', () => {
    const groups = withHits([], [hit('a', 1), hit('b', 1), hit('b', 9)])
    expect(stepHit(groups, null, 1, 'doc_b' as never)).toEqual({ group: 1, hit: 0 })
    expect(stepHit(groups, null, -1, 'doc_b' as never)).toEqual({ group: 1, hit: 1 })
    expect(stepHit(groups, null, 1, 'doc_z' as never)).toEqual({ group: 0, hit: 0 })
  })
})
