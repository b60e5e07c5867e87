import { describe, expect, it } from 'vitest'
import { keyFrom } from './naming.ts'

describe('names made from names', () => {
  it('makes a key that datasets can hold of any name', () => {
    expect(keyFrom('Supports with reservations', [])).toBe('supports-with-reservations')
    expect(keyFrom('Befürwortet', [])).toBe('befu-rwortet')
    expect(keyFrom('2nd best', [])).toBe('nd-best')
    expect(keyFrom('يدعم', [])).toBe('stance')
    expect(keyFrom('x'.repeat(80), [])).toMatch(/^[a-z][a-z0-9-]{0,39}$/)
  })

  it('gives two stances of one name two keys', () => {
    expect(keyFrom('Supports', ['supports', 'supports-2'])).toBe('supports-3')
  })
})
