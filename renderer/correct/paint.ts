/** Annotations painted over the edited text, for the blocks near the window only. */
import type { Followed } from './following.ts'
import { isBlock, type BlockNode } from './nodes.ts'

/** What an annotation looks like: a colour that is safe in a style. */
export type ColourOf = (annotation: string) => string

let opened = 0

/** The highlights of one visit; `close` takes them out of the page. */
export class CorrectionPaint {
  private readonly prefix: string
  private readonly sheet = new CSSStyleSheet()
  private readonly made = new Map<string, Highlight>()

  constructor() {
    opened += 1
    this.prefix = `correct${opened}`
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet]
  }

  /** Paints what stands in these blocks of the page; `nodeOf` gives the node that an element draws. */
  paint(
    elements: Iterable<HTMLElement>,
    nodeOf: (element: HTMLElement) => unknown,
    { places, starts }: Followed,
    colourOf: ColourOf
  ): void {
    for (const highlight of this.made.values()) highlight.clear()
    const shown: { element: HTMLElement; block: BlockNode; start: number; end: number }[] = []
    for (const element of elements) {
      const block = nodeOf(element)
      const start = isBlock(block) ? starts.get(block) : undefined
      if (!isBlock(block) || start === undefined) continue
      const length = block.children.reduce((sum, { text }) => sum + text.length, 0)
      shown.push({ element, block, start, end: start + length })
    }
    const [first, last] = [shown[0], shown.at(-1)]
    if (!first || !last) return
    const near = [...places].filter(([, { start, end }]) => start < last.end && end > first.start)
    for (const { element, block, start, end } of shown) {
      for (const [annotation, place] of near) {
        if (place.start >= end || place.end <= start) continue
        const range = rangeIn(
          element,
          block,
          Math.max(0, place.start - start),
          Math.min(end, place.end) - start
        )
        if (range) this.highlight(colourOf(annotation)).add(range)
      }
    }
  }

  close(): void {
    for (const name of this.names()) CSS.highlights.delete(name)
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.sheet)
    this.made.clear()
  }

  private highlight(colour: string): Highlight {
    const known = this.made.get(colour)
    if (known) return known
    const highlight = new Highlight()
    const name = `${this.prefix}-${this.made.size}`
    this.made.set(colour, highlight)
    CSS.highlights.set(name, highlight)
    this.sheet.insertRule(
      `::highlight(${name}) { background-color: color-mix(in srgb, ${colour} 22%, transparent); text-decoration: underline 2px ${colour}; text-underline-offset: 3px; }`,
      this.sheet.cssRules.length
    )
    return highlight
  }

  private names(): readonly string[] {
    return [...this.made.keys()].map((_, i) => `${this.prefix}-${i}`)
  }
}

/** A range over characters [start, end) of a block; null where they are not drawn yet. */
function rangeIn(element: HTMLElement, block: BlockNode, start: number, end: number): StaticRange | null {
  const leaves = element.querySelectorAll('[data-slate-string],[data-slate-zero-width]')
  let at = 0
  let from: { node: Node; offset: number } | null = null
  let to: { node: Node; offset: number } | null = null
  for (const [i, { text }] of block.children.entries()) {
    const node = leaves[i]?.firstChild
    if (!(node instanceof Text)) return null
    const length = Math.min(text.length, node.length)
    if (!from && start < at + length) from = { node, offset: Math.max(0, start - at) }
    if (end > at && length > 0) to = { node, offset: Math.min(end - at, length) }
    at += text.length
  }
  if (!from || !to) return null
  return new StaticRange({
    startContainer: from.node,
    startOffset: from.offset,
    endContainer: to.node,
    endOffset: to.offset
  })
}
