/**
 * Blind coding: which annotations a coder may not see yet. Those of other coders are hidden in every document that the coder at work has not
 * marked done. It hides; it does not protect: everything is in the file. Asked by whatever gives annotations, their words or counts to a window.
 */
import { projectRecordId, type CoderId, type DocumentId } from '../../shared/ids.ts'
import type { RecordRef } from '../../shared/model/record.ts'
import { workOf } from './documentProgress.ts'
import type { ProjectFile } from './projectFile.ts'
import { remembered } from './remembered.ts'
import { sql } from './sql.ts'
import { codersAs } from './tableStatements.ts'

/** What can be seen: the coder's own annotations and all that stand in these documents; numbers of records as JSON lists, for `json_each`. */
export type Sight = {
  readonly coders: string
  readonly documents: string
  readonly sees: (annotation: { readonly coder: number | null; readonly document: number | null }) => boolean
}

/** Whether this project is coded blind. */
export function isBlind(file: ProjectFile): boolean {
  const n = file.names.find(projectRecordId)
  return n !== null && file.connection.get(selectBlind, n)?.blind === 1
}

/** From now on this connection looks with the eyes of that coder (null: nobody has said who is coding). Without a call it sees everything. */
export function lookAs(file: ProjectFile, coder: CoderId | null): void {
  eyes.set(file, coder)
}

/** With whose eyes this connection looks; undefined: it sees everything. */
export function looksAs(file: ProjectFile): CoderId | null | undefined {
  return eyes.get(file)
}

/** What can be seen over this connection; null: everything. */
export function sightOf(file: ProjectFile): Sight | null {
  const coder = eyes.get(file)
  if (coder === undefined || !isBlind(file)) return null
  return remembered(file, `sight ${coder ?? ''}`, () => makeSight(file, coder))
}

/** Whether an annotation can be seen over this connection, by the ids of its coder and document. */
export function seeing(
  file: ProjectFile
): (annotation: { readonly coder: CoderId; readonly document: DocumentId }) => boolean {
  const sight = sightOf(file)
  if (sight === null) return () => true
  const { names } = file
  return ({ coder, document }) => sight.sees({ coder: names.find(coder), document: names.find(document) })
}

/** Whether a change may be told over this connection: not where it is about a hidden annotation, or a decision about one. */
export function telling(file: ProjectFile): (change: { readonly record: RecordRef }) => boolean {
  const sight = sightOf(file)
  if (sight === null) return () => true
  const { connection, names } = file
  const seesAnnotation = (n: number | null): boolean => {
    const row = n === null ? undefined : connection.get(standing, n)
    return row !== undefined && sight.sees(row)
  }
  return ({ record }) => {
    if (record.kind !== 'annotation' && record.kind !== 'decision') return true
    const n = names.find(record.id)
    if (record.kind === 'annotation') return seesAnnotation(n)
    const decision = n === null ? undefined : connection.get(decidedOn, n)
    const sources = JSON.parse(decision?.sources ?? '[]') as readonly { readonly annotation: string }[]
    return sources.length > 0 && sources.every(({ annotation }) => seesAnnotation(names.find(annotation)))
  }
}

/** The same over columns `coder` and `document` of a table, as a condition with two parameters (`sightParameters`). */
export function seen(table: string): string {
  return `(? IS NULL OR ${table}coder IN (SELECT value FROM json_each(?)) OR ${table}document IN (SELECT value FROM json_each(?)))`
}

/** What stands for the three question marks of `seen`. */
export function seenBy(sight: Sight | null): readonly [string | null, string, string] {
  return sight === null ? [null, '[]', '[]'] : ['blind', sight.coders, sight.documents]
}

/** How many shown annotations are hidden, in a document and those joined into it, or in all. */
export function hiddenAnnotations(file: ProjectFile, documents: readonly number[] | null = null): number {
  const sight = sightOf(file)
  if (sight === null) return 0
  return remembered(file, `hidden ${sight.coders} ${documents?.join() ?? ''}`, () => {
    const row =
      documents === null
        ? file.connection.get(hiddenInAll, sight.coders, sight.documents)
        : file.connection.get(hiddenIn, sight.coders, sight.documents, JSON.stringify(documents))
    return row?.hidden ?? 0
  })
}

/** By the number of an issue, stance or actor: how many hidden annotations name it. */
export function hiddenUses(
  file: ProjectFile,
  kind: 'issue' | 'stance' | 'actor'
): ReadonlyMap<number, number> {
  const sight = sightOf(file)
  if (sight === null) return new Map()
  return remembered(
    file,
    `hidden uses ${kind} ${sight.coders}`,
    () =>
      new Map(
        file.connection
          .all(kind === 'actor' ? hiddenActors : hiddenBy(kind), sight.coders, sight.documents)
          .map(({ n, hidden }) => [n, hidden])
      )
  )
}

const eyes = new WeakMap<ProjectFile, CoderId | null>()

function makeSight(file: ProjectFile, coder: CoderId | null): Sight {
  const n = coder === null ? null : file.names.find(coder)
  const own = new Set<number>(n === null ? [] : file.connection.all(codersAs, n).map((row) => row.n))
  const done = [...workOf(file, coder).told].flatMap(([document, state]) =>
    state === 'done' ? [document] : []
  )
  const documents = new Set(file.connection.all(standingIn, JSON.stringify(done)).map((row) => row.n))
  return {
    coders: JSON.stringify([...own]),
    documents: JSON.stringify([...documents]),
    sees: (annotation) =>
      (annotation.coder !== null && own.has(annotation.coder)) ||
      (annotation.document !== null && documents.has(annotation.document))
  }
}

const unseen =
  'a.shown = 1 AND +a.coder NOT IN (SELECT value FROM json_each(?)) AND +a.document NOT IN (SELECT value FROM json_each(?))'
const standing = sql<[number], { coder: number | null; document: number | null }>(
  'SELECT coder, document FROM annotation WHERE n = ?'
)
const decidedOn = sql<[number], { sources: string | null }>('SELECT sources FROM decision WHERE n = ?')
const selectBlind = sql<[number], { blind: number }>('SELECT blind FROM project WHERE n = ?')
/** These documents, and those joined into them. */
const standingIn = sql<[string], { n: number }>(
  'SELECT n FROM document WHERE coalesce(joined, n) IN (SELECT value FROM json_each(?))'
)
const hiddenInAll = sql<[string, string], { hidden: number }>(
  'SELECT coalesce(sum(annotations), 0) AS hidden FROM count WHERE coder NOT IN (SELECT value FROM json_each(?)) AND document NOT IN (SELECT value FROM json_each(?))'
)
const hiddenIn = sql<[string, string, string], { hidden: number }>(
  `SELECT coalesce(sum(annotations), 0) AS hidden FROM count WHERE coder NOT IN (SELECT value FROM json_each(?))
AND document NOT IN (SELECT value FROM json_each(?)) AND document IN (SELECT value FROM json_each(?))`
)
const hiddenBy = (kind: 'issue' | 'stance') =>
  sql<[string, string], { n: number; hidden: number }>(
    `SELECT a.${kind} AS n, count(*) AS hidden FROM annotation a WHERE ${unseen} AND a.${kind} IS NOT NULL GROUP BY 1`
  )
const hiddenActors = sql<[string, string], { n: number; hidden: number }>(
  `SELECT aa.actor AS n, count(*) AS hidden FROM annotation a CROSS JOIN annotation_actor aa ON aa.annotation = a.n WHERE ${unseen} GROUP BY 1`
)
