import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findIn, nextFrom } from './find.ts'

describe('finding words in a text', () => {
  it('gives exact places, also behind emoji and letters that grow when lowered', () => {
    const text = 'İstanbul 👩‍👩‍👧 Ceasefire; a cease\u00a0fire, ceaseFIRE (.*)'
    expect(findIn(text, 'ceasefire').map((one) => text.slice(one.start, one.end))).toEqual([
      'Ceasefire',
      'ceaseFIRE'
    ])
    expect(findIn(text, 'cease fire').map((one) => text.slice(one.start, one.end))).toEqual([
      'cease\u00a0fire'
    ])
    expect(findIn(text, '(.*)').map((one) => one.start)).toEqual([text.indexOf('(.*)')])
  })

  it('finds every word that stands in the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zé漢שא]{1,6}$/u), { minLength: 1, maxLength: 20 }),
        fc.nat(19),
        (words, pick) => {
          const word = words[pick % words.length] ?? ''
          const text = words.join(' ')
          const at = findIn(text, word).map((one) => text.slice(one.start, one.end).toLowerCase())
          expect(at.length).toBeGreaterThan(0)
          expect(new Set(at)).toEqual(new Set([word.toLowerCase()]))
        }
      )
    )
  })

  it('goes on at the top after the last place', () => {
    const found = [
      { start: 3, end: 4 },
      { start: 9, end: 10 }
    ]
    expect([nextFrom(found, 0), nextFrom(found, 4), nextFrom(found, 10), nextFrom([], 0)]).toEqual([
      0, 1, 0, -1
    ])
  })
})
