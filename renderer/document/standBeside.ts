/** Keeps a box beside a passage: never over its last line, whole inside what is in sight, as narrow as the page asks. */
import { useLayoutEffect, useRef, type RefObject } from 'react'
import type { Span } from '../../shared/text/offsets.ts'
import type { Surface } from './surface.ts'

/** In px: what the box would like, and what it keeps free around it. */
const widest = 640
const gap = 8
/** At least so much of the box is shown, however low the window is. */
const lowest = 160
/** For so long after it opened, in milliseconds, text that settles still makes room for the box; later it is only taken along. */
const settling = 600

/** The box stands below the passage's last line, or above its first one where there is more room. */
export function useStandBeside(surface: Surface, span: Span): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const stand = ({ makeRoom }: { readonly makeRoom: boolean }): void => {
      const element = box.current
      const page = element?.offsetParent
      const scroller = element?.closest<HTMLElement>('.reader-scroller')
      if (!element || !page || !scroller) return
      // Of a long passage only its end matters: that is where the box stands.
      const boxes = surface.boxes(Math.max(span.start, span.end - 2000), span.end)
      const nowhere = { left: 24, top: scroller.scrollTop + 24, bottom: scroller.scrollTop + 24 }
      const first = boxes[0] ?? nowhere
      const last = boxes.at(-1) ?? nowhere
      const line = Math.min(40, last.bottom - last.top)
      const width = Math.min(widest, page.clientWidth - 2 * gap)
      // The last line of the passage stays in sight beside the box.
      const tallest = Math.max(lowest, scroller.clientHeight - line - 3 * gap)
      element.style.width = `${width}px`
      element.style.maxHeight = `${tallest}px`
      const { offsetHeight: height } = element
      const seen = {
        top: scroller.scrollTop + gap,
        bottom: scroller.scrollTop + scroller.clientHeight - gap
      }
      const below = last.bottom + gap
      const above = first.top - gap - height
      const missing = below + height - seen.bottom
      const top = missing > 0 && above >= seen.top ? above : below
      element.style.left = `${Math.max(gap, Math.min(last.left, page.clientWidth - width - gap))}px`
      element.style.top = `${top}px`
      // Only once it stands there: near the end of the text it is the box that makes the page longer.
      if (missing > 0 && top === below && makeRoom) scroller.scrollTop += missing
    }
    // A box that grew makes room for itself; text that is scrolled takes the box along.
    stand({ makeRoom: true })
    const resized = new ResizeObserver(() => stand({ makeRoom: true }))
    const scroller = box.current?.closest('.reader-scroller')
    if (box.current) resized.observe(box.current)
    if (scroller) resized.observe(scroller)
    const until = performance.now() + settling
    const stop = surface.subscribeLayout(() => stand({ makeRoom: performance.now() < until }))
    return () => {
      resized.disconnect()
      stop()
    }
  }, [surface, span])
  return box
}
