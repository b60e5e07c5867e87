import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildContent } from './buildContent.ts'
import { compareTexts, wordsOf } from './compareTexts.ts'
import type { RevisionContent } from './revision.ts'

const paragraphs = (texts: readonly string[]): RevisionContent =>
  buildContent(texts.map((text) => ({ shape: { kind: 'paragraph' }, runs: [{ text, marks: [] }] }))).content

describe('comparing two texts', () => {
  it('gives both texts back, whatever they are', () => {
    const texts = fc.array(fc.stringMatching(/^[ab é\n]{0,12}(🕊️|سلام|e\u0301)?$/u), { maxLength: 8 })
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [before, after] = [paragraphs(a), paragraphs(b)]
        const { changed, same } = compareTexts(before, after)
        const side = (which: 'before' | 'after'): number =>
          changed.filter((row) => row[which] !== null).length
        expect([side('before') + same, side('after') + same]).toEqual([a.length, b.length])
        for (const row of changed) {
          const read = (kind: 'removed' | 'added'): string =>
            row.parts
              .flatMap((part) => (part.kind === 'same' || part.kind === kind ? [part.text] : []))
              .join('')
          expect(read('removed')).toBe(row.before === null ? '' : a[row.before])
          expect(read('added')).toBe(row.after === null ? '' : b[row.after])
        }
        expect(changed.flatMap((row) => row.before ?? [])).toEqual(
          changed.flatMap((row) => row.before ?? []).toSorted((x, y) => x - y)
        )
      })
    )
  })

  it('tells the words that were changed inside a block, not the whole block', () => {
    expect(wordsOf('No talks before peace.', 'No negotiations before a peace.')).toEqual([
      { kind: 'same', text: 'No ' },
      { kind: 'removed', text: 'talks' },
      { kind: 'added', text: 'negotiations' },
      { kind: 'same', text: ' before ' },
      { kind: 'added', text: 'a ' },
      { kind: 'same', text: 'peace.' }
    ])
  })

  it('compares half a million characters that were changed in every paragraph', () => {
    const sentence =
      'The parties agree that a full ceasefire takes effect and that talks about territory begin later. '
    const texts = Array.from({ length: 1700 }, (_, i) => `Paragraph ${i}. ${sentence.repeat(3)}`)
    const before = paragraphs(texts)
    const after = paragraphs(texts.map((text) => text.replaceAll('ceasefire', 'truce')))
    expect(compareTexts(before, after).changed.length).toBe(1700)
  })
})
