/** The two ends of the annotation in hand, to be dragged. The keys of the boundaries do the same. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type PointerEvent } from 'react'
import { span as spanBetween, type Span } from '../../shared/text/offsets.ts'
import type { Edge } from '../state/textKeys.ts'
import { t } from '../ui/words.ts'
import { snapEdge } from '../state/boundaries.ts'
import type { AnnotationSpan } from './looks.ts'
import type { Placing } from './placing.ts'
import type { Surface } from './surface.ts'

type Spot = {
  readonly edge: Edge
  readonly left: number
  readonly top: number
  readonly height: number
  readonly side: 'left' | 'right'
}
type Drag = {
  readonly edge: Edge
  readonly span: AnnotationSpan
  /** From the middle of the line to where the handle was taken, in CSS pixels. */
  readonly below: number
}

/** Dragging so near an edge of the window, in CSS pixels, scrolls it. */
const nearEdge = 40

export function Handles({
  surface,
  span,
  placing,
  onMoved
}: {
  readonly surface: Surface
  readonly span: AnnotationSpan
  readonly placing: Placing
  /** The end was let go at another place. */
  readonly onMoved: (span: AnnotationSpan, edge: Edge) => void
}) {
  const [spots, setSpots] = useState<readonly Spot[]>([])
  useLayoutEffect(() => {
    const stand = (): void => setSpots(spotsOf(surface, span))
    stand()
    return surface.subscribeLayout(stand)
  }, [surface, span])
  const { start, dragged } = useDrag(surface, placing, onMoved)
  return spots.map(({ edge, left, top, height, side }) => (
    <div
      key={edge}
      className="boundary-handle"
      data-edge={edge}
      data-side={side}
      data-dragged={dragged === edge || undefined}
      aria-hidden
      title={t(edge === 'start' ? 'document.handle.start' : 'document.handle.end')}
      style={{ left, top, height }}
      onPointerDown={(event) => start(event, { edge, span, top, height })}
      onMouseDown={(event) => event.preventDefault()}
    />
  ))
}

function useDrag(surface: Surface, placing: Placing, onMoved: (span: AnnotationSpan, edge: Edge) => void) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const at = useRef({ x: 0, y: 0, exact: false })
  const told = useRef(onMoved)
  useLayoutEffect(() => {
    told.current = onMoved
  })
  useEffect(() => {
    if (!drag) return undefined
    const { edge, span, below } = drag
    let shown: Span = spanBetween(span.start, span.end)
    const view = document.querySelector<HTMLElement>('.reader-scroller')
    const move = (): void => {
      const to = movedTo(surface, shown, { edge, ...at.current, y: at.current.y - below })
      if (!to || to[edge] === shown[edge]) return
      shown = to
      placing.show(span, to, { store: false })
    }
    const onMove = (event: globalThis.PointerEvent): void => {
      at.current = { x: event.clientX, y: event.clientY, exact: event.altKey }
      move()
    }
    const end = (): void => setDrag(null)
    const onUp = (event: globalThis.PointerEvent): void => {
      // Not a click on the text below.
      event.stopPropagation()
      end()
      if (shown.start === span.start && shown.end === span.end) return placing.cancel()
      void placing.settle()
      told.current({ ...span, start: shown.start, end: shown.end }, edge)
    }
    const onCancel = (): void => {
      end()
      swallowRelease()
      placing.cancel()
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Alt') {
        event.preventDefault()
        at.current = { ...at.current, exact: event.type === 'keydown' }
        move()
      } else if (event.key === 'Escape' && event.type === 'keydown') {
        event.preventDefault()
        event.stopPropagation()
        onCancel()
      }
    }
    let frame = 0
    const scrollAtEdge = (): void => {
      frame = requestAnimationFrame(scrollAtEdge)
      const box = view?.getBoundingClientRect()
      if (!view || !box) return
      const over = at.current.y - (box.bottom - nearEdge)
      const under = box.top + nearEdge - at.current.y
      const by = over > 0 ? speed(over) : under > 0 ? -speed(under) : 0
      if (by !== 0) view.scrollTop += by
    }
    frame = requestAnimationFrame(scrollAtEdge)
    addEventListener('pointermove', onMove, true)
    addEventListener('pointerup', onUp, true)
    addEventListener('pointercancel', onCancel, true)
    addEventListener('blur', onCancel)
    addEventListener('keydown', onKey, true)
    addEventListener('keyup', onKey, true)
    // Also where the wheel turns while the pointer rests.
    view?.addEventListener('scroll', move, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener('pointermove', onMove, true)
      removeEventListener('pointerup', onUp, true)
      removeEventListener('pointercancel', onCancel, true)
      removeEventListener('blur', onCancel)
      removeEventListener('keydown', onKey, true)
      removeEventListener('keyup', onKey, true)
      view?.removeEventListener('scroll', move)
    }
  }, [surface, placing, drag])
  const start = useCallback(
    (
      event: PointerEvent,
      { edge, span, height }: Pick<Drag, 'edge' | 'span'> & { readonly top: number; readonly height: number }
    ): void => {
      if (event.button !== 0) return
      event.preventDefault()
      event.stopPropagation()
      const box = event.currentTarget.getBoundingClientRect()
      at.current = { x: event.clientX, y: event.clientY, exact: event.altKey }
      setDrag({ edge, span, below: event.clientY - (box.top + height / 2) })
    },
    []
  )
  return { start, dragged: drag?.edge ?? null }
}

/** Pixels a frame: the further into the edge, the faster. */
function speed(into: number): number {
  return 3 + Math.min(into, 80) / 2
}

/** The button is still down: letting it go is not a click on the text below. */
function swallowRelease(): void {
  const stop = (event: globalThis.PointerEvent): void => {
    event.stopPropagation()
    forget()
  }
  const forget = (): void => {
    removeEventListener('pointerup', stop, true)
    removeEventListener('pointerdown', forget, true)
  }
  addEventListener('pointerup', stop, true)
  addEventListener('pointerdown', forget, true)
}

/** The span with one end taken to a point of the window; null where that end cannot stand there. */
function movedTo(
  surface: Surface,
  shown: Span,
  {
    edge,
    x,
    y,
    exact
  }: { readonly edge: Edge; readonly x: number; readonly y: number; readonly exact: boolean }
): Span | null {
  const text = document.querySelector('.document-pane .reader-text')?.getBoundingClientRect()
  const view = document.querySelector('.reader-scroller')?.getBoundingClientRect()
  if (!text || !view) return null
  const offset = surface.offsetAtPoint(
    Math.min(Math.max(x, text.left + 56), text.right - 18),
    Math.min(Math.max(y, view.top + 4), view.bottom - 4)
  )
  if (offset === null) return null
  const to = snapEdge(surface.layout.content, offset, { edge, exact })
  const [start, end] = edge === 'start' ? [to, shown.end] : [shown.start, to]
  return start < end ? spanBetween(start, end) : null
}

/** Where the ends stand in the page, as far as they are drawn. */
function spotsOf(surface: Surface, { start, end }: AnnotationSpan): readonly Spot[] {
  const first = surface.boxes(start, Math.min(end, start + 2))[0]
  const last = surface.boxes(Math.max(start, end - 2), end).at(-1)
  const spots: Spot[] = []
  if (first) {
    const isRtl = runsRightToLeft(surface, start)
    spots.push(spotAt('start', first, isRtl ? 'right' : 'left'))
  }
  if (last) {
    const isRtl = runsRightToLeft(surface, end - 1)
    spots.push(spotAt('end', last, isRtl ? 'left' : 'right'))
  }
  return spots
}

function spotAt(
  edge: Edge,
  box: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
  side: 'left' | 'right'
): Spot {
  const height = Math.max(24, box.bottom - box.top)
  const middle = (box.top + box.bottom) / 2
  return { edge, left: side === 'left' ? box.left : box.right, top: middle - height / 2, height, side }
}

/** The direction of a letter; of a sign, that of its paragraph. */
function runsRightToLeft(surface: Surface, offset: number): boolean {
  const letter = String.fromCodePoint(surface.text.codePointAt(offset) ?? 0x20)
  if (/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(letter)) return true
  return /\p{L}/u.test(letter) ? false : surface.isRightToLeft(offset)
}
