/** What is in hand stays where it is on the screen when something comes or goes above it. */
import { useLayoutEffect, useRef } from 'react'

/** `id`: the element in hand, inside the figures that scroll; null: none is. The browser's own anchoring is switched off by agreement.css meanwhile. */
export function useKeptOnScreen(id: string | null): void {
  const before = useRef<{ readonly id: string; readonly top: number; readonly width: number } | null>(null)
  // After every drawing: what is above may have been drawn with it.
  useLayoutEffect(() => {
    const element = id === null ? null : document.getElementById(id)
    const scrolled = element?.closest('.agreement-figures')
    if (id === null || !element || !scrolled) {
      before.current = null
      return
    }
    const top =
      element.getBoundingClientRect().top - scrolled.getBoundingClientRect().top + scrolled.scrollTop
    const width = scrolled.clientWidth
    const stood = before.current
    before.current = { id, top, width }
    // In another width lines break anew: there is no place to keep.
    if (stood?.id === id && stood.width === width && stood.top !== top) scrolled.scrollTop += top - stood.top
  })
}
