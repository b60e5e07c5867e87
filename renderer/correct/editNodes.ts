/** Many small changes of the edited text at once. Blocks that no change touches stay the same nodes, so that they are not drawn again. */
import { applyEdits, type TextEdit } from '../../shared/text/textEdits.ts'
import type { Kept } from '../../shared/text/keptStretches.ts'
import {
  revisionBlob,
  type Block,
  type BlockShape,
  type RevisionContent
} from '../../shared/text/revision.ts'
import {
  blocksIn,
  layOut,
  numberedContentOf,
  textOf,
  type BlockNode,
  type MarkTable,
  type TopNode
} from './nodes.ts'
import { fresh, originsOf, setOrigins, type Origin } from './tracking.ts'

/** The nodes after these edits of the text that they hold. Throws a RangeError on edits that overlap or join a cell with something. */
export function editNodes(
  nodes: readonly TopNode[],
  table: MarkTable,
  edits: readonly TextEdit[]
): TopNode[] {
  const { numbers, ...content } = numberedContentOf(nodes, table)
  // A mark keeps its number while it goes with its words.
  const numbered = content.marks.map((mark, i) => ({ ...mark, number: numbers[i] ?? 0 }))
  const edited = applyEdits({ ...content, marks: numbered }, edits)
  const marks = edited.content.marks.map((mark) => ({
    mark,
    number: (mark as { number?: number }).number ?? 0
  }))
  const old = placedBlocks(nodes, content.blocks)
  const reader = keptReader(edited.kept)
  const reused = new Set<BlockNode>()
  const made = layOut(edited.content, marks, (block) => {
    // The break behind a block is its own: a block that ends at another break than before is another node.
    const isLast = block.end === edited.content.text.length
    const from = reader.wholeFrom(block.start, isLast ? block.end : block.end + 1)
    const known = from === null ? undefined : old.get(from)
    if (!known || known.block.end - known.block.start !== block.end - block.start) return null
    if (isLast !== (known.block.end === content.text.length)) return null
    if (!sameShape(known.node.shape, block) || reused.has(known.node)) return null
    reused.add(known.node)
    return known.node
  })
  if (edited.content.blocks.length === 0) return made
  const all = allOrigins(nodes)
  let i = 0
  for (const node of blocksIn(made)) {
    const block = edited.content.blocks[i]
    i += 1
    if (block && !reused.has(node))
      setOrigins(node, originsIn(all, reader.stretchesIn(block.start, block.end + 1), block))
  }
  return made
}

type Placed = { readonly block: Block; readonly node: BlockNode }

function placedBlocks(nodes: readonly TopNode[], blocks: readonly Block[]): ReadonlyMap<number, Placed> {
  const placed = new Map<number, Placed>()
  let i = 0
  for (const node of blocksIn(nodes)) {
    const block = blocks[i]
    i += 1
    // A byte order mark that no text has is in the node: it is not the block's words.
    if (block && textOf(node).length === block.end - block.start) placed.set(block.start, { block, node })
  }
  return placed
}

function sameShape(a: BlockShape, block: Block): boolean {
  return (
    revisionBlob(oneBlock({ ...a, start: block.start, end: block.end })) === revisionBlob(oneBlock(block))
  )
}

function oneBlock(block: Block): RevisionContent {
  return { text: '', blocks: [block], marks: [] }
}

/** A run with where it stands in the old text. */
type PlacedOrigin = Origin & { readonly at: number }

function allOrigins(nodes: readonly TopNode[]): readonly PlacedOrigin[] {
  const all: PlacedOrigin[] = []
  let at = 0
  for (const node of blocksIn(nodes)) {
    for (const origin of originsOf(node)) {
      all.push({ ...origin, at })
      at += origin.length
    }
  }
  return all
}

/** The runs of a new block and its break, out of the old ones by way of what was kept. */
function originsIn(all: readonly PlacedOrigin[], kept: Kept, { start, end }: Block): Origin[] {
  const own: Origin[] = []
  let here: number = start
  for (const [from, to, length] of kept) {
    if (to > here) own.push(fresh(to - here))
    for (let i = lastBy(all, from); i < all.length; i += 1) {
      const origin = all[i]
      if (!origin || origin.at >= from + length) break
      const a = Math.max(origin.at, from)
      const b = Math.min(origin.at + origin.length, from + length)
      if (b > a) own.push({ from: origin.from < 0 ? -1 : origin.from + a - origin.at, length: b - a })
    }
    here = to + length
  }
  if (here < end + 1) own.push(fresh(end + 1 - here))
  return own
}

function lastBy(all: readonly PlacedOrigin[], offset: number): number {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((all[middle]?.at ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

function keptReader(kept: Kept): {
  /** Where [start, end] of the new text stood in the old one, if all of it was kept in one; else null. */
  wholeFrom(start: number, end: number): number | null
  /** What was kept inside [start, end) of the new text. */
  stretchesIn(start: number, end: number): Kept
} {
  const firstAt = (offset: number): number => {
    let low = 0
    let high = kept.length
    while (low < high) {
      const middle = (low + high) >> 1
      const [, to, length] = kept[middle] ?? [0, 0, 0]
      if (to + length >= offset) high = middle
      else low = middle + 1
    }
    return low
  }
  return {
    wholeFrom(start, end) {
      for (let i = firstAt(start); i < kept.length; i += 1) {
        const [from, to, length] = kept[i] ?? [0, 0, 0]
        if (to > start) return null
        if (to + length >= end) return from + start - to
      }
      return null
    },
    stretchesIn(start, end) {
      const found: [number, number, number][] = []
      for (let i = firstAt(start); i < kept.length; i += 1) {
        const [from, to, length] = kept[i] ?? [0, 0, 0]
        if (to >= end) break
        const a = Math.max(to, start)
        const b = Math.min(to + length, end)
        if (b > a) found.push([from + a - to, a, b - a])
      }
      return found
    }
  }
}
