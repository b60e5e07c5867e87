/** A revision as Slate shows it: chapters of sections of pieces. Offsets are UTF-16 code units of the canonical text; Slate's points exist only at this edge. */
import type { BaseEditor, Point } from 'slate'
import type { ReactEditor } from 'slate-react'
import { dominantDirection, type Direction } from '../../shared/text/direction.ts'
import { utf16, type Span } from '../../shared/text/offsets.ts'
import type { Block, Mark, RevisionContent } from '../../shared/text/revision.ts'
import { cutLongBlock } from './longBlocks.ts'

/** A run of text with the same marks; `label` makes it a reference to the footnote of that label. */
export type Leaf = { text: string; strong?: true; emphasis?: true; href?: string; label?: string }
/** A block, or a part of one that is too long to be drawn at once. `piece` is its index in `TextLayout.pieces`. */
export type PieceElement = { type: 'piece'; piece: number; children: Leaf[] }
/** `row`: its number in the table, from 0. */
export type RowElement = { type: 'row'; row: number; children: PieceElement[] }
/** A table, or some rows of one that is too long to be drawn at once: `shares` then says how wide its columns are beside each other. */
export type TableElement = {
  type: 'table'
  table: number
  columns: number
  part: Piece['part']
  shares: readonly number[] | null
  children: RowElement[]
}
export type SectionElement = { type: 'section'; section: number; children: (PieceElement | TableElement)[] }

/** Only keeps opening short: what a chapter holds is unknown to React until it is needed. */
export type ChapterElement = { type: 'chapter'; chapter: number; children: SectionElement[] }

/** Where a piece stands in the text and in the tree; `path` leads to the piece, its leaves are below it. */
export type Piece = {
  readonly block: number
  readonly start: number
  readonly end: number
  readonly path: readonly number[]
  readonly part: 'whole' | 'first' | 'middle' | 'last'
}
/** What is mounted at once: pieces [firstPiece, endPiece), the text [start, end). */
export type Section = Span & { readonly firstPiece: number; readonly endPiece: number }
export type TextLayout = {
  readonly content: RevisionContent
  readonly value: ChapterElement[]
  readonly pieces: readonly Piece[]
  readonly sections: readonly Section[]
  /** How most of the text runs; a block without letters runs so too. */
  readonly direction: Direction
}

declare module 'slate' {
  interface CustomTypes {
    Editor: BaseEditor & ReactEditor
    Element: ChapterElement | SectionElement | TableElement | RowElement | PieceElement
    Text: Leaf
  }
}

/** Sections of a chapter. */
export const chapterLength = 20
/** How much a section holds at most. The first one is short, so that opening does not wait for what is below the window. */
const sectionSize = { blocks: 25, characters: 10_000 }
/** A table with more cells is drawn in parts of about `cellsTogether`. */
const mostCells = 240
const cellsTogether = 80
const firstSectionSize = { blocks: 14, characters: 4_500 }

/** Lays a revision out for Slate. Every character but the line breaks between blocks stands in exactly one leaf, in order; a row of a table stays in one section. */
export function layOut(content: RevisionContent): TextLayout {
  const pieces: Piece[] = []
  const value: ChapterElement[] = []
  const sections: Section[] = []
  const marks = markReader(content.marks)
  let open: SectionElement | null = null
  let firstPiece = 0
  let used = { blocks: 0, characters: 0 }

  const close = (): void => {
    const first = pieces[firstPiece]
    const last = pieces.at(-1)
    if (!open || !first || !last) return
    sections.push({ start: utf16(first.start), end: utf16(last.end), firstPiece, endPiece: pieces.length })
    const chapter = value.at(-1)
    if (chapter && chapter.children.length < chapterLength) chapter.children.push(open)
    else value.push({ type: 'chapter', chapter: value.length, children: [open] })
    open = null
    firstPiece = pieces.length
    used = { blocks: 0, characters: 0 }
  }
  const sectionFor = (length: number): SectionElement => {
    const limit = sections.length === 0 ? firstSectionSize : sectionSize
    if (open && (used.blocks >= limit.blocks || used.characters + length > limit.characters)) close()
    open ??= { type: 'section', section: sections.length, children: [] }
    return open
  }
  const addPiece = (
    block: number,
    at: { start: number; end: number },
    path: readonly number[],
    part: Piece['part']
  ): PieceElement => {
    const piece = pieces.push({ block, start: at.start, end: at.end, path, part }) - 1
    used = { blocks: used.blocks + 1, characters: used.characters + at.end - at.start }
    return { type: 'piece', piece, children: leavesOf(content.text, at, marks(at.start, at.end)) }
  }

  const { text, blocks } = content
  for (let index = 0; index < blocks.length;) {
    const block = blocks[index]
    if (!block) break
    if (block.kind === 'tableCell') {
      const end = endOfTable(blocks, index)
      const parts = partsOfTable(rowsOf(blocks, index, end))
      const columns = columnsOf(blocks, index, end)
      const shares = parts.length === 1 ? null : sharesOf(blocks, index, end, columns)
      for (const [part, rows] of parts.entries()) {
        const last = rows.at(-1)?.at(-1)?.at
        const first = rows[0]?.[0]?.at
        const section = sectionFor((last?.end ?? 0) - (first?.start ?? 0))
        const table: TableElement = {
          type: 'table',
          table: block.table,
          columns,
          part: partOf(part, parts.length),
          shares,
          children: []
        }
        for (const [row, cells] of rows.entries()) {
          const path = [...pathOf(section.section), section.children.length, row]
          table.children.push({
            type: 'row',
            row: cells[0]?.at.kind === 'tableCell' ? cells[0].at.row : row,
            children: cells.map((cell, i) => addPiece(cell.block, cell.at, [...path, i], 'whole'))
          })
        }
        section.children.push(table)
      }
      index = end
      continue
    }
    const parts = cutLongBlock(text, block)
    for (const [i, at] of parts.entries()) {
      const section = sectionFor(at.end - at.start)
      const path = [...pathOf(section.section), section.children.length]
      section.children.push(addPiece(index, at, path, partOf(i, parts.length)))
    }
    index += 1
  }
  close()
  return { content, value, pieces, sections, direction: dominantDirection(text) }
}

/** The index of the piece that holds `offset`. A line break between blocks belongs to the piece before it, a cut between two parts to the part after it. */
export function pieceIndexAt(pieces: readonly Piece[], offset: number): number {
  return lastStartingBefore(pieces, offset)
}

/** The index of the section that holds `offset`. */
export function sectionIndexAt(sections: readonly Section[], offset: number): number {
  return lastStartingBefore(sections, offset)
}

/** The Slate point of an offset; one outside the text is taken to its nearest end. */
export function pointAt(layout: TextLayout, offset: number): Point {
  const piece = layout.pieces[pieceIndexAt(layout.pieces, offset)]
  if (!piece) return { path: [0, 0, 0, 0], offset: 0 }
  let rest = Math.min(Math.max(offset, piece.start), piece.end) - piece.start
  const leaves = pieceAt(layout, piece.path)?.children ?? []
  for (const [leaf, { text }] of leaves.entries()) {
    if (rest <= text.length) return { path: [...piece.path, leaf], offset: rest }
    rest -= text.length
  }
  throw new RangeError(`Offset ${offset} is outside the leaves of its piece`)
}

/** The offset of a Slate point. Throws where the path leads to no leaf of this layout. */
export function offsetAt(layout: TextLayout, point: Point): number {
  const element = pieceAt(layout, point.path.slice(0, -1))
  const piece = element && layout.pieces[element.piece]
  const leaf = point.path.at(-1) ?? 0
  if (!element || !piece || leaf >= element.children.length)
    throw new RangeError(`No leaf at ${point.path.join('.')}`)
  let before = 0
  for (const { text } of element.children.slice(0, leaf)) before += text.length
  return piece.start + before + Math.min(point.offset, element.children[leaf]?.text.length ?? 0)
}

/** The piece at a path of the layout's value; undefined where the path leads elsewhere. */
function pieceAt(layout: TextLayout, path: readonly number[]): PieceElement | undefined {
  const [chapter = -1, section = -1, child = -1, row = -1, cell = -1] = path
  const element = layout.value[chapter]?.children[section]?.children[child]
  const found = element?.type === 'table' ? element.children[row]?.children[cell] : element
  return found?.type === 'piece' && path.length === (element?.type === 'table' ? 5 : 3) ? found : undefined
}

function pathOf(section: number): readonly number[] {
  return [Math.floor(section / chapterLength), section % chapterLength]
}

function lastStartingBefore(stretches: readonly { readonly start: number }[], offset: number): number {
  let low = 0
  let high = stretches.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((stretches[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function endOfTable(blocks: readonly Block[], from: number): number {
  const first = blocks[from]
  let end = from
  while (end < blocks.length) {
    const block = blocks[end]
    if (block?.kind !== 'tableCell' || first?.kind !== 'tableCell' || block.table !== first.table) break
    end += 1
  }
  return end
}

type Row = readonly { readonly block: number; readonly at: Block }[]

function rowsOf(blocks: readonly Block[], from: number, end: number): readonly Row[] {
  const rows: { readonly block: number; readonly at: Block }[][] = []
  let row = -1
  for (let block = from; block < end; block += 1) {
    const at = blocks[block]
    if (at?.kind !== 'tableCell') continue
    if (at.row === row) rows.at(-1)?.push({ block, at })
    else rows.push([{ block, at }])
    row = at.row
  }
  return rows
}

/** Rows that are drawn together: all of a table, or of a long one so many that they have about `cellsTogether` cells. */
function partsOfTable(rows: readonly Row[]): readonly (readonly Row[])[] {
  const cells = rows.reduce((sum, row) => sum + row.length, 0)
  if (cells <= mostCells) return [rows]
  const parts: Row[][] = []
  let used = cellsTogether
  for (const row of rows) {
    if (used >= cellsTogether) {
      parts.push([])
      used = 0
    }
    parts.at(-1)?.push(row)
    used += row.length
  }
  return parts
}

/** How much room each column wants, in characters, by its longest cells: the parts of a table must stand in line. */
function sharesOf(blocks: readonly Block[], from: number, end: number, columns: number): readonly number[] {
  const longest = Array.from({ length: columns }, () => 4)
  for (const block of blocks.slice(from, end)) {
    if (block.kind !== 'tableCell') continue
    longest[block.column] = Math.max(longest[block.column] ?? 0, Math.min(40, block.end - block.start))
  }
  return longest
}

function partOf(index: number, count: number): Piece['part'] {
  if (count === 1) return 'whole'
  return index === 0 ? 'first' : index === count - 1 ? 'last' : 'middle'
}

function columnsOf(blocks: readonly Block[], from: number, end: number): number {
  let columns = 1
  for (const block of blocks.slice(from, end))
    if (block.kind === 'tableCell') columns = Math.max(columns, block.column + 1)
  return columns
}

/** Gives the marks that touch a stretch; the stretches must be asked for in order. */
function markReader(all: readonly Mark[]): (start: number, end: number) => readonly Mark[] {
  const marks = all.toSorted((a, b) => a.start - b.start)
  let next = 0
  let running: Mark[] = []
  return (start, end) => {
    running = running.filter((mark) => mark.end > start)
    while (next < marks.length) {
      const mark = marks[next]
      if (!mark || mark.start > end) break
      next += 1
      if (mark.end >= start) running.push(mark)
    }
    return running
  }
}

/** The leaves of a stretch: cut wherever a mark starts or ends. An empty footnote reference becomes an empty leaf. */
function leavesOf(text: string, at: { start: number; end: number }, marks: readonly Mark[]): Leaf[] {
  if (marks.length === 0) return [{ text: text.slice(at.start, at.end) }]
  const inside = (offset: number): boolean => offset > at.start && offset < at.end
  const cuts = [
    ...new Set([at.start, at.end, ...marks.flatMap((mark) => [mark.start, mark.end].filter(inside))])
  ].toSorted((a, b) => a - b)
  const leaves: Leaf[] = []
  for (const [i, from] of cuts.entries()) {
    for (const mark of marks)
      if (mark.start === from && mark.end === from) leaves.push({ text: '', ...shape(mark) })
    const to = cuts[i + 1]
    if (to === undefined) break
    const leaf: Leaf = { text: text.slice(from, to) }
    for (const mark of marks) if (mark.start <= from && mark.end >= to) Object.assign(leaf, shape(mark))
    leaves.push(leaf)
  }
  return leaves.length > 0 ? leaves : [{ text: '' }]
}

function shape(mark: Mark): Partial<Leaf> {
  switch (mark.kind) {
    case 'strong':
      return { strong: true }
    case 'emphasis':
      return { emphasis: true }
    case 'link':
      return { href: mark.href }
    case 'footnoteReference':
      return { label: mark.label }
  }
}
