/** The scroll position of the table: which rows are in sight, and where each is drawn. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { rested, scrolledTo, spacerHeight, type Heights, type Scrolled } from './scrollScale.ts'

export type ScaledScroll = {
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Px of the element that scrolls. */
  readonly height: number
  /** The first and last row that any part of is in sight. */
  readonly first: number
  readonly last: number
  /** Rows that a page key moves by. */
  readonly page: number
  /** Px from the top of the element that scrolls. */
  readonly topOf: (index: number) => number
  /** Brings a row into sight, moving as little as need be, or puts it in the middle. */
  readonly show: (index: number, where?: 'near' | 'middle') => void
  /** Px of the rows above those in sight; to be given back as `start`. */
  readonly position: number
}

/** `rowHeight` and `head` in px: `head` is what stays above the rows. `start`: where to begin. */
export function useScaledScroll(options: {
  readonly count: number
  readonly rowHeight: number
  readonly head: number
  readonly start: number
}): ScaledScroll {
  const { count, rowHeight, head, start } = options
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState(600)
  const content = count * rowHeight
  const [scrolled, setScrolled] = useState<Scrolled>({ top: 0, position: start })
  const now = useRef(scrolled)
  const heights = useRef<Heights>({ content, view })
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)

  const put = useCallback((next: Scrolled): void => {
    const element = scroller.current
    now.current = next
    if (element && Math.abs(element.scrollTop - next.top) > 0.5) element.scrollTop = next.top
    setScrolled(next)
  }, [])

  // Before it is painted: rows never show where they were a moment ago.
  useLayoutEffect(() => {
    heights.current = { content, view }
    put(rested({ content, view }, now.current.position))
  }, [content, view, put])

  useEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const measure = new ResizeObserver(() => setView(Math.max(rowHeight, element.clientHeight - head)))
    measure.observe(element)
    const onScroll = (): void => {
      const top = element.scrollTop
      if (Math.abs(top - now.current.top) < 0.5) return
      put(scrolledTo(heights.current, now.current, top))
      clearTimeout(resting.current)
      resting.current = setTimeout(() => put(rested(heights.current, now.current.position)), 160)
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(resting.current)
      measure.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [head, rowHeight, put])

  const show = useCallback(
    (index: number, where: 'near' | 'middle' = 'near'): void => {
      const { view: seen } = heights.current
      const { position } = now.current
      const top = index * rowHeight
      const isAbove = top < position
      const isBelow = top + rowHeight > position + seen
      if (where === 'middle' && (isAbove || isBelow))
        return put(rested(heights.current, top - (seen - rowHeight) / 2))
      if (isAbove) put(rested(heights.current, top))
      else if (isBelow) put(rested(heights.current, top + rowHeight - seen))
    },
    [rowHeight, put]
  )

  const { top, position } = scrolled
  return {
    scroller,
    height: spacerHeight({ content, view }),
    first: Math.max(0, Math.min(count - 1, Math.floor(position / rowHeight))),
    last: Math.max(0, Math.min(count - 1, Math.floor((position + view - 1) / rowHeight))),
    page: Math.max(1, Math.floor(view / rowHeight) - 1),
    topOf: (index) => index * rowHeight - position + top,
    show,
    position
  }
}
