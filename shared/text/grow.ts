/** Growing a passage to whole sentences and whole blocks. Offsets are UTF-16 code units. */
import { span, type Span } from './offsets.ts'
import { blockIndexAt, type Block } from './revision.ts'
import { trimSpan } from './snap.ts'

/**
 * The whole sentences that a span touches, never outside the blocks it stands in; white space around them is left out. A line break inside
 * a block (a hard-wrapped text) does not end a sentence; the end of a block does. Null where there are no words.
 */
export function sentenceAt(text: string, blocks: readonly Block[], at: Span): Span | null {
  const words = trimSpan(text, at) ?? at
  const first = blocks[blockIndexAt(blocks, words.start)]
  const last = blocks[blockIndexAt(blocks, Math.max(words.start, words.end - 1))]
  if (!first || !last) return null
  const start = Math.min(sentenceAround(text, first, words.start).start, words.start)
  const end = Math.max(sentenceAround(text, last, Math.max(words.start, words.end - 1)).end, words.end)
  return trimSpan(text, span(start, end))
}

/** The whole blocks that a span touches; white space around them is left out. Null where there are no words. */
export function paragraphAt(text: string, blocks: readonly Block[], at: Span): Span | null {
  const first = blocks[blockIndexAt(blocks, at.start)]
  const last = blocks[blockIndexAt(blocks, Math.max(at.start, at.end - 1))]
  return first && last ? trimSpan(text, span(first.start, last.end)) : null
}

/** Longer sentences are cut here, so that a block of a million characters stays as quick as a short one. */
const reach = 4_000
const sentences = new Intl.Segmenter('und', { granularity: 'sentence' })

function sentenceAround(text: string, block: Block, offset: number): Span {
  const from = Math.max(block.start, offset - reach)
  const to = Math.min(block.end, offset + reach)
  // A line break would end a sentence; a space of the same length does not.
  const near = text.slice(from, to).replaceAll('\n', ' ')
  const found = sentences.segment(near).containing(Math.min(offset - from, near.length - 1))
  return found ? span(from + found.index, from + found.index + found.segment.length) : span(from, to)
}
