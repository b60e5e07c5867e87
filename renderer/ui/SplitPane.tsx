/** Panes side by side or one above the other, with an edge that moves by pointer and by keyboard. */
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { classes } from './Button.tsx'

type SplitPaneProps = {
  /** Names the edge, e.g. "Width of the document list". */
  readonly label: string
  /** In pixels. */
  readonly size: number
  readonly min: number
  readonly max: number
  readonly onResize: (size: number) => void
  /** Which of the two has the size; the other takes the rest. */
  readonly sized: 'first' | 'second'
  /** Makes the one that has the size, with its edge, a landmark of that name. */
  readonly landmark?: { readonly role: 'region' | 'complementary'; readonly label: string }
  readonly column?: boolean
  /** Leaves out the one that has the size; the other stays as it is, with its place and what is half written in it. */
  readonly hidden?: boolean
  readonly first: ReactNode
  readonly second: ReactNode
}

const keyStep = 16

/** Two panes. `onResize` is called when the edge is let go, and by the arrow keys on it. */
export function SplitPane({
  label,
  size,
  min,
  max,
  onResize,
  sized,
  landmark,
  column = false,
  hidden = false,
  first,
  second
}: SplitPaneProps) {
  const [draft, setDraft] = useState<number | null>(null)
  const start = useRef({ at: 0, size: 0 })
  const current = clamp(draft ?? size, min, max)
  const way = sized === 'first' ? 1 : -1

  const drag = (press: PointerEvent<HTMLDivElement>): void => {
    press.preventDefault()
    press.currentTarget.setPointerCapture(press.pointerId)
    start.current = { at: column ? press.clientY : press.clientX, size: current }
    setDraft(current)
  }
  const move = (press: PointerEvent<HTMLDivElement>): void => {
    if (draft === null) return
    const rightToLeft = !column && getComputedStyle(press.currentTarget).direction === 'rtl' ? -1 : 1
    const by = (column ? press.clientY : press.clientX) - start.current.at
    setDraft(clamp(start.current.size + by * way * rightToLeft, min, max))
  }
  const drop = (): void => {
    if (draft !== null) onResize(Math.round(draft))
    setDraft(null)
  }
  const key = (press: KeyboardEvent): void => {
    const [less, more] = column ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight']
    const by = press.key === less ? -keyStep : press.key === more ? keyStep : 0
    if (by === 0 && press.key !== 'Home' && press.key !== 'End') return
    press.preventDefault()
    onResize(press.key === 'Home' ? min : press.key === 'End' ? max : clamp(current + by * way, min, max))
  }

  const edge = (
    <div
      className={classes('splitter', draft !== null && 'dragging')}
      role="separator"
      aria-label={label}
      aria-orientation={column ? 'horizontal' : 'vertical'}
      aria-valuenow={Math.round(current)}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={drag}
      onPointerMove={move}
      onPointerUp={drop}
      onPointerCancel={drop}
      onKeyDown={key}
    />
  )
  const flexDirection = column ? 'column' : 'row'
  const sizedPart = hidden ? null : (
    <div
      className="split-part"
      style={{ [column ? 'height' : 'width']: current, flex: 'none', flexDirection }}
      {...(landmark ? { role: landmark.role, 'aria-label': landmark.label } : {})}
    >
      {sized === 'second' && edge}
      <div className="split-content">{sized === 'first' ? first : second}</div>
      {sized === 'first' && edge}
    </div>
  )
  const otherPart = <div className="split-part rest">{sized === 'first' ? second : first}</div>
  return (
    <div className={classes('split', column && 'column')}>
      {sized === 'first' ? sizedPart : otherPart}
      {sized === 'first' ? otherPart : sizedPart}
    </div>
  )
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value))
}
