/** The table of passages, of any length: only the rows in sight are in the page, and keys walk all of them. */
import { ArrowUpRight, Check, ChevronDown, ChevronRight } from 'lucide-react'
import {
  useEffect,
  useImperativeHandle,
  useState,
  type CSSProperties,
  type MouseEvent,
  type Ref
} from 'react'
import type { PassageRow } from '../../shared/api/views.ts'
import type { AnnotationId } from '../../shared/ids.ts'
import type { CodebookIndex } from '../state/codebook.ts'
import { useCodebook } from '../state/parley.ts'
import { classes } from '../ui/Button.tsx'
import type { MenuPoint } from '../ui/ContextMenu.tsx'
import { formatNumber } from '../ui/format.ts'
import { t } from '../ui/words.ts'
import { editable, type Column, type ColumnName } from './columns.ts'
import { groupKey } from './listRows.ts'
import { cellId, type Cell } from './cells.ts'
import { CellContent } from './Passage.tsx'
import type { Selection } from './selection.ts'
import { TableHead } from './TableHead.tsx'
import { useContexts, type Around } from './useContexts.ts'
import type { ShownList } from './useList.ts'
import { useScaledScroll } from './useScaledScroll.ts'
import { useTableKeys } from './useTableKeys.ts'

/** In px. */
export const rowHeight = 52
const headHeight = 30
const tickWidth = 40
const stuckHeight = 34
/** Rows drawn beyond those in sight. */
const overscan = 6

export type TableHandle = {
  focus(): void
  /** Puts the focus on a row of the table and brings it into sight. */
  show(index: number): void
  /** The element of the cell in hand, where it is in sight. */
  cell(): HTMLElement | null
}

export type PassageTableProps = {
  readonly list: ShownList
  readonly columns: readonly Column[]
  readonly closed: ReadonlySet<string>
  readonly selection: Selection
  /** The passage that was opened last. */
  readonly left: AnnotationId | null
  readonly start: { readonly position: number; readonly cell: Cell }
  readonly onMove: (position: number, cell: Cell) => void
  readonly onOpen: (row: PassageRow, index: number) => void
  readonly onEdit: (column: ColumnName, row: PassageRow) => void
  readonly onToggle: (row: PassageRow) => void
  /** All passages of the rows between two, both included. */
  readonly onRange: (from: number, to: number) => void
  readonly onAll: () => void
  readonly onNothing: () => void
  readonly onDelete: (row: PassageRow | null) => void
  readonly onGroup: (key: string) => void
  readonly onMenu: (at: MenuPoint, row: PassageRow | null, column: ColumnName) => void
  readonly ref?: Ref<TableHandle>
}

/** One tab stop; the cell in hand is told to screen readers as the active one. */
export function PassageTable(props: PassageTableProps) {
  const { list, columns, closed, selection, left, start, onMove, onToggle, onRange, onMenu, ref } = props
  const { rows, pages, groups } = list
  const index = useCodebook((state) => state.index)
  const [inside, setInside] = useState(false)
  const [cell, setCell] = useState<Cell>(start.cell)
  const scroll = useScaledScroll({
    count: rows.count,
    rowHeight,
    head: headHeight,
    start: start.position
  })
  const { scroller, first, last, position, show } = scroll
  const current: Cell = {
    index: Math.min(cell.index, rows.count - 1),
    column: Math.min(cell.column, columns.length - 1)
  }
  const passageAt = (at: number): PassageRow | undefined => {
    const row = rows.row(at)
    return row?.kind === 'passage' ? pages.row(row.at) : undefined
  }
  useEffect(() => {
    const ends = [first, last].map((at) => rows.row(at))
    const places = ends.map((row, end) =>
      row?.kind === 'passage' ? row.at : row ? placeOf(list, row.group, end) : 0
    )
    pages.need(places[0] ?? 0, places[1] ?? 0)
  }, [first, last, rows, pages, list])
  useEffect(() => onMove(position, cell), [position, cell, onMove])
  const drawn: number[] = []
  for (let at = Math.max(0, first - overscan); at <= Math.min(rows.count - 1, last + overscan); at++)
    drawn.push(at)
  const around = useContexts(drawn.flatMap((at) => passageAt(at) ?? []))

  const cellElement = (): HTMLElement | null => document.getElementById(cellId(current))
  const goTo = (next: Cell): void => {
    setCell(next)
    if (next.index >= 0) show(next.index)
  }
  useImperativeHandle(ref, () => ({
    focus: () => scroller.current?.focus({ preventScroll: true }),
    show: (at) => {
      setCell((before) => ({ ...before, index: at }))
      show(at, 'middle')
    },
    cell: cellElement
  }))
  const keys = useTableKeys({ ...props, cell: current, page: scroll.page, passageAt, goTo })

  const menuOf = (event: MouseEvent): void => {
    event.preventDefault()
    const target = event.target instanceof Element ? event.target.closest('[data-cell]') : null
    const [at = current.index, column = current.column] =
      target?.getAttribute('data-cell')?.split(' ').map(Number) ?? []
    setCell({ index: at, column })
    // The menu key: at the cell in hand.
    const place = target ? null : cellElement()?.getBoundingClientRect()
    onMenu(
      place ? { x: place.left + 12, y: place.bottom - 4 } : { x: event.clientX, y: event.clientY },
      passageAt(at) ?? null,
      columns[column]?.name ?? 'quote'
    )
  }
  const press = (event: MouseEvent, at: number, column: number): void => {
    const row = passageAt(at)
    if (event.shiftKey) onRange(current.index, at)
    else if (row && (event.ctrlKey || event.metaKey)) onToggle(row)
    setCell({ index: at, column })
  }
  const isInSight = current.index === -1 || drawn.includes(current.index)
  const firstRow = rows.row(first)
  // Where the group's own heading is still in sight, one is enough.
  const isPast = firstRow?.kind === 'passage' || position - first * rowHeight >= rowHeight - stuckHeight
  const stuck = groups && firstRow && isPast ? groups[firstRow.group ?? 0] : undefined
  return (
    <div
      ref={scroller}
      className="passage-table"
      style={templateOf(columns)}
      role={groups ? 'treegrid' : 'grid'}
      aria-label={t('passages.list')}
      aria-rowcount={rows.count + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      tabIndex={0}
      {...(inside && isInSight ? { 'aria-activedescendant': cellId(current) } : {})}
      onKeyDown={keys}
      onContextMenu={menuOf}
      onFocus={() => setInside(true)}
      onBlur={() => setInside(false)}
    >
      <TableHead
        list={list}
        columns={columns}
        inHand={inside && current.index === -1 ? current.column : null}
      />
      {stuck && (
        <div className="group-stuck" aria-hidden>
          <GroupHeading
            group={stuck}
            isClosed={closed.has(groupKey(stuck.key))}
            onPress={() => props.onGroup(groupKey(stuck.key))}
          />
        </div>
      )}
      <div className="table-rows" role="rowgroup" style={{ height: scroll.height }}>
        {drawn.map((at) => {
          const row = rows.row(at)
          if (!row) return null
          const style = { transform: `translateY(${scroll.topOf(at)}px)` }
          if (row.kind === 'group') {
            const group = groups?.[row.group]
            if (!group) return null
            const isClosed = closed.has(groupKey(group.key))
            return (
              <div
                key={at}
                className="table-row group-row"
                role="row"
                aria-rowindex={at + 2}
                aria-level={1}
                aria-expanded={!isClosed}
                style={style}
              >
                <div
                  id={cellId({ index: at, column: current.column })}
                  role="gridcell"
                  aria-colspan={columns.length + 1}
                  className={classes('group-cell', inside && at === current.index && 'in-hand')}
                  onMouseDown={() => setCell({ index: at, column: 0 })}
                >
                  <GroupHeading
                    group={group}
                    isClosed={isClosed}
                    onPress={() => props.onGroup(groupKey(group.key))}
                  />
                </div>
              </div>
            )
          }
          const passage = pages.row(row.at)
          const isSelected = passage !== undefined && selection.has(passage.id)
          return (
            <div
              key={at}
              className={classes('table-row', passage !== undefined && passage.id === left && 'left-here')}
              role="row"
              aria-rowindex={at + 2}
              aria-selected={isSelected}
              {...(groups ? { 'aria-level': 2 } : {})}
              style={style}
            >
              <div
                role="gridcell"
                className="tick-cell"
                aria-label={t(isSelected ? 'passages.selected' : 'passages.notSelected')}
                onClick={(event) => {
                  setCell({ index: at, column: current.column })
                  if (event.shiftKey) onRange(current.index, at)
                  else if (passage) onToggle(passage)
                }}
              >
                <span className={classes('tick', isSelected && 'on')}>
                  <Check size={12} strokeWidth={3} aria-hidden />
                </span>
              </div>
              {columns.map(({ name }, column) => (
                <div
                  key={name}
                  id={cellId({ index: at, column })}
                  data-cell={`${at} ${column}`}
                  role="gridcell"
                  aria-colindex={column + 2}
                  aria-readonly={!editable.includes(name)}
                  className={classes(
                    'cell',
                    `cell-${name}`,
                    inside && at === current.index && column === current.column && 'in-hand'
                  )}
                  onMouseDown={(event) => {
                    if (event.button === 0) press(event, at, column)
                  }}
                  onDoubleClick={() => {
                    if (!passage) return
                    if (editable.includes(name)) props.onEdit(name, passage)
                    else props.onOpen(passage, at)
                  }}
                >
                  <CellOf
                    column={name}
                    passage={passage}
                    around={passage ? around(passage) : null}
                    index={index}
                  />
                  {name === 'quote' && passage && (
                    <span
                      className="to-text"
                      aria-hidden
                      title={t('passages.toText')}
                      onClick={() => props.onOpen(passage, at)}
                    >
                      <ArrowUpRight size={15} strokeWidth={1.75} />
                    </span>
                  )}
                </div>
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function CellOf(props: {
  readonly column: ColumnName
  readonly passage: PassageRow | undefined
  readonly around: Around | null
  readonly index: CodebookIndex
}) {
  const { column, passage, around, index } = props
  if (passage) return <CellContent column={column} passage={passage} around={around} index={index} />
  // Bars in place of words, until the host has answered.
  return column === 'quote' ? (
    <span className="skeleton">
      <span className="unseen">{t('passages.waiting')}</span>
    </span>
  ) : (
    <span className="skeleton short" aria-hidden />
  )
}

function GroupHeading(props: {
  readonly group: NonNullable<ShownList['groups']>[number]
  readonly isClosed: boolean
  readonly onPress: () => void
}) {
  const { group, isClosed, onPress } = props
  const Sign = isClosed ? ChevronRight : ChevronDown
  return (
    <span className="group-heading" onClick={onPress}>
      <Sign size={15} strokeWidth={2} aria-hidden />
      <span className="ellipsis" dir="auto">
        {group.key === null ? t('passages.noneOf') : group.name}
      </span>
      <span className="group-count tabular">{formatNumber(group.count)}</span>
    </span>
  )
}

/** The widths of the columns for the grid of every row: the quote takes what the others leave. */
function templateOf(columns: readonly Column[]): CSSProperties {
  const widths = columns.map(({ name, width }) =>
    name === 'quote' ? `minmax(${width}px, 1fr)` : `${width}px`
  )
  const least = tickWidth + columns.reduce((sum, { width }) => sum + width, 0)
  return {
    '--table-columns': `${tickWidth}px ${widths.join(' ')}`,
    '--table-width': `${least}px`
  } as CSSProperties
}

/** The first place in the host's list at or after a heading; at the end of what is in sight, the last before it. */
function placeOf(list: ShownList, group: number, end: number): number {
  const before = (list.groups ?? []).slice(0, group).reduce((sum, { count }) => sum + count, 0)
  return end === 0 ? before : Math.max(0, before - 1)
}
