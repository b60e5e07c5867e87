/** A revision: one immutable text with its blocks and marks, named by the hash of all three. */
import type { Hash, Sha256 } from '../ids.ts'
import type { Utf16Offset } from './offsets.ts'

/**
 * A stretch [start, end) of the text in UTF-16 code units. Between two blocks stands exactly one `\n`; a line break inside a block is
 * `\n` too. Blocks are in order and cover the whole text. A page break may be empty.
 */
export type Block = { readonly start: Utf16Offset; readonly end: Utf16Offset } & BlockShape

export type BlockShape =
  | { readonly kind: 'paragraph' }
  | { readonly kind: 'heading'; readonly level: number }
  /** `depth` from 0; `marker` as the source shows it ("3.", "(a)", "•"), not part of the text. */
  | { readonly kind: 'listItem'; readonly depth: number; readonly marker: string }
  /** `table` numbers the document's tables from 0, rows and columns from 0. */
  | {
      readonly kind: 'tableCell'
      readonly table: number
      readonly row: number
      readonly column: number
      readonly header: boolean
    }
  /** A note's body; `label` as the source shows it. Several blocks may share one label (a note of several paragraphs). */
  | { readonly kind: 'footnote'; readonly label: string }
  | { readonly kind: 'pageBreak' }

export type BlockKind = Block['kind']

/** Something inside a block, [start, end) in UTF-16 code units of the whole text. */
export type Mark = { readonly start: Utf16Offset; readonly end: Utf16Offset } & (
  | { readonly kind: 'strong' }
  | { readonly kind: 'emphasis' }
  | { readonly kind: 'link'; readonly href: string }
  /** The place in the running text that refers to the footnote blocks of this label. */
  | { readonly kind: 'footnoteReference'; readonly label: string }
)

/** The three things that a revision's hash names. */
export type RevisionContent = {
  readonly text: string
  readonly blocks: readonly Block[]
  readonly marks: readonly Mark[]
}

export type Revision = RevisionContent & {
  /** SHA-256 of `revisionBlob`. */
  readonly hash: Hash
  /** SHA-256 of the text alone: decides "same text". */
  readonly textHash: Hash
}

/** The bytes (as text) by which a revision is stored and named: JSON with its keys in a fixed order. */
export function revisionBlob(content: RevisionContent): string {
  return JSON.stringify({
    text: content.text,
    blocks: content.blocks.map(inOrder),
    marks: content.marks.map(inOrder)
  })
}

/** Names a content by its hashes. */
export function nameRevision(content: RevisionContent, sha256: Sha256): Revision {
  return { ...content, hash: sha256(revisionBlob(content)) as Hash, textHash: sha256(content.text) as Hash }
}

/** What is wrong with a content, in words for a developer; null where it keeps every rule of this file. */
export function whatBreaksRevision(content: RevisionContent): string | null {
  const { text, blocks, marks } = content
  const first = blocks[0]
  if (!first) return text === '' ? null : 'text without blocks'
  if (first.start !== 0) return 'the first block does not start at 0'
  for (const [i, block] of blocks.entries()) {
    const next = blocks[i + 1]
    if (block.end < block.start) return `block ${i} ends before it starts`
    if (next && (next.start !== block.end + 1 || text[block.end] !== '\n'))
      return `no single line break after block ${i}`
    if (!next && block.end !== text.length) return 'the last block does not end the text'
  }
  if (/[\r\0\uFEFF]/.test(text) && text.charCodeAt(0) === 0xfeff) return 'a byte order mark'
  if (/[\r\0]/.test(text)) return 'a carriage return or NUL'
  if (!text.isWellFormed()) return 'a lone surrogate'
  for (const mark of marks)
    if (mark.start < 0 || mark.end > text.length || mark.start > mark.end)
      return `a mark outside the text at ${mark.start}`
  return null
}

/** The index of the block that holds `offset`; an offset on a `\n` between blocks belongs to the block before it. */
export function blockIndexAt(blocks: readonly Block[], offset: number): number {
  let low = 0
  let high = blocks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((blocks[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function inOrder<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) as T
}
