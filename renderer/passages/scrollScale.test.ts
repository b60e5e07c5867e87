import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rested, scrolledTo, spacerHeight, tallest, type Scrolled } from './scrollScale.ts'

const view = 700
const million = { content: 1_000_000 * 52, view }

describe('scrolling through any number of rows', () => {
  it('is plain scrolling as long as the rows are no higher than a page may be', () => {
    const few = { content: 45 * 52, view }
    expect(spacerHeight(few)).toBe(45 * 52)
    expect(scrolledTo(few, { top: 0, position: 0 }, 300)).toEqual({ top: 300, position: 300 })
  })

  it('moves a million rows by as much as the wheel does, and far where the bar is dragged', () => {
    const here: Scrolled = rested(million, 26_000_000)
    expect(scrolledTo(million, here, here.top + 120).position).toBe(26_000_120)
    expect(scrolledTo(million, here, tallest - view).position).toBe(million.content - view)
    expect(scrolledTo(million, here, 0).position).toBe(0)
  })

  it('reaches both ends by small steps, and never shows an end before it is reached', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.boolean(), (away, isUp) => {
        const last = million.content - view
        let now = rested(million, isUp ? away : last - away)
        for (let steps = 0; steps < 60; steps++) {
          const top = Math.min(tallest - view, Math.max(0, now.top + (isUp ? -100 : 100)))
          if (top === now.top) break
          now = scrolledTo(million, now, top)
        }
        expect(now.position).toBe(isUp ? 0 : last)
      })
    )
  })

  it('stands in proportion once nobody scrolls, and does not move the rows by that', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const position = Math.floor(share * (million.content - view))
        const at = rested(million, position)
        expect(at.position).toBe(position)
        expect(Math.abs(at.top / (tallest - view) - position / (million.content - view))).toBeLessThan(1e-5)
      })
    )
  })
})
