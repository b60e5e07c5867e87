/** The heads of the columns: a click sorts, the edge is dragged to make a column wider. */
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useState, type PointerEvent } from 'react'
import { useParley } from '../state/parley.ts'
import { classes } from '../ui/Button.tsx'
import { t } from '../ui/words.ts'
import { cellId } from './cells.ts'
import { sortOf, type Column, type ColumnName } from './columns.ts'
import { canSortBy, setWidth, showWidth, sortBy } from './headActions.ts'
import type { ShownList } from './useList.ts'

type TableHeadProps = {
  readonly list: ShownList
  readonly columns: readonly Column[]
  /** The head that keys act on. */
  readonly inHand: number | null
}

/** A row of the grid that stays in sight. */
export function TableHead({ list, columns, inHand }: TableHeadProps) {
  const parley = useParley()
  return (
    <div role="rowgroup" className="table-head">
      <div className="table-row head-row" role="row" aria-rowindex={1}>
        <div role="columnheader" className="tick-cell" aria-label={t('passages.columns.tick')} />
        {columns.map((column, at) => {
          const { name } = column
          const isSorted = isShownSort(list, name)
          const Sign = list.descending ? ArrowDown : ArrowUp
          return (
            <div
              key={name}
              id={cellId({ index: -1, column: at })}
              role="columnheader"
              aria-colindex={at + 2}
              {...(isSorted ? { 'aria-sort': list.descending ? 'descending' : 'ascending' } : {})}
              className={classes(
                'cell',
                'head',
                canSortBy(list, name) && 'sorts',
                inHand === at && 'in-hand'
              )}
              onClick={() => {
                if (canSortBy(list, name)) sortBy(parley, list, name)
              }}
            >
              <span className="ellipsis">{t(`passages.columns.${name}`)}</span>
              {isSorted && <Sign size={13} strokeWidth={2} aria-hidden />}
              <Edge column={column} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function isShownSort(list: ShownList, name: ColumnName): boolean {
  // Place is told at the passage, so that only one head shows the order.
  return sortOf[name] === list.sort && name !== 'document'
}

/** Dragged with the pointer; by keys, Ctrl and an arrow in the head do the same. */
function Edge({ column }: { readonly column: Column }) {
  const parley = useParley()
  const [from, setFrom] = useState<{ readonly x: number; readonly width: number } | null>(null)
  const widthAt = (press: PointerEvent): number =>
    from === null
      ? column.width
      : from.width +
        (press.clientX - from.x) * (getComputedStyle(press.currentTarget).direction === 'rtl' ? -1 : 1)
  return (
    <span
      className={classes('edge', from !== null && 'dragged')}
      aria-hidden
      onClick={(press) => press.stopPropagation()}
      onPointerDown={(press) => {
        press.preventDefault()
        press.currentTarget.setPointerCapture(press.pointerId)
        const head = press.currentTarget.parentElement
        setFrom({ x: press.clientX, width: head?.offsetWidth ?? column.width })
      }}
      onPointerMove={(press) => {
        if (from !== null) showWidth(parley, column.name, widthAt(press))
      }}
      onPointerUp={(press) => {
        if (from !== null) setWidth(parley, column.name, widthAt(press))
        setFrom(null)
      }}
      onPointerCancel={() => setFrom(null)}
    />
  )
}
