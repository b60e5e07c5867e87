import { describe, expect, test } from 'vitest'
import { cpuTime } from '../testing/cpuTime.ts'
import { paragraphAt, sentenceAt } from './grow.ts'
import { span } from './offsets.ts'
import type { Block, RevisionContent } from './revision.ts'

const first = 'No talks before a\nfull ceasefire. Art. 5 of the 1949 treaty applies! Really?'
const second = 'Le Sénat a dit «\u00a0oui\u00a0». 🕊 وقف إطلاق النار. ثم السلام.'
const text = `${first}\n${second}`
const blocks: readonly Block[] = [
  { kind: 'paragraph', ...span(0, first.length) },
  { kind: 'paragraph', ...span(first.length + 1, text.length) }
]
const content: RevisionContent = { text, blocks, marks: [] }
const wordsAt = (part: string): ReturnType<typeof span> =>
  span(text.indexOf(part), text.indexOf(part) + part.length)
const cut = (at: { start: number; end: number } | null): string | null => at && text.slice(at.start, at.end)

describe('growing a passage', () => {
  test('to its sentence, across the line break of a hard-wrapped text', () => {
    expect(cut(sentenceAt(content, wordsAt('ceasefire')))).toBe('No talks before a\nfull ceasefire.')
  })

  test('to its sentence, past an abbreviation before a number', () => {
    expect(cut(sentenceAt(content, wordsAt('1949')))).toBe('Art. 5 of the 1949 treaty applies!')
  })

  test('to all sentences that it touches', () => {
    expect(cut(sentenceAt(content, wordsAt('applies! Rea')))).toBe(
      'Art. 5 of the 1949 treaty applies! Really?'
    )
  })

  test('never past the end of a block', () => {
    expect(cut(sentenceAt(content, wordsAt('Really')))).toBe('Really?')
    expect(cut(sentenceAt(content, wordsAt('Sénat')))).toMatch(/^Le Sénat/)
  })

  test('in Arabic', () => {
    expect(cut(sentenceAt(content, wordsAt('السلام')))).toBe('ثم السلام.')
  })

  test('past titles, initials and abbreviations', () => {
    const spoken = 'The U.S. Senate heard Dr. J. Smith, cf. Art. B, on Monday. It left.'
    const said: RevisionContent = {
      text: spoken,
      blocks: [{ kind: 'paragraph', ...span(0, spoken.length) }],
      marks: []
    }
    const at = sentenceAt(said, span(spoken.indexOf('heard'), spoken.indexOf('heard') + 5))
    expect(at && spoken.slice(at.start, at.end)).toBe(
      'The U.S. Senate heard Dr. J. Smith, cf. Art. B, on Monday.'
    )
  })

  test.each([
    ['Kyiv said no. The talks went on.', 'Kyiv said no.'],
    ['They said no. I doubt it.', 'They said no.'],
    ['See no. 5 and Art. IV of it. It holds.', 'See no. 5 and Art. IV of it.'],
    ['See Fig. 2 (Nos. 3 and 4) there. It holds.', 'See Fig. 2 (Nos. 3 and 4) there.'],
    ['He knows the art. Others follow.', 'He knows the art.']
  ])('by words that are abbreviations only before a number: %s', (spoken, sentence) => {
    const said: RevisionContent = {
      text: spoken,
      blocks: [{ kind: 'paragraph', ...span(0, spoken.length) }],
      marks: []
    }
    const at = sentenceAt(said, span(0, 2))
    expect(at && spoken.slice(at.start, at.end)).toBe(sentence)
  })

  test('with the footnote reference after its full stop, and not with half of it', () => {
    const noted = 'They guarantee it.[12] Then talks! 和平。谈判开始。'
    const at = noted.indexOf('[12]')
    const withNote: RevisionContent = {
      text: noted,
      blocks: [{ kind: 'paragraph', ...span(0, noted.length) }],
      marks: [{ kind: 'footnoteReference', label: '12', ...span(at, at + 4) }]
    }
    const grown = (part: string) => {
      const start = noted.indexOf(part)
      const whole = sentenceAt(withNote, span(start, start + part.length))
      return whole && noted.slice(whole.start, whole.end)
    }
    expect(grown('guarantee')).toBe('They guarantee it.[12]')
    expect(grown('Then')).toBe('Then talks!')
    expect(grown('谈判')).toBe('谈判开始。')
  })

  test('to its paragraph', () => {
    expect(cut(paragraphAt(content, wordsAt('ceasefire')))).toBe(first)
    expect(cut(paragraphAt(content, wordsAt('Really?\nLe')))).toBe(text)
  })

  test('is quick in a block of five million characters', () => {
    const giant = 'Peace talks without an end and without a stop '.repeat(110_000)
    const long: RevisionContent = {
      text: giant,
      blocks: [{ kind: 'paragraph', ...span(0, giant.length) }],
      marks: []
    }
    const taken = cpuTime(() => {
      for (let i = 0; i < 100; i += 1) {
        sentenceAt(long, span(i * 49_999, i * 49_999 + 9))
      }
    })
    expect(taken).toBeLessThan(1_000)
  })
})
