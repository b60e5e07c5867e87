/**
 * Keeps spreadsheets from calculating a cell: a `'` before words that begin like a formula. It changes what is written, so it is an option,
 * and a file that has it says so in a column of its own; then, and only then, reading takes it away again.
 */

/** The last column of a guarded file; every row says `on`. */
export const guardColumn = 'formula_guard'
export const guardOn = 'on'

/** Full-width signs are formulas to some spreadsheets too. A `'` before such a beginning counts as one, so that guarding can be undone. */
const likeFormula = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

/** The cell with a `'` before it where it begins like a formula. */
export function guardFormula(cell: string): string {
  return likeFormula.test(cell) ? `'${cell}` : cell
}

/** The cell as it was before `guardFormula`. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && likeFormula.test(cell) ? cell.slice(1) : cell
}
