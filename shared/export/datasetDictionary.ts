/** The data dictionary that is written beside a dataset: what each column means, in which unit, and how lists are written. */
import { columnNames, columnOf, headerOf, type ColumnName, type OffsetUnit } from './datasetColumns.ts'
import { csvText } from './csv.ts'
import { guardColumn } from './formulaGuard.ts'

/** The dictionary as a CSV table: column, unit, meaning. */
export function datasetDictionary({
  offsets,
  formulaGuard
}: {
  readonly offsets: OffsetUnit
  readonly formulaGuard: boolean
}): string {
  const rows = columnNames.map((name) => [
    headerOf(name, offsets),
    unitOf(name, offsets),
    columnOf(name).meaning
  ])
  const guard = [
    guardColumn,
    'on',
    "A “'” stands before every text that begins like a formula (= + - @, tab or line break), so that no spreadsheet calculates it. Reading the dataset back takes it away."
  ]
  return csvText([['column', 'unit', 'meaning'], ...rows, ...(formulaGuard ? [guard] : [])])
}

function unitOf(name: ColumnName, offsets: OffsetUnit): string {
  if (name !== 'start' && name !== 'end') return columnOf(name).unit
  return offsets === 'utf16' ? 'UTF-16 code units' : 'Unicode code points'
}
