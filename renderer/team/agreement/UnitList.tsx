/** A list of passages of any length and number: only those in sight are in the page. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import type { AgreementCell, AgreementReport, AgreementUnit } from '../../../shared/api/agreementMethods.ts'
import { classes } from '../../ui/Button.tsx'
import { stepOf } from '../../ui/listSteps.ts'
import { UnitRow } from './UnitRow.tsx'

export type UnitListHandle = { focus(): void }

type UnitListProps = {
  readonly label: string
  readonly count: number
  /** The row that keys act on first: it is gone back to. */
  readonly start: number
  /** Undefined while it is on its way. */
  readonly unit: (row: number) => AgreementUnit | undefined
  readonly report: AgreementReport
  readonly cell: AgreementCell
  readonly onRange: (first: number, last: number) => void
  readonly onOpen: (unit: AgreementUnit, row: number) => void
  readonly ref?: Ref<UnitListHandle>
}

/** In pixels, until a row has been measured. */
const usual = 150

/** A listbox with one tab stop. Enter, Space or a click opens a passage in its text. */
export function UnitList({ label, count, start, unit, report, cell, onRange, onOpen, ref }: UnitListProps) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(start)
  const [inside, setInside] = useState(false)
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => usual,
    overscan: 4,
    getItemKey: (row) => {
      const one = unit(row)
      return one ? `${row} ${one.document} ${one.start} ${one.end}` : row
    }
  })
  const rows = list.getVirtualItems()
  const first = rows[0]?.index ?? 0
  const last = rows.at(-1)?.index ?? 0
  useEffect(() => onRange(first, last), [first, last, count, onRange])
  useEffect(() => {
    if (start > 0) list.scrollToIndex(start, { align: 'center' })
    // Only where it begins: from then on the keys and the wheel scroll.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  useImperativeHandle(ref, () => ({ focus: () => scroller.current?.focus() }))
  const current = Math.min(focused, Math.max(0, count - 1))

  const key = (press: KeyboardEvent): void => {
    if (press.target !== press.currentTarget || press.ctrlKey || press.metaKey || press.altKey) return
    const to = stepOf(press, { current, count, rowHeight: usual })
    const here = unit(current)
    if (to !== undefined) {
      const row = Math.min(count - 1, Math.max(0, to))
      setFocused(row)
      list.scrollToIndex(row, { align: 'auto' })
    } else if ((press.key === 'Enter' || press.key === ' ') && here) onOpen(here, current)
    else return
    press.preventDefault()
  }

  return (
    <div
      ref={scroller}
      className="list virtual agreement-units"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      {...(inside ? { 'aria-activedescendant': `${id}-${current}` } : {})}
      onKeyDown={key}
      onFocus={() => setInside(true)}
      onBlur={() => setInside(false)}
    >
      <div style={{ height: list.getTotalSize(), position: 'relative' }} role="presentation">
        {rows.map((shown) => {
          const one = unit(shown.index)
          return (
            <div
              key={shown.key}
              ref={list.measureElement}
              data-index={shown.index}
              id={`${id}-${shown.index}`}
              role="option"
              aria-selected={false}
              aria-posinset={shown.index + 1}
              aria-setsize={count}
              className={classes('row', 'agreement-unit', inside && shown.index === current && 'focused')}
              style={{
                position: 'absolute',
                insetInline: 0,
                top: 0,
                transform: `translateY(${shown.start}px)`
              }}
              onPointerDown={() => setFocused(shown.index)}
              onClick={() => {
                if (one) onOpen(one, shown.index)
              }}
            >
              {one && <UnitRow unit={one} report={report} cell={cell} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}
