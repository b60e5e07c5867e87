import { expect, it } from 'vitest'
import { isWellFormed, toWellFormed } from './wellFormed.ts'

it('puts U+FFFD for half a character wherever it stands, and leaves whole ones alone', () => {
  const whole = { name: 'é e\u0301 😀 سلام', list: [1, null, true, 'x'] }
  expect(toWellFormed(whole)).toBe(whole)
  const half = { 'a\ud83d': ['\ude00 b', { c: 'ok' }], n: 1 }
  expect(isWellFormed(half)).toBe(false)
  expect(toWellFormed(half)).toEqual({ 'a\ufffd': ['\ufffd b', { c: 'ok' }], n: 1 })
})
