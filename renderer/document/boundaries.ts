/** Moving one end of a passage by a word. Offsets are UTF-16 code units; only the text near the end is read. */
import { span, type Span } from '../../shared/text/offsets.ts'
import { trimSpan } from '../../shared/text/snap.ts'

/**
 * The passage with one end a word further forward or back; white space at its ends is left out. Null where the end cannot move that way: at
 * the end of the text, or where no word would be left.
 */
export function moveBoundary(
  text: string,
  at: Span,
  { edge, forwards }: { readonly edge: 'start' | 'end'; readonly forwards: boolean }
): Span | null {
  const from = edge === 'start' ? at.start : at.end
  const wordEdges = forwards ? edgesAfter(text, from) : edgesBefore(text, from)
  const to = wordEdges.find(
    (word) =>
      (edge === 'end' ? word.end : word.start) !== from &&
      (forwards
        ? (edge === 'end' ? word.end : word.start) > from
        : (edge === 'end' ? word.end : word.start) < from)
  )
  if (!to) return null
  const [start, end] = edge === 'start' ? [to.start, at.end] : [at.start, to.end]
  const moved = start < end ? trimSpan(text, span(start, end)) : null
  return moved && (moved.start !== at.start || moved.end !== at.end) ? moved : null
}

/** So many UTF-16 code units hold at least two words of any real writing. */
const reach = 600
const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

type Word = { readonly start: number; readonly end: number }

/** Words at or after an offset, nearest first. */
function edgesAfter(text: string, offset: number): readonly Word[] {
  return wordsIn(text, offset, Math.min(text.length, offset + reach))
}

/** Words at or before an offset, nearest first. */
function edgesBefore(text: string, offset: number): readonly Word[] {
  const from = Math.max(0, offset - reach)
  // A window may start in the middle of a word: what stands before its first space is not looked at.
  const space = from === 0 ? 0 : text.slice(from, offset).search(/\s/)
  return wordsIn(text, from + Math.max(0, space), offset).toReversed()
}

function wordsIn(text: string, from: number, to: number): readonly Word[] {
  const found: Word[] = []
  for (const part of segmenter.segment(text.slice(from, to))) {
    if (part.isWordLike)
      found.push({ start: from + part.index, end: from + part.index + part.segment.length })
  }
  return found
}
