/** Building a revision's content out of pieces: each piece becomes a block, one `\n` between two. */
import { replaceUnwritable } from './canonical.ts'
import { utf16 } from './offsets.ts'
import type { Block, BlockShape, Mark, RevisionContent } from './revision.ts'
import { graphemeEnd, graphemeStart } from './snap.ts'

/** A block to be: its kind and its words in runs. */
export type Piece = { readonly shape: BlockShape; readonly runs: readonly Run[] }

/** Words that share their marks. Runs side by side that share a mark give one mark. */
export type Run = { readonly text: string; readonly marks: readonly MarkShape[] }

/** A mark without its place. Two links or references are one only where they are the same object. */
export type MarkShape =
  | { readonly kind: 'strong' }
  | { readonly kind: 'emphasis' }
  | { readonly kind: 'link'; readonly href: string }
  | { readonly kind: 'footnoteReference'; readonly label: string }

/**
 * The content of these pieces, in their order; it keeps every rule of revision.ts. Carriage returns become `\n`, NUL and lone surrogates
 * U+FFFD (`replaced` counts them), leading byte order marks go. A mark whose end would stand inside a grapheme cluster takes it whole
 * (`widened` counts those).
 */
export function buildContent(pieces: readonly Piece[]): {
  readonly content: RevisionContent
  readonly replaced: number
  readonly widened: number
} {
  const texts: string[] = []
  const blocks: Block[] = []
  const marks: Mark[] = []
  let at = 0
  let replaced = 0
  let widened = 0
  for (const [index, piece] of pieces.entries()) {
    const block = layOut(piece.runs, index === 0)
    replaced += block.replaced
    widened += block.widened
    texts.push(block.text)
    blocks.push({ ...piece.shape, start: utf16(at), end: utf16(at + block.text.length) })
    for (const { shape, start, end } of block.marks)
      marks.push({ ...shape, start: utf16(at + start), end: utf16(at + end) })
    at += block.text.length + 1
  }
  return { content: { text: texts.join('\n'), blocks, marks }, replaced, widened }
}

type LocalMark = { readonly shape: MarkShape; readonly start: number; readonly end: number }

/** One block: its text and its marks, counted from its own start. */
function layOut(
  runs: readonly Run[],
  isFirst: boolean
): { text: string; marks: LocalMark[]; replaced: number; widened: number } {
  const clean = runs.map((run) => run.text.replace(/\r\n?/g, '\n'))
  if (isFirst) dropByteOrderMarks(clean)
  // Only whole blocks are checked: two halves of a surrogate pair may come in two runs.
  const { text, replaced } = replaceUnwritable(clean.join(''))
  if (runs.every((run) => run.marks.length === 0)) return { text, marks: [], replaced, widened: 0 }
  const marks: LocalMark[] = []
  const open = new Map<MarkShape, number>()
  let at = 0
  for (const [index, run] of runs.entries()) {
    for (const [shape, start] of open) {
      if (run.marks.some((other) => isSame(shape, other))) continue
      marks.push({ shape, start, end: at })
      open.delete(shape)
    }
    for (const shape of run.marks) {
      if (![...open.keys()].some((other) => isSame(shape, other))) open.set(shape, at)
    }
    at += clean[index]?.length ?? 0
  }
  for (const [shape, start] of open) marks.push({ shape, start, end: at })
  const whole = marks.map((mark) => ({
    ...mark,
    start: graphemeStart(text, mark.start),
    end: graphemeEnd(text, mark.end)
  }))
  const widened = whole.filter(
    (mark, i) => mark.start !== marks[i]?.start || mark.end !== marks[i].end
  ).length
  return {
    text,
    marks: whole.filter(({ start, end }) => start < end).toSorted(inReadingOrder),
    replaced,
    widened
  }
}

function dropByteOrderMarks(texts: string[]): void {
  for (const [i, text] of texts.entries()) {
    texts[i] = text.replace(/^\ufeff+/, '')
    if (texts[i] !== '') return
  }
}

function isSame(a: MarkShape, b: MarkShape): boolean {
  return a === b || (a.kind === b.kind && (a.kind === 'strong' || a.kind === 'emphasis'))
}

/** By place, the longer first; then by kind, so that one source always gives one hash. */
function inReadingOrder(a: LocalMark, b: LocalMark): number {
  return (
    a.start - b.start ||
    b.end - a.end ||
    (a.shape.kind < b.shape.kind ? -1 : a.shape.kind > b.shape.kind ? 1 : 0)
  )
}
