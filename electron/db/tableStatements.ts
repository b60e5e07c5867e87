/** The statements by which the tables are kept; those of a kind's own rows are made from entities.ts in rows.ts. */
import { sql } from './sql.ts'

export const usesOf = sql<[string, number], { uses: number }>(
  'SELECT coalesce(sum(uses), 0) AS uses FROM use WHERE kind = ? AND record = ?'
)
export const addUses = sql<[string, number, string, number]>(
  'INSERT INTO use (kind, record, by, uses) VALUES (?, ?, ?, ?) ON CONFLICT (kind, record, by) DO UPDATE SET uses = uses + excluded.uses'
)
export const addCount = sql<[number, number, number, number, number]>(
  `INSERT INTO count (document, coder, annotations, incomplete, conflicts) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (document, coder) DO UPDATE SET
  annotations = annotations + excluded.annotations, incomplete = incomplete + excluded.incomplete, conflicts = conflicts + excluded.conflicts`
)
export const addTotal = sql<[string, number]>(
  'INSERT INTO total (what, count) VALUES (?, ?) ON CONFLICT (what) DO UPDATE SET count = count + excluded.count'
)

export const clearConflicts = sql<[number, string]>(
  "DELETE FROM conflict WHERE record = ? AND kind = ? AND why <> 'setAside'"
)
export const clearSetAside = sql<[string]>("DELETE FROM conflict WHERE why = 'setAside' AND kind = ?")
export const insertConflict = sql<[string, number, string, string, string]>(
  'INSERT INTO conflict (kind, record, field, why, sides) VALUES (?, ?, ?, ?, ?)'
)

export const issueNumbers = sql<[], { n: number }>('SELECT n FROM issue ORDER BY n')
export const documentsJoining = sql<[], { n: number }>(
  'SELECT n FROM document WHERE joined_into IS NOT NULL UNION SELECT n FROM document WHERE joined IS NOT NULL'
)
export const actorsJoining = sql<[], { n: number }>(
  'SELECT n FROM actor WHERE joined_into IS NOT NULL UNION SELECT n FROM actor WHERE joined IS NOT NULL'
)
export const codersJoining = sql<[], { n: number }>(
  'SELECT n FROM coder WHERE joined_into IS NOT NULL UNION SELECT n FROM coder WHERE joined IS NOT NULL'
)
export const documentJoinsInto = sql<[number], { n: number }>(
  'SELECT n FROM document WHERE joined_into = ? LIMIT 1'
)
export const actorJoinsInto = sql<[number], { n: number }>(
  'SELECT n FROM actor WHERE joined_into = ? LIMIT 1'
)
export const coderJoinsInto = sql<[number], { n: number }>(
  'SELECT n FROM coder WHERE joined_into = ? LIMIT 1'
)

/** A document and those joined into it, by the number of the one it all counts as. */
export const documentGroup = sql<[number, number], { n: number }>(
  'SELECT n FROM document WHERE joined = ? UNION ALL SELECT ? '
)
/** All who count as one coder, by the number of any of them. */
export const codersAs = sql<[number], { n: number }>(
  'SELECT n FROM coder WHERE coalesce(joined, n) = (SELECT coalesce(joined, n) FROM coder WHERE n = ?)'
)
export const annotationsToPlace = sql<
  [number],
  {
    n: number
    revision: number | null
    start_utf16: number | null
    end_utf16: number | null
    today_start: number | null
    today_end: number | null
  }
>('SELECT n, revision, start_utf16, end_utf16, today_start, today_end FROM annotation WHERE document = ?')
export const placeAnnotation = sql<[number | null, number | null, number]>(
  'UPDATE annotation SET today_start = ?, today_end = ? WHERE n = ?'
)

export const revisionIsHere = sql<[number], { n: number }>('SELECT n FROM revision WHERE n = ?')
export const revisionLengths = sql<[number], { length: number; blocks: number }>(
  'SELECT length, blocks FROM revision WHERE n = ?'
)
export const insertRevision = sql<[number, string, number, number]>(
  'INSERT INTO revision (n, text_hash, length, blocks) VALUES (?, ?, ?, ?) ON CONFLICT (n) DO NOTHING'
)

/** Everything but the log, for a rebuild. */
export const clearTables: readonly string[] = [
  'project',
  'document',
  'document_author',
  'revision',
  'issue',
  'stance',
  'actor',
  'coder',
  'progress',
  'filter',
  'decision',
  'annotation',
  'annotation_actor',
  'conflict',
  'count',
  'use',
  'total'
].map((table) => `DELETE FROM ${table}`)
