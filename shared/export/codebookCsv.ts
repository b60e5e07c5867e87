/** The codebook as CSV: one row a record, the column `record` says of which kind. */
import { fail, ok, type Result } from '../errors.ts'
import type { Json } from '../model/record.ts'
import { decimal, names, path, type CellForm } from './cellForms.ts'
import { checkRecords, type CodebookFile, type RawRecord } from './codebookFile.ts'
import { csvRows, csvText } from './csv.ts'
import { joinNames } from './joinedNames.ts'
import { issuePaths, type KnownCodebook } from './knownCodebook.ts'

/** Column -> the field it holds, in the order of the file. */
const columns = {
  record: 'record',
  id: 'id',
  name: 'name',
  path: 'path',
  parent_id: 'parent',
  definition: 'definition',
  examples: 'examples',
  supporting: 'supporting',
  opposing: 'opposing',
  key: 'key',
  label: 'label',
  polarity: 'polarity',
  shortcut: 'shortcut',
  other_names: 'otherNames',
  kind: 'kind',
  group: 'group',
  initials: 'initials',
  colour: 'colour',
  retired: 'retired'
} as const
type ColumnName = keyof typeof columns
const columnNames = Object.keys(columns) as readonly ColumnName[]

/** The whole codebook with its header; joined records are part of what they were joined into and are left out. */
export function codebookCsv(codebook: KnownCodebook, { bom }: { readonly bom: boolean }): string {
  const paths = issuePaths(codebook.issues)
  const rows: Partial<Record<ColumnName, string>>[] = []
  for (const issue of codebook.issues) {
    if (issue.joinedInto !== null) continue
    const { id, name, definition, supporting, opposing, colour } = issue
    rows.push({
      record: 'issue',
      id,
      name,
      path: joinNames(paths.get(id) ?? [name], 'path'),
      parent_id: issue.parent ?? '',
      definition,
      examples: joinNames(issue.examples, 'names'),
      supporting,
      opposing,
      colour,
      retired: yes(issue.retired)
    })
  }
  for (const { id, key, label, polarity, shortcut, colour, retired } of codebook.stances)
    rows.push({
      record: 'stance',
      id,
      key,
      label,
      polarity: decimal.toCell(polarity),
      shortcut,
      colour,
      retired: yes(retired)
    })
  for (const { id, name, otherNames, kind, group, colour, joinedInto } of codebook.actors)
    if (joinedInto === null)
      rows.push({
        record: 'actor',
        id,
        name,
        other_names: joinNames(otherNames, 'names'),
        kind,
        group,
        colour
      })
  for (const { id, name, initials, kind, joinedInto } of codebook.coders)
    if (joinedInto === null) rows.push({ record: 'coder', id, name, initials, kind })
  const cells = rows.map((row) => columnNames.map((name) => row[name] ?? ''))
  return (bom ? '\uFEFF' : '') + csvText([columnNames, ...cells])
}

/** Reads a codebook; a column that is missing leaves its field as it is. Fails with badCodebook where there is no column `record`. */
export function readCodebookCsv(text: string, name: string): Result<CodebookFile> {
  const table = csvRows(text, name)
  if (!table.ok) return fail('badCodebook', { name, why: String(table.problem.about['why'] ?? '') })
  const [header = [], ...rows] = table.value
  const found = header.map((cell) => columnNames.find((column) => column === cell.trim()))
  if (!found.includes('record')) return fail('badCodebook', { name, why: 'the column record is missing' })
  const twice = found.find((column, i) => column !== undefined && found.indexOf(column) !== i)
  if (twice) return fail('badCodebook', { name, why: `the column ${twice} is there twice` })
  return ok(
    checkRecords(
      rows.map((cells, i) => rawRecord(i + 1, found, cells)),
      columnOf
    )
  )
}

function rawRecord(
  row: number,
  header: readonly (ColumnName | undefined)[],
  cells: readonly string[]
): RawRecord {
  const record = (cells[header.indexOf('record')] ?? '').trim()
  const fields: Record<string, Json> = {}
  for (const [i, column] of header.entries()) {
    if (column === undefined || column === 'record') continue
    const value = valueIn(column, cells[i] ?? '', record)
    if (value !== undefined) fields[columns[column]] = value
  }
  const above = fields['path']
  // A path alone names its issue.
  if (record === 'issue' && fields['name'] === undefined && Array.isArray(above))
    fields['name'] = above.at(-1) as Json
  // It says where an issue stands, too, when the parent's id does not.
  if (fields['parent'] === null && Array.isArray(above) && above.length > 1) delete fields['parent']
  return { row, record, fields }
}

/** The field's value; undefined where an empty cell says nothing. */
function valueIn(column: ColumnName, cell: string, record: string): Json | undefined {
  if (column === 'parent_id') return cell.trim() === '' ? null : cell.trim()
  if (column === 'polarity') return inForm(decimal, cell)
  if (column === 'examples' || column === 'other_names') return inForm(names, cell)
  if (column === 'path') return cell === '' ? undefined : inForm(path, cell)
  if (column === 'retired') return yesIn(cell)
  // An actor may have no kind; a coder always has one, so an empty cell says nothing there.
  if (emptySays.has(column) || (column === 'kind' && record === 'actor')) return cell
  return cell.trim() === '' ? undefined : cell
}

/** Columns whose empty cell means the empty text. */
const emptySays: ReadonlySet<ColumnName> = new Set([
  'definition',
  'supporting',
  'opposing',
  'shortcut',
  'group'
])

function inForm<T extends Json>(form: CellForm<T>, cell: string): Json {
  const read = form.fromCell(cell)
  // What cannot be read is passed on as it is written, for the check to refuse.
  return read ? read.value : cell
}

function yes(on: boolean): string {
  return on ? 'yes' : ''
}

function yesIn(cell: string): Json {
  const word = cell.trim().toLowerCase()
  if (word === '' || word === 'no' || word === 'false' || word === '0') return false
  return word === 'yes' || word === 'true' || word === '1' ? true : cell
}

function columnOf(field: string): string {
  return columnNames.find((column) => columns[column] === field) ?? field
}
