import fc from 'fast-check'
import { Node } from 'slate'
import { describe, expect, it } from 'vitest'
import { utf16 } from '../../shared/text/offsets.ts'
import type { Block, BlockShape, Mark, RevisionContent } from '../../shared/text/revision.ts'
import { whatBreaksRevision } from '../../shared/text/revision.ts'
import {
  layOut,
  offsetAt,
  pieceIndexAt,
  pointAt,
  type Leaf,
  type SectionElement,
  type TextLayout
} from './slateValue.ts'

const words = [
  'peace',
  'café',
  'cafe\u0301',
  '👩‍👩‍👧',
  'هدنة',
  'שלום',
  'a\u00a0b',
  '\n',
  ' ',
  'frozen assets. ',
  ''
]
const blockText = fc.oneof(
  fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.constantFrom(
    'x'.repeat(7_000),
    'Long words here. '.repeat(900),
    '漢字'.repeat(5_000),
    'line\n'.repeat(3_000)
  )
)
const shapes: fc.Arbitrary<BlockShape> = fc.oneof(
  fc.constant({ kind: 'paragraph' } as const),
  fc.record({ kind: fc.constant('heading' as const), level: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ kind: fc.constant('listItem' as const), depth: fc.nat(3), marker: fc.constant('•') }),
  fc.record({ kind: fc.constant('footnote' as const), label: fc.constant('1') }),
  fc.record({
    kind: fc.constant('tableCell' as const),
    table: fc.nat(1),
    row: fc.nat(4),
    column: fc.nat(3),
    header: fc.boolean()
  })
)
const contents: fc.Arbitrary<RevisionContent> = fc
  .record({
    blocks: fc.array(fc.tuple(shapes, blockText), { minLength: 1, maxLength: 90 }),
    marks: fc.array(
      fc.tuple(
        fc.constantFrom('strong', 'emphasis', 'link', 'footnoteReference'),
        fc.nat(20_000),
        fc.nat(60)
      ),
      { maxLength: 12 }
    )
  })
  .map(({ blocks, marks }) => {
    const text = blocks.map(([, words]) => words).join('\n')
    let start = 0
    return {
      text,
      blocks: blocks.map(([shape, words]): Block => {
        const block = { ...shape, start: utf16(start), end: utf16(start + words.length) }
        start += words.length + 1
        return block
      }),
      marks: marks.map(([kind, from, length]): Mark => {
        const at = {
          start: utf16(Math.min(from, text.length)),
          end: utf16(Math.min(from + length, text.length))
        }
        if (kind === 'link') return { ...at, kind, href: 'https://example.org' }
        return kind === 'footnoteReference' ? { ...at, kind, label: '1' } : { ...at, kind: kind as 'strong' }
      })
    }
  })

describe('the text laid out for Slate', () => {
  it('is the canonical text, character by character, with one line break between blocks', () => {
    fc.assert(
      fc.property(contents, (content) => {
        expect(whatBreaksRevision(content)).toBeNull()
        expect(readBack(layOut(content))).toBe(content.text)
      }),
      { numRuns: 60 }
    )
  })

  it('gives every offset a point and the same offset back', () => {
    fc.assert(
      fc.property(
        contents,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 40 }),
        (content, places) => {
          const layout = layOut(content)
          for (const place of places) {
            const offset = Math.round(place * content.text.length)
            expect(offsetAt(layout, pointAt(layout, offset))).toBe(offset)
          }
        }
      ),
      { numRuns: 60 }
    )
  })

  it('never cuts a table by a section and keeps pieces in order without gaps', () => {
    fc.assert(
      fc.property(contents, (content) => {
        const layout = layOut(content)
        const seen = sectionsOf(layout).flatMap((section) =>
          section.children.filter((child) => child.type === 'table')
        )
        const runs = content.blocks.filter((block, i) => {
          const before = content.blocks[i - 1]
          return block.kind === 'tableCell' && !(before?.kind === 'tableCell' && before.table === block.table)
        })
        expect(seen.length).toBe(runs.length)
        for (const [i, piece] of layout.pieces.entries()) {
          expect(pieceIndexAt(layout.pieces, piece.start)).toBe(i)
          const next = layout.pieces[i + 1]
          if (next) expect(next.start).toBe(next.block === piece.block ? piece.end : piece.end + 1)
        }
        expect(layout.sections.map((section) => section.start)).toEqual(
          sectionsOf(layout).map((_, i) => layout.pieces[layout.sections[i]?.firstPiece ?? 0]?.start)
        )
      }),
      { numRuns: 60 }
    )
  })

  it('marks exactly the marked words and keeps an empty footnote reference', () => {
    const text = 'One two three'
    const blocks: Block[] = [{ kind: 'paragraph', start: utf16(0), end: utf16(text.length) }]
    const marks: Mark[] = [
      { kind: 'strong', start: utf16(4), end: utf16(7) },
      { kind: 'emphasis', start: utf16(6), end: utf16(13) },
      { kind: 'footnoteReference', start: utf16(13), end: utf16(13), label: '3' }
    ]
    expect(layOut({ text, blocks, marks }).value[0]?.children[0]?.children[0]?.children).toEqual([
      { text: 'One ' },
      { text: 'tw', strong: true },
      { text: 'o', strong: true, emphasis: true },
      { text: ' three', emphasis: true },
      { text: '', label: '3' }
    ])
  })

  it('shows a giant paragraph in parts that a short first section does not wait for', () => {
    const text = 'All parties agree to a full ceasefire. '.repeat(30_000)
    const layout = layOut({
      text,
      blocks: [{ kind: 'paragraph', start: utf16(0), end: utf16(text.length) }],
      marks: []
    })
    expect(layout.pieces.length).toBeGreaterThan(300)
    expect(Math.max(...layout.sections.map((section) => section.end - section.start))).toBeLessThanOrEqual(
      20_000
    )
    expect(readBack(layout)).toBe(text)
  })

  it('draws a long table in parts that are cut between rows and have the same columns, and a short one whole', () => {
    const tableOf = (rows: number): TextLayout => {
      const cells = Array.from({ length: rows * 3 }, (_, i) => `cell é ${i}`)
      let start = 0
      const blocks = cells.map((words, i): Block => {
        const at = { start: utf16(start), end: utf16(start + words.length) }
        start += words.length + 1
        return { kind: 'tableCell', table: 0, row: Math.floor(i / 3), column: i % 3, header: i < 3, ...at }
      })
      return layOut({ text: cells.join('\n'), blocks, marks: [] })
    }
    const partsOf = (layout: TextLayout) =>
      layout.value
        .flatMap((chapter) => chapter.children)
        .flatMap((section) => section.children)
        .flatMap((child) => (child.type === 'table' ? [child] : []))
    expect(partsOf(tableOf(80))).toHaveLength(1)
    const layout = tableOf(5000)
    const parts = partsOf(layout)
    expect(parts.map((part) => part.part)).toEqual(['first', ...parts.slice(2).map(() => 'middle'), 'last'])
    expect(parts.flatMap((part) => part.children.map(({ row }) => row))).toEqual(
      Array.from({ length: 5000 }, (_, row) => row)
    )
    expect(new Set(parts.map((part) => JSON.stringify(part.shares))).size).toBe(1)
    expect(Math.max(...parts.map((part) => part.children.length))).toBeLessThan(40)
    expect(layout.sections).toHaveLength(parts.length)
    for (let offset = 0; offset < layout.content.text.length; offset += 997)
      expect(offsetAt(layout, pointAt(layout, offset))).toBe(offset)
  })
})

function sectionsOf(layout: TextLayout): SectionElement[] {
  return layout.value.flatMap((chapter) => chapter.children)
}

function readBack(layout: TextLayout): string {
  let text = ''
  let block = 0
  for (const section of sectionsOf(layout)) {
    for (const [leaf, path] of Node.texts(section)) {
      const element = Node.parent(section, path)
      if (!('piece' in element)) throw new Error('a leaf outside a piece')
      const piece = layout.pieces[element.piece]
      if (!piece) throw new Error(`no piece ${element.piece}`)
      if (piece.block !== block && path.at(-1) === 0) text += '\n'.repeat(piece.block - block)
      block = piece.block
      text += (leaf as Leaf).text
    }
  }
  return text
}
