/** Snapping spans to characters and words as people see them. Offsets are UTF-16 code units; only the text near the span is read. */
import { span, type Span } from './offsets.ts'

/** The nearest place at or before `offset` (UTF-16 code units) that does not stand inside a character as people see it (a grapheme cluster). */
export function graphemeStart(text: string, offset: number): number {
  const cluster = clusterAround(text, offset)
  return cluster ? cluster.start : offset
}

/** The nearest place at or after `offset` (UTF-16 code units) that does not stand inside a grapheme cluster. */
export function graphemeEnd(text: string, offset: number): number {
  const cluster = clusterAround(text, offset)
  return cluster ? cluster.end : offset
}

/** True where `offset` stands inside a character as people see it: between e and its accent, inside an emoji or a flag. */
export function splitsGrapheme(text: string, offset: number): boolean {
  return clusterAround(text, offset) !== null
}

/** Grows a span until neither end stands inside a grapheme cluster. */
export function snapToGraphemes(text: string, at: Span): Span {
  return span(graphemeStart(text, at.start), graphemeEnd(text, at.end))
}

/** Leaves out the white space at both ends of a span; null where nothing else is there. */
export function trimSpan(text: string, at: Span): Span | null {
  let { start, end }: { start: number; end: number } = at
  while (start < end && isSpace(text, start)) start += 1
  while (end > start && isSpace(text, end - 1)) end -= 1
  return start < end ? snapToGraphemes(text, span(start, end)) : null
}

/**
 * The whole words that a selection touches: surrounding white space is left out, a word that is cut is taken whole, and no end stands
 * inside a grapheme cluster. Null where the span holds nothing but white space. Snapping twice changes nothing.
 */
export function snapToWords(text: string, at: Span): Span | null {
  const trimmed = trimSpan(text, at)
  if (!trimmed) return null
  const first = wordAround(text, trimmed.start)
  const last = wordAround(text, trimmed.end)
  return snapToGraphemes(
    text,
    span(
      Math.min(first?.start ?? trimmed.start, trimmed.start),
      Math.max(last?.end ?? trimmed.end, trimmed.end)
    )
  )
}

/** The word that has `offset` strictly inside it, or null. What is a word follows Unicode and, for Thai or Chinese, a dictionary. */
export function wordAround(text: string, offset: number): Span | null {
  // A place beside white space is at the edge of every word.
  if (offset <= 0 || offset >= text.length || isSpace(text, offset) || isSpace(text, offset - 1)) return null
  const from = lastSpaceBefore(text, offset)
  const to = firstSpaceAfter(text, offset)
  const segment = words.segment(text.slice(from, to)).containing(offset - from)
  if (!segment?.isWordLike) return null
  const start = from + segment.index
  return start < offset ? span(start, start + segment.segment.length) : null
}

/** Longer runs without white space are cut here: no dictionary word and no grapheme cluster of real writing is as long. */
const reach = 400
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
const words = new Intl.Segmenter('und', { granularity: 'word' })

/** What can continue a cluster; a window that starts with one of these would start in the middle of something. */
const joins = /^[\p{M}\p{Emoji_Modifier}\p{Regional_Indicator}\u200c\u200d\ufe0e\ufe0f\u{e0020}-\u{e007f}]/u

function clusterAround(text: string, offset: number): Span | null {
  if (offset <= 0 || offset >= text.length) return null
  // Two characters below U+0300 always stand apart, but for CR LF, which canonical text does not have.
  const before = text.charCodeAt(offset - 1)
  const after = text.charCodeAt(offset)
  if (before < 0x300 && after < 0x300 && !(before === 0x0d && after === 0x0a)) return null
  const from = windowStart(text, offset)
  const near = text.slice(from, Math.min(text.length, offset + reach))
  const cluster = graphemes.segment(near).containing(offset - from)
  if (!cluster || from + cluster.index === offset) return null
  return span(from + cluster.index, from + cluster.index + cluster.segment.length)
}

function windowStart(text: string, offset: number): number {
  let start = Math.max(0, offset - reach)
  while (
    start > 0 &&
    (isLowSurrogate(text, start) || joins.test(text.slice(start, start + 2)) || isJoiner(text, start - 1))
  ) {
    start -= 1
  }
  return start
}

function isJoiner(text: string, offset: number): boolean {
  return text.charCodeAt(offset) === 0x200d
}

function isLowSurrogate(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset)
  return unit >= 0xdc00 && unit <= 0xdfff
}

function isSpace(text: string, offset: number): boolean {
  return /\s/.test(text.charAt(offset))
}

function lastSpaceBefore(text: string, offset: number): number {
  const limit = Math.max(0, offset - reach)
  let at = offset
  while (at > limit && !isSpace(text, at - 1)) at -= 1
  return at > 0 && isLowSurrogate(text, at) ? at - 1 : at
}

function firstSpaceAfter(text: string, offset: number): number {
  const limit = Math.min(text.length, offset + reach)
  let at = offset
  while (at < limit && !isSpace(text, at)) at += 1
  return at < text.length && isLowSurrogate(text, at) ? at + 1 : at
}
