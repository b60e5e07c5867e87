/** What a team folder asks of the log: how the project is named, and what came since. */
import { partsOfChangeId, projectRecordId, type BatchId, type ChangeId, type Hash } from '../../shared/ids.ts'
import type { Change } from '../../shared/log/change.ts'
import type { TeamBatch } from '../../shared/merge/teamFile.ts'
import { batchNamed, changeFrom, changeOfNumbers, changesOf, changesOfBatch } from './log.ts'
import * as statements from './logStatements.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'

/**
 * The changes of the project that rest on no other, the one that made it first: that one names it in team folders, since it is in every copy. A
 * field that was written later for the first time (blind coding) rests on nothing either, and is not with everybody yet.
 */
export function projectRoots(file: ProjectFile): readonly ChangeId[] {
  const roots = changesOf(file, { kind: 'project', id: projectRecordId }).filter(
    (change) => change.basedOn.length === 0
  )
  const makes = (change: Change): boolean => Object.hasOwn(change.fields, 'name')
  return [...roots.filter(makes), ...roots.filter((change) => !makes(change))].map(({ id }) => id)
}

/** Batches of the changes that came after row `after`, whole as far as they are here, from at most `limit` rows; `upTo` is the last row looked at. */
export function batchesSince(
  file: ProjectFile,
  after: number,
  limit: number
): { readonly upTo: number; readonly batches: readonly TeamBatch[] } {
  const ids = new Set<BatchId>()
  let upTo = after
  for (const row of file.connection.all(statements.changesFrom, after, limit)) {
    upTo = row.n
    ids.add(changeFrom(file, row).batch)
  }
  const batches = [...ids].flatMap((id) => {
    const batch = batchNamed(file, id)
    return batch ? [{ batch, changes: changesOfBatch(file, id) }] : []
  })
  return { upTo, batches }
}

/** The change that came last, and its row; null in an empty file. It tells whether a file is older than it was, or another copy. */
export function lastChange(file: ProjectFile): { readonly id: ChangeId; readonly row: number } | null {
  const row = file.connection.get(lastRow)
  return row ? { id: changeFrom(file, row).id, row: row.n } : null
}

/** The row of a change; null where it is not here. */
export function rowOfChange(file: ProjectFile, id: ChangeId): number | null {
  const parts = partsOfChangeId(id)
  const session = parts && file.names.find(parts.session)
  return parts && session !== null ? (changeOfNumbers(file, session, parts.seq)?.n ?? null) : null
}

/** Hashes of blobs that came after row `after` and that the log names, from at most 500 rows. */
export function blobsSince(
  file: ProjectFile,
  after: number
): { readonly upTo: number; readonly hashes: readonly Hash[] } {
  const rows = file.connection.all(blobsAfter, after)
  return {
    upTo: rows.at(-1)?.n ?? after,
    hashes: rows.filter(({ hash }) => isNamed(file, hash as Hash)).map(({ hash }) => hash as Hash)
  }
}

/** Whether the log names a text or original file. */
export function isNamed(file: ProjectFile, hash: Hash): boolean {
  return file.names.find(hash) !== null
}

const lastRow = sql<[], statements.ChangeRow>(
  `SELECT c.n, c.session, c.seq, c.stamp, c.kind, c.record, c.fields, c.basedOn, c.schema, c.batch,
  b.session AS batchSession, b.seq AS batchSeq FROM change c CROSS JOIN batch b ON b.n = c.batch ORDER BY c.n DESC LIMIT 1`
)
const blobsAfter = sql<[number], { n: number; hash: string }>(
  'SELECT n, hash FROM blob WHERE n > ? AND part = 0 ORDER BY n LIMIT 500'
)
