/** The statements behind the list of conflicts. */
import { sql } from './sql.ts'

export type ConflictRow = {
  readonly n: number
  readonly kind: string
  readonly record: number
  readonly field: string
  readonly why: string
  /** Of an annotation. */
  readonly coder: number | null
  readonly document: number | null
}

const columns = `c.n, c.kind, c.record, c.field, c.why, a.coder, a.document
FROM conflict c LEFT JOIN annotation a ON c.kind = 'annotation' AND a.n = c.record`
const order = 'ORDER BY a.document, a.today_start, c.record, c.n'

export const allConflicts = sql<[], ConflictRow>(`SELECT ${columns} ${order}`)
export const conflictsOfRecord = sql<[string, number], ConflictRow>(
  `SELECT ${columns} WHERE c.kind = ? AND c.record = ? ${order}`
)
/** Of documents (a JSON list of numbers) and the annotations in them. */
export const conflictsInDocuments = sql<[string, string], ConflictRow>(
  `SELECT ${columns} WHERE (c.kind = 'document' AND c.record IN (SELECT value FROM json_each(?)))
  OR a.document IN (SELECT value FROM json_each(?)) ${order}`
)
/** Conflicts of one record's own changes that have a side of these coders (a JSON list of numbers). */
export const withSideOf = sql<[string], { n: number }>(
  `SELECT DISTINCT c.n FROM conflict c, json_each(CASE WHEN c.why IN ('values', 'deletedButChanged') THEN c.sides ELSE '[]' END) side
  CROSS JOIN name session ON session.id = substr(json_extract(side.value, '$.change'), 1, 16)
  CROSS JOIN change ch ON ch.session = session.n AND ch.seq = CAST(substr(json_extract(side.value, '$.change'), 18) AS INTEGER)
  CROSS JOIN batch b ON b.n = ch.batch WHERE b.coder IN (SELECT value FROM json_each(?))`
)
export const sidesOf = sql<[number], { sides: string }>('SELECT sides FROM conflict WHERE n = ?')

export const issuesToCompare = sql<[], { n: number; name: string | null; parent: number | null }>(
  'SELECT n, name, parent FROM issue WHERE shown = 1 AND joined IS NULL'
)
export const actorsToCompare = sql<[], { n: number; name: string | null; other_names: string }>(
  'SELECT n, name, other_names FROM actor WHERE shown = 1 AND joined IS NULL'
)
export const codersToCompare = sql<[], { n: number; name: string | null; kind: string | null }>(
  'SELECT n, name, kind FROM coder WHERE shown = 1 AND joined IS NULL'
)
export const textsToCompare = sql<[], { n: number; text_hash: string }>(
  `SELECT d.n, r.text_hash FROM document d JOIN revision r ON r.n = d.revision
  WHERE d.shown = 1 AND d.joined IS NULL AND r.length > 0 AND r.text_hash IN (
    SELECT r2.text_hash FROM document d2 JOIN revision r2 ON r2.n = d2.revision
    WHERE d2.shown = 1 AND d2.joined IS NULL GROUP BY r2.text_hash HAVING count(*) > 1
  )`
)
export const missingOf = (table: 'issue' | 'stance' | 'actor' | 'coder' | 'document') =>
  sql<[], { n: number }>(
    `SELECT DISTINCT u.record AS n FROM use u WHERE u.kind = '${table}' AND u.uses > 0
    AND NOT EXISTS (SELECT 1 FROM ${table} t WHERE t.n = u.record AND t.complete = 1)`
  )

export const annotationFacts = sql<[number], { document: number | null; issue: number | null }>(
  'SELECT document, issue FROM annotation WHERE n = ?'
)
export const progressFacts = sql<[number], { document: number | null }>(
  'SELECT document FROM progress WHERE n = ?'
)
/** Who used it last, by an annotation that is shown. */
export const lastUser = {
  issue: sql<[number], LastUse>(lastUse('issue = ?')),
  stance: sql<[number], LastUse>(lastUse('stance = ?')),
  document: sql<[number], LastUse>(lastUse('document = ?')),
  coder: sql<[number], LastUse>(lastUse('coder = ?')),
  actor: sql<[number], LastUse>(lastUse('n IN (SELECT annotation FROM annotation_actor WHERE actor = ?)'))
} as const
type LastUse = {
  readonly coder: number | null
  readonly created: number | null
  readonly document: number | null
}
function lastUse(test: string): string {
  return `SELECT coder, max(created) AS created, document FROM annotation WHERE deleted = 0 AND ${test}`
}
export const issueAbove = sql<[number], { name: string | null; parent: number | null }>(
  'SELECT p.name, p.n AS parent FROM issue i JOIN issue p ON p.n = i.parent WHERE i.n = ?'
)
/** The sibling that an order key comes after, of an issue under that parent (null: at the top). */
export const issueBefore = sql<[number | null, number, string], { name: string | null }>(
  `SELECT name FROM issue WHERE shown = 1 AND joined IS NULL AND parent IS ? AND n <> ? AND place_order < ?
  ORDER BY place_order DESC LIMIT 1`
)
export const headsOf = (table: string) =>
  sql<[number], { heads: string }>(`SELECT heads FROM ${table} WHERE n = ?`)
