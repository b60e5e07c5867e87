/** SQL of adjudication: annotations with a place today, decisions with their gold. Lists of numbers are JSON, for `json_each`. */
import { sql } from './sql.ts'

export type MarkedRow = {
  readonly n: number
  readonly id: string
  readonly document: number
  readonly coder: number
  readonly created: number
  readonly today_start: number
  readonly today_end: number
  readonly issue: number
  readonly stance: number | null
  readonly heads: string
}

const marked = `SELECT a.n, name.id, a.document, a.coder, a.created, a.today_start, a.today_end, a.issue, a.stance, a.heads
FROM annotation a JOIN name ON name.n = a.n WHERE a.shown = 1 AND a.today_start IS NOT NULL AND a.today_end IS NOT NULL`
const byCoders = 'a.coder IN (SELECT value FROM json_each(?))'
const inDocuments = 'a.document IN (SELECT value FROM json_each(?))'
const actors = `SELECT aa.annotation, aa.actor FROM annotation a CROSS JOIN annotation_actor aa ON aa.annotation = a.n WHERE a.shown = 1`

export const markedIn = sql<[string, string], MarkedRow>(`${marked} AND +${byCoders} AND ${inDocuments}`)
export const markedNumbered = sql<[number], MarkedRow>(`${marked} AND a.n = ?`)
export const actorsIn = sql<[string, string], { annotation: number; actor: number }>(
  `${actors} AND +${byCoders} AND ${inDocuments}`
)
export const actorsOfOne = sql<[number], { actor: number }>(
  'SELECT actor FROM annotation_actor WHERE annotation = ?'
)
export const quoteOf = sql<[number], { quote: string | null }>('SELECT quote FROM annotation WHERE n = ?')

/** Also of annotations that are deleted. */
export const documentOf = sql<[number], { document: number | null }>(
  'SELECT document FROM annotation WHERE n = ?'
)
export const documentOfProgress = sql<[number], { document: number | null }>(
  'SELECT document FROM progress WHERE n = ?'
)
export const documentsTagged = sql<[string], { document: number }>(
  `SELECT DISTINCT coalesce(d.joined, c.document) AS document FROM count c LEFT JOIN document d ON d.n = c.document
WHERE c.annotations > 0 AND c.coder IN (SELECT value FROM json_each(?))`
)
/** Of these coders, in these documents (null: in all). */
export const lostOf = sql<[string, string | null, string | null], { lost: number }>(
  `SELECT count(*) AS lost FROM annotation a WHERE a.today_start IS NULL AND a.shown = 1 AND +${byCoders}
AND (? IS NULL OR +a.document IN (SELECT value FROM json_each(?)))`
)

export const allDecisions = sql<[], { n: number }>('SELECT n FROM decision WHERE shown = 1 ORDER BY n')
export const decisionNumbered = sql<
  [number],
  {
    sources: string | null
    outcome: string | null
    annotation: number | null
    shown: number
    heads: string
  }
>('SELECT sources, outcome, annotation, shown, heads FROM decision WHERE n = ?')
export const goldNumbered = sql<
  [number],
  { coder: number; shown: number; today_start: number | null; today_end: number | null }
>('SELECT coder, shown, today_start, today_end FROM annotation WHERE n = ? AND coder IS NOT NULL')

type End = { readonly n: number; readonly joined: number | null }
export const coderEnds = sql<[], End>('SELECT n, joined FROM coder')
export const issueEnds = sql<[], End>('SELECT n, joined FROM issue')
export const actorEnds = sql<[], End>('SELECT n, joined FROM actor')
export const documentsInOrder = sql<[], End>(
  'SELECT n, joined FROM document WHERE shown = 1 ORDER BY place_group, place_key, n'
)

export const lastChange = sql<[], { n: number | null }>('SELECT max(n) AS n FROM change')
export const lastRebuild = sql<[], { value: string }>("SELECT value FROM meta WHERE key = 'rebuilt'")
export const recordsSince = sql<[number, number], { kind: number; record: number }>(
  'SELECT DISTINCT kind, record FROM change WHERE n > ? LIMIT ?'
)
