import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carriedOn, millisecondsOf, mostCarriedOn, nextStamp, stampOf, type Stamp } from './stamp.ts'

const stamp = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 48 - 2 }), fc.integer({ min: 0, max: 0xffff }))
  .map(([ms, counter]) => stampOf(ms, counter))

describe('stamps', () => {
  it('are later than everything they come after, whatever the clock says', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), fc.array(stamp), (clock, after) => {
        const next = nextStamp(clock, after)
        for (const earlier of after) expect(next > earlier).toBe(true)
      })
    )
  })

  it('sort as text in the order of time and counter', () => {
    fc.assert(
      fc.property(stamp, stamp, (a, b) => {
        expect(a < b).toBe(
          millisecondsOf(a) < millisecondsOf(b) ||
            (millisecondsOf(a) === millisecondsOf(b) && a.slice(13) < b.slice(13))
        )
      })
    )
  })

  it('of a clock that is years off move on what is based on them, and nothing else by more than an hour', () => {
    const clocks = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 10 * mostCarriedOn }), fc.array(stamp, { maxLength: 2 })),
      { maxLength: 30 }
    )
    fc.assert(
      fc.property(clocks, (edits) => {
        let before: Stamp | null = null
        let clock = 1e12
        const made = new Set<Stamp>()
        for (const [later, basedOn] of edits) {
          clock += later
          const own = nextStamp(clock, [...(before ? [before] : []), ...basedOn])
          for (const earlier of basedOn) expect(own > earlier).toBe(true)
          const isMovedOn = basedOn.some((one) => millisecondsOf(one) >= millisecondsOf(own) - 1)
          if (!isMovedOn) expect(millisecondsOf(own)).toBeLessThanOrEqual(clock + mostCarriedOn + 1)
          // What is based on nothing from elsewhere never repeats a stamp of its session.
          if (basedOn.length === 0) expect(made.has(own)).toBe(false)
          if (millisecondsOf(own) <= clock + mostCarriedOn) made.add(own)
          before = carriedOn(before, own, clock)
        }
      })
    )
  })

  it('move the milliseconds on when the counter is full', () => {
    expect(nextStamp(0, [stampOf(5, 0xffff)])).toBe(stampOf(6, 0))
  })
})
