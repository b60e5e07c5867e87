/** Annotations as views show them, out of their table. */
import type { AnnotationView } from '../../shared/api/views.ts'
import type { ActorId, AnnotationId, CoderId, DocumentId, Hash, IssueId, StanceId } from '../../shared/ids.ts'
import { certainties } from '../../shared/model/records.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import { sightOf } from './blind.ts'
import { unpackIds } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'
import { byText, conflictFields } from './read.ts'
import { sql } from './sql.ts'
import { documentGroup } from './tableStatements.ts'

/** The annotations, hidden ones too, that are shown and stand in a document, or in one joined into it, in the order of their places; lost ones last. */
export function annotationsOfDocument(file: ProjectFile, document: DocumentId): readonly AnnotationView[] {
  const n = file.names.find(document)
  if (n === null) return []
  const numbers = JSON.stringify(file.connection.all(documentGroup, n, n).map((row) => row.n))
  const rows = file.connection.all(rowsOfDocuments, numbers)
  const actors = new Map<number, number[]>()
  for (const { annotation, actor } of file.connection.all(actorsOfDocuments, numbers)) {
    const own = actors.get(annotation)
    if (own) own.push(actor)
    else actors.set(annotation, [actor])
  }
  return viewsOf(file, rows, (annotation) => actors.get(annotation) ?? []).toSorted(byPlace)
}

/** Annotations by their ids, in the order asked for; those that are not shown, or hidden by blind coding, are left out. */
export function annotationsNamed(file: ProjectFile, ids: readonly AnnotationId[]): readonly AnnotationView[] {
  return annotationsNumbered(
    file,
    ids.flatMap((id) => file.names.find(id) ?? [])
  )
}

/** The same by their numbers. */
export function annotationsNumbered(
  file: ProjectFile,
  numbers: readonly number[]
): readonly AnnotationView[] {
  const sight = sightOf(file)
  const rows = numbers
    .flatMap((n) => file.connection.get(rowOfAnnotation, n) ?? [])
    .filter((row) => sight === null || sight.sees(row))
  return viewsOf(file, rows, (annotation) =>
    file.connection.all(actorsOfAnnotation, annotation).map(({ actor }) => actor)
  )
}

type AnnotationRow = {
  readonly n: number
  readonly document: number
  readonly coder: number
  readonly created: number
  readonly modified: number
  readonly revision: number
  readonly start_utf16: number
  readonly end_utf16: number
  readonly quote: string
  readonly today_start: number | null
  readonly today_end: number | null
  readonly issue: number
  readonly stance: number | null
  readonly certainty: string | null
  readonly note: string | null
  readonly conflicts: number
  readonly heads: string
}

function viewsOf(
  file: ProjectFile,
  rows: readonly AnnotationRow[],
  actorsOf: (annotation: number) => readonly number[]
): readonly AnnotationView[] {
  const { names } = file
  const fields = conflictFields(
    file,
    'annotation',
    rows.filter((row) => row.conflicts > 0).map((row) => row.n)
  )
  return rows.map((row) => ({
    id: names.idOf(row.n) as AnnotationId,
    document: names.idOf(row.document) as DocumentId,
    coder: names.idOf(row.coder) as CoderId,
    created: row.created,
    modified: row.modified,
    anchor: {
      revision: names.idOf(row.revision) as Hash,
      start: utf16(row.start_utf16),
      end: utf16(row.end_utf16),
      quote: row.quote
    },
    place:
      row.today_start === null || row.today_end === null
        ? null
        : { start: utf16(row.today_start), end: utf16(row.today_end) },
    issue: names.idOf(row.issue) as IssueId,
    stance: row.stance === null ? null : (names.idOf(row.stance) as StanceId),
    actors: actorsOf(row.n)
      .map((n) => names.idOf(n) as ActorId)
      .toSorted(byText),
    certainty: certainties.find((one) => one === row.certainty) ?? null,
    note: row.note ?? '',
    heads: [...unpackIds(row.heads, names)],
    conflicts: [...(fields.get(row.n) ?? [])]
  }))
}

function byPlace(a: AnnotationView, b: AnnotationView): number {
  const start = (view: AnnotationView): number => view.place?.start ?? Number.MAX_SAFE_INTEGER
  const end = (view: AnnotationView): number => view.place?.end ?? Number.MAX_SAFE_INTEGER
  return start(a) - start(b) || end(a) - end(b) || byText(a.id, b.id)
}

const columns = `a.n, a.document, a.coder, a.created, a.modified, a.revision, a.start_utf16, a.end_utf16, a.quote, a.today_start, a.today_end,
  a.issue, a.stance, a.certainty, a.note, a.conflicts, a.heads FROM annotation a`

export const rowsOfDocuments = sql<[string], AnnotationRow>(
  `SELECT ${columns} WHERE a.document IN (SELECT value FROM json_each(?)) AND a.shown = 1`
)
export const actorsOfDocuments = sql<[string], { annotation: number; actor: number }>(
  `SELECT aa.annotation, aa.actor FROM annotation a CROSS JOIN annotation_actor aa ON aa.annotation = a.n
WHERE a.document IN (SELECT value FROM json_each(?)) AND a.shown = 1`
)
const rowOfAnnotation = sql<[number], AnnotationRow>(`SELECT ${columns} WHERE a.n = ? AND a.shown = 1`)
const actorsOfAnnotation = sql<[number], { actor: number }>(
  'SELECT actor FROM annotation_actor WHERE annotation = ?'
)
