/** A list of any length: only the rows in sight are in the page, and arrows walk all of them. */
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref
} from 'react'
import { classes } from './Button.tsx'
import { stepOf } from './listSteps.ts'

export type VirtualListHandle = { focus(): void; scrollTo(index: number): void }

type VirtualListProps = {
  readonly label: string
  readonly count: number
  /** In pixels. */
  readonly rowHeight: number
  /** Of rows that are not as high as most, in pixels. Another function is another layout. */
  readonly heightOf?: (index: number) => number
  /** Content of a row, which also names it; `focused` while it is the row that keys act on. */
  readonly row: (index: number, focused: boolean) => ReactNode
  readonly keyOf: (index: number) => string
  readonly isSelected?: (index: number) => boolean
  readonly onOpen: (index: number) => void
  /** Tells which row keys act on, whenever that changes. */
  readonly onCurrent?: (index: number) => void
  /** The row that keys act on at first. */
  readonly startAt?: number
  /** Tells which rows are in sight, so that they can be asked for. */
  readonly onRange?: (first: number, last: number) => void
  /** Keys that the list does not take; true where they were used. */
  readonly onKey?: (press: KeyboardEvent, index: number) => boolean
  readonly className?: string
  readonly ref?: Ref<VirtualListHandle>
}

/** A listbox with one tab stop. Enter, Space or a click opens a row. */
export function VirtualList({
  label,
  count,
  rowHeight,
  heightOf,
  row,
  keyOf,
  isSelected,
  onOpen,
  onCurrent,
  startAt = 0,
  onRange,
  onKey,
  className,
  ref
}: VirtualListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(startAt)
  const [inside, setInside] = useState(false)
  // Its answers are used here only, never handed to a memoised component.
  // oxlint-disable-next-line react/incompatible-library
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf ?? (() => rowHeight),
    overscan: 8
  })
  const rows = list.getVirtualItems()
  const first = rows[0]?.index ?? 0
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => onRange?.(first, last), [first, last, count, onRange])
  const current = Math.min(focused, Math.max(0, count - 1))
  useEffect(() => list.measure(), [list, heightOf])
  useEffect(() => onCurrent?.(current), [current, onCurrent])
  useImperativeHandle(ref, () => ({
    focus: () => scroller.current?.focus(),
    scrollTo: (index) => {
      setFocused(index)
      list.scrollToIndex(index, { align: 'auto' })
    }
  }))

  const go = (index: number): void => {
    const to = Math.min(count - 1, Math.max(0, index))
    setFocused(to)
    list.scrollToIndex(to, { align: 'auto' })
  }
  const key = (press: KeyboardEvent): void => {
    if (press.target !== press.currentTarget) return
    const to =
      press.ctrlKey || press.metaKey || press.altKey
        ? undefined
        : stepOf(press, { current, count, rowHeight })
    if (to !== undefined) go(to)
    else if (press.key === 'Enter' || press.key === ' ') onOpen(current)
    else if (!onKey?.(press, current)) return
    press.preventDefault()
  }

  return (
    <div
      ref={scroller}
      className={classes('list', 'virtual', className)}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      {...(inside && count > 0 ? { 'aria-activedescendant': rowId(label, keyOf(current)) } : {})}
      onKeyDown={key}
      onFocus={() => setInside(true)}
      onBlur={() => setInside(false)}
    >
      <div style={{ height: list.getTotalSize(), position: 'relative' }} role="presentation">
        {rows.map((shown) => (
          <div
            key={shown.key}
            id={rowId(label, keyOf(shown.index))}
            role="option"
            aria-selected={isSelected?.(shown.index) ?? false}
            aria-posinset={shown.index + 1}
            aria-setsize={count}
            className={classes('row', inside && shown.index === current && 'focused')}
            style={{
              position: 'absolute',
              insetInline: 0,
              top: 0,
              height: shown.size,
              transform: `translateY(${shown.start}px)`
            }}
            onPointerDown={() => setFocused(shown.index)}
            onClick={(press) => {
              if (!(press.target instanceof Element && press.target.closest('button'))) onOpen(shown.index)
            }}
          >
            {row(shown.index, inside && shown.index === current)}
          </div>
        ))}
      </div>
    </div>
  )
}

function rowId(label: string, key: string): string {
  return `${label}-${key}`.replaceAll(/[^\w-]/g, '_')
}
