import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Numbers } from './numbers.ts'

it('law: a number is found again by the number it was kept for, whether or not the file counts that far', () => {
  const n = fc.oneof(fc.integer({ min: -3, max: 12 }), fc.maxSafeInteger())
  fc.assert(
    fc.property(fc.nat(10), fc.array(fc.tuple(n, fc.integer({ min: 1 }))), n, (last, kept, asked) => {
      const numbers = new Numbers(last)
      for (const [of, number] of kept) numbers.set(of, number)
      expect(numbers.get(asked)).toBe(new Map(kept).get(asked))
      for (const [of, number] of new Map(kept)) expect(numbers.get(of)).toBe(number)
    })
  )
})
