import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lanes, SpanIndex, type Spanned } from './spanIndex.ts'

const starts = [0, 40, 41, 90, 150, 400]
const spans = fc
  .array(fc.tuple(fc.nat(490), fc.integer({ min: 1, max: 120 })), { maxLength: 40 })
  .map((all) => all.map(([start, length], i): Spanned => ({ id: `a${i}`, start, end: start + length })))

describe('the index of annotations', () => {
  it('finds at every offset exactly the annotations over it, the smallest first', () => {
    fc.assert(
      fc.property(spans, fc.nat(620), (all, offset) => {
        const index = filled(all)
        const found = index.at(offset)
        expect(new Set(found.map((span) => span.id))).toEqual(
          new Set(all.filter((span) => span.start <= offset && offset < span.end).map((span) => span.id))
        )
        expect(found.map((span) => span.end - span.start)).toEqual(
          found.map((span) => span.end - span.start).toSorted((a, b) => a - b)
        )
      })
    )
  })

  it('lists an annotation in every stretch it touches and in no other', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const index = filled(all)
        for (const [i, start] of starts.entries()) {
          const end = starts[i + 1] ?? Number.POSITIVE_INFINITY
          const touching = all.filter((span) => span.start < end && span.end > start).map((span) => span.id)
          expect(index.inStretch(i).map(({ span }) => span.id)).toEqual(touching)
        }
      })
    )
  })

  it('gives overlapping annotations different lanes as long as there are any', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const index = filled(all)
        for (const a of all) {
          for (const b of all) {
            const overlap = a.id !== b.id && a.start < b.end && b.start < a.end
            if (overlap && index.laneOf(a.id) < lanes - 1)
              expect(index.laneOf(a.id)).not.toBe(index.laneOf(b.id))
          }
        }
      })
    )
  })

  it('forgets a removed annotation, moves a changed one, and names the stretches to paint again', () => {
    fc.assert(
      fc.property(spans, fc.nat(39), (all, pick) => {
        const index = filled(all)
        const span = all[pick]
        if (!span) return
        const moved = { ...span, start: span.start + 100, end: span.end + 100 }
        const touched = index.add(moved)
        for (const [i, start] of starts.entries()) {
          const end = starts[i + 1] ?? Number.POSITIVE_INFINITY
          const isTouched = [span, moved].some((one) => one.start < end && one.end > start)
          expect(touched.has(i)).toBe(isTouched)
        }
        expect(index.get(span.id)).toEqual(moved)
        index.remove(span.id)
        expect(index.get(span.id)).toBeUndefined()
        expect(starts.flatMap((_, i) => index.inStretch(i).map((placed) => placed.span.id))).not.toContain(
          span.id
        )
      })
    )
  })

  it('keeps the lane of an annotation whose boundary moved', () => {
    const index = filled([
      { id: 'a', start: 0, end: 20 },
      { id: 'b', start: 10, end: 30 }
    ])
    index.add({ id: 'b', start: 10, end: 35 })
    expect(index.laneOf('b')).toBe(1)
  })
})

function filled(all: readonly Spanned[]): SpanIndex<Spanned> {
  const index = new SpanIndex<Spanned>(starts)
  for (const span of all) index.add(span)
  return index
}
