/** A hit as views show it: its place in the text, and a few words around it. */
import type { SearchHit } from '../../../shared/api/views.ts'
import type { Found } from '../../../shared/text/findWords.ts'
import { utf16 } from '../../../shared/text/offsets.ts'
import { graphemeEnd, graphemeStart } from '../../../shared/text/snap.ts'
import type { Block } from './searchTexts.ts'

/** UTF-16 code units shown before a hit, and after it. */
const around = 60

/** A hit at [start, end) of a block. Grown where it would cut a character as people see it (an e from its accent). */
export function hitAt(
  document: Pick<SearchHit, 'title' | 'revision'> & { readonly id: SearchHit['document'] },
  block: Block,
  start: number,
  end: number
): SearchHit {
  const { text } = block
  const { start: from, end: to } = wholeCharacters(text, { start, end })
  return {
    document: document.id,
    title: document.title,
    revision: document.revision,
    start: utf16(block.start + from),
    end: utf16(block.start + to),
    block: block.number + 1,
    before: text.slice(atOrAfter(text, Math.max(0, from - around)), from),
    quote: text.slice(from, to),
    after: text.slice(to, atOrBefore(text, Math.min(text.length, to + around)))
  }
}

/** Grown until neither end stands inside a character as people see it. */
export function wholeCharacters(text: string, { start, end }: Found): Found {
  return { start: atOrBefore(text, start), end: atOrAfter(text, end) }
}

function atOrBefore(text: string, at: number): number {
  return mayCut(text, at) ? graphemeStart(text, at) : at
}

function atOrAfter(text: string, at: number): number {
  return mayCut(text, at) ? graphemeEnd(text, at) : at
}

const joining = /[\p{M}\p{Cf}\p{RI}\p{EMod}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u

/** False where both sides of a place are characters that always stand alone: the whole test takes far longer. */
function mayCut(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false
  return joining.test(text.slice(at - (isLow(text, at - 1) ? 2 : 1), at + 2))
}

function isLow(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}
