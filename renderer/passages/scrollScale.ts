/**
 * Scrolling through more rows than a page may be high. The element that scrolls is at most `tallest` px; where the rows need more, a place in it
 * stands for a place among them: small steps move the rows by as much, long ones in proportion.
 */

/** Browsers lay out no more than some 33 million px, less when zoomed. */
export const tallest = 10_000_000

/** In px: the height of all rows, and of what is seen of them at a time. */
export type Heights = { readonly content: number; readonly view: number }

/** `top`: where the element is scrolled to. `position`: which px of the rows stands at the top. */
export type Scrolled = { readonly top: number; readonly position: number }

/** The height in px of the element that scrolls. */
export function spacerHeight({ content }: Heights): number {
  return Math.min(content, tallest)
}

/** After the element was scrolled to `top`. Its `top` is another one where it reached an end before the rows did: scroll it there. */
export function scrolledTo(heights: Heights, before: Scrolled, top: number): Scrolled {
  const { mostTop, mostPosition } = ends(heights)
  if (mostTop === mostPosition) return { top, position: Math.min(top, mostPosition) }
  const step = top - before.top
  const isShort = Math.abs(step) <= heights.view * 3
  const position = isShort
    ? Math.min(mostPosition, Math.max(0, before.position + step))
    : (top / mostTop) * mostPosition
  const isAtEnd = top <= 0 || top >= mostTop
  return isAtEnd ? rested(heights, position) : { top, position }
}

/** Where the element should stand once nobody scrolls: in proportion. Rows do not move by it. */
export function rested(heights: Heights, position: number): Scrolled {
  const { mostTop, mostPosition } = ends(heights)
  if (mostTop === mostPosition) {
    const held = Math.min(Math.max(0, position), mostPosition)
    return { top: held, position: held }
  }
  // Both ends are kept for themselves, so that neither is shown before it is reached.
  const top = Math.round((position / mostPosition) * mostTop)
  if (position <= 0) return { top: 0, position: 0 }
  if (position >= mostPosition) return { top: mostTop, position: mostPosition }
  return { top: Math.min(mostTop - 1, Math.max(1, top)), position }
}

function ends(heights: Heights): { readonly mostTop: number; readonly mostPosition: number } {
  return {
    mostTop: Math.max(0, spacerHeight(heights) - heights.view),
    mostPosition: Math.max(0, heights.content - heights.view)
  }
}
