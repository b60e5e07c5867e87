/** The keys of the passages table. */
import { useRef, type KeyboardEvent } from 'react'
import type { PassageRow } from '../../shared/api/views.ts'
import { useParley } from '../state/parley.ts'
import type { Cell } from './cells.ts'
import { editable } from './columns.ts'
import { sortBy, widen } from './headActions.ts'
import { groupKey } from './listRows.ts'
import type { PassageTableProps } from './PassageTable.tsx'

type Keys = Pick<
  PassageTableProps,
  | 'list'
  | 'columns'
  | 'closed'
  | 'selection'
  | 'onOpen'
  | 'onEdit'
  | 'onToggle'
  | 'onRange'
  | 'onAll'
  | 'onNothing'
  | 'onDelete'
  | 'onGroup'
> & {
  readonly cell: Cell
  /** Rows that a page key moves by. */
  readonly page: number
  readonly passageAt: (index: number) => PassageRow | undefined
  readonly goTo: (cell: Cell) => void
}

/** Arrows walk cells, Enter opens or changes, F2 changes, Space and Shift choose; in the heads Enter sorts. */
export function useTableKeys(table: Keys): (press: KeyboardEvent) => void {
  const parley = useParley()
  const anchor = useRef<number | null>(null)
  const { list, columns, cell, passageAt, goTo } = table
  const last = list.rows.count - 1

  const walk = (press: KeyboardEvent): boolean => {
    const isFar = press.ctrlKey || press.metaKey
    if (press.altKey) return false
    const { index, column } = cell
    const ends: Readonly<Record<string, Cell>> = isFar
      ? {
          Home: { index: 0, column: 0 },
          End: { index: last, column },
          ArrowUp: { index: 0, column },
          ArrowDown: { index: last, column }
        }
      : {
          ArrowUp: { index: index - 1, column },
          ArrowDown: { index: index + 1, column },
          PageUp: { index: index - table.page, column },
          PageDown: { index: index + table.page, column },
          ArrowLeft: { index, column: column - 1 },
          ArrowRight: { index, column: column + 1 },
          Home: { index, column: 0 },
          End: { index, column: columns.length - 1 }
        }
    const to = ends[press.key]
    if (!to) return false
    // Only one step leads from the first row to the heads of the columns.
    const top = press.key === 'ArrowUp' && index === 0 && !press.shiftKey ? -1 : index === -1 ? -1 : 0
    const next = {
      index: Math.min(last, Math.max(top, to.index)),
      column: Math.min(columns.length - 1, Math.max(0, to.column))
    }
    if (press.shiftKey && next.index !== index && index >= 0) {
      anchor.current ??= index
      table.onRange(anchor.current, next.index)
    } else if (next.index !== index) anchor.current = null
    goTo(next)
    return true
  }

  const inHeads = (press: KeyboardEvent): boolean => {
    const column = columns[cell.column]
    if (!column) return false
    if (press.key === 'Enter' || press.key === ' ') sortBy(parley, list, column.name)
    else if ((press.ctrlKey || press.metaKey) && press.key === 'ArrowRight') widen(parley, column, 16)
    else if ((press.ctrlKey || press.metaKey) && press.key === 'ArrowLeft') widen(parley, column, -16)
    else return walk(press)
    return true
  }

  const inGroup = (press: KeyboardEvent, group: number): boolean => {
    const key = groupKey(list.groups?.[group]?.key ?? null)
    const isClosed = table.closed.has(key)
    const isToggle =
      press.key === 'Enter' ||
      press.key === ' ' ||
      (press.key === 'ArrowLeft' && !isClosed) ||
      (press.key === 'ArrowRight' && isClosed)
    if (!isToggle) return false
    table.onGroup(key)
    return true
  }

  const inRow = (press: KeyboardEvent): boolean => {
    const row = passageAt(cell.index)
    const column = columns[cell.column]?.name ?? 'quote'
    const isPlain = !press.ctrlKey && !press.metaKey && !press.altKey
    if ((press.ctrlKey || press.metaKey) && press.key.toLowerCase() === 'a' && !press.shiftKey) table.onAll()
    else if (!isPlain) return false
    else if (press.key === 'Escape' && table.selection.size > 0) table.onNothing()
    else if (press.key === 'Delete') table.onDelete(row ?? null)
    else if (!row) return false
    else if (press.key === ' ') {
      anchor.current = cell.index
      table.onToggle(row)
    } else if (press.key === 'F2' || (press.key === 'Enter' && editable.includes(column)))
      table.onEdit(editable.includes(column) ? column : 'issue', row)
    else if (press.key === 'Enter') table.onOpen(row, cell.index)
    else return false
    return true
  }

  return (press) => {
    if (press.target !== press.currentTarget) return
    const row = list.rows.row(cell.index)
    const used =
      cell.index === -1
        ? inHeads(press)
        : (row?.kind === 'group' && inGroup(press, row.group)) || inRow(press) || walk(press)
    if (used) press.preventDefault()
  }
}
