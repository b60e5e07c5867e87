import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinNames, splitNames } from './joinedNames.ts'

const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('a', ' ', ';', '>', '\\', '0', '; ', ' > '), maxLength: 8 })
)

test('any names joined in one cell come back as they were', () => {
  fc.assert(
    fc.property(
      fc.array(name, { maxLength: 5 }),
      fc.constantFrom('names' as const, 'path' as const),
      (names, separator) => {
        expect(splitNames(joinNames(names, separator), separator)).toEqual(names)
      }
    )
  )
})

test('ordinary names read as people write them', () => {
  expect(joinNames(['Ukraine', 'European allies'], 'names')).toBe('Ukraine; European allies')
  expect(joinNames(['Security', 'NATO membership now'], 'path')).toBe('Security > NATO membership now')
})

test('a name that holds the separator is written so that it stays one name', () => {
  expect(joinNames(['Contact group; Paris', 'Germany'], 'names')).toBe('Contact group\\; Paris; Germany')
  expect(joinNames(['Economy', 'GDP > 3 %'], 'path')).toBe('Economy > GDP \\> 3 %')
})

test('a sign without spaces, typed by hand, is part of the name', () => {
  expect(splitNames('a;b > c', 'names')).toEqual(['a;b > c'])
  expect(splitNames('C:\\files; b', 'names')).toEqual(['C:\\files', 'b'])
})
