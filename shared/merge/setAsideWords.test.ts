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

it('has a sentence for what a newer version, or a file that somebody altered, gives as the reason', () => {
  for (const why of ['brokenDream', 'constructor', '__proto__']) {
    expect(sentenceOfSetAside(why, 1)).toBe(
      '1 change was not taken. Ask whoever sent the file for a fresh copy.'
    )
    expect(sentenceOfSetAside(why, 2)).toMatch(/^2 changes were not taken\./)
  }
})
