/** Where the annotations near the window stand, in CSS pixels from the page's top. */
import type { AnnotationSpan } from './looks.ts'
import type { Surface } from './surface.ts'

/** An annotation as far as it is in view; `isStart`: its first word is. */
export type Segment = {
  readonly span: AnnotationSpan
  readonly lane: number
  readonly top: number
  readonly bottom: number
  readonly isStart: boolean
}
export type View = { readonly top: number; readonly bottom: number }

/** The annotations that touch these pieces, in the order of the text; `origin`: the page's top in the window. Only their own ends are measured. */
export function segmentsIn(
  surface: Surface,
  pieces: readonly number[],
  { view, origin }: { readonly view: View; readonly origin: number }
): readonly Segment[] {
  const { dom, layout, index } = surface
  const first = layout.pieces[pieces[0] ?? -1]
  const last = layout.pieces[pieces.at(-1) ?? -1]
  if (!first || !last) return []
  const placed = new Map<string, { readonly span: AnnotationSpan; readonly lane: number }>()
  for (const piece of pieces) for (const one of index.inStretch(piece)) placed.set(one.span.id, one)
  const range = document.createRange()
  const boxAt = (offset: number): DOMRect | null => {
    const at = dom.pointOf(offset, { forwards: true })
    if (!at) return null
    const length = at.node.nodeValue?.length ?? 0
    range.setStart(at.node, Math.min(at.offset, length))
    range.setEnd(at.node, Math.min(at.offset + 1, length))
    const box = range.getBoundingClientRect()
    return box.height > 0 ? box : null
  }
  const segments: Segment[] = []
  for (const { span, lane } of placed.values()) {
    const isStart = span.start >= first.start
    const top = isStart ? (boxAt(span.start)?.top ?? null) : view.top + origin
    const bottom = span.end <= last.end ? (boxAt(span.end - 1)?.bottom ?? null) : view.bottom + origin
    if (top !== null && bottom !== null)
      segments.push({ span, lane, top: top - origin, bottom: bottom - origin, isStart })
  }
  return segments.toSorted(
    (a, b) => a.span.start - b.span.start || b.span.end - a.span.end || (a.span.id < b.span.id ? -1 : 1)
  )
}

/** The pieces drawn between two heights of the window (not of the page), in order. */
export function piecesIn(surface: Surface, view: View): readonly number[] {
  const found: number[] = []
  for (const section of surface.sections.near()) {
    const at = surface.layout.sections[section]
    const box = surface.sections.elementOf(section)?.getBoundingClientRect()
    if (!at || !box || !surface.sections.isMounted(section) || box.bottom < view.top || box.top > view.bottom)
      continue
    let low = at.firstPiece
    let high = at.endPiece - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (bottomOf(surface, middle) >= view.top) high = middle
      else low = middle + 1
    }
    for (let piece = low; piece < at.endPiece; piece += 1) {
      const top = surface.dom.elementOf(piece)?.getBoundingClientRect().top
      if (top === undefined || top > view.bottom) break
      found.push(piece)
    }
  }
  return found
}

function bottomOf(surface: Surface, piece: number): number {
  return surface.dom.elementOf(piece)?.getBoundingClientRect().bottom ?? Number.POSITIVE_INFINITY
}
