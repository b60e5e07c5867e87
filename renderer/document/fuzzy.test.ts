import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldLetters, foldText, fuzzyMatch } from './fuzzy.ts'

const marked = (query: string, text: string): string | null => {
  const match = fuzzyMatch(query, foldLetters(text))
  return match && match.at.map((place) => String.fromCodePoint(text.codePointAt(place) ?? 0)).join('')
}

describe('finding letters in a name', () => {
  it('takes the starts of words before letters that stand anywhere', () => {
    expect(marked('ca', 'Economic advantage: ceasefire afterwards')).toBe('ca')
    expect(marked('frzn', 'Use of frozen assets')).toBe('frzn')
    expect(fuzzyMatch('cf', foldLetters('Ceasefire first'))?.at).toEqual([0, 10])
    expect(fuzzyMatch('secgua', foldLetters('Security guarantees'))?.at).toEqual([0, 1, 2, 9, 10, 11])
  })

  it('sees through accents, in either form, and case', () => {
    expect(marked('ruck', 'Rückkehr')).toBe('Rück')
    expect(fuzzyMatch('cafe', foldLetters('cafe\u0301 talks'))?.at).toEqual([0, 1, 2, 3])
    expect(foldText('  CAFÉ\u00a0 Talks ')).toBe('cafe talks')
  })

  it('finds in scripts without case, and beside emoji', () => {
    expect(fuzzyMatch('سلام', foldLetters('🕊️ سلام'))).not.toBeNull()
    expect(foldLetters('😀a')).toEqual({ letters: ['😀', 'a'], at: [0, 2] })
  })

  it('leaves letters alone that are scattered', () => {
    expect(fuzzyMatch('aeiou', foldLetters('Sanctions relief before a settlement of courts'))).toBeNull()
    expect(fuzzyMatch('', foldLetters('Peace'))).toBeNull()
  })

  it('marks the letters typed, in their order, whatever the name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.string({ maxLength: 6 }),
        (name, query) => {
          const match = fuzzyMatch(query, foldLetters(name))
          if (!match) return
          expect(match.at).toEqual([...match.at].toSorted((a, b) => a - b))
          const { letters, at } = foldLetters(name)
          const found = letters.filter((_, i) => match.at.includes(at[i] ?? -1)).join('')
          let from = 0
          for (const letter of foldText(query).replaceAll(' ', '')) {
            from = found.indexOf(letter, from) + 1
            expect(from).toBeGreaterThan(0)
          }
        }
      )
    )
  })

  it('finds every start of a name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,3}$/), fc.nat(10), (name, length) => {
        const query = name.slice(0, length + 1)
        expect(fuzzyMatch(query, foldLetters(name))).not.toBeNull()
      })
    )
  })
})
