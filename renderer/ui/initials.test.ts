import { expect, it } from 'vitest'
import { initialsOf } from './initials.ts'

it('takes initials of names in any script, without cutting a character', () => {
  expect(initialsOf('Aino Byström')).toBe('AB')
  expect(initialsOf('  Jean-Luc  Picard ')).toBe('JLP')
  expect(initialsOf('أمل حداد')).toBe('أح')
  expect(initialsOf('e\u0301mile')).toBe('E\u0301')
  expect(initialsOf('')).toBe('')
})
