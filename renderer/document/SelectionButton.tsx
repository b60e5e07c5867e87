/** The button that appears at a selection: for those who have not learnt the key yet. */
import { useLayoutEffect, useRef, useState } from 'react'
import { Tag } from 'lucide-react'
import type { Span } from '../../shared/text/offsets.ts'
import { Button } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'
import { passageOf } from './passage.ts'
import type { Surface } from './surface.ts'

/** A selection that stands still so long, in milliseconds, gets the button. */
const pause = 180

export function SelectionButton({
  surface,
  onTag
}: {
  readonly surface: Surface
  readonly onTag: (at: Span) => void
}) {
  const [at, setAt] = useState<{ readonly left: number; readonly top: number } | null>(null)
  const holder = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    let timer = 0
    const place = (): void => {
      const passage = passageOf(surface)
      const boxes = passage && surface.hasSelection() ? surface.boxes(passage.start, passage.end) : []
      const last = boxes.at(-1)
      setAt(last ? { left: last.right, top: last.bottom } : null)
    }
    const soon = (): void => {
      clearTimeout(timer)
      setAt(null)
      timer = window.setTimeout(place, pause)
    }
    timer = window.setTimeout(place, pause)
    const stops = [
      surface.subscribe(soon),
      surface.subscribeLayout(() => setAt((before) => before && boxOf(surface)))
    ]
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }, [surface])
  if (!at) return null
  return (
    <div
      ref={holder}
      className="selection-button"
      style={at}
      onPointerDown={(event) => event.preventDefault()}
    >
      <Button
        look="primary"
        icon={Tag}
        excludeFromTabOrder
        preventFocusOnPress
        onPress={() => {
          const passage = passageOf(surface)
          if (passage) onTag(passage)
        }}
      >
        {t('document.tagBox.open')}
      </Button>
    </div>
  )
}

function boxOf(surface: Surface): { readonly left: number; readonly top: number } | null {
  const passage = passageOf(surface)
  const last = passage ? surface.boxes(passage.start, passage.end).at(-1) : undefined
  return last ? { left: last.right, top: last.bottom } : null
}
