/** What the status bar counts as being here. */
import type { Span } from '../../shared/text/offsets.ts'
import type { Spanned, SpanIndex } from './spanIndex.ts'

/** The spans that a selection shares a character with; for a caret those it touches, at either of their ends too. */
export function spansHere<S extends Spanned>(index: SpanIndex<S>, { start, end }: Span): readonly S[] {
  return start < end ? index.overlapping(start, end) : index.overlapping(Math.max(0, start - 1), start + 1)
}
