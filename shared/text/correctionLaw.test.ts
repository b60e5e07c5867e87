import { describe, expect, it } from 'vitest'
import type { Hash } from '../ids.ts'
import { buildContent } from './buildContent.ts'
import { placesIn } from './keptRanges.ts'
import { applyEdits } from './textEdits.ts'

const [a, b, c] = ['a', 'b', 'c'] as unknown as readonly [Hash, Hash, Hash]

describe('a correction of a text with 1,000 annotations', () => {
  it('loses none but those whose words it deleted, also where a colleague corrected the same text apart', () => {
    const texts = Array.from({ length: 1000 }, (_, i) => `Article ${i}: the parties cease fire, é 🕊️ سلام.`)
    const { content } = buildContent(
      texts.map((text) => ({ shape: { kind: 'paragraph' }, runs: [{ text, marks: [] }] }))
    )
    const spans = content.blocks.map(({ start, end }) => [start + 4, end - 3] as const)
    // Ada takes every tenth paragraph out and writes before the others; Ben replaces words in all of them.
    const ada = applyEdits(
      content,
      content.blocks.map(({ start, end }, i) =>
        i % 10 === 9 ? { start, end, insert: '' } : { start, end: start, insert: 'New. ' }
      )
    )
    const ben = applyEdits(
      content,
      content.blocks.map(({ start, end }) => {
        const at = content.text.slice(start, end).indexOf('cease fire') + start
        return { start: at, end: at + 'cease fire'.length, insert: 'hold a truce' }
      })
    )
    const corrections = [
      { hash: a, from: null, kept: [] },
      { hash: b, from: a, kept: ada.kept },
      { hash: c, from: a, kept: ben.kept }
    ]
    const inAda = placesIn(corrections, b)
    const inBen = placesIn(corrections, c)
    const lost = spans.flatMap(([start, end], i) => (inAda(a, start, end) ? [] : [i]))
    expect(lost).toEqual(spans.flatMap((_, i) => (i % 10 === 9 ? [i] : [])))
    for (const [i, [start, end]] of spans.entries()) {
      const place = inBen(a, start, end)
      expect(place && ben.content.text.slice(place.start, place.end)).toBe(
        content.text.slice(start, end).replace('cease fire', 'hold a truce')
      )
      // What Ben tagged on his text stands on the same words of Ada's, once hers is chosen.
      const his = inBen(a, start, end)
      if (his && i % 10 !== 9) expect(inAda(c, his.start, his.end)).toEqual(inAda(a, start, end))
    }
  })
})
