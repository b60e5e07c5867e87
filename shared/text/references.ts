/** Footnote references as pieces of the text that are never cut. Offsets are UTF-16 code units. */
import { span, type Span } from './offsets.ts'
import type { RevisionContent } from './revision.ts'

/** The references of a text that show words in it, in order and apart from each other. Read once a content. */
export function referencesOf(content: RevisionContent): readonly Span[] {
  const known = read.get(content)
  if (known) return known
  const found: Span[] = []
  const references = content.marks
    .filter((mark) => mark.kind === 'footnoteReference' && mark.end > mark.start)
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
  for (const { start, end } of references) if (start >= (found.at(-1)?.end ?? 0)) found.push(span(start, end))
  read.set(content, found)
  return found
}

/** The reference that has `offset` strictly inside it, or null. */
export function referenceAround(content: RevisionContent, offset: number): Span | null {
  const references = referencesOf(content)
  const first = references[firstEndingAfter(references, offset)]
  return first && first.start < offset && offset < first.end ? first : null
}

/** The references that share a character with [start, end). */
export function referencesIn(content: RevisionContent, start: number, end: number): readonly Span[] {
  const references = referencesOf(content)
  const found: Span[] = []
  for (let i = firstEndingAfter(references, start); i < references.length; i += 1) {
    const reference = references[i]
    if (!reference || reference.start >= end) break
    found.push(reference)
  }
  return found
}

/** Grows a span until neither end stands inside a reference. */
export function snapToReferences(content: RevisionContent, at: Span): Span {
  return span(
    referenceAround(content, at.start)?.start ?? at.start,
    referenceAround(content, at.end)?.end ?? at.end
  )
}

const read = new WeakMap<RevisionContent, readonly Span[]>()

function firstEndingAfter(references: readonly Span[], offset: number): number {
  let low = 0
  let high = references.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((references[middle]?.end ?? 0) > offset) high = middle
    else low = middle + 1
  }
  return low
}
