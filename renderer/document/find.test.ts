import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitsGrapheme } from '../../shared/text/snap.ts'
import { findIn, mostFound, nextFrom, whatBreaksPattern, type FindQuery, type Found } from './find.ts'

const loose: FindQuery = { words: '', matchCase: false, wholeWords: false, regex: false }

function find(text: string, words: string, options: Partial<FindQuery> = {}): readonly Found[] {
  const edges: number[] = []
  for (let from = 0; from <= text.length;) {
    const end = text.indexOf('\n', from)
    edges.push(from, end < 0 ? text.length : end)
    if (end < 0) break
    from = end + 1
  }
  return [...findIn({ text, edges }, { ...loose, words, ...options })].flatMap((part) => part.found)
}

function wordsFound(text: string, words: string, options: Partial<FindQuery> = {}): readonly string[] {
  return find(text, words, options).map((one) => text.slice(one.start, one.end))
}

describe('finding words in a text', () => {
  it('gives exact places, also behind emoji and letters that grow when lowered', () => {
    const text = 'İstanbul 👩‍👩‍👧 Ceasefire; a cease\u00a0fire, ceaseFIRE (.*)'
    expect(wordsFound(text, 'ceasefire')).toEqual(['Ceasefire', 'ceaseFIRE'])
    expect(wordsFound(text, 'cease fire')).toEqual(['cease\u00a0fire'])
    expect(find(text, '(.*)').map((one) => one.start)).toEqual([text.indexOf('(.*)')])
    expect(wordsFound(text, 'istanbul')).toEqual(['İstanbul'])
  })

  it('finds a letter with or without its accent, in either of its two forms, with the accent', () => {
    const text = 'Café, cafe\u0301, CAFE; négociation; Łódź; Straße; ﬁnd; naïve'
    expect(wordsFound(text, 'cafe')).toEqual(['Café', 'cafe\u0301', 'CAFE'])
    expect(wordsFound(text, 'cafe\u0301')).toEqual(['Café', 'cafe\u0301', 'CAFE'])
    expect(wordsFound(text, 'lodz')).toEqual(['Łódź'])
    expect(wordsFound(text, 'strasse')).toEqual(['Straße'])
    expect(wordsFound(text, 'find')).toEqual(['ﬁnd'])
    expect(wordsFound(text, 'naive')).toEqual(['naïve'])
  })

  it('finds Arabic without its vowels, Hebrew without its points, Hindi only with its vowel signs', () => {
    expect(wordsFound('قال السَّلَامُ عليكم', 'السلام')).toEqual(['السَّلَامُ'])
    expect(wordsFound('אמר שָׁלוֹם לכולם', 'שלום')).toEqual(['שָׁלוֹם'])
    expect(wordsFound('शांति और शक्ति', 'शांति')).toEqual(['शांति'])
    expect(wordsFound('각 나라 가', '가')).toEqual(['가'])
  })

  it('takes any quote, dash and hidden hyphen for the plain ones', () => {
    expect(
      wordsFound('the parties’ “cease\u00adfire” — 2014–2026', 'parties\' "ceasefire" - 2014-2026')
    ).toEqual(['parties’ “cease\u00adfire” — 2014–2026'])
  })

  it('tells every letter apart when it is asked to, but for the two forms of é', () => {
    const text = 'Café cafe\u0301 cafe CAFE'
    expect(wordsFound(text, 'cafe', { matchCase: true })).toEqual(['cafe'])
    expect(wordsFound(text, 'afé', { matchCase: true })).toEqual(['afé', 'afe\u0301'])
    expect(wordsFound(text, 'CAFE', { matchCase: true })).toEqual(['CAFE'])
  })

  it('finds whole words when it is asked to', () => {
    const text = 'war, warfare, post-war, Krieg; war’s 战争 war'
    expect(find(text, 'war', { wholeWords: true }).map((one) => one.start)).toEqual([
      text.indexOf('war,'),
      text.indexOf('war, Krieg'),
      text.lastIndexOf('war')
    ])
  })

  it('finds patterns block by block, with no empty places', () => {
    const text = 'Article 1\nArticle 12 applies\nNo article'
    expect(wordsFound(text, '^article \\d+', { regex: true })).toEqual(['Article 1', 'Article 12'])
    expect(wordsFound(text, '^article', { regex: true, matchCase: true })).toEqual([])
    expect(wordsFound(text, 'x*', { regex: true })).toEqual([])
    expect(wordsFound(text, 'e.*A', { regex: true, matchCase: true })).toEqual([])
    expect(wordsFound('a 🕊 b', '.', { regex: true })).toEqual(['a', ' ', '🕊', ' ', 'b'])
  })

  it('says what is wrong with a pattern, and finds nothing by it', () => {
    const query = { ...loose, words: '(a', regex: true }
    expect(whatBreaksPattern(query)).toMatch(/group/i)
    expect([...findIn({ text: 'a (a', edges: [0, 4] }, query)]).toEqual([])
    expect(whatBreaksPattern({ ...query, regex: false })).toBeNull()
  })

  it('finds what lies across the border of two stretches, once', () => {
    const filler = 'é '.repeat(50_000 - 3)
    const text = `${filler}ceasefire ${filler}cease\n\nfire`
    expect(find(text, 'ceasefire').map((one) => one.start)).toEqual([filler.length])
    expect(wordsFound(text, 'cease fire')).toEqual(['cease\n\nfire'])
  })

  it('stops at a number of places and says so', () => {
    const text = 'ab '.repeat(mostFound + 5)
    const parts = [...findIn({ text, edges: [0, text.length] }, { ...loose, words: 'ab' })]
    expect(parts.flatMap((part) => part.found)).toHaveLength(mostFound)
    expect(parts.at(-1)?.isMany).toBe(true)
  })

  it('finds every word that stands in the text, and cuts no character', () => {
    const word = fc.array(
      fc.constantFrom('a', 'É', 'e\u0301', 'ß', 'İ', '漢', 'ש', 'ا', '👩‍👩‍👧', '🇺🇦', 'ﬁ', 'ij'),
      {
        minLength: 1,
        maxLength: 5
      }
    )
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 20 }),
        fc.nat(19),
        fc.boolean(),
        (words, pick, matchCase) => {
          const all = words.map((letters) => letters.join(''))
          const wanted = all[pick % all.length] ?? ''
          const text = all.join(' ')
          const found = find(text, wanted, { matchCase })
          expect(found.length).toBeGreaterThan(0)
          for (const { start, end } of found) {
            expect(splitsGrapheme(text, start) || splitsGrapheme(text, end)).toBe(false)
            if (matchCase) expect(text.slice(start, end).normalize('NFD')).toBe(wanted.normalize('NFD'))
          }
          let offset = 0
          const starts = new Set(found.map((one) => one.start))
          for (const one of all) {
            if (one === wanted) expect(starts).toContain(offset)
            offset += one.length + 1
          }
        }
      )
    )
  })

  it('finds in plain text just what a plain search finds', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab \n]{0,60}$/), fc.stringMatching(/^[ab]{1,3}$/), (text, words) => {
        const expected: number[] = []
        for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length))
          expected.push(at)
        expect(find(text, words).map((one) => one.start)).toEqual(expected)
        expect(find(text, words, { matchCase: true }).map((one) => one.start)).toEqual(expected)
        expect(find(text, words, { regex: true }).map((one) => one.start)).toEqual(expected)
      })
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
