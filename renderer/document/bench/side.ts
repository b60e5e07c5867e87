/** What the bench asks of a side, in offsets (UTF-16 code units) and blocks. */
export type Side = {
  readonly scroller: HTMLElement
  readonly whole: Promise<void>
  readonly add: (annotation: { readonly start: number; readonly end: number; readonly issue: number }) => void
  readonly layer: (issue: number | null) => void
  readonly painted: (start: number, end: number) => boolean
  readonly selection: () => readonly [number, number] | null
  readonly showBlock: (block: number) => Promise<void>
  readonly pointOf: (offset: number) => { readonly x: number; readonly y: number } | null
  readonly offsetAt: (x: number, y: number) => number | null
}

/** Half a pixel inside the left edge of a character, at half its height. */
export function insideLeftEdge(
  node: Node,
  offset: number
): { readonly x: number; readonly y: number } | null {
  const range = document.createRange()
  range.setStart(node, offset)
  range.setEnd(node, Math.min(offset + 1, node.nodeValue?.length ?? 0))
  const box = range.getClientRects()[0]
  return box ? { x: box.left + 0.5, y: (box.top + box.bottom) / 2 } : null
}

/** Whether some highlight of the page has a range from one place to another. */
export function isHighlighted(
  from: { readonly node: Node; readonly offset: number } | null,
  to: { readonly node: Node; readonly offset: number } | null
): boolean {
  if (!from || !to) return false
  for (const highlight of CSS.highlights.values()) {
    for (const range of highlight as unknown as Iterable<AbstractRange>) {
      if (
        range.startContainer === from.node &&
        range.startOffset === from.offset &&
        range.endContainer === to.node &&
        range.endOffset === to.offset
      )
        return true
    }
  }
  return false
}

export function twoFrames(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      requestAnimationFrame(() => resolve())
    })
  })
}
