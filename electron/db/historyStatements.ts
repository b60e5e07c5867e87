/** Statements that find and name what the history shows. */
import { sql } from './sql.ts'

/** Batches in (above, upTo], newest first; `coder` and `commands` narrow them where they are not null. `commands`: a JSON list of numbers. */
export const batchesWithin = sql<
  [{ above: number; upTo: number; coder: number | null; commands: string | null }],
  { n: number }
>(`SELECT n FROM batch WHERE n > @above AND n <= @upTo AND (@coder IS NULL OR coder = @coder)
  AND (@commands IS NULL OR command IN (SELECT value FROM json_each(@commands))) ORDER BY n DESC`)

/** Batches that wrote a document or an annotation that stands in it. */
export const batchesOfDocument = sql<
  [{ document: number; annotationKind: number; documentKind: number }],
  { n: number }
>(`SELECT c.batch AS n FROM annotation a CROSS JOIN change c ON c.kind = @annotationKind AND c.record = a.n WHERE a.document = @document
  UNION SELECT batch AS n FROM change WHERE kind = @documentKind AND record = @document ORDER BY n DESC`)
export const batchesOfRecord = sql<[number, number], { n: number }>(
  'SELECT DISTINCT batch AS n FROM change WHERE kind = ? AND record = ? ORDER BY n DESC'
)
export const lastBatch = sql<[], { n: number }>('SELECT coalesce(max(n), 0) AS n FROM batch')
export const nameOfAnnotation = sql<[number], { name: string | null }>(
  'SELECT quote AS name FROM annotation WHERE n = ?'
)
export const nameOfDocument = sql<[number], { name: string | null }>(
  'SELECT title AS name FROM document WHERE n = ?'
)
export const nameOfIssue = sql<[number], { name: string | null }>('SELECT name FROM issue WHERE n = ?')
export const nameOfStance = sql<[number], { name: string | null }>(
  'SELECT label AS name FROM stance WHERE n = ?'
)
export const nameOfActor = sql<[number], { name: string | null }>('SELECT name FROM actor WHERE n = ?')
export const nameOfCoder = sql<[number], { name: string | null }>('SELECT name FROM coder WHERE n = ?')
export const nameOfFilter = sql<[number], { name: string | null }>('SELECT name FROM filter WHERE n = ?')

export const annotationTold = sql<[number], { quote: string | null; issue: number | null }>(
  'SELECT quote, issue FROM annotation WHERE n = ?'
)
