import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { millisecondsOf, nextStamp, stampOf } from './stamp.ts'

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

  it('move the milliseconds on when the counter is full', () => {
    expect(nextStamp(0, [stampOf(5, 0xffff)])).toBe(stampOf(6, 0))
  })
})
