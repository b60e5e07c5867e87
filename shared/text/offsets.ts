/** Units of text positions: UTF-16 code units inside Parley, code points at some borders. */
import { z } from 'zod'
import type { Brand } from '../ids.ts'

/** UTF-16 code units from the start of a revision's canonical text. */
export type Utf16Offset = Brand<number, 'utf16'>
/** Unicode code points from the start of a revision's canonical text. */
export type CodePointOffset = Brand<number, 'codePoint'>
/** A half-open stretch [start, end) in UTF-16 code units. */
export type Span = { readonly start: Utf16Offset; readonly end: Utf16Offset }

/** An offset as it may come from outside. */
export const utf16Offset = z.number().int().min(0).max(0x7fffffff) as unknown as z.ZodType<
  Utf16Offset,
  number
>

/** Brands a number of UTF-16 code units; throws on what is no offset. */
export function utf16(offset: number): Utf16Offset {
  if (!Number.isInteger(offset) || offset < 0) throw new RangeError(`${offset} is not an offset`)
  return offset as Utf16Offset
}

/** A span of UTF-16 code units; throws where it is no span. */
export function span(start: number, end: number): Span {
  if (start > end) throw new RangeError(`Span ${start}-${end} ends before it starts`)
  return { start: utf16(start), end: utf16(end) }
}

/** True where `offset` would stand between the two halves of a surrogate pair. */
export function splitsSurrogatePair(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1)
  const after = text.charCodeAt(offset)
  return offset > 0 && before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}

/** The code points before a UTF-16 offset. One pass over the text up to there; for many offsets take `codePointOffsets`. */
export function toCodePoint(text: string, offset: Utf16Offset): CodePointOffset {
  return codePointOffsets(text.slice(0, checked(text, offset))).toCodePoint(offset)
}

/** The UTF-16 offset of a code point offset. One pass over the text; for many offsets take `codePointOffsets`. */
export function toUtf16(text: string, offset: CodePointOffset): Utf16Offset {
  return codePointOffsets(text).toUtf16(offset)
}

/**
 * Both directions for many offsets of one text, in any order: one pass over the text, then a binary search an offset.
 * `length` is the text's length in code points. Offsets outside the text throw, and so does a UTF-16 offset that splits a surrogate pair.
 */
export type CodePointOffsets = {
  readonly length: CodePointOffset
  readonly toCodePoint: (offset: Utf16Offset) => CodePointOffset
  readonly toUtf16: (offset: CodePointOffset) => Utf16Offset
}

/** Reads a text once, for `CodePointOffsets`. */
export function codePointOffsets(text: string): CodePointOffsets {
  const pairs = surrogatePairs(text)
  const length = text.length - pairs.length
  return {
    length: length as CodePointOffset,
    toCodePoint: (offset) => {
      checked(text, offset)
      return (offset - countBelow(pairs.length, (i) => (pairs[i] ?? 0) < offset)) as CodePointOffset
    },
    toUtf16: (offset) => {
      if (!Number.isInteger(offset) || offset < 0 || offset > length) {
        throw new RangeError(`Code point ${offset} is outside a text of ${length}`)
      }
      return (offset + countBelow(pairs.length, (i) => (pairs[i] ?? 0) - i < offset)) as Utf16Offset
    }
  }
}

/** Where the surrogate pairs of a text start, in UTF-16 code units, in order. */
function surrogatePairs(text: string): readonly number[] {
  const starts: number[] = []
  // The regular expression engine skips plain text several times faster than a loop over charCodeAt.
  for (const pair of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) starts.push(pair.index)
  return starts
}

function checked(text: string, offset: number): number {
  if (!Number.isInteger(offset) || offset < 0 || offset > text.length) {
    throw new RangeError(`Offset ${offset} is outside a text of ${text.length}`)
  }
  if (splitsSurrogatePair(text, offset)) throw new RangeError(`Offset ${offset} splits a surrogate pair`)
  return offset
}

/** How many of the first `count` numbers keep `isBelow`, which holds for a first part of them only. */
function countBelow(count: number, isBelow: (i: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBelow(middle)) low = middle + 1
    else high = middle
  }
  return low
}
