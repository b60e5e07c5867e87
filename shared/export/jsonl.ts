/** The dataset as JSON Lines: one object a line, keys named as the columns of the CSV, lists as arrays, nothing as null. */
import type { Json } from '../model/record.ts'
import { parsedJson } from './cellForms.ts'
import {
  columnNamed,
  columnNames,
  columnOf,
  headerOf,
  type DatasetRow,
  type OffsetUnit
} from './datasetColumns.ts'
import { whatBreaksColumns, type ReadRow } from './datasetCsv.ts'
import { unknownColumns } from './nearestColumn.ts'
import { refusal } from './refusals.ts'

/** Rows as lines, each with its LF. Their offsets are in this unit already. */
export function jsonlDatasetLines(rows: readonly DatasetRow[], offsets: OffsetUnit): string {
  return rows
    .map((row) => {
      const fields = columnNames.map((name): [string, Json] => [
        headerOf(name, offsets),
        columnOf(name).form.toJson(row[name])
      ])
      return `${JSON.stringify(Object.fromEntries(fields))}\n`
    })
    .join('')
}

/** The values of a line. Keys that Parley does not know are left out and told; one by another name and an offset without its unit are refused. */
export function readJsonlRow(line: string): ReadRow {
  const json = parsedJson(line)
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { ok: false, refusal: refusal('notAnObject') }
  const object = json as { readonly [key: string]: Json }
  const headers = Object.keys(object)
  const problem = whatBreaksColumns(headers)
  if (problem) return { ok: false, refusal: refusal('badLine', { why: problem }) }
  const values: Record<string, unknown> = {}
  let offsets: OffsetUnit | null = null
  for (const [key, value] of Object.entries(object)) {
    const column = columnNamed(key)
    if (!column) continue
    const { form } = columnOf(column.name)
    const read = form.fromJson(value)
    if (!read)
      return {
        ok: false,
        refusal: refusal('badValue', { value: JSON.stringify(value), column: key, looksLike: form.looksLike })
      }
    values[column.name] = read.value
    offsets = column.offsets ?? offsets
  }
  return { ok: true, values, offsets, unknown: unknownColumns(headers) }
}
