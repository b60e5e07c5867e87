/** Writing runs of words into pieces as a browser would lay them out: white space collapsed, empty blocks left out. */
import type { MarkShape, Piece, Run } from '../text/buildContent.ts'
import type { BlockShape } from '../text/revision.ts'

export type BlockWriter = {
  /** Words with their marks; white space is collapsed (no-break spaces are words). `shape` is asked only where a block begins. */
  readonly words: (text: string, marks: readonly MarkShape[], shape: () => BlockShape) => void
  /** Words kept to the letter: preformatted text, a footnote's reference. */
  readonly verbatim: (text: string, marks: readonly MarkShape[], shape: () => BlockShape) => void
  /** A line break; two in a row end a paragraph, as they look to a reader. */
  readonly lineBreak: () => void
  /** Ends the block; inside a table cell it starts a new line. */
  readonly endBlock: () => void
  /** A page break: here, or, inside a block that is under way, after it. */
  readonly pageBreak: (options: { readonly splits: boolean }) => void
  /** From here on everything belongs to one cell, until `endCell`; an empty cell is a block too. */
  readonly startCell: (shape: BlockShape) => void
  readonly endCell: () => void
  readonly pieces: readonly Piece[]
}

/** A writer with no pieces yet. */
export function blockWriter(): BlockWriter {
  const pieces: Piece[] = []
  let current: { readonly shape: BlockShape; readonly runs: Run[] } | null = null
  let cell = false
  /** White space seen since the last words. */
  let space = false
  let breaks = 0
  let pageBreaks = 0

  const flush = (): void => {
    if (current) pieces.push({ shape: current.shape, runs: withoutTail(current.runs) })
    current = null
    space = false
    breaks = 0
    for (; pageBreaks > 0; pageBreaks -= 1) pieces.push({ shape: { kind: 'pageBreak' }, runs: [] })
  }
  const write = (text: string, marks: readonly MarkShape[], shape: () => BlockShape): void => {
    const splits = breaks > 1 && !cell && current !== null && current.shape.kind !== 'heading'
    if (splits) flush()
    current ??= { shape: shape(), runs: [] }
    const last = current.runs.at(-1)
    if (last) {
      if (breaks > 0)
        current.runs.push({ text: '\n'.repeat(Math.min(breaks, 2)), marks: shared(last.marks, marks) })
      else if (space) current.runs.push({ text: ' ', marks: shared(last.marks, marks) })
    }
    current.runs.push({ text, marks })
    space = false
    breaks = 0
  }
  return {
    words: (text, marks, shape) => {
      const collapsed = text.replace(/[ \t\n\r\f]+/g, ' ')
      const inner = collapsed.slice(
        collapsed.startsWith(' ') ? 1 : 0,
        collapsed.length > 1 && collapsed.endsWith(' ') ? -1 : undefined
      )
      if (collapsed.startsWith(' ')) space = true
      if (inner === '') return
      write(inner, marks, shape)
      if (collapsed.length > 1 && collapsed.endsWith(' ')) space = true
    },
    verbatim: (text, marks, shape) => {
      if (text !== '') write(text, marks, shape)
    },
    lineBreak: () => {
      if (current && current.runs.length > 0) breaks += 1
    },
    endBlock: () => {
      if (!cell) flush()
      else if (current && current.runs.length > 0) breaks = Math.max(breaks, 1)
    },
    pageBreak: ({ splits }) => {
      pageBreaks += 1
      if (!cell && (splits || !current)) flush()
    },
    startCell: (shape) => {
      const waiting = pageBreaks
      pageBreaks = 0
      flush()
      // A page that ends inside a table is counted after the table: nothing may stand between its cells.
      pageBreaks = waiting
      current = { shape, runs: [] }
      cell = true
    },
    endCell: () => {
      const waiting = pageBreaks
      pageBreaks = 0
      cell = false
      flush()
      pageBreaks = waiting
    },
    pieces
  }
}

/** A preformatted block's last line break and spaces are not shown, and not kept. */
function withoutTail(runs: readonly Run[]): readonly Run[] {
  const kept = [...runs]
  for (let last = kept.pop(); last; last = kept.pop()) {
    const text = last.text.replace(/[ \t\n\r\f]+$/, '')
    if (text !== '') return [...kept, { ...last, text }]
  }
  return kept
}

function shared(a: readonly MarkShape[], b: readonly MarkShape[]): readonly MarkShape[] {
  return a.filter((mark) =>
    b.some((other) => other === mark || (other.kind === mark.kind && mark.kind !== 'link'))
  )
}
