/** A text as the editor holds it: blocks, and tables of rows of blocks. Offsets are UTF-16 code units of the canonical text. */
import type { Descendant, Editor } from 'slate'
import { utf16 } from '../../shared/text/offsets.ts'
import type { Block, BlockShape, Mark, RevisionContent } from '../../shared/text/revision.ts'

/** Words with the same marks; `marks` are numbers of the mark table, ascending. */
export type Words = { readonly text: string; readonly marks?: readonly number[] }
export type BlockNode = {
  readonly type: 'block'
  readonly shape: BlockShape
  readonly children: readonly Words[]
}
export type RowNode = { readonly type: 'row'; readonly children: readonly BlockNode[] }
export type TableNode = {
  readonly type: 'table'
  readonly columns: number
  readonly children: readonly RowNode[]
}
export type TopNode = BlockNode | TableNode

/** The marks of a text without their places, by number. The words that have a number belong to that mark. */
export type MarkTable = readonly Mark[]

/** Lays a text out for the editor. The marks' numbers are their places in `content.marks`. A mark without words is not shown and goes. */
export function nodesOf(content: RevisionContent): TopNode[] {
  return layOut(
    content,
    content.marks.map((mark, number) => ({ mark, number })),
    () => null
  )
}

/** The same with marks that have numbers, and with nodes of an earlier text for blocks that are as they were. */
export function layOut(
  { text, blocks }: Pick<RevisionContent, 'text' | 'blocks'>,
  marks: readonly Numbered[],
  known: (block: Block) => BlockNode | null
): TopNode[] {
  const marksIn = markReader(marks)
  const node = (block: Block): BlockNode => {
    const own = marksIn(block.start, block.end)
    return known(block) ?? blockNode(text, block, own)
  }
  const nodes: TopNode[] = []
  for (let i = 0; i < blocks.length;) {
    const block = blocks[i]
    if (!block) break
    if (block.kind !== 'tableCell') {
      nodes.push(node(block))
      i += 1
      continue
    }
    const rows: { row: number; cells: BlockNode[] }[] = []
    let columns = 1
    for (; i < blocks.length; i += 1) {
      const cell = blocks[i]
      if (cell?.kind !== 'tableCell' || cell.table !== block.table) break
      columns = Math.max(columns, cell.column + 1)
      if (rows.at(-1)?.row !== cell.row) rows.push({ row: cell.row, cells: [] })
      rows.at(-1)?.cells.push(node(cell))
    }
    nodes.push({
      type: 'table',
      columns,
      children: rows.map(({ cells }) => ({ type: 'row', children: cells }))
    })
  }
  // An editor without a block has no place for a caret.
  return nodes.length > 0
    ? nodes
    : [{ type: 'block', shape: { kind: 'paragraph' }, children: [{ text: '' }] }]
}

/** The text that the editor holds. Byte order marks that came to stand first are left out, as no text may start with one. */
export function contentOf(nodes: readonly TopNode[], table: MarkTable): RevisionContent {
  const { text, blocks, marks } = numberedContentOf(nodes, table)
  return { text, blocks, marks }
}

/** How many byte order marks stand first: no text has them. */
export function leadingMarks(nodes: readonly TopNode[]): number {
  const [first] = blocksIn(nodes)
  return first ? (/^\ufeff*/.exec(textOf(first))?.[0].length ?? 0) : 0
}

/** The same with the number in the table of each mark. */
export function numberedContentOf(
  nodes: readonly TopNode[],
  table: MarkTable
): RevisionContent & { readonly numbers: readonly number[] } {
  const texts: string[] = []
  const blocks: Block[] = []
  const marks: Numbered[] = []
  let at = 0
  let unwritten = leadingMarks(nodes)
  for (const { shape, children } of blocksIn(nodes)) {
    const start = at
    const open = new Map<number, number>()
    const close = (number: number, from: number): void => {
      const mark = table[number]
      if (mark && at > from) marks.push({ mark: { ...mark, start: utf16(from), end: utf16(at) }, number })
      open.delete(number)
    }
    for (const { text, marks: own = [] } of children) {
      const words = text.slice(unwritten)
      unwritten = Math.max(0, unwritten - text.length)
      if (words === '') continue
      for (const [number, from] of [...open]) if (!own.includes(number)) close(number, from)
      for (const number of own) if (!open.has(number)) open.set(number, at)
      texts.push(words)
      at += words.length
    }
    for (const [number, from] of [...open]) close(number, from)
    blocks.push({ ...shape, start: utf16(start), end: utf16(at) })
    texts.push('\n')
    at += 1
  }
  texts.pop()
  const text = texts.join('')
  if (text === '' && blocks.length === 1 && blocks[0]?.kind === 'paragraph')
    return { text, blocks: [], marks: [], numbers: [] }
  const sorted = marks.toSorted((a, b) => inReadingOrder(a.mark, b.mark))
  return { text, blocks, marks: sorted.map(({ mark }) => mark), numbers: sorted.map(({ number }) => number) }
}

/** Every block of these nodes, in the order of the text. */
export function* blocksIn(nodes: readonly TopNode[]): Generator<BlockNode> {
  for (const node of nodes) {
    if (node.type === 'block') yield node
    else for (const row of node.children) yield* row.children
  }
}

/** The words of a block. */
export function textOf(block: BlockNode): string {
  const [only] = block.children
  return block.children.length === 1 && only ? only.text : block.children.map(({ text }) => text).join('')
}

export function isBlock(node: unknown): node is BlockNode {
  return typeof node === 'object' && node !== null && 'type' in node && node.type === 'block'
}

/** What an editor holds. The types of the reader's editor are those of `slate` in this program, so this one's stand beside them. */
export function nodesIn(editor: Pick<Editor, 'children'>): readonly TopNode[] {
  return editor.children as unknown as readonly TopNode[]
}

/** Nodes as `slate` takes them. */
export function forSlate(nodes: readonly (TopNode | Words)[]): Descendant[] {
  return nodes as unknown as Descendant[]
}

/** True where blocks of this kind keep their borders: nothing is joined with them, and they are not split. */
export function isFixed(shape: BlockShape): boolean {
  return shape.kind === 'tableCell' || shape.kind === 'pageBreak' || shape.kind === 'footnote'
}

function blockNode(text: string, block: Block, marks: readonly Numbered[]): BlockNode {
  const { start, end, ...shape } = block
  return { type: 'block', shape, children: wordsOf(text, start, end, marks) }
}

export type Numbered = { readonly mark: Mark; readonly number: number }

function wordsOf(text: string, start: number, end: number, marks: readonly Numbered[]): Words[] {
  if (marks.length === 0) return [{ text: text.slice(start, end) }]
  const inside = (offset: number): boolean => offset > start && offset < end
  const cuts = new Set([start, end])
  for (const { mark } of marks) for (const edge of [mark.start, mark.end]) if (inside(edge)) cuts.add(edge)
  const edges = [...cuts].toSorted((a, b) => a - b)
  const words: Words[] = []
  for (const [i, from] of edges.entries()) {
    const to = edges[i + 1]
    if (to === undefined) break
    const own = marks.filter(({ mark }) => mark.start <= from && mark.end >= to).map(({ number }) => number)
    words.push(own.length > 0 ? { text: text.slice(from, to), marks: own } : { text: text.slice(from, to) })
  }
  return words.length > 0 ? words : [{ text: '' }]
}

/** Gives the marks that touch a stretch; the stretches must be asked for in order. */
function markReader(all: readonly Numbered[]): (start: number, end: number) => readonly Numbered[] {
  const marks = all.toSorted((a, b) => a.mark.start - b.mark.start)
  let next = 0
  let running: Numbered[] = []
  return (start, end) => {
    running = running.filter(({ mark }) => mark.end > start)
    for (; next < marks.length; next += 1) {
      const one = marks[next]
      if (!one || one.mark.start >= end) break
      if (one.mark.end > start) running.push(one)
    }
    return running.toSorted((a, b) => a.number - b.number)
  }
}

/** By place, the longer first; then by kind. */
function inReadingOrder(a: Mark, b: Mark): number {
  return a.start - b.start || b.end - a.end || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0)
}
