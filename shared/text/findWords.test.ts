import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must, problemCodes, sentenceOf } from '../errors.ts'
import { compileExpression, findExpression } from './expression.ts'
import { findWords, searchedText } from './findWords.ts'
import { foldWord, wordsOf, type WordForm } from './searchWords.ts'
import { parseWordQuery } from './wordQuery.ts'

/** The words found, as they stand in the text. */
function found(text: string, query: string, form: WordForm = 'folded'): readonly string[] {
  return findWords(
    must(parseWordQuery(query)),
    form
  )(searchedText(text)).map(({ start, end }) => text.slice(start, end))
}
function problemOf(query: string): string {
  const read = parseWordQuery(query)
  return read.ok ? 'understood' : read.problem.code
}

describe('words', () => {
  it('are found whatever their case, accents, points and invisible characters', () => {
    const text =
      'Straße, GENÈVE, Gene\u0300ve; İstanbul ısı co\u00adoperation nbsp\u00a0word فورًا كـــتاب שָׁלוֹם 🕊️ 👍🏽 50% 한국 ΟΔΟΣ ﬁne'
    const pairs: readonly (readonly [string, readonly string[]])[] = [
      ['strasse', ['Straße']],
      ['STRASSE', ['Straße']],
      ['geneve', ['GENÈVE', 'Gene\u0300ve']],
      ['gen\u00e8ve', ['GENÈVE', 'Gene\u0300ve']],
      ['istanbul', ['İstanbul']],
      ['ISI', ['ısı']],
      ['cooperation', ['co\u00adoperation']],
      ['"nbsp word"', ['nbsp\u00a0word']],
      ['فورا', ['فورًا']],
      ['كتاب', ['كـــتاب']],
      ['שלום', ['שָׁלוֹם']],
      ['🕊', ['🕊️']],
      ['👍', ['👍🏽']],
      ['50%', ['50%']],
      ['한국', ['한국']],
      ['οδος', ['ΟΔΟΣ']],
      ['fine', ['ﬁne']]
    ]
    expect(pairs.map(([query]) => [query, found(text, query)])).toEqual(pairs)
  })

  it('are found in writing without spaces, however few characters are asked for', () => {
    expect(found('停火协议立即生效', '协议')).toEqual(['协议'])
    expect(found('停火协议立即生效', '协')).toEqual(['协'])
    expect(found('パーティーの合意', 'ﾊﾟｰﾃｨ')).toEqual(['パーティ'])
    expect(found('การหยุดยิง', 'หยุด')).toEqual(['หยุด'])
    expect(found('第5条 NATO北约', 'nato 北约')).toEqual(['NATO', '北约'])
  })

  it('with case and accents where somebody asks for them exactly, in whatever form é is written', () => {
    expect(found('État etat E\u0301tat état', 'État', 'exact')).toEqual(['État', 'E\u0301tat'])
    expect(found('Party party', 'party', 'exact')).toEqual(['party'])
  })

  it('are the same in whatever order marks of several scripts are written down', () => {
    for (const text of ['й\u0e49', 'й\u0640\u0e38', 'パ\uff9f', 'é\u0e49x']) {
      const { words } = wordsOf(text.normalize('NFC'), 'folded')
      expect(wordsOf(text.normalize('NFD'), 'folded').words).toEqual(words)
      expect(words.map(foldWord)).toEqual(words)
    }
  })

  it('are not taken apart: й is not и, and a word is not another with more letters', () => {
    expect(found('мой мои', 'мои')).toEqual(['мои'])
    expect(found('ceasefires cease fire', 'cease')).toEqual(['cease'])
  })
})

describe('a query', () => {
  const text = 'The border treaty follows; a treaty on the long border, and Treaties.'
  it('takes phrases, prefixes, parts of words, NEAR, AND, OR and NOT', () => {
    expect(found(text, '"border treaty"')).toEqual(['border treaty'])
    expect(found(text, '“treaty on”')).toEqual(['treaty on'])
    expect(found(text, 'treat*')).toEqual(['treaty', 'treaty', 'Treaties'])
    expect(found(text, '"long bor"*')).toEqual(['long border'])
    expect(found(text, '*eat*')).toEqual(['treaty', 'treaty', 'Treaties'])
    expect(found(text, '*ties')).toEqual(['Treaties'])
    expect(found(text, 'NEAR(treaty border, 0)')).toEqual(['border', 'treaty'])
    expect(found(text, 'NEAR(treaty, long, 2)')).toEqual(['treaty', 'long'])
    expect(found(text, 'NEAR(follows long, 3)')).toEqual([])
    expect(found(text, 'treaty missing')).toEqual([])
    expect(found(text, 'treaty AND long')).toEqual(['treaty', 'treaty', 'long'])
    expect(found(text, 'missing OR long')).toEqual(['long'])
    expect(found(text, 'treaty NOT long')).toEqual([])
    expect(found(text, 'treaty NOT missing')).toEqual(['treaty', 'treaty'])
    expect(found(text, '(missing OR long) border')).toEqual(['border', 'long', 'border'])
    expect(found('a state-owned bank', 'state-owned')).toEqual(['state-owned'])
    expect(found('or near', '"OR" NEAR')).toEqual(['or', 'near'])
  })

  it('that cannot be understood is told in one sentence', () => {
    expect(
      [
        '"open',
        '(open',
        'close)',
        'a AND',
        'NOT a',
        'a OR OR b',
        'NEAR()',
        'NEAR(a OR b)',
        '—',
        '*',
        '()'
      ].map(problemOf)
    ).toEqual([
      'searchQuote',
      'searchBracket',
      'searchBracket',
      'searchOperator',
      'searchOperator',
      'searchOperator',
      'searchNear',
      'searchNear',
      'searchNothing',
      'searchNothing',
      'searchNothing'
    ])
  })

  it('is never a bug, whatever is typed', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '"',
        '“',
        '(',
        ')',
        '*',
        'AND',
        'OR',
        'NOT',
        'NEAR(',
        'NEAR',
        ',',
        ' ',
        '5',
        '^',
        ':',
        '-',
        '+',
        '{'
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 })
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const read = parseWordQuery(pieces.join(''))
        if (read.ok) findWords(read.value, 'folded')(searchedText('some words here'))
        else {
          expect(problemCodes()).toContain(read.problem.code)
          expect(sentenceOf(read.problem)).not.toMatch(/\{\w+\}/)
        }
      })
    )
  })

  it('walks a block of any length once', () => {
    const long = 'the of '.repeat(200_000)
    expect(found(long, 'NEAR(the of, 5)')).toHaveLength(400_000)
  })
})

const scripts = [
  'éÉeE\u0301',
  'ßsSİiIı',
  'абйиАЁ',
  'αάΣσς',
  'וֹשׁםָ',
  'فًاكـأ',
  '停火协议',
  'หยุดน้ำ',
  'パーﾊﾟ',
  '🕊️👍🏽',
  '한국',
  '\u00ad\u200d  .,-\n\u00a0'
]
const character = fc.constantFrom(...scripts.flatMap((script) => [...script]))
const text = fc
  .array(fc.oneof(character, fc.constantFrom(' ', ' ')), { maxLength: 60 })
  .map((all) => all.join(''))

describe('laws', () => {
  it('every word found is the word that was asked for', () => {
    fc.assert(
      fc.property(text, fc.nat(), (whole, pick) => {
        const { words, from, to } = wordsOf(whole, 'folded')
        if (words.length === 0) return
        const at = pick % words.length
        const asked = whole.slice(from[at], to[at])
        const places = findWords(must(parseWordQuery(`"${asked}"`)), 'folded')(searchedText(whole))
        expect(places).toContainEqual({ start: from[at], end: to[at] })
        const own = wordsOf(asked, 'folded').words
        for (const { start, end } of places)
          expect(wordsOf(whole.slice(start, end), 'folded').words).toEqual(own)
      }),
      { numRuns: 1000 }
    )
  })

  it('folding a word twice changes nothing more, and composing it first neither', () => {
    fc.assert(
      fc.property(text, (whole) => {
        for (const word of wordsOf(whole, 'folded').words) expect(foldWord(word)).toBe(word)
        expect(wordsOf(whole.normalize('NFD'), 'folded').words).toEqual(
          wordsOf(whole.normalize('NFC'), 'folded').words
        )
      }),
      { numRuns: 1000 }
    )
  })

  it('words are in order, apart, and never cut a surrogate pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (whole) => {
        const { from, to } = wordsOf(whole, 'folded')
        from.forEach((start, i) => {
          expect(start).toBeLessThan(to[i] ?? -1)
          expect(start).toBeGreaterThanOrEqual(to[i - 1] ?? 0)
          expect(whole.slice(start, to[i]).isWellFormed()).toBe(true)
        })
      })
    )
  })
})

describe('an expression', () => {
  const all = (text: string, expression: string): readonly string[] =>
    findExpression(must(compileExpression(expression)))(searchedText(text)).map(({ start, end }) =>
      text.slice(start, end)
    )
  it('knows no case unless it is written between slashes', () => {
    expect(all('Cease-fire ceasefire', 'cease-?fire')).toEqual(['Cease-fire', 'ceasefire'])
    expect(all('Cease-fire ceasefire', '/cease-?fire/')).toEqual(['ceasefire'])
    expect(all('🕊 a\nb', '^.')).toEqual(['🕊', 'b'])
  })
  it('finds nothing of no length, and ends', () => {
    expect(all('ab🕊c', 'x*')).toEqual([])
    expect(all('aXb', 'x*')).toEqual(['X'])
  })
  it('that is none is told in one sentence', () => {
    const bad = compileExpression('(')
    expect(bad).toMatchObject({ problem: { code: 'badExpression', about: { why: 'unterminated group' } } })
  })
})
