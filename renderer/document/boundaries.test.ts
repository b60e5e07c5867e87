import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { span, splitsSurrogatePair } from '../../shared/text/offsets.ts'
import { splitsGrapheme } from '../../shared/text/snap.ts'
import { moveBoundary } from './boundaries.ts'

const text = 'No negotiation, before a cease-fire. הפסקת אש מלאה 👩‍👩‍👧 cafe\u0301 هدنة'

describe('moving the boundary of a passage', () => {
  it('takes in the next word and gives it back', () => {
    const at = span(3, 14)
    const wider = moveBoundary(text, at, { edge: 'end', forwards: true })
    expect(wider && text.slice(wider.start, wider.end)).toBe('negotiation, before')
    expect(wider && moveBoundary(text, wider, { edge: 'end', forwards: false })).toEqual(at)
  })

  it('moves the start over words, not over punctuation alone', () => {
    const at = span(text.indexOf('a cease'), text.indexOf('. ה'))
    const moved = moveBoundary(text, at, { edge: 'start', forwards: true })
    expect(moved && text.slice(moved.start, moved.end)).toBe('cease-fire')
  })

  it('stops at the ends of the text and before the last word', () => {
    expect(moveBoundary(text, span(0, 2), { edge: 'start', forwards: false })).toBeNull()
    expect(moveBoundary(text, span(0, 2), { edge: 'end', forwards: false })).toBeNull()
    expect(moveBoundary(text, span(0, text.length), { edge: 'end', forwards: true })).toBeNull()
  })

  it('moves the way it was told to and never cuts a character', () => {
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.nat(text.length),
        fc.constantFrom('start' as const, 'end' as const),
        fc.boolean(),
        (from, length, edge, forwards) => {
          const at = span(from, Math.min(text.length, from + length + 1))
          const moved = moveBoundary(text, at, { edge, forwards })
          if (!moved) return
          const before = edge === 'start' ? at.start : at.end
          const after = edge === 'start' ? moved.start : moved.end
          expect(forwards ? after > before : after < before).toBe(true)
          for (const offset of [moved.start, moved.end]) {
            expect(splitsSurrogatePair(text, offset)).toBe(false)
            expect(splitsGrapheme(text, offset)).toBe(false)
          }
        }
      )
    )
  })
})
