/** Every statement on the log. */
import { sql } from './sql.ts'

export type ChangeRow = {
  readonly n: number
  readonly session: number
  readonly seq: number
  readonly stamp: string
  readonly kind: number
  readonly record: number
  readonly fields: string
  readonly basedOn: string
  readonly schema: number
  readonly batch: number
  readonly batchSession: number
  readonly batchSeq: number
}

export type BatchRow = {
  readonly n: number
  readonly session: number
  readonly seq: number
  readonly coder: number | null
  readonly command: number | null
  readonly undoes: string | null
  readonly arrived: number
}

/** What a row of the log also holds of its batch, where that is asked for. */
export type BatchOfRow = Pick<BatchRow, 'coder' | 'command' | 'undoes'>

/** A row of the log with all that a walk through it needs. */
export type LogRow = ChangeRow & BatchOfRow

const changeColumns = `c.n, c.session, c.seq, c.stamp, c.kind, c.record, c.fields, c.basedOn, c.schema, c.batch,
  b.session AS batchSession, b.seq AS batchSeq FROM change c CROSS JOIN batch b ON b.n = c.batch`
const batchColumns = 'n, session, seq, coder, command, undoes, arrived FROM batch'

export const insertChange = sql<[number, number, string, number, number, number, string, string, number]>(
  'INSERT INTO change (session, seq, stamp, batch, kind, record, fields, basedOn, schema) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'
)
export const insertBatch = sql<[number, number, number, number | null, number, string | null, number]>(
  'INSERT INTO batch (n, session, seq, coder, command, undoes, arrived) VALUES (?, ?, ?, ?, ?, ?, ?)'
)
export const deleteChange = sql<[number, number]>('DELETE FROM change WHERE session = ? AND seq = ?')
export const updateBatch = sql<[number | null, number, string | null, number, number]>(
  'UPDATE batch SET coder = ?, command = ?, undoes = ? WHERE session = ? AND seq = ?'
)
export const selectBatchNumber = sql<[number, number], { n: number }>(
  'SELECT n FROM batch WHERE session = ? AND seq = ?'
)
export const batchById = sql<[number, number], BatchRow>(
  `SELECT ${batchColumns} WHERE session = ? AND seq = ?`
)
export const batchByNumber = sql<[number], BatchRow>(`SELECT ${batchColumns} WHERE n = ?`)
export const nextBatchOfSession = sql<[number, number], { seq: number | null }>(
  'SELECT min(seq) AS seq FROM batch WHERE session = ? AND seq > ?'
)
export const batchesOfCoder = sql<[number, number, number], BatchRow>(
  `SELECT ${batchColumns} WHERE coder = ? AND arrived = 0 AND n < ? ORDER BY n DESC LIMIT ?`
)
export const batchesOfNobody = sql<[number, number], BatchRow>(
  `SELECT ${batchColumns} WHERE coder IS NULL AND arrived = 0 AND n < ? ORDER BY n DESC LIMIT ?`
)
export const batchesPage = sql<[number, number], BatchRow>(
  `SELECT ${batchColumns} ORDER BY n DESC LIMIT ? OFFSET ?`
)
export const batchesPageOfCoder = sql<[number, number, number], BatchRow>(
  `SELECT ${batchColumns} WHERE coder = ? ORDER BY n DESC LIMIT ? OFFSET ?`
)
// No batch ever goes, so the last number is how many there are: counting them would read them all.
export const countBatches = sql<[], { count: number }>('SELECT coalesce(max(n), 0) AS count FROM batch')
export const countBatchesOfCoder = sql<[number], { count: number }>(
  'SELECT count(*) AS count FROM batch WHERE coder = ?'
)

export const changesOfRecord = sql<[number, number], ChangeRow>(
  `SELECT ${changeColumns} WHERE c.kind = ? AND c.record = ? ORDER BY c.n`
)
export const changeById = sql<[number, number], ChangeRow>(
  `SELECT ${changeColumns} WHERE c.session = ? AND c.seq = ?`
)
export const changeIsHere = sql<[number, number], { here: number }>(
  'SELECT 1 AS here FROM change WHERE session = ? AND seq = ?'
)
export const sessionIsHere = sql<[number, number], { here: number }>(
  'SELECT 1 AS here FROM change WHERE session = ? UNION ALL SELECT 1 FROM batch WHERE session = ? LIMIT 1'
)
export const sessionBeyond = sql<[number, number, number, number], { here: number }>(
  'SELECT 1 AS here FROM change WHERE session = ? AND seq > ? UNION ALL SELECT 1 FROM batch WHERE session = ? AND seq > ? LIMIT 1'
)
export const changesOfBatch = sql<[number, number, number, number], ChangeRow>(
  `SELECT ${changeColumns} WHERE c.session = ? AND c.seq >= ? AND c.seq < ? AND c.batch = ? ORDER BY c.seq`
)
export const countWithin = sql<[number, number, number], { count: number }>(
  'SELECT count(*) AS count FROM change WHERE session = ? AND seq >= ? AND seq < ?'
)
export const changesWithin = sql<[number, number, number, number, number], ChangeRow>(
  `SELECT ${changeColumns} WHERE c.session = ? AND c.seq >= ? AND c.seq < ? ORDER BY c.seq LIMIT ? OFFSET ?`
)
export const changesAfter = sql<[number, number, number], ChangeRow>(
  `SELECT ${changeColumns} WHERE c.session = ? AND c.seq > ? ORDER BY c.seq LIMIT ?`
)
export const changesFrom = sql<[number, number], ChangeRow>(
  `SELECT ${changeColumns} WHERE c.n > ? ORDER BY c.n LIMIT ?`
)
export const lastChangeNumber = sql<[], { n: number | null }>('SELECT max(n) AS n FROM change')
/** For a walk through another file. A row with a greater number would come again and again: JavaScript rounds it. */
export const changesWithBatches = sql<[number, number], LogRow>(
  `SELECT b.coder, b.command, b.undoes, ${changeColumns} WHERE c.n > ? AND c.n <= ${Number.MAX_SAFE_INTEGER} ORDER BY c.n LIMIT ?`
)
/** Those that such a walk from 0 does not come to, whatever their batch. */
export const countOutsideWalk = sql<[], { count: number }>(
  `SELECT count(*) AS count FROM change WHERE n <= 0 OR n > ${Number.MAX_SAFE_INTEGER}`
)
export const changesOfKind = sql<[number, number, number], ChangeRow>(
  `SELECT ${changeColumns} WHERE c.kind = ? AND c.record > ? ORDER BY c.record, c.n LIMIT ?`
)
export const lastOfSession = sql<[number], { seq: number; stamp: string }>(
  'SELECT seq, stamp FROM change WHERE session = ? ORDER BY seq DESC LIMIT 1'
)
export const nextSession = sql<[number], { session: number }>(
  'SELECT session FROM change WHERE session > ? ORDER BY session LIMIT 1'
)
export const kindsInLog = sql<[number], { kind: number }>(
  'SELECT kind FROM change WHERE kind > ? ORDER BY kind LIMIT 1'
)
