import { expect, it } from 'vitest'
import { asBeginnings } from './asBeginnings.ts'

it('offers the beginnings of plain words, in any script, and of nothing that says more', () => {
  expect(asBeginnings(' territor cease ')).toBe('territor* cease*')
  expect(asBeginnings('cafe\u0301')).toBe('cafe\u0301*')
  expect(asBeginnings('سلام')).toBe('سلام*')
  for (const text of ['cease*', '"full ceasefire"', 'truce OR war', 'state-owned', '', 'NEAR(a b, 5)'])
    expect(asBeginnings(text)).toBeNull()
})
