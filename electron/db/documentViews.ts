/** Documents as views show them, page by page. */
import type { DocumentView } from '../../shared/api/views.ts'
import type { ActorId, DocumentId, Hash } from '../../shared/ids.ts'
import { seen, seenBy, sightOf } from './blind.ts'
import { flatList, type DocumentsAsked } from './documentList.ts'
import { unpackIds } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'
import { byText, conflictFields } from './read.ts'
import { sql } from './sql.ts'

export type DocumentsQuery = {
  readonly offset: number
  readonly limit: number
  readonly text?: string
} & Partial<Omit<DocumentsAsked, 'titleWords'>>

/** A page of the shown documents; joined ones are left out but where the filter asks for them. `text`: every word must stand in the title, case-insensitive. */
export function documentsPage(
  file: ProjectFile,
  query: DocumentsQuery
): { readonly total: number; readonly documents: readonly DocumentView[] } {
  const { offset, limit, text = '', filter = {}, sort = 'place', descending = false, coder = null } = query
  const numbers = flatList(file, { filter, sort, descending, coder, titleWords: text })
  const rows = numbers.slice(offset, offset + limit).flatMap((n) => file.connection.get(documentRow, n) ?? [])
  return { total: numbers.length, documents: viewsOf(file, rows) }
}

/** A document that is shown, joined or not; undefined where there is none of this id. */
export function documentNamed(file: ProjectFile, id: DocumentId): DocumentView | undefined {
  const n = file.names.find(id)
  const row = n === null ? undefined : file.connection.get(documentRow, n)
  return row && viewsOf(file, [row])[0]
}

/** Shown documents whose text today is this text, whatever their blocks; by the hash of the text alone. */
export function documentsWithText(file: ProjectFile, textHash: Hash): readonly DocumentView[] {
  return viewsOf(file, file.connection.all(documentsByText, textHash))
}

/** Shown documents that were read from a file with these bytes. */
export function documentsFromFile(file: ProjectFile, original: Hash): readonly DocumentView[] {
  const n = file.names.find(original)
  return n === null ? [] : viewsOf(file, file.connection.all(documentsByOriginal, n))
}

/** The shown document whose text today is this revision; undefined where there is none. */
export function documentWithRevision(file: ProjectFile, revision: Hash): DocumentView | undefined {
  const n = file.names.find(revision)
  return n === null ? undefined : viewsOf(file, file.connection.all(documentsByRevision, n))[0]
}

/** Documents that are shown, joined or not, by their numbers, in that order. */
export function documentsNumbered(file: ProjectFile, numbers: readonly number[]): readonly DocumentView[] {
  return viewsOf(
    file,
    numbers.flatMap((n) => file.connection.get(documentRow, n) ?? [])
  )
}

type DocumentRow = {
  readonly n: number
  readonly title: string | null
  readonly date: string | null
  readonly kind: string | null
  readonly source: string | null
  readonly url: string | null
  readonly notes: string | null
  readonly attributes: string
  readonly place_group: string
  readonly place_order: string
  readonly revision: number
  readonly length: number | null
  readonly original_name: string | null
  readonly original_format: string | null
  readonly original_encoding: string | null
  readonly joined: number | null
  readonly heads: string
}

function viewsOf(file: ProjectFile, rows: readonly DocumentRow[]): readonly DocumentView[] {
  const { names, connection } = file
  const sees = seenBy(sightOf(file))
  // A join that was set aside is a conflict without `conflicts` on the row, so every row is asked for.
  const fields = conflictFields(
    file,
    'document',
    rows.map((row) => row.n)
  )
  return rows.map((row) => ({
    id: names.idOf(row.n) as DocumentId,
    title: row.title ?? '',
    authors: connection
      .all(authorsOf, row.n)
      .map(({ actor }) => names.idOf(actor) as ActorId)
      .toSorted(byText),
    date: row.date ?? '',
    kind: row.kind ?? '',
    source: row.source ?? '',
    url: row.url ?? '',
    notes: row.notes ?? '',
    attributes: JSON.parse(row.attributes) as Record<string, string>,
    group: row.place_group,
    order: row.place_order,
    revision: names.idOf(row.revision) as Hash,
    length: row.length,
    original:
      row.original_name === null
        ? null
        : {
            name: row.original_name,
            format: row.original_format ?? '',
            encoding: row.original_encoding ?? ''
          },
    joinedInto: row.joined === null ? null : (names.idOf(row.joined) as DocumentId),
    annotations: connection.get(annotationsIn, row.n, row.n, ...sees)?.annotations ?? 0,
    heads: [...unpackIds(row.heads, names)],
    conflicts: [...(fields.get(row.n) ?? [])]
  }))
}

const from = `d.n, d.title, d.date, d.kind, d.source, d.url, d.notes, d.attributes, d.place_group, d.place_order, d.revision, r.length,
  d.original_name, d.original_format, d.original_encoding, d.joined, d.heads FROM document d LEFT JOIN revision r ON r.n = d.revision`
const documentRow = sql<[number], DocumentRow>(`SELECT ${from} WHERE d.n = ? AND d.shown = 1`)
const documentsByText = sql<[string], DocumentRow>(
  `SELECT ${from} WHERE d.revision IN (SELECT n FROM revision WHERE text_hash = ?) AND d.shown = 1 ORDER BY d.joined IS NOT NULL, d.n`
)
const documentsByOriginal = sql<[number], DocumentRow>(
  `SELECT ${from} WHERE d.original = ? AND d.shown = 1 ORDER BY d.joined IS NOT NULL, d.n`
)
const documentsByRevision = sql<[number], DocumentRow>(
  `SELECT ${from} WHERE d.revision = ? AND d.shown = 1 ORDER BY d.joined IS NOT NULL, d.n LIMIT 1`
)
const authorsOf = sql<[number], { actor: number }>('SELECT actor FROM document_author WHERE document = ?')
const annotationsIn = sql<[number, number, ...ReturnType<typeof seenBy>], { annotations: number }>(
  `SELECT coalesce(sum(annotations), 0) AS annotations FROM count
WHERE document IN (SELECT ? UNION ALL SELECT n FROM document WHERE joined = ?) AND ${seen('')}`
)
