import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildContent, type MarkShape, type Piece } from './buildContent.ts'
import { canonicalText } from './canonical.ts'
import { whatBreaksRevision } from './revision.ts'
import { splitsGrapheme } from './snap.ts'

const strong: MarkShape = { kind: 'strong' }
const link: MarkShape = { kind: 'link', href: 'https://example.org/' }
const rawText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    'é',
    'e',
    '\u0301',
    '\ud83d',
    '\ude00',
    '\r\n',
    '\r',
    '\n',
    '\0',
    '\ufeff',
    '\u00a0',
    '🕊',
    'سلام',
    ' '
  )
)
const run = fc.record({
  text: rawText,
  marks: fc.subarray<MarkShape>([
    strong,
    { kind: 'emphasis' },
    link,
    { kind: 'footnoteReference', label: '1' }
  ])
})
const piece: fc.Arbitrary<Piece> = fc.record({
  shape: fc.constantFrom<Piece['shape']>(
    { kind: 'paragraph' },
    { kind: 'heading', level: 2 },
    { kind: 'listItem', depth: 1, marker: '(a)' },
    { kind: 'pageBreak' }
  ),
  runs: fc.array(run, { maxLength: 5 })
})

describe('building a content', () => {
  test('keeps every rule of a revision, whatever the words and marks', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const { content } = buildContent(pieces)
        expect(whatBreaksRevision(content)).toBeNull()
        expect(content.blocks).toHaveLength(pieces.length)
        for (const mark of content.marks) {
          expect(mark.start).toBeLessThan(mark.end)
          expect([splitsGrapheme(content.text, mark.start), splitsGrapheme(content.text, mark.end)]).toEqual([
            false,
            false
          ])
        }
      })
    )
  })

  test('keeps both forms of é, no-break spaces and Arabic as they are', () => {
    const text = 'Gene\u0300ve, Genève,\u00a0سلام 🕊'
    expect(buildContent([{ shape: { kind: 'paragraph' }, runs: [{ text, marks: [] }] }]).content.text).toBe(
      text
    )
  })

  test('joins the marks of runs side by side, and two links only where they are one', () => {
    const runs = [
      { text: 'a', marks: [strong] },
      { text: 'b', marks: [{ kind: 'strong' } as const, link] },
      { text: 'c', marks: [{ kind: 'link', href: 'https://example.org/' } as const] }
    ]
    expect(buildContent([{ shape: { kind: 'paragraph' }, runs }]).content.marks).toEqual([
      { kind: 'strong', start: 0, end: 2 },
      { kind: 'link', href: 'https://example.org/', start: 1, end: 2 },
      { kind: 'link', href: 'https://example.org/', start: 2, end: 3 }
    ])
  })

  test('joins two halves of an emoji, tells lone halves and NUL, and takes an accent with its letter', () => {
    const runs = [
      { text: '\ud83d', marks: [] },
      { text: '\ude00 e', marks: [] },
      { text: '\u0301\0\ud83d', marks: [strong] }
    ]
    expect(buildContent([{ shape: { kind: 'paragraph' }, runs }])).toMatchObject({
      content: { text: '😀 e\u0301\ufffd\ufffd', marks: [{ kind: 'strong', start: 3, end: 7 }] },
      replaced: 2,
      widened: 1
    })
  })
})

describe('canonical text', () => {
  test('is canonical after one turn', () => {
    fc.assert(
      fc.property(fc.array(rawText), (parts) => {
        const { text } = canonicalText(parts.join(''))
        expect(canonicalText(text)).toEqual({ text, replaced: 0 })
        expect(/[\r\0]|^\ufeff/.test(text)).toBe(false)
        expect(text.isWellFormed()).toBe(true)
      })
    )
  })

  test('changes nothing but line ends, the byte order mark and what no text may hold', () => {
    expect(canonicalText('\ufeffa\r\nb\rc\0\ud83d\u00a0e\u0301\ufeff')).toEqual({
      text: 'a\nb\nc\ufffd\ufffd\u00a0e\u0301\ufeff',
      replaced: 2
    })
  })
})
