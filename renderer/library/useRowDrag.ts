/** Dragging rows of a list with the pointer: a line where they would go, scrolling at the edges, Esc leaves everything as it was. */
import {
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type PointerEvent as ReactPointerEvent,
  type RefObject
} from 'react'

/** The row under the pointer and the share of its height (0 top, 1 bottom). */
export type Hover = { readonly index: number; readonly share: number }
/** Where the pointer is in the window, in px. */
type Point = { readonly x: number; readonly y: number }

type RowDrag<T, D> = {
  readonly scroller: RefObject<HTMLElement | null>
  /** The row at an offset of the list's content, in px; null where there is none. */
  readonly hoverAt: (offset: number) => Hover | null
  /** Where it would go; null: nowhere. */
  readonly targetOf: (hover: Hover, dragged: T) => D | null
  readonly onDrop: (dragged: T, target: D) => void
}

export type Dragging<T, D> = { readonly dragged: T; readonly at: Point; readonly target: D | null }

/** Pixels before a press becomes a drag; how near the edge the list scrolls, and how far at most in a frame. */
const slack = 5
const edge = 28
const fastest = 18

/** `begin` is called on pointerdown. `wasDragged` tells a click that it was the end of a drag. */
export function useRowDrag<T, D>({
  scroller,
  hoverAt,
  targetOf,
  onDrop
}: RowDrag<T, D>): {
  readonly dragging: Dragging<T, D> | null
  readonly begin: (press: ReactPointerEvent, dragged: T) => void
  readonly wasDragged: () => boolean
} {
  const [pressed, setPressed] = useState<{ readonly dragged: T; readonly from: Point } | null>(null)
  const [dragging, setDragging] = useState<Dragging<T, D> | null>(null)
  const ended = useRef(false)

  const look = useEffectEvent((at: Point, dragged: T): Dragging<T, D> => {
    const box = scroller.current?.getBoundingClientRect()
    const isOver =
      box && at.x >= box.left && at.x <= box.right && at.y >= box.top - edge && at.y <= box.bottom + edge
    if (!box || !isOver || !scroller.current) return { dragged, at, target: null }
    const y = Math.min(box.bottom - 1, Math.max(box.top, at.y))
    const hover = hoverAt(y - box.top + scroller.current.scrollTop)
    return { dragged, at, target: hover ? targetOf(hover, dragged) : null }
  })
  const drop = useEffectEvent((last: Dragging<T, D>): void => {
    if (last.target !== null) onDrop(last.dragged, last.target)
  })

  useEffect(() => {
    if (!pressed) return undefined
    let now: Dragging<T, D> | null = null
    let frame = 0
    const show = (next: Dragging<T, D> | null): void => {
      now = next
      setDragging(next)
    }
    const scroll = (): void => {
      frame = requestAnimationFrame(scroll)
      const box = scroller.current?.getBoundingClientRect()
      if (!now || !box || !scroller.current) return
      const above = box.top + edge - now.at.y
      const below = now.at.y - (box.bottom - edge)
      const by = above > 0 ? -above : below > 0 ? below : 0
      if (by === 0) return
      const before = scroller.current.scrollTop
      scroller.current.scrollTop += Math.sign(by) * Math.min(fastest, Math.ceil(Math.abs(by) / 3))
      if (scroller.current.scrollTop !== before) show(look(now.at, now.dragged))
    }
    const move = (press: PointerEvent): void => {
      const at = { x: press.clientX, y: press.clientY }
      if (!now && Math.hypot(at.x - pressed.from.x, at.y - pressed.from.y) < slack) return
      if (!now) frame = requestAnimationFrame(scroll)
      press.preventDefault()
      show(look(at, pressed.dragged))
    }
    const end = (): void => {
      ended.current = now !== null
      // The click that follows belongs to the drag; without one the next click is a click.
      setTimeout(() => (ended.current = false), 0)
      setPressed(null)
      setDragging(null)
    }
    const up = (): void => {
      const last = now
      end()
      if (last) drop(last)
    }
    const key = (press: KeyboardEvent): void => {
      if (press.key !== 'Escape' || !now) return
      press.preventDefault()
      press.stopPropagation()
      end()
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', up)
    addEventListener('pointercancel', end)
    addEventListener('keydown', key, true)
    return () => {
      cancelAnimationFrame(frame)
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', up)
      removeEventListener('pointercancel', end)
      removeEventListener('keydown', key, true)
    }
  }, [pressed, scroller])

  return {
    dragging,
    begin: (press, dragged) => {
      if (press.button === 0 && press.pointerType !== 'touch')
        setPressed({ dragged, from: { x: press.clientX, y: press.clientY } })
    },
    wasDragged: () => ended.current
  }
}
