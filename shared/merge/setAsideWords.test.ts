import { expect, it } from 'vitest'
import { sentenceOfSetAside } from './setAsideWords.ts'

it('tells one and several parts that were not taken in whole sentences', () => {
  expect(sentenceOfSetAside('brokenBlob', 1)).toBe(
    '1 text or original file is damaged and was not taken. Ask whoever sent the file for a fresh copy.'
  )
  expect(sentenceOfSetAside('brokenValue', 3)).toMatch(
    /^3 changes hold values that Parley does not write and were/
  )
})
