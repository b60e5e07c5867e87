/** Paints annotations as CSS highlights, for the pieces near the window only. */
import type { HighlightSheet } from './highlights.ts'
import type { Placed, SpanIndex, Spanned } from './spanIndex.ts'
import type { TextDom } from './textDom.ts'

/** Where painting finds the text: a range for the part of a span in one piece. */
export type PaintedText = Pick<TextDom, 'rangeIn'>

/** One highlight of an annotation: its look (declarations of CSS), and what lies over what (greater is above). */
export type Paint = { readonly look: string; readonly priority: number }
/** How an annotation looks: none where it is not shown. */
export type PaintsOf<S extends Spanned> = (placed: Placed<S>) => readonly Paint[]

type Painted = { readonly highlight: Highlight; readonly range: AbstractRange }

/** Keeps for every painted piece its ranges, so that one piece can be painted again without touching the others. */
export class Painter<S extends Spanned> {
  private readonly sheet: HighlightSheet
  private readonly dom: PaintedText
  private readonly index: SpanIndex<S>
  private paintsOf: PaintsOf<S>
  private readonly painted = new Map<number, readonly Painted[]>()

  constructor(sheet: HighlightSheet, dom: PaintedText, index: SpanIndex<S>, paintsOf: PaintsOf<S>) {
    this.sheet = sheet
    this.dom = dom
    this.index = index
    this.paintsOf = paintsOf
  }

  paint(piece: number): void {
    this.clear(piece)
    const list: Painted[] = []
    for (const placed of this.index.inStretch(piece)) {
      const paints = this.paintsOf(placed)
      if (paints.length === 0) continue
      const at = this.dom.rangeIn(piece, placed.span.start, placed.span.end)
      if (!at) continue
      for (const { look, priority } of paints) {
        const highlight = this.sheet.get(look, priority)
        const range = new StaticRange(at)
        highlight.add(range)
        list.push({ highlight, range })
      }
    }
    this.painted.set(piece, list)
  }

  clear(piece: number): void {
    for (const { highlight, range } of this.painted.get(piece) ?? []) highlight.delete(range)
    this.painted.delete(piece)
  }

  /** Paints these pieces again, where they are painted at all. */
  repaint(pieces: Iterable<number>): void {
    for (const piece of pieces) if (this.painted.has(piece)) this.paint(piece)
  }

  /** Paints everything again in another way. */
  setPaints(paintsOf: PaintsOf<S>): void {
    this.paintsOf = paintsOf
    this.repaint([...this.painted.keys()])
  }

  isPainted(piece: number): boolean {
    return this.painted.has(piece)
  }

  /** The pieces that are painted now. */
  pieces(): readonly number[] {
    return [...this.painted.keys()]
  }
}

/** Highlights that follow something else than annotations: the words to be tagged, the words found. Painted where `painter` paints. */
export function paintSpans(
  highlight: Highlight,
  dom: PaintedText,
  pieces: Iterable<number>,
  spansIn: (piece: number) => Iterable<{ readonly start: number; readonly end: number }>
): void {
  highlight.clear()
  for (const piece of pieces) {
    for (const { start, end } of spansIn(piece)) {
      const at = dom.rangeIn(piece, start, end)
      if (at) highlight.add(new StaticRange(at))
    }
  }
}
