/** Tables of a page: which of them only lay it out, and where each cell of the others stands. */
import { attribute, isElement, walk, type HtmlElement, type HtmlParent } from './htmlNodes.ts'

/** Tables that are read as running text: they hold other tables, have one cell only, or say that they are layout. */
export function layoutTables(root: HtmlParent): ReadonlySet<HtmlElement> {
  const layout = new Set<HtmlElement>()
  const open: { readonly table: HtmlElement; cells: number }[] = []
  walk(root, {
    enter: (node) => {
      if (!isElement(node)) return undefined
      const outer = open.at(-1)
      if (node.tagName === 'table') {
        if (outer) layout.add(outer.table)
        if (/^(presentation|none)$/.test(attribute(node, 'role') ?? '')) layout.add(node)
        open.push({ table: node, cells: 0 })
      } else if (outer && (node.tagName === 'td' || node.tagName === 'th')) outer.cells += 1
      return undefined
    },
    leave: (element) => {
      if (element.tagName !== 'table') return
      const closed = open.pop()
      if (closed && closed.cells <= 1) layout.add(closed.table)
    }
  })
  return layout
}

/** Gives each cell its row and column (from 0), cells that span rows or columns taken into account. */
export type TableGrid = {
  readonly startRow: () => void
  readonly place: (cell: HtmlElement) => {
    readonly row: number
    readonly column: number
    readonly isMerged: boolean
  }
}

/** The grid of one table. */
export function tableGrid(): TableGrid {
  let row = -1
  let column = 0
  /** Column -> the first row in which it is free again. */
  const freeFrom = new Map<number, number>()
  return {
    startRow: () => {
      row += 1
      column = 0
    },
    place: (cell) => {
      if (row < 0) row = 0
      while (column < mostColumns && (freeFrom.get(column) ?? 0) > row) column += 1
      const columns = spanOf(cell, 'colspan', Math.max(1, mostColumns - column))
      const rows = spanOf(cell, 'rowspan', 65_534)
      const placed = { row, column, isMerged: columns > 1 || rows > 1 }
      if (rows > 1) for (let c = column; c < column + columns; c += 1) freeFrom.set(c, row + rows)
      column += columns
      return placed
    }
  }
}

/** Beyond this column nothing is kept free for cells that span rows, so that a made-up page cannot cost more than its size. */
const mostColumns = 1_000

function spanOf(cell: HtmlElement, name: string, most: number): number {
  const span = Number.parseInt(attribute(cell, name) ?? '1', 10)
  return Number.isInteger(span) && span >= 1 ? Math.min(span, most) : 1
}
