/** A table of numbers, each of which opens the passages behind it. */
import { ArrowDownNarrowWide } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { AgreementCell } from '../../../shared/api/agreementMethods.ts'
import type { OpenNumber } from '../../state/agreement.ts'
import { classes } from '../../ui/Button.tsx'
import { useKeptOnScreen } from './useKeptOnScreen.ts'

export type GridColumn = {
  readonly key: string
  readonly head: ReactNode
  /** The whole name, for the tooltip and for screen readers. */
  readonly name: string
  /** Present where its head sorts. */
  readonly sort?: { readonly isOn: boolean; readonly toggle: () => void }
}
export type GridCell = {
  readonly text: string
  /** All that is to be said of it, in sentences: shown below the table while the cell is in hand. */
  readonly about: string
  /** What opens; null: nothing stands behind it. */
  readonly cell: AgreementCell | null
  readonly look?: 'faint' | 'strong'
  /** How strongly the cell is tinted, from 0 to 1, and in which colour. */
  readonly tint?: { readonly colour: string; readonly share: number }
}
export type GridRow = {
  readonly key: string
  readonly head: ReactNode
  readonly name: string
  /** Undefined where the table has nothing in a column. */
  readonly cells: readonly (GridCell | undefined)[]
}
export type OpenCell = (cell: AgreementCell, from: OpenNumber['from']) => void

type NumberGridProps = {
  /** Names the table among those of the view. */
  readonly grid: string
  readonly label: string
  /** Over the heads of the rows. */
  readonly corner: string
  readonly columns: readonly GridColumn[]
  readonly rows: readonly GridRow[]
  readonly open: OpenNumber | null
  readonly onOpen: OpenCell
  readonly className?: string
}

/** One tab stop; arrows walk the cells, row -1 is the head of the columns; Enter, Space or a click opens. */
export function NumberGrid(props: NumberGridProps) {
  const { grid, label, corner, columns, rows, open, onOpen, className } = props
  const id = useId()
  const table = useRef<HTMLTableElement>(null)
  const from = open?.from?.grid === grid ? open.from : null
  const [at, setAt] = useState(from ?? { row: 0, column: 0 })
  const [inside, setInside] = useState(false)
  const [under, setUnder] = useState<{ readonly row: number; readonly column: number } | null>(null)
  const row = Math.min(at.row, rows.length - 1)
  const column = Math.min(at.column, columns.length - 1)
  const told = under ?? (inside && row >= 0 ? { row, column } : null)
  const toldCell = told ? rows[told.row]?.cells[told.column] : undefined
  useEffect(() => {
    if (inside)
      document
        .getElementById(`${id}-${row}-${column}`)
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [id, inside, row, column])
  useKeptOnScreen(inside ? `${id}-${row}-${column}` : null)
  // The passages beside the table make it narrower: the number they stand for stays in sight.
  const openId = from ? `${id}-${from.row}-${from.column}` : null
  useEffect(() => {
    if (openId !== null) document.getElementById(openId)?.scrollIntoView({ block: 'nearest' })
  }, [openId])

  const press = (toRow: number, toColumn: number): void => {
    const sort = toRow < 0 ? columns[toColumn]?.sort : undefined
    if (sort) return sort.toggle()
    const cell = rows[toRow]?.cells[toColumn]?.cell
    if (cell) onOpen(cell, { grid, row: toRow, column: toColumn })
  }
  const key = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const top = columns.some((one) => one.sort) ? -1 : 0
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowLeft: [row, column + (isRtl ? 1 : -1)],
      ArrowRight: [row, column + (isRtl ? -1 : 1)],
      Home: [event.ctrlKey ? top : row, 0],
      End: [event.ctrlKey ? rows.length - 1 : row, columns.length - 1]
    }
    const step = steps[event.key]
    if (step)
      setAt({
        row: Math.min(rows.length - 1, Math.max(top, step[0])),
        column: Math.min(columns.length - 1, Math.max(0, step[1]))
      })
    else if (event.key === 'Enter' || event.key === ' ') press(row, column)
    else return
    event.preventDefault()
  }

  return (
    <div className={classes('number-grid', className)}>
      <div className="number-grid-scroll">
        <table
          ref={table}
          id={gridId(grid)}
          role="grid"
          aria-label={label}
          tabIndex={0}
          {...(inside ? { 'aria-activedescendant': `${id}-${row}-${column}` } : {})}
          onKeyDown={key}
          onFocus={() => setInside(true)}
          onBlur={() => setInside(false)}
          onPointerLeave={() => setUnder(null)}
        >
          <thead>
            <tr>
              <th scope="col">{corner}</th>
              {columns.map((one, i) => (
                <th
                  key={one.key}
                  id={`${id}--1-${i}`}
                  scope="col"
                  title={one.name}
                  className={classes(
                    'number',
                    inside && row === -1 && i === column && 'in-hand',
                    one.sort && 'sorts'
                  )}
                  {...(one.sort ? { 'aria-sort': one.sort.isOn ? 'ascending' : 'none' } : {})}
                  onClick={() => {
                    setAt({ row: one.sort ? -1 : row, column: i })
                    one.sort?.toggle()
                  }}
                >
                  <span aria-hidden>
                    {one.sort?.isOn && (
                      <ArrowDownNarrowWide className="sort-sign" size={12} strokeWidth={2} />
                    )}
                    {one.head}
                  </span>
                  <span className="unseen">{one.name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((one, r) => (
              <tr key={one.key}>
                <th scope="row" dir="auto">
                  {one.head}
                </th>
                {columns.map((each, c) => {
                  const cell = one.cells[c]
                  return (
                    <td
                      key={each.key}
                      id={`${id}-${r}-${c}`}
                      className={classes(
                        'number tabular',
                        cell?.look,
                        cell?.cell && 'opens',
                        inside && r === row && c === column && 'in-hand',
                        from?.row === r && from.column === c && 'open'
                      )}
                      {...(cell?.tint ? { style: { background: tinted(cell.tint) } } : {})}
                      onPointerEnter={() => setUnder({ row: r, column: c })}
                      onClick={() => {
                        setAt({ row: r, column: c })
                        press(r, c)
                      }}
                    >
                      {cell?.text}
                      {cell && (
                        <span className="unseen">
                          {`${one.name}, ${each.name}${cell.about === '' ? '' : `. ${cell.about}`}`}
                        </span>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="number-grid-about faint" aria-hidden>
        {told && toldCell
          ? `${rows[told.row]?.name ?? ''} · ${columns[told.column]?.name ?? ''}. ${toldCell.about}`
          : '\u00a0'}
      </p>
    </div>
  )
}

/** The element that takes the focus of a table of this name. */
export function gridId(grid: string): string {
  return `agreement-${grid}`
}

function tinted({ colour, share }: NonNullable<GridCell['tint']>): string {
  return `color-mix(in oklab, ${colour} ${Math.round(6 + 30 * share)}%, transparent)`
}
