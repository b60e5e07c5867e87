/** The list at the caret: every annotation here, the smallest first. */
import { useEffect, useId, useState, type CSSProperties, type KeyboardEvent } from 'react'
import type { CodebookView } from '../../shared/api/views.ts'
import type { AnnotationId } from '../../shared/ids.ts'
import { t } from '../ui/words.ts'
import { shortened } from './annotating.ts'
import { useStandAt } from './floating.ts'
import { colourOf, inkLook, stanceColour, type AnnotationSpan, type ColourBy } from './looks.ts'
import { coderInitials, issueName, stanceSign, stanceWord } from './says.ts'
import type { Surface } from './surface.ts'

export type HereListProps = {
  readonly surface: Surface
  readonly at: number
  /** At least one; the smallest first. */
  readonly spans: readonly AnnotationSpan[]
  readonly codebook: CodebookView
  readonly colourBy: ColourBy
  readonly selected: AnnotationId | null
  /** Opened by a key it has the focus; by a click it only stands there. */
  readonly takesFocus: boolean
  readonly onPick: (id: AnnotationId) => void
  readonly onHover: (id: AnnotationId | null) => void
  readonly onClose: () => void
}

export function HereList(props: HereListProps) {
  const { surface, at, spans, codebook, colourBy, selected, takesFocus, onPick, onHover, onClose } = props
  const list = useId()
  const box = useStandAt(surface, at)
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      spans.findIndex((span) => span.id === selected)
    )
  )
  const now = Math.min(active, spans.length - 1)
  const inHand = spans[now]
  useEffect(() => {
    if (takesFocus) box.current?.focus({ preventScroll: true })
  }, [takesFocus, box])
  useEffect(() => {
    if (takesFocus) onHover(inHand?.annotation.id ?? null)
    document.getElementById(`${list}-${now}`)?.scrollIntoView({ block: 'nearest' })
  }, [takesFocus, onHover, inHand, list, now])
  useEffect(() => () => onHover(null), [onHover])
  // It was opened by the way: whatever is done next closes it.
  useEffect(() => {
    if (takesFocus) return undefined
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key === 'Escape') {
        event.preventDefault()
        event.stopPropagation()
      }
      if (!['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) onClose()
    }
    addEventListener('keydown', onKey, true)
    const stop = surface.subscribe(onClose)
    return () => {
      removeEventListener('keydown', onKey, true)
      stop()
    }
  }, [surface, takesFocus, onClose])

  const onKeyDown = (event: KeyboardEvent): void => {
    const last = spans.length - 1
    const to = {
      ArrowDown: now === last ? 0 : now + 1,
      ArrowUp: now === 0 ? last : now - 1,
      Home: 0,
      End: last
    }[event.key]
    if (to !== undefined) setActive(to)
    else if (event.key === 'Enter' || event.key === ' ') {
      if (inHand) onPick(inHand.annotation.id)
    } else if (event.key === 'Escape' || event.key === 'Tab') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={box}
      className="here-list"
      role="listbox"
      tabIndex={-1}
      aria-label={t('document.here.label', { count: spans.length })}
      aria-activedescendant={inHand ? `${list}-${now}` : undefined}
      onKeyDown={onKeyDown}
      onBlur={takesFocus ? onClose : undefined}
      // The text keeps its caret.
      onPointerDown={(event) => event.preventDefault()}
      onPointerUp={(event) => event.stopPropagation()}
    >
      {spans.map((span, i) => {
        const { annotation } = span
        return (
          <div
            key={span.id}
            id={`${list}-${i}`}
            role="option"
            className="here-row"
            aria-selected={i === now && takesFocus}
            data-selected={span.id === selected || undefined}
            style={
              {
                '--of': inkLook(colourOf(annotation, codebook, colourBy)),
                '--stance': inkLook(stanceColour(codebook, annotation.stance))
              } as CSSProperties
            }
            onClick={() => onPick(annotation.id)}
            onPointerEnter={() => onHover(annotation.id)}
            onPointerLeave={() => onHover(null)}
          >
            <span className="here-issue ellipsis">{issueName(codebook, annotation.issue)}</span>
            <span className="here-stance">
              <b aria-hidden>{stanceSign(codebook, annotation.stance)}</b>{' '}
              {stanceWord(codebook, annotation.stance)}
            </span>
            <span className="here-coder">{coderInitials(codebook, annotation.coder)}</span>
            <span className="here-words ellipsis" dir="auto">
              {shortened(surface.text.slice(span.start, Math.min(span.end, span.start + 300)))}
            </span>
          </div>
        )
      })}
    </div>
  )
}
