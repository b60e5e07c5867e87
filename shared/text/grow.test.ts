import { describe, expect, test } from 'vitest'
import { cpuTime } from '../testing/cpuTime.ts'
import { paragraphAt, sentenceAt } from './grow.ts'
import { span } from './offsets.ts'
import type { Block } from './revision.ts'

const first = 'No talks before a\nfull ceasefire. Art. 5 of the 1949 treaty applies! Really?'
const second = 'Le Sénat a dit «\u00a0oui\u00a0». 🕊 وقف إطلاق النار. ثم السلام.'
const text = `${first}\n${second}`
const blocks: readonly Block[] = [
  { kind: 'paragraph', ...span(0, first.length) },
  { kind: 'paragraph', ...span(first.length + 1, text.length) }
]
const wordsAt = (part: string): ReturnType<typeof span> =>
  span(text.indexOf(part), text.indexOf(part) + part.length)
const cut = (at: { start: number; end: number } | null): string | null => at && text.slice(at.start, at.end)

describe('growing a passage', () => {
  test('to its sentence, across the line break of a hard-wrapped text', () => {
    expect(cut(sentenceAt(text, blocks, wordsAt('ceasefire')))).toBe('No talks before a\nfull ceasefire.')
  })

  test('to its sentence, past an abbreviation before a number', () => {
    expect(cut(sentenceAt(text, blocks, wordsAt('1949')))).toBe('Art. 5 of the 1949 treaty applies!')
  })

  test('to all sentences that it touches', () => {
    expect(cut(sentenceAt(text, blocks, wordsAt('applies! Rea')))).toBe(
      'Art. 5 of the 1949 treaty applies! Really?'
    )
  })

  test('never past the end of a block', () => {
    expect(cut(sentenceAt(text, blocks, wordsAt('Really')))).toBe('Really?')
    expect(cut(sentenceAt(text, blocks, wordsAt('Sénat')))).toMatch(/^Le Sénat/)
  })

  test('in Arabic', () => {
    expect(cut(sentenceAt(text, blocks, wordsAt('السلام')))).toBe('ثم السلام.')
  })

  test('to its paragraph', () => {
    expect(cut(paragraphAt(text, blocks, wordsAt('ceasefire')))).toBe(first)
    expect(cut(paragraphAt(text, blocks, wordsAt('Really?\nLe')))).toBe(text)
  })

  test('is quick in a block of five million characters', () => {
    const giant = 'Peace talks without an end and without a stop '.repeat(110_000)
    const taken = cpuTime(() => {
      for (let i = 0; i < 100; i += 1) {
        sentenceAt(giant, [{ kind: 'paragraph', ...span(0, giant.length) }], span(i * 49_999, i * 49_999 + 9))
      }
    })
    expect(taken).toBeLessThan(1_000)
  })
})
