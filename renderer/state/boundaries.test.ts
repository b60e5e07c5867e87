import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuTime } from '../../shared/testing/cpuTime.ts'
import { span, type Span } from '../../shared/text/offsets.ts'
import { referenceAround } from '../../shared/text/references.ts'
import type { Block, Mark, RevisionContent } from '../../shared/text/revision.ts'
import { splitsGrapheme, trimSpan } from '../../shared/text/snap.ts'
import { moveBoundary, snapEdge, type Step } from './boundaries.ts'

const paragraphs = [
  'No negotiation, before a cease-fire. הפסקת אש מלאה 👩‍👩‍👧 cafe\u0301 هدنة',
  'The guarantors.[1] act “together”, says Dr. Smith[2] of Genève. Then\nthey leave.',
  '',
  'وقف إطلاق النار. ثم السلام.',
  '和平条约。谈判开始。',
  '\u00a0 🇺🇦🇪🇺 \u00a0'
]
const content = contentOf(paragraphs)
const { text } = content

const steps = fc.record({
  edge: fc.constantFrom('start' as const, 'end' as const),
  unit: fc.constantFrom('character' as const, 'word' as const, 'sentence' as const, 'paragraph' as const),
  forwards: fc.boolean()
})
const spans = fc
  .tuple(fc.nat(text.length - 1), fc.nat(text.length))
  .map(([from, length]) => span(from, Math.min(text.length, from + length + 1)))

describe('moving the boundary of a passage', () => {
  it('by a step from a stop and back is the same passage', () => {
    fc.assert(
      fc.property(spans, steps, (at, step) => {
        const stop = moveBoundary(content, at, step)
        const there = stop && moveBoundary(content, stop, step)
        if (!stop || !there) return
        expect(moveBoundary(content, there, { ...step, forwards: !step.forwards })).toEqual(stop)
      })
    )
  })

  it('moves one end, the way it was told to, and never leaves an empty passage, half a character or half a reference', () => {
    fc.assert(
      fc.property(spans, steps, (at, step) => {
        const moved = moveBoundary(content, at, step)
        if (!moved) return
        const other = step.edge === 'start' ? 'end' : 'start'
        expect(moved[other]).toBe(at[other])
        expect(step.forwards ? moved[step.edge] > at[step.edge] : moved[step.edge] < at[step.edge]).toBe(true)
        expect(moved.end).toBeGreaterThan(moved.start)
        expectStop(moved[step.edge], step.edge)
      })
    )
  })

  it('goes through the whole text and comes to its ends', () => {
    for (const unit of ['character', 'word', 'sentence', 'paragraph'] as const) {
      const whole = trimSpan(text, span(0, text.length))
      const first = trimSpan(text, span(0, 2))
      let at = first
      for (let next = first; next; next = moveBoundary(content, next, { edge: 'end', unit, forwards: true }))
        at = next
      expect([unit, at]).toEqual([unit, whole])
    }
  })

  it('takes in the next word and gives it back', () => {
    const at = span(3, 14)
    const wider = moveBoundary(content, at, wordsOn('end'))
    expect(cut(wider)).toBe('negotiation, before')
    expect(wider && moveBoundary(content, wider, { ...wordsOn('end'), forwards: false })).toEqual(at)
  })

  it('moves the start over words, not over punctuation alone', () => {
    expect(cut(moveBoundary(content, wordsAt('a cease-fire'), wordsOn('start')))).toBe('cease-fire')
  })

  it('by a word never stops inside a footnote reference', () => {
    let at: Span | null = wordsAt('The guarantors')
    const seen: (string | null)[] = []
    for (let i = 0; i < 3 && at; i += 1) {
      at = moveBoundary(content, at, wordsOn('end'))
      seen.push(cut(at))
    }
    expect(seen).toEqual(['The guarantors.[1]', 'The guarantors.[1] act', 'The guarantors.[1] act “together'])
  })

  it('by a sentence goes past abbreviations, over hard line breaks and across paragraphs', () => {
    const sentence = { edge: 'end', unit: 'sentence', forwards: true } as const
    const first = moveBoundary(content, wordsAt('act'), sentence)
    expect(cut(first)).toBe('act “together”, says Dr. Smith[2] of Genève.')
    const second = first && moveBoundary(content, first, sentence)
    expect(cut(second)?.endsWith('Then\nthey leave.')).toBe(true)
    const third = second && moveBoundary(content, second, sentence)
    expect(cut(third)?.endsWith('وقف إطلاق النار.')).toBe(true)
    const start = { edge: 'start', unit: 'sentence', forwards: false } as const
    expect(cut(moveBoundary(content, wordsAt('谈判'), start))).toBe('和平条约。谈判')
  })

  it('by a paragraph takes whole ones and leaves empty ones out', () => {
    const paragraph = { edge: 'end', unit: 'paragraph', forwards: true } as const
    const first = moveBoundary(content, wordsAt('act'), paragraph)
    expect(cut(first)?.endsWith('they leave.')).toBe(true)
    const second = first && moveBoundary(content, first, paragraph)
    expect(cut(second)?.endsWith('ثم السلام.')).toBe(true)
  })

  it('by a character takes an emoji, a flag and an accent whole', () => {
    const character = { edge: 'end', unit: 'character', forwards: true } as const
    const at = wordsAt('מלאה')
    expect(cut(moveBoundary(content, at, character))).toBe('מלאה 👩‍👩‍👧')
    expect(cut(moveBoundary(content, wordsAt('caf'), character))).toBe('cafe\u0301')
  })

  it('stops at the ends of the text and before the last word', () => {
    const two = span(0, 2)
    expect(moveBoundary(content, two, { ...wordsOn('start'), forwards: false })).toBeNull()
    expect(moveBoundary(content, two, { ...wordsOn('end'), forwards: false })).toBeNull()
    const all = span(0, trimSpan(text, span(0, text.length))?.end ?? 0)
    expect(moveBoundary(content, all, wordsOn('end'))).toBeNull()
  })

  it('is quick, and goes on, in a paragraph of five million characters', () => {
    const giant = contentOf(['Peace talks without an end and without a stop '.repeat(110_000)])
    const taken = cpuTime(() => {
      for (let i = 0; i < 50; i += 1) {
        const at = span(i * 99_999, i * 99_999 + 3_000)
        for (const unit of ['character', 'word'] as const)
          expect(moveBoundary(giant, at, { edge: 'end', unit, forwards: true })).not.toBeNull()
      }
    })
    expect(taken).toBeLessThan(2_000)
  })
})

describe('an end that is dragged', () => {
  it('comes to a place where an end may stand, the nearest one', () => {
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.constantFrom('start' as const, 'end' as const),
        fc.boolean(),
        (offset, edge, exact) => {
          const at = snapEdge(content, offset, { edge, exact })
          expectStop(at, edge)
          if (exact)
            for (let d = 1; d < Math.abs(at - offset); d += 1)
              for (const nearer of [offset - d, offset + d]) expect(mayStand(nearer, edge)).toBe(false)
        }
      )
    )
  })

  it('snaps to the nearer edge of a word, and with Alt stays at the character', () => {
    const word = wordsAt('negotiation')
    expect(snapEdge(content, word.end - 2, { edge: 'end', exact: false })).toBe(word.end)
    expect(snapEdge(content, word.start + 2, { edge: 'end', exact: false })).toBe(2)
    // A comma follows it.
    expect(snapEdge(content, word.end, { edge: 'end', exact: false })).toBe(word.end)
    expect(snapEdge(content, word.end - 2, { edge: 'end', exact: true })).toBe(word.end - 2)
    expect(snapEdge(content, word.start, { edge: 'start', exact: false })).toBe(word.start)
  })
})

function wordsOn(edge: Step['edge']): Step {
  return { edge, unit: 'word', forwards: true }
}

function wordsAt(part: string): Span {
  return span(text.indexOf(part), text.indexOf(part) + part.length)
}

function cut(at: Span | null): string | null {
  return at && text.slice(at.start, at.end)
}

function mayStand(offset: number, edge: Step['edge']): boolean {
  const inner = edge === 'start' ? text.charAt(offset) : text.charAt(offset - 1)
  return inner.trim() !== '' && !splitsGrapheme(text, offset) && referenceAround(content, offset) === null
}

function expectStop(offset: number, edge: Step['edge']): void {
  expect([offset, mayStand(offset, edge)]).toEqual([offset, true])
}

function contentOf(parts: readonly string[]): RevisionContent {
  const joined = parts.join('\n')
  const blocks: Block[] = []
  let start = 0
  for (const part of parts) {
    blocks.push({ kind: 'paragraph', ...span(start, start + part.length) })
    start += part.length + 1
  }
  const marks: Mark[] = [...joined.matchAll(/\[(\d+)\]/g)].map((match) => ({
    kind: 'footnoteReference',
    label: match[1] ?? '',
    ...span(match.index, match.index + match[0].length)
  }))
  return { text: joined, blocks, marks }
}
