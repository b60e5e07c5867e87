/** The documents list as it is shown: headings and documents, page by page, and the same as ids. */
import type { DocumentRow } from '../../shared/api/views.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { seen, seenBy, sightOf } from './blind.ts'
import { flatList, groupsOf, type DocumentsAsked, type GroupOfDocuments } from './documentList.ts'
import { asState, progressOf } from './documentProgress.ts'
import type { ProjectFile } from './projectFile.ts'
import { unpackIds } from './packing.ts'
import { conflictFields } from './read.ts'
import { sql } from './sql.ts'
import { codersAs } from './tableStatements.ts'

export type RowsAsked = Omit<DocumentsAsked, 'titleWords'> & { readonly grouped: boolean }

/** Rows [offset, offset + limit). A heading stands above every group, unless there are none but documents without one. */
export function documentRows(
  file: ProjectFile,
  asked: RowsAsked & {
    readonly closed: readonly string[]
    readonly offset: number
    readonly limit: number
  }
): {
  readonly total: number
  readonly documents: number
  readonly headings: readonly number[]
  readonly rows: readonly DocumentRow[]
} {
  const groups = shownGroups(file, asked)
  const closed = new Set(asked.grouped ? asked.closed : [])
  const hasHeadings = asked.grouped && groups.some(({ name }) => name !== '')
  const wanted: (GroupOfDocuments | number)[] = []
  const end = asked.offset + asked.limit
  const headings: number[] = []
  let at = 0
  let documents = 0
  for (const group of groups) {
    documents += group.count
    if (hasHeadings) {
      if (at >= asked.offset && at < end) wanted.push(group)
      headings.push(at++)
    }
    if (hasHeadings && closed.has(group.name)) continue
    const from = Math.max(0, asked.offset - at)
    const to = Math.min(group.count, end - at)
    if (to > from) wanted.push(...group.slice(from, to))
    at += group.count
  }
  const numbers = wanted.filter((one) => typeof one === 'number')
  const rowOf = rowsOfDocuments(file, numbers, asked)
  return {
    total: at,
    documents,
    headings,
    rows: wanted.flatMap((one): readonly DocumentRow[] => {
      if (typeof one !== 'number')
        return [{ row: 'group', name: one.name, count: one.count, isOpen: !closed.has(one.name) }]
      const row = rowOf(one)
      return row ? [row] : []
    })
  }
}

/** The ids of the same list, group by group; of one group '' where it is not grouped. */
export function documentsOrder(
  file: ProjectFile,
  asked: RowsAsked
): readonly { readonly group: string; readonly documents: readonly DocumentId[] }[] {
  return shownGroups(file, asked).map(({ name, count, slice }) => ({
    group: name,
    documents: slice(0, count).map((n) => file.names.idOf(n) as DocumentId)
  }))
}

function shownGroups(file: ProjectFile, asked: RowsAsked): readonly GroupOfDocuments[] {
  if (asked.grouped) return groupsOf(file, asked)
  const all = flatList(file, asked)
  return all.length === 0 ? [] : [{ name: '', count: all.length, slice: (from, to) => all.slice(from, to) }]
}

type StoredRow = {
  readonly title: string | null
  readonly date: string | null
  readonly kind: string | null
  readonly place_group: string
  readonly joined: number | null
  readonly text: number | null
  readonly heads: string
}
type Sums = {
  readonly annotations: number
  readonly incomplete: number
  readonly conflicts: number
  readonly mine: number
}

function rowsOfDocuments(
  file: ProjectFile,
  numbers: readonly number[],
  { coder }: Pick<DocumentsAsked, 'coder'>
): (n: number) => DocumentRow | null {
  const { connection, names } = file
  const fields = conflictFields(file, 'document', numbers)
  const coderNumber = coder === null ? null : names.find(coder)
  const own = coderNumber === null ? [] : connection.all(codersAs, coderNumber).map(({ n }) => n)
  const coders = JSON.stringify(own)
  const sees = seenBy(sightOf(file))
  return (n) => {
    const row = connection.get(storedRow, n)
    if (!row) return null
    const sums: Sums | undefined = connection.get(sumsIn, coders, n, n, ...sees)
    const mine = sums?.mine ?? 0
    const told = own.length === 0 ? undefined : connection.get(toldIn, n, n, coders)
    return {
      row: 'document',
      id: names.idOf(n) as DocumentId,
      title: row.title ?? '',
      date: row.date ?? '',
      kind: row.kind ?? '',
      group: row.place_group,
      isHere: row.text !== null,
      joinedInto: row.joined === null ? null : (names.idOf(row.joined) as DocumentId),
      annotations: sums?.annotations ?? 0,
      mine,
      incomplete: sums?.incomplete ?? 0,
      inConflict: sums?.conflicts ?? 0,
      lost: connection.get(lostIn, n, n, ...sees)?.lost ?? 0,
      progress: own.length === 0 ? null : progressOf(asState(told?.state ?? null), mine),
      heads: [...unpackIds(row.heads, names)],
      conflicts: [...(fields.get(n) ?? [])]
    }
  }
}

const storedRow = sql<[number], StoredRow>(
  `SELECT d.title, d.date, d.kind, d.place_group, d.joined, r.n AS text, d.heads
FROM document d LEFT JOIN revision r ON r.n = d.revision WHERE d.n = ? AND d.shown = 1`
)
const standingIn = 'document IN (SELECT ? UNION ALL SELECT n FROM document WHERE joined = ?)'
const sumsIn = sql<[string, number, number, ...ReturnType<typeof seenBy>], Sums>(
  `SELECT coalesce(sum(annotations), 0) AS annotations, coalesce(sum(incomplete), 0) AS incomplete, coalesce(sum(conflicts), 0) AS conflicts,
  coalesce(sum(annotations) FILTER (WHERE coder IN (SELECT value FROM json_each(?))), 0) AS mine
FROM count WHERE ${standingIn} AND ${seen('')}`
)
export const lostIn = sql<[number, number, ...ReturnType<typeof seenBy>], { lost: number }>(
  `SELECT count(*) AS lost FROM annotation WHERE today_start IS NULL AND shown = 1 AND ${standingIn} AND ${seen('')}`
)
const toldIn = sql<[number, number, string], { state: string | null }>(
  `SELECT state FROM progress WHERE ${standingIn} AND shown = 1 AND coder IN (SELECT value FROM json_each(?))
ORDER BY modified DESC, n DESC LIMIT 1`
)
