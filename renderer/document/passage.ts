/** The passage a selection means. */
import { span, type Span } from '../../shared/text/offsets.ts'
import { snapToReferences } from '../../shared/text/references.ts'
import { snapToWords, trimSpan } from '../../shared/text/snap.ts'
import type { Surface } from './surface.ts'

/**
 * The words that would be tagged: whole ones, or with `exact` just the characters selected; never a part of a character or of a footnote reference, no white space at the
 * ends. Null where only white space or nothing is selected.
 */
export function passageOf(
  surface: Surface,
  { exact = surface.isExact }: { readonly exact?: boolean } = {}
): Span | null {
  const chosen = surface.selected()
  if (!chosen || chosen.anchor === chosen.focus) return null
  const at = span(Math.min(chosen.anchor, chosen.focus), Math.max(chosen.anchor, chosen.focus))
  surface.isExact = exact
  const words = exact ? trimSpan(surface.text, at) : snapToWords(surface.text, at)
  return words && snapToReferences(surface.layout.content, words)
}
