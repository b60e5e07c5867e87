/** Where the annotations near the window stand, in CSS pixels, kept per section: scrolling on measures only what is new. */
import type { AnnotationSpan } from './looks.ts'
import type { Surface } from './surface.ts'

/** The part of an annotation in one section; `top` and `bottom` from the section's top. */
export type Segment = {
  readonly span: AnnotationSpan
  readonly lane: number
  readonly top: number
  readonly bottom: number
  readonly isStart: boolean
}
/** What stands in a section near the window; `top` from the page's top. */
export type SectionSegments = {
  readonly section: number
  readonly top: number
  readonly segments: readonly Segment[]
}

export class MarginGeometry {
  private readonly surface: Surface
  private readonly measured = new Map<
    number,
    { readonly height: number; readonly segments: readonly Segment[] }
  >()
  private width = 0
  private fonts = 0

  constructor(surface: Surface) {
    this.surface = surface
  }

  /** Forgets the sections of these pieces; all of them where none are named (the text's width or size changed). */
  forget(pieces?: Iterable<number>): void {
    if (!pieces) this.measured.clear()
    else for (const piece of pieces) this.measured.delete(this.surface.layout.pieces[piece]?.path[0] ?? -1)
  }

  /** The segments of every section near the window, in the order of the text. */
  near(page: HTMLElement): readonly SectionSegments[] {
    const width = page.clientWidth
    if (width !== this.width || this.surface.fonts !== this.fonts) this.forget()
    this.width = width
    this.fonts = this.surface.fonts
    const origin = page.getBoundingClientRect().top
    const found: SectionSegments[] = []
    for (const section of this.surface.sections.near()) {
      const element = this.surface.sections.elementOf(section)
      if (!element || !this.surface.sections.isMounted(section)) continue
      found.push({
        section,
        top: element.getBoundingClientRect().top - origin,
        segments: this.segmentsOf(section, element)
      })
    }
    return found
  }

  private segmentsOf(section: number, element: HTMLElement): readonly Segment[] {
    const height = element.offsetHeight
    const known = this.measured.get(section)
    if (known?.height === height) return known.segments
    const { layout, index, dom } = this.surface
    const at = layout.sections[section]
    if (!at) return []
    const origin = element.getBoundingClientRect().top
    const placed = new Map<string, { readonly span: AnnotationSpan; readonly lane: number }>()
    for (let piece = at.firstPiece; piece < at.endPiece; piece += 1)
      for (const one of index.inStretch(piece)) placed.set(one.span.id, one)
    const range = document.createRange()
    const segments: Segment[] = []
    for (const { span, lane } of placed.values()) {
      const first = dom.pointOf(Math.max(span.start, at.start), { forwards: true })
      const last = dom.pointOf(Math.min(span.end, at.end) - 1, { forwards: true })
      if (!first || !last) continue
      const top = boxAt(range, first.node, first.offset)
      const bottom = boxAt(range, last.node, last.offset)
      if (!top || !bottom) continue
      segments.push({
        span,
        lane,
        top: top.top - origin,
        bottom: bottom.bottom - origin,
        isStart: span.start >= at.start
      })
    }
    segments.sort(
      (a, b) => a.span.start - b.span.start || b.span.end - a.span.end || (a.span.id < b.span.id ? -1 : 1)
    )
    this.measured.set(section, { height, segments })
    return segments
  }
}

function boxAt(range: Range, node: Node, offset: number): DOMRect | null {
  const length = node.nodeValue?.length ?? 0
  range.setStart(node, Math.min(offset, length))
  range.setEnd(node, Math.min(offset + 1, length))
  const box = range.getBoundingClientRect()
  return box.height > 0 ? box : null
}
