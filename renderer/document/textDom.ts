/** Between the text's offsets (UTF-16 code units) and the text nodes that Slate has drawn. Only mounted pieces have nodes. */
import { chapterLength, pieceIndexAt, sectionIndexAt, type TextLayout } from './slateValue.ts'

/** A text node and where in the whole text its first character stands. */
type TextRun = { readonly node: Text; readonly start: number; readonly length: number }
export type DomPoint = { readonly node: Node; readonly offset: number }

/** The drawn text of one document: which element draws which piece, and the way from offsets to nodes and back. */
export class TextDom {
  private readonly layout: TextLayout
  private readonly elements: (HTMLElement | undefined)[] = []
  private readonly runs = new Map<number, readonly TextRun[]>()

  constructor(layout: TextLayout) {
    this.layout = layout
  }

  /** Says which element draws a piece; null when it is gone. */
  setElement(piece: number, element: HTMLElement | null): void {
    this.runs.delete(piece)
    this.elements[piece] = element ?? undefined
  }

  elementOf(piece: number): HTMLElement | undefined {
    return this.elements[piece]
  }

  /** The place in the page of an offset; null where its piece is not mounted. At the edge between two nodes it is the end of the first, or with `forwards` the start of the second. */
  pointOf(offset: number, { forwards = false }: { readonly forwards?: boolean } = {}): DomPoint | null {
    const runs = this.runsOf(pieceIndexAt(this.layout.pieces, offset))
    let found: TextRun | undefined
    for (const run of runs) {
      if (offset < run.start) break
      found = run
      const end = run.start + run.length
      if (forwards && run.length > 0 ? offset < end : offset <= end) break
    }
    return found ? { node: found.node, offset: Math.min(offset - found.start, found.length) } : null
  }

  /** A range over the part of [start, end) that stands in one piece; null where nothing of it does or the piece is not mounted. */
  rangeIn(piece: number, start: number, end: number): StaticRangeInit | null {
    const at = this.layout.pieces[piece]
    if (!at) return null
    const from = Math.max(start, at.start)
    const to = Math.min(end, at.end)
    if (from >= to) return null
    const runs = this.runsOf(piece)
    const first = runs.find((run) => from < run.start + run.length)
    const last = runs.findLast((run) => to > run.start)
    if (!first || !last) return null
    return {
      startContainer: first.node,
      startOffset: from - first.start,
      endContainer: last.node,
      endOffset: to - last.start
    }
  }

  /** The offset of a place in the page; null where it is not in this text. */
  offsetOf(node: Node, offset: number): number | null {
    const element = node instanceof Element ? node : node.parentElement
    const holder = element?.closest<HTMLElement>('[data-piece]')
    if (holder) return this.offsetInPiece(Number(holder.dataset['piece']), node, offset)
    const section = element?.closest<HTMLElement>('[data-section]')
    if (section) return this.offsetInSection(Number(section.dataset['section']), node, offset)
    // Between sections: the start of what comes after the place, else the end of what holds it.
    const next = node.childNodes[offset]
    if (next instanceof HTMLElement) return this.startOf(next)
    const chapter = element?.closest<HTMLElement>('[data-chapter]')
    const last = chapter
      ? (Number(chapter.dataset['chapter']) + 1) * chapterLength - 1
      : this.layout.sections.length - 1
    const isText = Boolean(chapter ?? element?.querySelector('[data-chapter]'))
    return isText
      ? (this.layout.sections[Math.min(last, this.layout.sections.length - 1)]?.end ?? null)
      : null
  }

  /** Where a chapter or section starts. */
  private startOf({ dataset }: HTMLElement): number | null {
    const section = dataset['section'] ?? (dataset['chapter'] && Number(dataset['chapter']) * chapterLength)
    return section === undefined ? null : (this.layout.sections[Number(section)]?.start ?? null)
  }

  private offsetInPiece(piece: number, node: Node, offset: number): number | null {
    const at = this.layout.pieces[piece]
    if (!at) return null
    const runs = this.runsOf(piece)
    for (const run of runs) {
      if (run.node === node) return run.start + Math.min(offset, run.length)
      // A place inside an element: what comes first after it.
      const next = node.childNodes[offset]
      if (next && (next.contains(run.node) || isBefore(next, run.node))) return run.start
      if (!next && isBefore(node, run.node) && !node.contains(run.node)) return run.start
    }
    return at.end
  }

  private offsetInSection(section: number, node: Node, offset: number): number | null {
    const at = this.layout.sections[section]
    if (!at) return null
    const next = node.childNodes[offset]
    if (!next)
      return node instanceof HTMLElement && node.dataset['section'] !== undefined && offset > 0
        ? at.end
        : at.start
    const holder =
      next instanceof HTMLElement
        ? next.matches('[data-piece]')
          ? next
          : next.querySelector<HTMLElement>('[data-piece]')
        : null
    return holder ? (this.layout.pieces[Number(holder.dataset['piece'])]?.start ?? null) : at.start
  }

  private runsOf(piece: number): readonly TextRun[] {
    const known = this.runs.get(piece)
    if (known) return known
    const element = this.elements[piece]
    const at = this.layout.pieces[piece]
    if (!element || !at) return []
    const runs: TextRun[] = []
    let start = at.start
    for (const string of element.querySelectorAll('[data-slate-string], [data-slate-zero-width]')) {
      const node = string.firstChild
      if (!(node instanceof Text)) continue
      // Slate draws an empty leaf as a character of no width, and a line break at a piece's end twice: neither is in the text.
      const length = string.hasAttribute('data-slate-zero-width') ? 0 : Math.min(node.length, at.end - start)
      runs.push({ node, start, length })
      start += length
    }
    this.runs.set(piece, runs)
    return runs
  }
}

/** The section an offset belongs to. */
export function sectionOf(layout: TextLayout, offset: number): number {
  return sectionIndexAt(layout.sections, offset)
}

function isBefore(a: Node, b: Node): boolean {
  return (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}
