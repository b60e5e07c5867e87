/** The button that appears at a selection: for those who have not learnt the key yet. */
import { useLayoutEffect, useState, type CSSProperties } from 'react'
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
  const [at, setAt] = useState<CSSProperties | null>(null)
  useLayoutEffect(() => {
    let timer = 0
    const place = (): void => setAt(placeOf(surface))
    const soon = (): void => {
      clearTimeout(timer)
      setAt(null)
      timer = window.setTimeout(place, pause)
    }
    timer = window.setTimeout(place, pause)
    const stops = [
      surface.subscribe(soon),
      surface.subscribeLayout(() => setAt((before) => before && placeOf(surface)))
    ]
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }, [surface])
  if (!at) return null
  return (
    <div className="selection-button" style={at} onPointerDown={(event) => event.preventDefault()}>
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

/** Below the last word, at the side where the line ends. */
function placeOf(surface: Surface): CSSProperties | null {
  const passage = surface.hasSelection() ? passageOf(surface) : null
  const last = passage && surface.boxes(Math.max(passage.start, passage.end - 2000), passage.end).at(-1)
  if (!last) return null
  const isRtl = surface.isRightToLeft(passage.end)
  return {
    left: isRtl ? last.left : last.right,
    top: last.bottom,
    '--shift': isRtl ? '0' : '-100%'
  } as CSSProperties
}
