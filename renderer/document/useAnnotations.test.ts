import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnnotationView } from '../../shared/api/views.ts'
import { makeBenchText } from './bench/benchText.ts'
import { spanOf, type AnnotationSpan } from './looks.ts'
import { SpanIndex } from './spanIndex.ts'
import { update } from './useAnnotations.ts'

const { annotations: all } = makeBenchText({ characters: 20_000, annotations: 60 })
const starts = [0, 400, 900, 5_000, 12_000]

describe('following the annotations of a document', () => {
  it('holds after any change of the list exactly what the list holds', () => {
    const lists = fc
      .subarray([...all])
      .chain((kept) => fc.shuffledSubarray(kept, { minLength: kept.length, maxLength: kept.length }))
    fc.assert(
      fc.property(lists, lists, fc.nat(59), (before, now, changed) => {
        const surface = { index: new SpanIndex<AnnotationSpan>(starts) }
        update(surface, [], before)
        const after = now.map((annotation, i) =>
          i === changed ? { ...annotation, note: 'changed' } : annotation
        )
        update(surface, before, after)
        expect(
          new Map([...surface.index.ids()].map((id) => [id, surface.index.get(id)?.annotation]))
        ).toEqual(new Map(after.map((annotation) => [annotation.id, annotation])))
      })
    )
  })

  it('lets go of an annotation whose words a correction took away', () => {
    const surface = { index: new SpanIndex<AnnotationSpan>(starts) }
    const before = all.slice(0, 3)
    update(surface, [], before)
    const lost = before.map((annotation, i): AnnotationView =>
      i === 1 ? { ...annotation, place: null } : annotation
    )
    const touched = update(surface, before, lost)
    expect(surface.index.size).toBe(2)
    expect(spanOf(lost[1] as AnnotationView)).toBeNull()
    expect(touched.size).toBeGreaterThan(0)
  })
})
