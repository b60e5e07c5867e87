/** The editor of a text that is corrected: what keys and commands do to its blocks. */
import { createEditor, Editor, Node, Path, Range, Transforms, type NodeEntry, type Point } from 'slate'
import { withReact, type ReactEditor } from 'slate-react'
import { canonicalText } from '../../shared/text/canonical.ts'
import { keptWhole, type Kept } from '../../shared/text/keptStretches.ts'
import type { BlockShape, RevisionContent } from '../../shared/text/revision.ts'
import type { TextEdit } from '../../shared/text/textEdits.ts'
import { editNodes } from './editNodes.ts'
import { History } from './history.ts'
import {
  blocksIn,
  contentOf,
  forSlate,
  isBlock,
  isFixed,
  nodesIn,
  nodesOf,
  textOf,
  type BlockNode,
  type MarkTable,
  type TopNode,
  type Words
} from './nodes.ts'
import {
  fresh,
  keptOf,
  originsOf,
  setOrigins,
  sliceOrigins,
  startTracking,
  withTracking
} from './tracking.ts'

/** One visit to a text: the editor, what it started from, and the way back. */
export class CorrectionEditor {
  readonly editor: ReactEditor & Editor
  readonly history: History
  readonly table: MarkTable
  /** The text that is corrected. */
  readonly base: RevisionContent
  private readonly untouched: RevisionContent

  /** `draft`: a correction of `base` that was left behind. `clock` in milliseconds. */
  constructor(
    base: RevisionContent,
    {
      draft,
      clock
    }: {
      readonly draft?: { readonly content: RevisionContent; readonly kept: Kept }
      readonly clock: () => number
    }
  ) {
    this.base = base
    this.untouched = contentOf(nodesOf(base), base.marks)
    const content = draft?.content ?? base
    this.table = content.marks
    const nodes = nodesOf(content)
    startTracking(nodes, draft?.kept ?? keptWhole(base.text.length))
    this.editor = withTracking(withReact(createEditor() as never)) as ReactEditor & Editor
    this.editor.children = forSlate(nodes)
    // A hundred blocks are drawn, and skipped while they are far away, as one.
    this.editor.getChunkSize = (node) => (Editor.isEditor(node) ? 60 : null)
    withBlocks(this)
    this.history = new History(this.editor, clock)
  }

  /** The text as it is now. */
  content(): RevisionContent {
    return contentOf(nodesIn(this.editor), this.table)
  }

  /** What the text as it is now keeps of the one it came from. */
  kept(after = this.content()): Kept {
    return keptOf(nodesIn(this.editor), this.base.text, after.text)
  }

  isChanged(content = this.content()): boolean {
    return JSON.stringify(content) !== JSON.stringify(this.untouched)
  }

  /** Does many changes as one step; the caret goes to where `caret`, an offset of the new text, is. */
  edit(edits: readonly TextEdit[], caret?: number): void {
    if (edits.length > 0) this.replace(editNodes(nodesIn(this.editor), this.table, edits), caret)
  }

  /** Puts other nodes in place of all, as one step. */
  replace(nodes: readonly TopNode[], caret?: number): void {
    this.history.begin()
    this.editor.children = forSlate(nodes)
    this.editor.selection = null
    const { selection } = this.editor
    if (caret !== undefined && selection === null) {
      const point = pointAt(nodes, caret)
      this.editor.selection = { anchor: point, focus: point }
    }
    this.editor.onChange()
  }

  /** The offset of a point of the editor. */
  offsetOf(point: Point): number {
    let at = 0
    for (const [node, path] of Editor.nodes(this.editor, { at: [], match: isBlock })) {
      if (Path.isAncestor(path, point.path))
        return at + offsetInBlock(node as unknown as BlockNode, point, path)
      at += Node.string(node).length + 1
    }
    return at
  }

  /** Selects [start, end) of the text. */
  select(start: number, end = start): void {
    const nodes = nodesIn(this.editor)
    Transforms.select(this.editor, { anchor: pointAt(nodes, start), focus: pointAt(nodes, end) })
  }

  /** The blocks that the selection touches. */
  selectedBlocks(): readonly (readonly [BlockNode, Path])[] {
    const { selection } = this.editor
    if (!selection) return []
    return blockEntries(this.editor, Editor.unhangRange(this.editor, selection)).map(([node, path]) => [
      node as unknown as BlockNode,
      path
    ])
  }

  /** Makes paragraphs, headings and list items in the selection into this; cells, notes and page marks stay what they are. */
  setShape(shape: BlockShape): void {
    Editor.withoutNormalizing(this.editor, () => {
      for (const [node, path] of this.selectedBlocks())
        if (!isFixed(node.shape)) Transforms.setNodes(this.editor, { shape } as never, { at: path })
    })
  }

  /** Takes the blocks of the selection out with their words; of a table only the words. */
  deleteBlocks(): void {
    const blocks = this.selectedBlocks()
    const [first] = blocks
    if (!first) return
    const start = this.offsetOf(Editor.start(this.editor, first[1]))
    const edits: TextEdit[] = []
    let at = start
    const length = this.content().text.length
    for (const [node] of blocks) {
      const end = at + textOf(node).length
      // A cell keeps its place: only its words go. The last block of all goes with the break before it.
      if (node.shape.kind === 'tableCell') edits.push({ start: at, end, insert: '' })
      else if (end >= length && at > 0 && edits.length === 0) edits.push({ start: at - 1, end, insert: '' })
      else edits.push({ start: at, end: Math.min(length, end + 1), insert: '' })
      at = end + 1
    }
    this.edit(
      edits.filter(({ start: from, end }) => end > from),
      Math.max(0, start)
    )
  }
}

/** The point of the editor at an offset of the text; one outside is taken to the nearest end. */
export function pointAt(nodes: readonly TopNode[], offset: number): Point {
  let at = 0
  let last: Point = { path: [0, 0], offset: 0 }
  for (const [top, node] of nodes.entries()) {
    const blocks: (readonly [BlockNode, Path])[] =
      node.type === 'block'
        ? [[node, [top]]]
        : node.children.flatMap((row, r) => row.children.map((cell, c) => [cell, [top, r, c]] as const))
    for (const [block, path] of blocks) {
      const { length } = textOf(block)
      if (offset <= at + length) return pointIn(block, path, Math.max(0, offset - at))
      last = pointIn(block, path, length)
      at += length + 1
    }
  }
  return last
}

function pointIn({ children }: BlockNode, path: Path, offset: number): Point {
  let rest = offset
  for (const [i, { text }] of children.entries()) {
    if (rest <= text.length) return { path: [...path, i], offset: rest }
    rest -= text.length
  }
  const last = Math.max(0, children.length - 1)
  return { path: [...path, last], offset: children[last]?.text.length ?? 0 }
}

function offsetInBlock(block: BlockNode, point: Point, path: Path): number {
  let at = point.offset
  for (const { text } of block.children.slice(0, point.path[path.length] ?? 0)) at += text.length
  return at
}

function blockEntries(editor: Editor, at: Range): NodeEntry[] {
  return [...Editor.nodes(editor, { at, match: isBlock as never })]
}

function blockOver(editor: Editor): readonly [BlockNode, Path] | null {
  const [entry] = Editor.nodes(editor, { match: isBlock as never })
  return entry ? [entry[0] as unknown as BlockNode, entry[1]] : null
}

/** What keys do to blocks: cells, notes and page marks keep their borders, everything else splits and joins. */
function withBlocks(own: CorrectionEditor): void {
  const { editor } = own
  const { deleteBackward, deleteForward, insertText } = editor

  editor.insertBreak = () => own.history.asOne(breakBlock)
  const breakBlock = (): void => {
    if (editor.selection && Range.isExpanded(editor.selection)) editor.deleteFragment()
    const found = blockOver(editor)
    if (!found) return
    const [{ shape }, path] = found
    if (isFixed(shape)) return editor.insertText('\n')
    const isAtEnd = editor.selection !== null && Editor.isEnd(editor, editor.selection.anchor, path)
    Transforms.splitNodes(editor, { always: true, match: isBlock as never })
    const next = nextShape(shape, isAtEnd)
    if (next !== shape && editor.selection)
      Transforms.setNodes(editor, { shape: next } as never, { at: Path.next(path) })
  }
  editor.insertSoftBreak = () => editor.insertText('\n')
  editor.deleteFragment = () => {
    if (editor.selection) deleteBetween(own, editor.selection)
  }
  editor.deleteBackward = (unit) => {
    if (!joinsAt(own, 'start')) deleteBackward(unit)
  }
  editor.deleteForward = (unit) => {
    if (!joinsAt(own, 'end')) deleteForward(unit)
  }
  editor.insertText = (raw, options) => {
    const text = plainText(raw)
    own.history.asOne(() => {
      if (editor.selection && Range.isExpanded(editor.selection)) editor.deleteFragment()
      if (text === '') return
      const bare = wordsBehindMark(own)
      if (bare) Transforms.insertNodes(editor, forSlate([{ ...bare, text }]) as never, { select: true })
      else insertText(text, options)
    })
  }
  editor.insertData = (data) => {
    pasteText(own, data.getData('text/plain'))
  }
  editor.insertFragment = () => {
    throw new Error('Words are pasted as text')
  }
}

/** Text as it may stand in a block: line ends unified, nothing that no text may hold. */
export function plainText(raw: string): string {
  return canonicalText(raw).text.replaceAll('\ufeff', '')
}

/** Puts words in at the caret: each line is a block of its own, but for a cell, note or page mark, where lines stay lines. */
export function pasteText(own: CorrectionEditor, raw: string): void {
  own.history.asOne(() => paste(own, raw))
}

function paste(own: CorrectionEditor, raw: string): void {
  const { editor } = own
  const text = plainText(raw)
  if (text === '' || !editor.selection) return
  const lines = text.split(/\n+/)
  if (Range.isExpanded(editor.selection)) editor.deleteFragment()
  const found = blockOver(editor)
  const [top] = found?.[1] ?? []
  const first = lines[0] ?? ''
  if (!found || top === undefined || lines.length === 1 || isFixed(found[0].shape))
    return editor.insertText(text)
  const [block, path] = found
  const at = offsetInBlock(block, editor.selection.anchor, path)
  const start = own.offsetOf(editor.selection.anchor)
  const [left, right] = cutBlock(block, at)
  const last = lines.at(-1) ?? ''
  const middle = lines.slice(1, -1).map((line): BlockNode => ({
    type: 'block',
    shape: { kind: 'paragraph' },
    children: [{ text: line }]
  }))
  const nodes = nodesIn(editor)
  own.replace(
    [
      ...nodes.slice(0, top),
      withWords(left, first, 'end'),
      ...middle,
      withWords({ ...right, shape: nextShape(block.shape, true) }, last, 'start', right),
      ...nodes.slice(top + 1)
    ],
    start + lines.join('\n').length
  )
}

/** A block in two: the break behind the first is new. */
function cutBlock(block: BlockNode, at: number): readonly [BlockNode, BlockNode] {
  const before: Words[] = []
  const after: Words[] = []
  let rest = at
  for (const words of block.children) {
    const cut = Math.min(Math.max(rest, 0), words.text.length)
    if (cut > 0) before.push({ ...words, text: words.text.slice(0, cut) })
    if (cut < words.text.length) after.push({ ...words, text: words.text.slice(cut) })
    rest -= words.text.length
  }
  const left = { ...block, children: before.length > 0 ? before : [{ text: '' }] }
  const right = { ...block, children: after.length > 0 ? after : [{ text: '' }] }
  const own = originsOf(block)
  setOrigins(left, [...sliceOrigins(own, 0, at), fresh(1)])
  setOrigins(right, sliceOrigins(own, at, Infinity))
  return [left, right]
}

/** A block with more words, whose characters are new. `known`: where the origins of its own words are noted. */
function withWords(block: BlockNode, words: string, where: 'start' | 'end', known = block): BlockNode {
  const children =
    where === 'start' ? [{ text: words }, ...block.children] : [...block.children, { text: words }]
  const made = { ...block, children: children.filter(({ text }) => text !== '') }
  const whole = made.children.length > 0 ? made : { ...made, children: [{ text: '' }] }
  const own = originsOf(known)
  const length = textOf(known).length
  setOrigins(
    whole,
    where === 'start'
      ? [fresh(words.length), ...own]
      : [...sliceOrigins(own, 0, length), fresh(words.length), ...sliceOrigins(own, length, Infinity)]
  )
  return whole
}

/** What the second half of a block becomes. */
function nextShape(shape: BlockShape, isAtEnd: boolean): BlockShape {
  if (shape.kind === 'heading') return isAtEnd ? { kind: 'paragraph' } : shape
  if (shape.kind !== 'listItem') return shape
  // A number is the source's own: the next one is for the analyst to say.
  return /[\p{L}\p{N}]/u.test(shape.marker) ? { ...shape, marker: '' } : shape
}

/** At the edge of a block: joins it with its neighbour where both may be joined. True where the key is used up. */
function joinsAt(own: CorrectionEditor, edge: 'start' | 'end'): boolean {
  const { editor } = own
  const { selection } = editor
  const found = blockOver(editor)
  if (!selection || !found || Range.isExpanded(selection)) return false
  const [block, path] = found
  const isAtEdge =
    edge === 'start'
      ? Editor.isStart(editor, selection.anchor, path)
      : Editor.isEnd(editor, selection.anchor, path)
  if (!isAtEdge) return false
  const neighbour =
    edge === 'start'
      ? Editor.previous(editor, { at: path, match: isBlock as never })
      : Editor.next(editor, { at: path, match: isBlock as never })
  if (!neighbour) return true
  const other = neighbour[0] as unknown as BlockNode
  if (isFixed(block.shape) || isFixed(other.shape)) {
    // An empty paragraph beside a table or a page mark can go; nothing is joined.
    if (!isFixed(block.shape) && textOf(block) === '') {
      const to = edge === 'start' ? Editor.end(editor, neighbour[1]) : Editor.start(editor, neighbour[1])
      Transforms.select(editor, to)
      Transforms.removeNodes(editor, { at: path })
    }
    return true
  }
  Transforms.mergeNodes(editor, { at: edge === 'start' ? path : neighbour[1], match: isBlock as never })
  return true
}

/** Takes the words between two places out; the first and last block become one where both may be joined. */
function deleteBetween(own: CorrectionEditor, range: Range): void {
  const { editor } = own
  // Exactly what is selected: Slate would leave a break at the end of a selection alone.
  if (blockEntries(editor, range).length < 2) {
    Transforms.delete(editor, { at: range, hanging: true })
    return
  }
  const [from, to] = Range.edges(range)
  const [start, end] = [own.offsetOf(from), own.offsetOf(to)]
  const edits = editsBetween(nodesIn(editor), start, end)
  // Only a border that holds was selected: nothing goes, and what is typed stands before it.
  if (edits.length === 0) Transforms.select(editor, from)
  else own.edit(edits, start)
}

/** Edits that take [start, end) out and keep the borders of cells, notes and page marks that are not wholly inside. */
export function editsBetween(nodes: readonly TopNode[], start: number, end: number): TextEdit[] {
  const edits: { start: number; end: number; insert: string }[] = []
  const cut = (from: number, to: number): void => {
    const last = edits.at(-1)
    if (last && last.end === from) last.end = to
    else if (to > from) edits.push({ start: from, end: to, insert: '' })
  }
  let at = 0
  let before = 0
  let isOpen = false
  let wasFree = false
  for (const node of nodes) {
    const blocks = [...blocksIn([node])]
    const nodeEnd = at + blocks.reduce((sum, block) => sum + textOf(block).length + 1, 0) - 1
    if (isOpen && start <= at && end >= nodeEnd) {
      cut(before, nodeEnd)
      before = nodeEnd
      at = nodeEnd + 1
      continue
    }
    for (const block of blocks) {
      const [from, to] = [at, at + textOf(block).length]
      at = to + 1
      if (to < start || from > end) continue
      const isFree = !isFixed(block.shape)
      if (isOpen && wasFree && isFree) cut(before, from)
      cut(Math.max(start, from), Math.min(end, to))
      before = to
      wasFree = isFree
      isOpen = true
    }
  }
  return edits
}

/** Marks that words typed behind them do not belong to: a link, a reference to a note. Null where what is typed goes on as it is. */
function wordsBehindMark({ editor, table }: CorrectionEditor): Words | null {
  const { selection } = editor
  if (!selection || Range.isExpanded(selection)) return null
  const words = Node.get(editor, selection.anchor.path) as unknown as Words
  const { marks = [], text } = words
  if (selection.anchor.offset !== text.length || text === '') return null
  const stays = marks.filter((number) => !['link', 'footnoteReference'].includes(table[number]?.kind ?? ''))
  if (stays.length === marks.length) return null
  return stays.length > 0 ? { text: '', marks: stays } : { text: '' }
}
