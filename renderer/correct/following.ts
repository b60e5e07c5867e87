/** Where the annotations stand while the text is edited, and which have lost all their words. */
import type { AnnotationId, Hash } from '../../shared/ids.ts'
import { placesIn } from '../../shared/text/keptRanges.ts'
import { tidyKept, type Stretch } from '../../shared/text/keptStretches.ts'
import { blocksIn, nodesIn, textOf, type BlockNode } from './nodes.ts'
import { originsOf } from './tracking.ts'
import type { CorrectionEditor } from './editor.ts'

/** The kept stretches [start, end) of each annotation in the text that is corrected: none where an earlier correction took its words. */
export type Pieces = ReadonlyMap<AnnotationId, readonly (readonly [number, number])[]>

export type Followed = {
  /** Where each annotation stands now, in UTF-16 code units of the edited text. */
  readonly places: ReadonlyMap<AnnotationId, { readonly start: number; readonly end: number }>
  /** Those whose words are all gone since the visit began. */
  readonly lost: readonly AnnotationId[]
  /** Where each block starts. */
  readonly starts: ReadonlyMap<BlockNode, number>
}

/** Works it out anew for the text as it is now. */
export function follow(own: CorrectionEditor, pieces: Pieces): Followed {
  const kept: Stretch[] = []
  const starts = new Map<BlockNode, number>()
  let at = 0
  for (const block of blocksIn(nodesIn(own.editor))) {
    starts.set(block, at)
    let to = at
    for (const { from, length } of originsOf(block)) {
      if (from >= 0) kept.push([from, to, length])
      to += length
    }
    at += textOf(block).length + 1
  }
  const [before, now] = ['before' as Hash, 'now' as Hash]
  const place = placesIn([{ hash: now, from: before, kept: tidyKept(kept) }], now)
  const places = new Map<AnnotationId, { start: number; end: number }>()
  const lost: AnnotationId[] = []
  for (const [annotation, own] of pieces) {
    let hull: { start: number; end: number } | null = null
    for (const [start, end] of own) {
      const part = place(before, start, end)
      if (part)
        hull = hull
          ? { start: Math.min(hull.start, part.start), end: Math.max(hull.end, part.end) }
          : { start: part.start, end: part.end }
    }
    if (hull) places.set(annotation, hull)
    else if (own.length > 0) lost.push(annotation)
  }
  return { places, lost, starts }
}
