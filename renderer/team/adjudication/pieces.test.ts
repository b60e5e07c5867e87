import fc from 'fast-check'
import { expect, it } from 'vitest'
import { piecesOf } from './pieces.ts'

it('covers a stretch without gaps, and shows every mark on exactly its words', () => {
  const anyMark = fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 }), fc.nat(3))
    .map(([start, length, lane]) => ({ start, end: start + length, lane }))
  fc.assert(
    fc.property(fc.array(anyMark, { maxLength: 6 }), (marks) => {
      const pieces = piecesOf({ start: 5, end: 50 }, marks)
      expect(pieces[0]?.start).toBe(5)
      expect(pieces.at(-1)?.end).toBe(50)
      for (const [i, piece] of pieces.entries()) {
        expect(piece.end).toBe(pieces[i + 1]?.start ?? 50)
        for (let at = piece.start; at < piece.end; at++) {
          const lanes = new Set(
            marks.filter(({ start, end }) => start <= at && at < end).map(({ lane }) => lane)
          )
          expect(piece.lanes).toEqual([...lanes].toSorted((a, b) => a - b))
        }
      }
    })
  )
})
