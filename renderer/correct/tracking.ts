/** Where every character of the edited text comes from: each block knows, and each operation of the editor carries it on. */
import { Node, Path, type Editor, type Operation } from 'slate'
import { keptCharacters, tidyKept, type Kept, type Stretch } from '../../shared/text/keptStretches.ts'
import { blocksIn, isBlock, leadingMarks, nodesIn, textOf, type BlockNode, type TopNode } from './nodes.ts'

/**
 * A run of characters: `from` is the offset of the first in the text that is corrected, in UTF-16 code units, or -1 for characters that are new.
 * The runs of a block cover its text and the break behind it. The last block has a break too, which no text has; it is left out at the end.
 */
export type Origin = { readonly from: number; readonly length: number }

const origins = new WeakMap<BlockNode, readonly Origin[]>()

/** Where the characters of a block and of its break come from. */
export function originsOf(block: BlockNode): readonly Origin[] {
  return origins.get(block) ?? [fresh(textOf(block).length + 1)]
}

export function setOrigins(block: BlockNode, own: readonly Origin[]): void {
  origins.set(block, tidy(own))
}

/** Says that these nodes hold the text that is corrected, as it is, or what `kept` tells of it. */
export function startTracking(nodes: readonly TopNode[], kept?: Kept): void {
  let at = 0
  let next = 0
  for (const block of blocksIn(nodes)) {
    const end = at + textOf(block).length + 1
    if (!kept) setOrigins(block, [{ from: at, length: end - at }])
    else {
      const own: Origin[] = []
      for (let here = at; here < end;) {
        while (next < kept.length && (kept[next]?.[1] ?? 0) + (kept[next]?.[2] ?? 0) <= here) next += 1
        const [from, to, length] = kept[next] ?? [0, end, 0]
        const stop = to > here ? Math.min(to, end) : Math.min(to + length, end)
        own.push(to > here ? fresh(stop - here) : { from: from + here - to, length: stop - here })
        here = stop
      }
      setOrigins(block, own)
    }
    at = end
  }
}

/** What the nodes keep of the text they came from: both texts are asked for, so that half a character never counts as kept. */
export function keptOf(nodes: readonly TopNode[], before: string, after: string): Kept {
  const kept: Stretch[] = []
  let at = -leadingMarks(nodes)
  for (const block of blocksIn(nodes)) {
    for (const { from, length } of originsOf(block)) {
      const cut = Math.max(0, -at)
      // The break behind the last block is in no text.
      const real = Math.min(length, before.length - from, after.length - at) - cut
      if (from >= 0 && real > 0) kept.push([from + cut, at + cut, real])
      at += length
    }
  }
  return keptCharacters(tidyKept(kept), before, after)
}

/** Has the editor carry origins on through every operation. */
export function withTracking<E extends Editor>(editor: E): E {
  const { apply } = editor
  editor.apply = (operation) => {
    const carry = carryingOn(editor, operation)
    apply(operation)
    carry()
  }
  return editor
}

/** Characters [start, end) of a block, counted with its break at the end, out of its runs. */
export function sliceOrigins(own: readonly Origin[], start: number, end: number): Origin[] {
  const cut: Origin[] = []
  let at = 0
  for (const { from, length } of own) {
    const a = Math.max(start, at)
    const b = Math.min(end, at + length)
    if (b > a) cut.push({ from: from < 0 ? -1 : from + a - at, length: b - a })
    at += length
  }
  return cut
}

export function fresh(length: number): Origin {
  return { from: -1, length }
}

/** Reads what an operation is going to move, and gives what notes it once it is done. */
function carryingOn(editor: Editor, operation: Operation): () => void {
  if (operation.type === 'set_selection') return nothing
  const { path } = operation
  const here = blockPathOf(editor, path)
  const block = here && blockAt(editor, here)
  const isInside = here !== null && path.length > here.length
  switch (operation.type) {
    case 'insert_text':
    case 'remove_text': {
      if (!block || !here) return nothing
      const at = offsetIn(block, path.at(-1) ?? 0) + operation.offset
      return replacing(editor, here, block, at, operation.type, operation.text.length)
    }
    case 'insert_node':
      // A block brings its own origins, or is new.
      if (!block || !here || !isInside) return nothing
      return replacing(
        editor,
        here,
        block,
        offsetIn(block, path.at(-1) ?? 0),
        'insert_text',
        lengthOf(operation.node)
      )
    case 'remove_node':
      if (!block || !here || !isInside) return nothing
      return replacing(
        editor,
        here,
        block,
        offsetIn(block, path.at(-1) ?? 0),
        'remove_text',
        lengthOf(operation.node)
      )
    case 'set_node':
      return block && here ? () => noteAt(editor, here, originsOf(block)) : nothing
    case 'split_node': {
      if (!block || !here) return nothing
      const own = originsOf(block)
      if (isInside) return () => noteAt(editor, here, own)
      const at = offsetIn(block, operation.position)
      return () => {
        noteAt(editor, here, [...sliceOrigins(own, 0, at), fresh(1)])
        noteAt(editor, Path.next(here), sliceOrigins(own, at, Infinity))
      }
    }
    case 'merge_node': {
      if (!block || !here) return nothing
      const own = originsOf(block)
      if (isInside) return () => noteAt(editor, here, own)
      const previous = Path.previous(here)
      const other = blockAt(editor, previous)
      if (!other) return nothing
      const joined = [...sliceOrigins(originsOf(other), 0, textOf(other).length), ...own]
      return () => noteAt(editor, previous, joined)
    }
    case 'move_node':
      return isInside && block && here ? movingWords(editor, operation, here, block) : nothing
  }
}

function replacing(
  editor: Editor,
  here: Path,
  block: BlockNode,
  at: number,
  what: 'insert_text' | 'remove_text',
  length: number
): () => void {
  const own = originsOf(block)
  const end = what === 'remove_text' ? at + length : at
  const put = what === 'insert_text' && length > 0 ? [fresh(length)] : []
  return () =>
    noteAt(editor, here, [...sliceOrigins(own, 0, at), ...put, ...sliceOrigins(own, end, Infinity)])
}

/** Words that go from one block to another take their origins along. */
function movingWords(
  editor: Editor,
  operation: Extract<Operation, { type: 'move_node' }>,
  here: Path,
  block: BlockNode
): () => void {
  const start = offsetIn(block, operation.path.at(-1) ?? 0)
  const end = start + lengthOf(Node.get(editor, operation.path))
  const own = originsOf(block)
  const moved = sliceOrigins(own, start, end)
  const target = Path.transform(operation.path, operation)
  const there = target && blockPathOf(editor, operation.newPath)
  const other = there && blockAt(editor, there)
  return () => {
    if (!target || !there || !other) return
    const rest = [...sliceOrigins(own, 0, start), ...sliceOrigins(own, end, Infinity)]
    const base = Path.equals(there, here) ? rest : originsOf(other)
    if (!Path.equals(there, here)) noteAt(editor, here, rest)
    const now = blockAt(editor, target.slice(0, -1))
    if (!now) return
    const at = offsetIn(now, target.at(-1) ?? 0)
    setOrigins(now, [...sliceOrigins(base, 0, at), ...moved, ...sliceOrigins(base, at, Infinity)])
  }
}

function noteAt(editor: Editor, path: Path, own: readonly Origin[]): void {
  const block = blockAt(editor, path)
  if (block) setOrigins(block, own)
}

/** The path of the block that a path leads to or into; null where it leads to a table or row. */
function blockPathOf(editor: Editor, path: Path): Path | null {
  let node: unknown = { children: nodesIn(editor) }
  for (let depth = 0; depth < path.length; depth += 1) {
    node = (node as { children?: readonly unknown[] }).children?.[path[depth] ?? 0]
    if (isBlock(node)) return path.slice(0, depth + 1)
    if (node === undefined) return null
  }
  return null
}

function blockAt(editor: Editor, path: Path): BlockNode | null {
  const node: unknown = Node.has(editor, path) ? Node.get(editor, path) : null
  return isBlock(node) ? node : null
}

/** Where the child of this index starts in its block. */
function offsetIn(block: BlockNode, child: number): number {
  let at = 0
  for (const { text } of block.children.slice(0, child)) at += text.length
  return at
}

function lengthOf(node: Node): number {
  return Node.string(node).length
}

function tidy(own: readonly Origin[]): readonly Origin[] {
  const joined: { from: number; length: number }[] = []
  for (const { from, length } of own) {
    if (length <= 0) continue
    const last = joined.at(-1)
    if (last && (from < 0 ? last.from < 0 : last.from >= 0 && last.from + last.length === from))
      last.length += length
    else joined.push({ from, length })
  }
  return joined
}

function nothing(): void {
  // This operation moves no words.
}
