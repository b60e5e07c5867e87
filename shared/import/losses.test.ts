import { expect, test } from 'vitest'
import { listLosses, lose, lossSchema, sentenceOfLoss, type LossCounter } from './losses.ts'

test('every loss reads as a sentence for one and for many', () => {
  const losses: LossCounter = new Map()
  lose(losses, 'images')
  lose(losses, 'trackedDeletions', 12)
  lose(losses, 'comments', 0)
  expect(listLosses(losses).map(sentenceOfLoss)).toEqual([
    '1 picture or embedded object was left out.',
    '12 tracked deletions were left out, as if accepted.'
  ])
})

test('a loss that comes over a carrier is checked', () => {
  expect(lossSchema.safeParse({ kind: 'images', count: 2 }).success).toBe(true)
  expect(lossSchema.safeParse({ kind: 'toString', count: 2 }).success).toBe(false)
  expect(lossSchema.safeParse({ kind: 'images', count: 0 }).success).toBe(false)
})
