import { expect, it } from 'vitest'
import { lastWords } from './nearWords.ts'

it('keeps what is short, and begins what is long with a whole word', () => {
  expect(lastWords('Le café ')).toBe('Le café ')
  const long = 'curity guarantees, and the United States of America must be among '
  expect(lastWords(long)).toBe('…the United States of America must be among ')
  expect(lastWords('領土'.repeat(40))).toBe(`…${'領土'.repeat(23)}`)
  expect(lastWords('🕊'.repeat(40) + 'x').isWellFormed()).toBe(true)
})
