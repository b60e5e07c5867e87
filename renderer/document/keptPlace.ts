/** Keeps the line that is being read where it is while the text takes another size or width. */
import type { Surface } from './surface.ts'

/** A line, by a character in it, and how far (px) below the upper edge of the window it stands. */
type Line = { readonly offset: number; readonly below: number }

/** The line is looked up when scrolling has rested so long, in milliseconds. */
const rest = 120

/** Lives as long as the text is in the page. */
export class KeptPlace {
  private readonly surface: Surface
  private scroller: HTMLElement | null = null
  private line: Line | null = null
  private ownTop = -1
  private readonly listeners = new Set<(offset: number) => void>()

  constructor(surface: Surface) {
    this.surface = surface
  }

  /** Starts watching; gives what ends that. */
  start(scroller: HTMLElement, root: HTMLElement): () => void {
    this.scroller = scroller
    let timer = 0
    let width = root.clientWidth
    const onScroll = (): void => {
      if (scroller.scrollTop === this.ownTop) return
      clearTimeout(timer)
      timer = window.setTimeout(() => {
        this.look()
        this.tell()
      }, rest)
    }
    const resized = new ResizeObserver(() => {
      if (root.clientWidth === width) return
      width = root.clientWidth
      this.putBack()
    })
    resized.observe(root)
    scroller.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(timer)
      resized.disconnect()
      scroller.removeEventListener('scroll', onScroll)
      this.scroller = null
    }
  }

  /** Calls back with an offset that is being read, whenever scrolling has rested: the caret while it is in sight, else the upper third of the window. */
  subscribe(rested: (offset: number) => void): () => void {
    this.listeners.add(rested)
    return () => this.listeners.delete(rested)
  }

  /** Does what gives the text another look, and brings the line back. */
  around(change: () => void): void {
    if (this.scroller) this.look()
    change()
    this.putBack()
  }

  /** Notes the first line that stands whole in the window; none at the very top, which is a place of its own. */
  private look(): void {
    const { scroller, surface } = this
    this.line = null
    if (!scroller || scroller.scrollTop < 8) return
    const view = scroller.getBoundingClientRect()
    const offset = this.offsetBelow(view.top + 6)
    const box = offset === null ? null : surface.boxAt(offset)
    if (offset !== null && box) this.line = { offset, below: box.top - view.top }
  }

  /** An offset in the first line that starts below a height of the window; null where none is drawn. */
  private offsetBelow(top: number): number | null {
    const { scroller, surface } = this
    const text = scroller?.querySelector('.reader-text')?.getBoundingClientRect()
    const bottom = scroller?.getBoundingClientRect().bottom ?? top
    if (!text) return null
    for (let y = top; y < bottom; y += 12) {
      const offset = surface.offsetAtPoint((text.left + text.right) / 2, y)
      const box = offset === null ? null : surface.boxAt(offset)
      if (box && box.top >= top - 8) return offset
    }
    return null
  }

  private tell(): void {
    const { scroller, surface } = this
    const view = scroller?.getBoundingClientRect()
    if (!view || this.listeners.size === 0) return
    const caret = surface.selected()?.focus
    const box = caret === undefined ? null : surface.boxAt(caret)
    const isInSight = box !== null && box.bottom > view.top && box.top < view.bottom
    const offset = isInSight ? caret : this.offsetBelow(view.top + view.height / 3 + 8)
    if (offset !== undefined && offset !== null) for (const rested of this.listeners) rested(offset)
  }

  private putBack(): void {
    const { scroller, surface, line } = this
    if (!scroller || !line) return
    surface.sections.mountNow([surface.sectionAt(line.offset)])
    surface.bring(() => surface.boxAt(line.offset)?.top, line.below)
    this.ownTop = scroller.scrollTop
  }
}
