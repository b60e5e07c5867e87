import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeCards } from './cards.ts'

const cards = fc
  .array(fc.record({ top: fc.nat(2000), height: fc.integer({ min: 20, max: 60 }) }), {
    minLength: 1,
    maxLength: 40
  })
  .map((all) => all.toSorted((a, b) => a.top - b.top))

describe('the cards of the margin', () => {
  it('never overlap and keep the order of their passages', () => {
    fc.assert(
      fc.property(cards, fc.integer({ min: -1, max: 39 }), (all, pinned) => {
        const tops = placeCards(all, { gap: 6, pinned })
        for (const [i, card] of all.entries()) {
          const next = tops[i + 1]
          if (next !== undefined) expect(next).toBeGreaterThanOrEqual((tops[i] ?? 0) + card.height + 6)
        }
      })
    )
  })

  it('put the selected card exactly beside its text', () => {
    fc.assert(
      fc.property(cards, fc.nat(39), (all, pinned) => {
        const tops = placeCards(all, { gap: 6, pinned })
        if (all[pinned]) expect(tops[pinned]).toBe(all[pinned].top)
      })
    )
  })

  it('stand beside their text where there is room', () => {
    expect(
      placeCards(
        [
          { top: 0, height: 20 },
          { top: 100, height: 20 }
        ],
        { gap: 6 }
      )
    ).toEqual([0, 100])
  })
})
