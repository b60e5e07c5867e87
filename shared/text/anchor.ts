/** An anchor: a passage of one revision, with the words that stand there. */
import { z } from 'zod'
import { fail, ok, type Result } from '../errors.ts'
import { hash, type Hash } from '../ids.ts'
import { splitsSurrogatePair, utf16Offset, type Span, type Utf16Offset } from './offsets.ts'

/** One value, changed as a whole. Offsets are UTF-16 code units of the revision's text, half-open. */
export type Anchor = {
  readonly revision: Hash
  readonly start: Utf16Offset
  readonly end: Utf16Offset
  readonly quote: string
}

export const anchorSchema: z.ZodType<Anchor> = z
  .strictObject({
    revision: hash,
    start: utf16Offset,
    end: utf16Offset,
    quote: z.string().min(1).max(1_000_000)
  })
  .refine(
    (anchor) => anchor.end > anchor.start && anchor.quote.length === anchor.end - anchor.start,
    'a span as long as its quote'
  )

/** Anchors a span of a revision's text. Fails on an empty span, one outside the text, or one that splits a surrogate pair. */
export function anchorSpan(
  revision: { readonly hash: Hash; readonly text: string },
  at: Span
): Result<Anchor> {
  const { text } = revision
  if (at.end <= at.start || text.slice(at.start, at.end).trim() === '') return fail('emptyPassage')
  if (at.end > text.length || splitsSurrogatePair(text, at.start) || splitsSurrogatePair(text, at.end))
    return fail('spanOutside')
  return ok({ revision: revision.hash, start: at.start, end: at.end, quote: text.slice(at.start, at.end) })
}

/** True where the text still has the anchor's quote at the anchor's place. */
export function holds(anchor: Anchor, text: string): boolean {
  return text.slice(anchor.start, anchor.end) === anchor.quote
}
