import { expect, it } from 'vitest'
import { polarityFrom } from './polarity.ts'

it('reads a polarity however it is written, and refuses what is none', () => {
  expect(['1', '+1', '0.5', '0,5', '-1', '−0.25', ' 0 '].map(polarityFrom)).toEqual([
    1, 1, 0.5, 0.5, -1, -0.25, 0
  ])
  expect(polarityFrom('')).toBeNull()
  expect(['1.5', '-2', 'yes', '1/2'].map(polarityFrom)).toEqual([undefined, undefined, undefined, undefined])
})
