/** A list in groups, of any length: only the rows in sight are in the page, and arrows walk all of them. */
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref
} from 'react'
import type { MenuPoint } from '../ui/ContextMenu.tsx'
import { stepOf } from '../ui/listSteps.ts'
import { classes } from '../ui/Button.tsx'
import { groupStarts, placeAt, rowOf, type ListPlace } from './groupRows.ts'

export type ListGroup = { readonly key: string; readonly rows: number; readonly isOpen: boolean }

export type GroupedListHandle = {
  focus(): void
  /** Makes a row the one that keys act on and brings it into sight. */
  show(place: ListPlace): void
}

type GroupedListProps = {
  readonly label: string
  /** Keep its identity while nothing of it changes. */
  readonly groups: readonly ListGroup[]
  readonly head: (group: number) => ReactNode
  readonly row: (group: number, row: number) => ReactNode
  /** In pixels. */
  readonly heights: { readonly head: number; readonly row: number }
  readonly onToggle: (group: number) => void
  /** A row was walked to. */
  readonly onWalk?: (place: ListPlace) => void
  /** Enter or a click. */
  readonly onOpen: (place: ListPlace) => void
  readonly onSpace?: (place: ListPlace) => void
  /** Where rows can be ticked: what is said of each. */
  readonly checked?: (place: ListPlace) => boolean | 'mixed'
  readonly isCurrent?: (place: ListPlace) => boolean
  readonly onMenu?: (at: MenuPoint, place: ListPlace) => void
  /** Keys that the list does not take; true where they were used. `atTop`: the first row has the focus. */
  readonly onKey?: (press: KeyboardEvent, about: { readonly atTop: boolean }) => boolean
  readonly ref?: Ref<GroupedListHandle>
}

/** A tree of two levels with one tab stop. Left and right close and open a group. */
export function GroupedList(props: GroupedListProps) {
  const { label, groups, heights, onToggle, onWalk, onOpen, onSpace, checked, isCurrent, onMenu } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState<ListPlace>({ group: 0, row: null })
  const [inside, setInside] = useState(false)
  const starts = useMemo(() => groupStarts(groups), [groups])
  const count = starts.at(-1) ?? 0
  // Its answers are used here only, never handed to a memoised component.
  // oxlint-disable-next-line react/incompatible-library
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (placeAt(starts, index).row === null ? heights.head : heights.row),
    overscan: 10
  })
  // Heads and rows are of different heights: opening or closing a group moves them.
  useEffect(() => list.measure(), [list, starts])
  const current = Math.min(rowOf(starts, focused), Math.max(0, count - 1))

  const go = (index: number): void => {
    const to = Math.min(count - 1, Math.max(0, index))
    const place = placeAt(starts, to)
    setFocused(place)
    list.scrollToIndex(to, { align: 'auto' })
    onWalk?.(place)
  }
  useImperativeHandle(props.ref, () => ({
    focus: () => scroller.current?.focus(),
    show: (place) => {
      setFocused(place)
      list.scrollToIndex(rowOf(starts, place), { align: 'auto' })
    }
  }))

  const sideways = (press: KeyboardEvent, place: ListPlace): boolean => {
    const isRtl = getComputedStyle(press.currentTarget).direction === 'rtl'
    const opens = press.key === (isRtl ? 'ArrowLeft' : 'ArrowRight')
    if (!opens && press.key !== 'ArrowLeft' && press.key !== 'ArrowRight') return false
    const isOpen = groups[place.group]?.isOpen ?? false
    if (place.row !== null) {
      if (!opens) go(rowOf(starts, { group: place.group, row: null }))
    } else if (isOpen !== opens) onToggle(place.group)
    else if (opens) go(current + 1)
    return true
  }
  const key = (press: KeyboardEvent): void => {
    if (press.target !== press.currentTarget) return
    const place = placeAt(starts, current)
    const held = press.ctrlKey || press.metaKey || press.altKey
    if (props.onKey?.(press, { atTop: current === 0 })) {
      press.preventDefault()
      return
    }
    if (held || count === 0) return
    const to = stepOf(press, { current, count, rowHeight: heights.row })
    if (to !== undefined) go(to)
    else if (press.key === 'Enter') onOpen(place)
    else if (press.key === ' ') (onSpace ?? onOpen)(place)
    else if (!sideways(press, place)) return
    press.preventDefault()
    press.stopPropagation()
  }
  /** The menu key has no place of its own: the menu stands at the row that has the focus. */
  const menu = (press: MouseEvent): void => {
    if (!onMenu) return
    press.preventDefault()
    const row = press.target instanceof Element ? press.target.closest<HTMLElement>('[data-index]') : null
    const index = row ? Number(row.dataset['index']) : current
    const place = placeAt(starts, index)
    setFocused(place)
    const box = scroller.current?.querySelector(`[data-index="${index}"]`)?.getBoundingClientRect()
    onMenu(
      row || !box ? { x: press.clientX, y: press.clientY } : { x: box.left + 24, y: box.bottom - 4 },
      place
    )
  }

  return (
    <div
      ref={scroller}
      className="list virtual grouped"
      role="tree"
      aria-label={label}
      tabIndex={count > 0 || inside ? 0 : -1}
      {...(checked ? { 'aria-multiselectable': true } : {})}
      {...(inside && count > 0 ? { 'aria-activedescendant': rowId(label, current) } : {})}
      onKeyDown={key}
      onContextMenu={menu}
      onFocus={() => setInside(true)}
      onBlur={() => setInside(false)}
    >
      <div style={{ height: list.getTotalSize(), position: 'relative' }} role="presentation">
        {list.getVirtualItems().map((shown) => {
          const place = placeAt(starts, shown.index)
          const isHead = place.row === null
          const group = groups[place.group]
          const tick = checked?.(place)
          return (
            <div
              key={`${group?.key} ${place.row ?? 'head'}`}
              id={rowId(label, shown.index)}
              data-index={shown.index}
              role="treeitem"
              aria-level={isHead ? 1 : 2}
              aria-posinset={isHead ? place.group + 1 : (place.row ?? 0) + 1}
              aria-setsize={isHead ? groups.length : (group?.rows ?? 0)}
              {...(isHead ? { 'aria-expanded': group?.isOpen ?? false } : {})}
              {...(tick === undefined ? {} : { 'aria-checked': tick })}
              aria-selected={isCurrent?.(place) ?? false}
              className={classes(
                'row',
                isHead ? 'hit-group' : 'hit-row',
                inside && shown.index === current && 'focused'
              )}
              style={{
                position: 'absolute',
                insetInline: 0,
                top: 0,
                height: shown.size,
                transform: `translateY(${shown.start}px)`
              }}
              onPointerDown={() => setFocused(place)}
              onClick={() => onOpen(place)}
            >
              {place.row === null ? props.head(place.group) : props.row(place.group, place.row)}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function rowId(label: string, index: number): string {
  return `${label}-${index}`.replaceAll(/[^\w-]/g, '_')
}
