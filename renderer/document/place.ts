/** Tells where in the text the caret stands. */
import { useEffect } from 'react'
import { span, splitsSurrogatePair } from '../../shared/text/offsets.ts'
import { blockIndexAt } from '../../shared/text/revision.ts'
import { spansHere } from './here.ts'
import type { KeptPlace } from './keptPlace.ts'
import type { AnnotationSpan } from './looks.ts'
import { pageAfter } from './Reader.tsx'
import type { Surface } from './surface.ts'

/** Where the reader is: for the status bar. `block` counts from 1; `at` is an offset: the caret, or where the text was scrolled to since; `selected` in code points; `here`: annotations at the caret or in the selection. */
export type ReadingPlace = {
  readonly block: number
  readonly at: number
  readonly page: number
  readonly selected: number
  readonly here: number
}

/** Tells where the caret is, a moment after it moved. */
export function usePlace(
  surface: Surface,
  kept: KeptPlace,
  isShown: (span: AnnotationSpan) => boolean,
  onPlace: ((place: ReadingPlace) => void) | undefined
): void {
  useEffect(() => {
    if (!onPlace) return undefined
    let timer = 0
    let at = surface.selected()?.focus ?? 0
    const tell = (): void => {
      timer = 0
      const { anchor, focus } = surface.selected() ?? { anchor: 0, focus: 0 }
      const [start, end] = [Math.min(anchor, focus), Math.max(anchor, focus)]
      const { blocks } = surface.layout.content
      const block = blockIndexAt(blocks, focus)
      onPlace({
        block: block + 1,
        at,
        page: pageAfter(blocks, block),
        selected: codePointsIn(surface.text, start, end),
        here: spansHere(surface.index, span(start, end)).filter(isShown).length
      })
    }
    // Never put off: while a long text is laid out the news of it does not end.
    const soon = (): void => {
      if (timer === 0) timer = window.setTimeout(tell, 60)
    }
    soon()
    const moved = (offset: number): void => {
      at = offset
      soon()
    }
    const stops = [
      surface.subscribe(() => moved(surface.selected()?.focus ?? 0)),
      surface.subscribeLayout(soon),
      kept.subscribe(moved)
    ]
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }, [surface, kept, isShown, onPlace])
}

function codePointsIn(text: string, start: number, end: number): number {
  let count = end - start
  for (let i = start + 1; i < end; i += 1) if (splitsSurrogatePair(text, i)) count -= 1
  return count
}
