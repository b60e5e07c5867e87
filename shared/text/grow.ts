/** Growing a passage to whole sentences and whole blocks. Offsets are UTF-16 code units. */
import { span, type Span } from './offsets.ts'
import { referencesIn } from './references.ts'
import { blockIndexAt, type Block, type RevisionContent } from './revision.ts'
import { sentencesIn } from './sentences.ts'
import { trimSpan } from './snap.ts'

/**
 * The whole sentences that a span touches, never outside the blocks it stands in; white space around them is left out. A line break inside
 * a block (a hard-wrapped text) does not end a sentence; the end of a block does. Null where there are no words.
 */
export function sentenceAt(content: RevisionContent, at: Span): Span | null {
  const { text, blocks } = content
  const words = trimSpan(text, at) ?? at
  const first = blocks[blockIndexAt(blocks, words.start)]
  const last = blocks[blockIndexAt(blocks, Math.max(words.start, words.end - 1))]
  if (!first || !last) return null
  const start = Math.min(sentenceAround(content, first, words.start).start, words.start)
  const end = Math.max(sentenceAround(content, last, Math.max(words.start, words.end - 1)).end, words.end)
  return trimSpan(text, span(start, end))
}

/** The whole blocks that a span touches; white space around them is left out. Null where there are no words. */
export function paragraphAt({ text, blocks }: RevisionContent, at: Span): Span | null {
  const first = blocks[blockIndexAt(blocks, at.start)]
  const last = blocks[blockIndexAt(blocks, Math.max(at.start, at.end - 1))]
  return first && last ? trimSpan(text, span(first.start, last.end)) : null
}

/** Longer sentences are cut here, so that a block of a million characters stays as quick as a short one. */
const reach = 4_000

function sentenceAround(content: RevisionContent, block: Block, offset: number): Span {
  const from = Math.max(block.start, offset - reach)
  const to = Math.min(block.end, offset + reach)
  const inside = Math.min(offset, to - 1)
  return (
    sentencesIn(content.text, { start: from, end: to }, referencesIn(content, from, to)).find(
      (sentence) => sentence.end > inside
    ) ?? span(from, to)
  )
}
