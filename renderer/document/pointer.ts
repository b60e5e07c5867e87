/** What the pointer does over the text. */
import { useCallback, useRef, type PointerEvent } from 'react'
import type { AnnotationId } from '../../shared/ids.ts'
import type { AnnotationSpan } from './looks.ts'
import { passageOf } from './passage.ts'
import type { Surface } from './surface.ts'
import { isForNote } from './useReferences.tsx'

/** The pointer over the text: outlines what it is over, takes the smallest on a click, and snaps a selection to whole words. */
export function usePointer(
  surface: Surface,
  isShown: (span: AnnotationSpan) => boolean,
  onSelect: (id: AnnotationId | null) => void,
  setHovered: (id: AnnotationId | null) => void,
  {
    wholeWords,
    onDetails,
    onPlaceClicked
  }: {
    readonly wholeWords: boolean
    readonly onDetails: (() => void) | undefined
    /** An annotation was clicked: where. */
    readonly onPlaceClicked?: (offset: number) => void
  }
) {
  const frame = useRef(0)
  const under = useCallback(
    (x: number, y: number) => {
      const offset = surface.offsetAtPoint(x, y)
      if (offset === null || !surface.isOnText(offset, x, y)) return undefined
      return [...surface.index.at(offset), ...surface.index.at(Math.max(0, offset - 1))].find(isShown)
    },
    [surface, isShown]
  )
  const onPointerMove = useCallback(
    (event: PointerEvent): void => {
      const { clientX, clientY, buttons, target } = event
      if (
        frame.current !== 0 ||
        buttons !== 0 ||
        !(target instanceof Element) ||
        !target.closest('.reader-text')
      )
        return
      frame.current = requestAnimationFrame(() => {
        frame.current = 0
        setHovered(under(clientX, clientY)?.annotation.id ?? null)
      })
    },
    [under, setHovered]
  )
  const onPointerUp = useCallback(
    (event: PointerEvent): void => {
      const { clientX, clientY, altKey, button, target } = event
      if (button !== 0 || !(target instanceof Element) || !target.closest('.reader-text')) return
      if (isForNote(target, clientX) && !surface.hasSelection()) return
      // A click on a selection takes it away only after this event.
      setTimeout(() => {
        surface.readSelection()
        const made = surface.selected()
        if (made && made.anchor !== made.focus) {
          const words = wholeWords ? passageOf(surface, { exact: altKey }) : null
          if (words)
            surface.select(
              made.anchor <= made.focus
                ? { anchor: words.start, focus: words.end }
                : { anchor: words.end, focus: words.start }
            )
        } else {
          const chosen = under(clientX, clientY)?.annotation.id ?? null
          onSelect(chosen)
          if (chosen === null) return
          onDetails?.()
          const offset = surface.selected()?.focus
          if (offset !== undefined) onPlaceClicked?.(offset)
        }
      }, 0)
    },
    [surface, under, onSelect, onDetails, onPlaceClicked, wholeWords]
  )
  const onPointerDown = useCallback(
    (event: PointerEvent): void => {
      const { clientX, clientY, button, shiftKey, target } = event
      if (button !== 0 || shiftKey || !(target instanceof Element) || !target.closest('.reader-text')) return
      const offset = surface.offsetAtPoint(clientX, clientY)
      if (offset === null) return
      // What starts here may be wheeled out of sight before the browser says that anything is selected.
      surface.sections.pin([surface.sectionAt(offset)])
      // A press on selected words starts a new selection; the browser would drag the words away.
      if (surface.hasSelection()) surface.select({ anchor: offset, focus: offset })
    },
    [surface]
  )
  const onPointerLeave = useCallback(() => setHovered(null), [setHovered])
  return { onPointerDown, onPointerMove, onPointerUp, onPointerLeave }
}
