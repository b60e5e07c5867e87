/** Keeps something small beside a place of the text: below it, or above where there is no room below, inside the page. */
import { useLayoutEffect, useRef, type RefObject } from 'react'
import type { Surface } from './surface.ts'

/** The element stands at the words just before `at` (a UTF-16 offset), and goes with the text when it is scrolled. */
export function useStandAt(surface: Surface, at: number): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const stand = (): void => {
      const box = element.current
      const page = box?.offsetParent
      const scroller = box?.closest('.reader-scroller')
      if (!box || !page || !scroller) return
      const place = surface.boxes(Math.max(0, at - 1), Math.max(1, at)).at(-1)
      const { offsetHeight: height, offsetWidth: width } = box
      const bottom = scroller.scrollTop + scroller.clientHeight - 8
      const below = (place?.bottom ?? scroller.scrollTop + 24) + 6
      const above = (place?.top ?? 0) - 6 - height
      box.style.left = `${Math.max(8, Math.min(place?.right ?? 24, page.clientWidth - width - 12))}px`
      box.style.top = `${below + height > bottom && above > scroller.scrollTop ? above : below}px`
    }
    stand()
    const resized = new ResizeObserver(stand)
    if (element.current) resized.observe(element.current)
    const stop = surface.subscribeLayout(stand)
    return () => {
      resized.disconnect()
      stop()
    }
  }, [surface, at])
  return element
}
