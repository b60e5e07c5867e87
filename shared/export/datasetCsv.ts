/** The dataset as CSV: its header, its rows as cells, and back. */
import { fail, ok, type Result } from '../errors.ts'
import { csvText } from './csv.ts'
import {
  columnNamed,
  columnNames,
  columnOf,
  headerOf,
  type ColumnName,
  type DatasetRow,
  type OffsetUnit
} from './datasetColumns.ts'
import { guardColumn, guardFormula, guardOn, unguardFormula } from './formulaGuard.ts'
import { misnamedColumns, unknownColumns, type UnknownColumn } from './nearestColumn.ts'
import { refusal, type Refusal } from './refusals.ts'
import type { ReadValues } from './rowChecks.ts'

export type CsvWriting = { readonly offsets: OffsetUnit; readonly formulaGuard: boolean }

/** What a file's header says about its cells. */
export type CsvHeader = {
  /** Column by column; null for one that Parley does not know, which is left out and told. */
  readonly columns: readonly (ColumnName | null)[]
  readonly unknown: readonly UnknownColumn[]
  /** The unit of start and end; null where the file has neither, so that passages are found by their words. */
  readonly offsets: OffsetUnit | null
  /** Where the formula guard says that it is on; null where the file was not guarded. */
  readonly guardAt: number | null
}

export type ReadRow =
  /** `offsets`: how its start and end count; null where it has none. `unknown`: what it names that was not read. */
  | {
      readonly ok: true
      readonly values: ReadValues
      readonly offsets: OffsetUnit | null
      readonly unknown: readonly UnknownColumn[]
    }
  | { readonly ok: false; readonly refusal: Refusal }

/** The header line, with its CRLF. */
export function csvHeaderLine({ offsets, formulaGuard }: CsvWriting): string {
  const headers = columnNames.map((name) => headerOf(name, offsets))
  return csvText([formulaGuard ? [...headers, guardColumn] : headers])
}

/** Rows as CSV lines, each with its CRLF. Their offsets are in the unit of the header already. */
export function csvDatasetLines(rows: readonly DatasetRow[], { formulaGuard }: CsvWriting): string {
  return csvText(
    rows.map((row) => {
      const cells = columnNames.map((name) => {
        const { form } = columnOf(name)
        const cell = form.toCell(row[name])
        return formulaGuard && form.isWords ? guardFormula(cell) : cell
      })
      return formulaGuard ? [...cells, guardOn] : cells
    })
  )
}

/** Reads a header. Fails with badTable where a needed column is missing, named twice or by another name, or where an offset does not say its unit. */
export function readCsvHeader(cells: readonly string[], name: string): Result<CsvHeader> {
  const headers = cells.map((cell) => cell.trim())
  const found = headers.map(columnNamed)
  const columns = found.map((column) => column?.name ?? null)
  const problem = whatBreaksColumns(headers)
  if (problem) return fail('badTable', { name, why: problem })
  const guardAt = headers.indexOf(guardColumn)
  return ok({
    columns,
    unknown: unknownColumns(headers),
    offsets: unitOf(found),
    guardAt: guardAt < 0 ? null : guardAt
  })
}

/** The values of a row's cells. */
export function readCsvRow(header: CsvHeader, cells: readonly string[]): ReadRow {
  if (cells.length !== header.columns.length) {
    return {
      ok: false,
      refusal: refusal('cellCount', { found: cells.length, wanted: header.columns.length })
    }
  }
  const isGuarded = header.guardAt !== null && cells[header.guardAt] === guardOn
  const values: Record<string, unknown> = {}
  for (const [i, column] of header.columns.entries()) {
    if (column === null) continue
    const { form } = columnOf(column)
    const written = cells[i] ?? ''
    const cell = isGuarded && form.isWords ? unguardFormula(written) : written
    const read = form.fromCell(cell)
    if (!read)
      return {
        ok: false,
        refusal: refusal('badValue', {
          value: cell,
          column: headerOf(column, header.offsets ?? 'code points'),
          looksLike: form.looksLike
        })
      }
    values[column] = read.value
  }
  return { ok: true, values: values as ReadValues, offsets: header.offsets, unknown: header.unknown }
}

/** What is wrong with the columns that a file names, in a few words; undefined where they can be read. */
export function whatBreaksColumns(headers: readonly string[]): string | undefined {
  const known = headers.flatMap((header) => columnNamed(header)?.name ?? [])
  const twice = known.find((name, i) => known.indexOf(name) !== i)
  if (twice) return `the column ${twice} is there twice`
  const bare = headers.find((header) => header === 'start' || header === 'end')
  if (bare) return `the column ${bare} does not say how it counts; name it ${bare}_codepoint or ${bare}_utf16`
  // Before what is missing: it is most likely there under this name.
  const misnamed = misnamedColumns(headers)
  if (misnamed.length > 0)
    return misnamed
      .map(
        ({ column, nearest }) =>
          `Parley knows no column “${column.slice(0, 60).toWellFormed()}”; name it ${nearest ?? ''} if that is meant, or take it out of the file`
      )
      .join('; ')
  if (known.includes('start') !== known.includes('end'))
    return 'start and end belong together; one of the two columns is missing'
  const needed = neededColumns.find((names) => !names.some((name) => known.includes(name)))
  return needed ? `the column ${needed.join(' or ')} is missing` : undefined
}

/** Of each line at least one: without them a row cannot be placed. */
const neededColumns: readonly (readonly ColumnName[])[] = [
  ['annotation_id'],
  ['revision', 'document_id'],
  ['quote'],
  ['issue_id', 'issue_path']
]

function unitOf(found: readonly ReturnType<typeof columnNamed>[]): OffsetUnit | null {
  return found.find((column) => column?.offsets)?.offsets ?? null
}
