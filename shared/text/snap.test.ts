import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cpuTime } from '../testing/cpuTime.ts'
import { span } from './offsets.ts'
import { graphemeEnd, graphemeStart, snapToGraphemes, snapToWords, splitsGrapheme, trimSpan } from './snap.ts'

const word = fc.oneof(
  fc.constantFrom(
    'peace',
    'Genève',
    'Gene\u0300ve',
    'سلام',
    'שלום',
    '🏳️‍🌈',
    '🇺🇦🇪🇺',
    '1,000.5',
    'don’t',
    '平和条約',
    'क्षेत्र',
    '👩🏽‍⚖️'
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 })
)
const gap = fc.constantFrom(' ', '  ', '\n', '\u00a0', ', ', '-', '')
const prose = fc.array(fc.tuple(word, gap), { maxLength: 12 }).map((parts) => parts.flat().join(''))
const proseWithSpan = prose.chain((text) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(text.length))
    .map(([a, b]) => ({ text, at: span(Math.min(a, b), Math.max(a, b)) }))
)

const snapped = (text: string, part: string): string | null => {
  const start = text.indexOf(part)
  const at = snapToWords(text, span(start, start + part.length))
  return at && text.slice(at.start, at.end)
}

describe('snapping to characters', () => {
  test('agrees with a reading of the whole text at every offset', () => {
    fc.assert(
      fc.property(prose, (text) => {
        const edges = new Set([text.length])
        for (const { index } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text))
          edges.add(index)
        for (let at = 0; at <= text.length; at += 1)
          expect([at, splitsGrapheme(text, at)]).toEqual([at, !edges.has(at)])
      })
    )
  })

  test('keeps flags whole in a row of a thousand flags', () => {
    const flags = '🇺🇦'.repeat(1_000)
    expect(graphemeStart(flags, 2_402)).toBe(2_400)
    expect(graphemeEnd(flags, 2_402)).toBe(2_404)
  })

  test('grows, never shrinks, and a second time changes nothing', () => {
    fc.assert(
      fc.property(proseWithSpan, ({ text, at }) => {
        const once = snapToGraphemes(text, at)
        expect(once.start).toBeLessThanOrEqual(at.start)
        expect(once.end).toBeGreaterThanOrEqual(at.end)
        expect(snapToGraphemes(text, once)).toEqual(once)
      })
    )
  })
})

describe('snapping to words', () => {
  test('takes half words whole and leaves white space out', () => {
    expect(snapped('No negotiation on territory before a ceasefire.', 'otiation on terr')).toBe(
      'negotiation on territory'
    )
    expect(snapped('No negotiation on territory', ' negotiation ')).toBe('negotiation')
    expect(snapped('a full\u00a0and unconditional', '\u00a0and un')).toBe('and unconditional')
  })

  test('takes punctuation only where it was selected', () => {
    expect(snapped('(the agreement), they said', 'greeme')).toBe('agreement')
    expect(snapped('(the agreement), they said', 'agreement),')).toBe('agreement),')
  })

  test('works in Arabic, Hebrew and beside emoji', () => {
    expect(snapped('وقف إطلاق النار', 'طلا')).toBe('إطلاق')
    expect(snapped('הסכם שלום עכשיו', 'לו')).toBe('שלום')
    expect(snapped('yes 👩🏽‍⚖️ no', '🏽')).toBe('👩🏽‍⚖️')
  })

  test('gives nothing for white space alone', () => {
    expect(snapToWords('a \n\u00a0 b', span(1, 5))).toBeNull()
    expect(snapToWords('abc', span(1, 1))).toBeNull()
  })

  test('holds all that was selected but white space, splits no character, and a second time changes nothing', () => {
    fc.assert(
      fc.property(proseWithSpan, ({ text, at }) => {
        const result = snapToWords(text, at)
        const kept = trimSpan(text, at)
        if (!result || !kept) {
          expect([result, kept]).toEqual([null, null])
          return
        }
        expect(result.start).toBeLessThanOrEqual(kept.start)
        expect(result.end).toBeGreaterThanOrEqual(kept.end)
        expect([splitsGrapheme(text, result.start), splitsGrapheme(text, result.end)]).toEqual([false, false])
        expect(snapToWords(text, result)).toEqual(result)
      }),
      { numRuns: 500 }
    )
  })

  test('is as quick in five million characters as in a page', () => {
    const text = 'Peace 🕊 talks in Genève, '.repeat(200_000)
    const taken = cpuTime(() => {
      for (let i = 0; i < 1_000; i += 1) snapToWords(text, span(i * 4_999 + 1, i * 4_999 + 40))
    })
    expect(taken).toBeLessThan(1_000)
  })
})
