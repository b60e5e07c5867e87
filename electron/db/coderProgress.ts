/** How far every coder is, out of the tables. */
import type { CoderProgress } from '../../shared/api/coderMethods.ts'
import type { CoderId } from '../../shared/ids.ts'
import { progressIn, workOf } from './documentProgress.ts'
import type { ProjectFile } from './projectFile.ts'
import { totals } from './read.ts'
import { sql } from './sql.ts'

/** Coders that are not joined into another, in the order of their ids. */
export function coderProgress(file: ProjectFile): {
  readonly documents: number
  readonly coders: readonly CoderProgress[]
} {
  const { connection, names } = file
  const sums = new Map(connection.all(sumsOf).map((row) => [row.coder, row]))
  const listed = new Set(connection.all(listedDocuments).map(({ n }) => n))
  const coders = connection.all(selectCoders).map(({ n }): CoderProgress => {
    const coder = names.idOf(n) as CoderId
    const work = workOf(file, coder)
    const states = [...new Set([...work.annotations.keys(), ...work.told.keys()])]
      .filter((document) => listed.has(document))
      .map((document) => progressIn(work, document).state)
    const own = sums.get(n)
    const span = connection.get(spanOf, JSON.stringify(connection.all(joinedInto, n, n).map((row) => row.n)))
    return {
      coder,
      annotations: own?.annotations ?? 0,
      incomplete: own?.incomplete ?? 0,
      inProgress: states.filter((state) => state === 'in progress').length,
      done: states.filter((state) => state === 'done').length,
      first: span?.first ?? null,
      last: span?.last ?? null
    }
  })
  return {
    documents: totals(file).documents,
    coders: coders.toSorted((a, b) => (a.coder < b.coder ? -1 : 1))
  }
}

/** What the documents are counted among: a word on one that was deleted since stays in the log. */
const listedDocuments = sql<[], { n: number }>('SELECT n FROM document WHERE shown = 1 AND joined IS NULL')
const selectCoders = sql<[], { n: number }>('SELECT n FROM coder WHERE shown = 1 AND joined IS NULL')
const joinedInto = sql<[number, number], { n: number }>('SELECT n FROM coder WHERE n = ? OR joined = ?')
const sumsOf = sql<[], { coder: number; annotations: number; incomplete: number }>(
  `SELECT coalesce(c.joined, count.coder) AS coder, sum(annotations) AS annotations, sum(incomplete) AS incomplete
FROM count LEFT JOIN coder c ON c.n = count.coder GROUP BY 1`
)
const spanOf = sql<[string], { first: number | null; last: number | null }>(
  `SELECT min(created) AS first, max(created) AS last FROM annotation WHERE shown = 1 AND coder IN (SELECT value FROM json_each(?))`
)
