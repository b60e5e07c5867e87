import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildContent } from './buildContent.ts'
import { composeKept, invertKept, whatBreaksKept } from './keptStretches.ts'
import { utf16 } from './offsets.ts'
import { whatBreaksRevision, type RevisionContent } from './revision.ts'
import { applyEdits, type TextEdit } from './textEdits.ts'

const paragraph = { kind: 'paragraph' } as const

/** Paragraphs of words with accents, emoji and Arabic. */
const contents = fc
  .array(fc.stringMatching(/^[ab é\n]{0,12}(🕊|سلام|e\u0301)?$/u), { minLength: 1, maxLength: 6 })
  .map(
    (texts) => buildContent(texts.map((text) => ({ shape: paragraph, runs: [{ text, marks: [] }] }))).content
  )

/** Edits in order, none inside a character, for a text of that length. */
function editsOf(content: RevisionContent, cuts: readonly number[], inserts: readonly string[]): TextEdit[] {
  const boundaries = [...cuts]
    .map((cut) => cut % (content.text.length + 1))
    .filter((cut) => !/^[\udc00-\udfff]/.test(content.text.slice(cut)))
    .toSorted((a, b) => a - b)
  const edits: TextEdit[] = []
  for (let i = 0; i + 1 < boundaries.length; i += 2)
    edits.push({ start: boundaries[i] ?? 0, end: boundaries[i + 1] ?? 0, insert: inserts[i] ?? '' })
  return edits
}

const someEdits = fc.tuple(
  fc.array(fc.nat(200), { maxLength: 10 }),
  fc.array(fc.constantFrom('', 'x', 'yz ', '🙂'), { maxLength: 10 })
)

describe('many small changes of a text', () => {
  it('give what a plain string gives, a whole revision, and stretches that were really kept', () => {
    fc.assert(
      fc.property(contents, someEdits, (content, [cuts, inserts]) => {
        const edits = editsOf(content, cuts, inserts)
        const edited = applyEdits(content, edits)
        let plain = content.text
        for (const { start, end, insert } of edits.toReversed())
          plain = plain.slice(0, start) + insert + plain.slice(end)
        expect(edited.content.text).toBe(plain)
        expect(whatBreaksRevision(edited.content)).toBeNull()
        expect(whatBreaksKept(edited.kept, content.text, plain)).toBeNull()
        const removed = edits.reduce((sum, { start, end }) => sum + end - start, 0)
        expect(edited.kept.reduce((sum, [, , length]) => sum + length, 0)).toBe(content.text.length - removed)
      })
    )
  })

  it('keep in two goes what each of them kept, and back', () => {
    fc.assert(
      fc.property(contents, someEdits, someEdits, (content, one, two) => {
        const first = applyEdits(content, editsOf(content, ...one))
        const second = applyEdits(first.content, editsOf(first.content, ...two))
        const kept = composeKept(first.kept, second.kept)
        expect(whatBreaksKept(kept, content.text, second.content.text)).toBeNull()
        // Character by character: where each went in the first step, then in the second.
        const through = (stretches: typeof kept, at: number | null): number | null => {
          if (at === null) return null
          const found = stretches.find(([from, , length]) => from <= at && at < from + length)
          return found ? found[1] + at - found[0] : null
        }
        for (let at = 0; at < content.text.length; at += 1) {
          const there = through(kept, at)
          expect(there).toBe(through(second.kept, through(first.kept, at)))
          if (there !== null) expect(through(invertKept(kept), there)).toBe(at)
        }
      })
    )
  })

  it('join blocks whose break goes, with the shape of the first that has words left', () => {
    const { content } = buildContent([
      { shape: { kind: 'heading', level: 1 }, runs: [{ text: 'Page 3', marks: [] }] },
      { shape: paragraph, runs: [{ text: 'We agree-', marks: [] }] },
      { shape: paragraph, runs: [{ text: 'ment.', marks: [] }] }
    ])
    const edited = applyEdits(content, [
      { start: 0, end: 7, insert: '' },
      { start: 15, end: 17, insert: '' }
    ])
    expect(edited.content).toEqual({
      text: 'We agreement.',
      blocks: [{ kind: 'paragraph', start: 0, end: 13 }],
      marks: []
    })
    expect(edited.kept).toEqual([
      [7, 0, 8],
      [17, 8, 5]
    ])
  })

  it('refuse to join a cell with what stands beside it', () => {
    const cell = { kind: 'tableCell', table: 0, row: 0, header: false } as const
    const { content } = buildContent([
      { shape: { ...cell, column: 0 }, runs: [{ text: 'a', marks: [] }] },
      { shape: { ...cell, column: 1 }, runs: [{ text: 'b', marks: [] }] }
    ])
    expect(() => applyEdits(content, [{ start: 1, end: 2, insert: '' }])).toThrow(RangeError)
  })

  it('take marks along: what replaces words of a link is in it, what is put beside it is not', () => {
    const content: RevisionContent = {
      text: 'see the plan here',
      blocks: [{ kind: 'paragraph', start: utf16(0), end: utf16(17) }],
      marks: [{ kind: 'link', href: 'https://example.org', start: utf16(8), end: utf16(12) }]
    }
    const markAfter = (...edits: TextEdit[]): string | null => {
      const edited = applyEdits(content, edits).content
      const [mark] = edited.marks
      return mark ? edited.text.slice(mark.start, mark.end) : null
    }
    expect(markAfter({ start: 8, end: 12, insert: 'proposal' })).toBe('proposal')
    expect(markAfter({ start: 8, end: 8, insert: 'new ' })).toBe('plan')
    expect(markAfter({ start: 12, end: 12, insert: 's' })).toBe('plan')
    expect(markAfter({ start: 10, end: 10, insert: 'XX' })).toBe('plXXan')
    expect(markAfter({ start: 4, end: 10, insert: 'X' })).toBe('an')
    expect(markAfter({ start: 10, end: 17, insert: 'X' })).toBe('pl')
    expect(markAfter({ start: 4, end: 13, insert: 'X' })).toBeNull()
    expect(markAfter({ start: 8, end: 12, insert: '' })).toBeNull()
  })
})
