/** Edits of a revision's content at places of its text: what many small changes make of text, blocks and marks, and what they keep. */
import { tidyKept, type Kept, type Stretch } from './keptStretches.ts'
import { utf16 } from './offsets.ts'
import type { Block, Mark, RevisionContent } from './revision.ts'

/** [start, end) of the text, in UTF-16 code units, becomes `insert`. A `\n` in it is a line break inside the block. */
export type TextEdit = { readonly start: number; readonly end: number; readonly insert: string }

export type Edited = { readonly content: RevisionContent; readonly kept: Kept }

/**
 * Does all edits at once. They must be in order and not overlap. Where an edit takes the break between two blocks away, they become one, with the
 * shape of the first that has any words left; a block whose words go with its break is gone. A mark goes with its words; what replaces words
 * inside a mark belongs to it. Throws a RangeError on edits that overlap or would join a table's cell with other words.
 */
export function applyEdits(content: RevisionContent, edits: readonly TextEdit[]): Edited {
  const { text } = content
  const parts: string[] = []
  const kept: Stretch[] = []
  const done: Done[] = []
  let at = 0
  let length = 0
  const keep = (end: number): void => {
    if (end > at) kept.push([at, length, end - at])
    parts.push(text.slice(at, end))
    length += end - at
  }
  for (const { start, end, insert } of edits) {
    if (start < at || end < start || end > text.length)
      throw new RangeError(`Edit ${start}-${end} overlaps another or is outside a text of ${text.length}`)
    keep(start)
    done.push({ start, end, to: length, toEnd: length + insert.length })
    parts.push(insert)
    length += insert.length
    at = end
  }
  keep(text.length)
  return {
    content: {
      text: parts.join(''),
      blocks: editBlocks(content.blocks, done, length),
      marks: content.marks.flatMap((mark) => editMark(mark, done))
    },
    kept: tidyKept(kept)
  }
}

/** An edit with where its words stand in the new text. */
type Done = { readonly start: number; readonly end: number; readonly to: number; readonly toEnd: number }

function editBlocks(blocks: readonly Block[], done: readonly Done[], length: number): Block[] {
  const made: Block[] = []
  let group: Block[] = []
  let start = 0
  for (const [i, block] of blocks.entries()) {
    group.push(block)
    const isLast = i === blocks.length - 1
    const before = lastStartingBy(done, block.end)
    if (!isLast && before && before.end > block.end) continue
    const end = isLast ? length : block.end + shiftAfter(before)
    made.push({ ...shapeOf(group, done), start: utf16(start), end: utf16(end) })
    start = end + 1
    group = []
  }
  return made
}

/** The block whose shape the blocks of a group have once they are one. */
function shapeOf(group: readonly Block[], done: readonly Done[]): Block {
  const [first] = group
  if (!first) throw new RangeError('A block out of no blocks')
  if (group.length === 1) return first
  const withWords = group.filter((block) => hasWordsLeft(block, done))
  if (withWords.length > 1 && withWords.some(({ kind }) => kind === 'tableCell'))
    throw new RangeError('A cell of a table cannot be joined with other words')
  return withWords[0] ?? first
}

function hasWordsLeft(block: Block, done: readonly Done[]): boolean {
  let covered = 0
  for (let i = indexReaching(done, block.start); i < done.length; i += 1) {
    const edit = done[i]
    if (!edit || edit.start > block.end) break
    if (edit.start >= block.start && edit.toEnd > edit.to) return true
    covered += Math.max(0, Math.min(edit.end, block.end) - Math.max(edit.start, block.start))
  }
  return covered < block.end - block.start
}

function editMark(mark: Mark, done: readonly Done[]): readonly Mark[] {
  const start = edgeAfter(done, mark.start, mark)
  const end = edgeBefore(done, mark.end)
  const isGone = end < start || (end === start && mark.end > mark.start)
  return isGone ? [] : [{ ...mark, start: utf16(start), end: utf16(end) }]
}

type Stretched = { readonly start: number; readonly end: number }

/** Where a mark starts now: words put in right before it are not in it, words that replace its first ones are. */
function edgeAfter(done: readonly Done[], offset: number, mark: Stretched): number {
  const edit = lastStartingBy(done, offset)
  if (!edit || edit.end < offset || (edit.end === offset && edit.start < offset))
    return offset + shiftAfter(edit)
  const replacesInside = edit.start === offset && edit.end > edit.start && edit.end <= mark.end
  return replacesInside ? edit.to : edit.toEnd
}

/** Where a mark ends now: words put in right behind it are not in it. */
function edgeBefore(done: readonly Done[], offset: number): number {
  const edit = lastStartingBy(done, offset - 1)
  if (!edit || edit.end < offset) return offset + shiftAfter(edit)
  return edit.end === offset ? edit.toEnd : edit.to
}

function shiftAfter(edit: Done | undefined): number {
  return edit ? edit.toEnd - edit.end : 0
}

/** The last edit that starts at or before an offset. */
function lastStartingBy(done: readonly Done[], offset: number): Done | undefined {
  let low = 0
  let high = done.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((done[middle]?.start ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return done[low - 1]
}

function indexReaching(done: readonly Done[], offset: number): number {
  let low = 0
  let high = done.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((done[middle]?.end ?? 0) >= offset) high = middle
    else low = middle + 1
  }
  return low
}
