/** A cell of the table. */

/** `index` counts rows from 0, -1 is the heads of the columns; `column` counts shown columns from 0. */
export type Cell = { readonly index: number; readonly column: number }

/** The id of its element. */
export function cellId({ index, column }: Cell): string {
  return `passage-cell-${index}-${column}`
}
