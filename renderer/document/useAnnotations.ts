/** Keeps the index, the painting and the margin in step with the annotations that are shown. */
import { useLayoutEffect, useRef } from 'react'
import type { AnnotationView, CodebookView } from '../../shared/api/views.ts'
import { looksOf, paintAnnotations, spanOf, type AnnotationSpan, type ColourBy } from './looks.ts'
import type { Surface } from './surface.ts'

type Shown = {
  readonly surface: Surface
  readonly annotations: readonly AnnotationView[]
  readonly codebook: CodebookView
  readonly colourBy: ColourBy
  readonly filter: ((annotation: AnnotationView) => boolean) | undefined
}

/** Paints what changed: only the pieces that an annotation came to or left, and everything near when the colours or the filter changed. */
export function useAnnotations({ surface, annotations, codebook, colourBy, filter }: Shown): void {
  const known = useRef<{ readonly surface: Surface; readonly annotations: readonly AnnotationView[] } | null>(
    null
  )
  useLayoutEffect(() => {
    const before = known.current?.surface === surface ? known.current.annotations : []
    known.current = { surface, annotations }
    const touched = update(surface, before, annotations)
    if (touched.size === 0) return
    surface.painter.repaint(touched)
    surface.layoutChanged()
  }, [surface, annotations])
  useLayoutEffect(() => {
    surface.prepareLooks(looksOf(codebook, colourBy))
    surface.painter.setPaints(paintAnnotations(codebook, colourBy, filter ?? everything))
  }, [surface, codebook, colourBy, filter])
}

/** Brings the index from one list of annotations to the next; gives the pieces that changed. */
export function update(
  surface: Pick<Surface, 'index'>,
  before: readonly AnnotationView[],
  now: readonly AnnotationView[]
): ReadonlySet<number> {
  const { index } = surface
  const touched = new Set<number>()
  const touch = (pieces: Iterable<number>): void => {
    for (const piece of pieces) touched.add(piece)
  }
  // Lists follow each other with one or two annotations changed: what is the same at both ends is passed over.
  let first = 0
  while (first < before.length && before[first] === now[first]) first += 1
  let endBefore = before.length
  let endNow = now.length
  while (endBefore > first && endNow > first && before[endBefore - 1] === now[endNow - 1]) {
    endBefore -= 1
    endNow -= 1
  }
  const old = new Set(before.slice(first, endBefore))
  const gone = new Set<string>([...old].map((annotation) => annotation.id))
  for (const annotation of now.slice(first, endNow)) {
    gone.delete(annotation.id)
    if (old.has(annotation)) continue
    const span = spanOf(annotation)
    touch(span ? index.add(span) : index.remove(annotation.id))
  }
  for (const id of gone) touch(index.remove(id))
  return touched
}

/** True for what the filter lets through. */
export function shownBy(filter: Shown['filter']): (span: AnnotationSpan) => boolean {
  return (span) => (filter ?? everything)(span.annotation)
}

function everything(): boolean {
  return true
}
