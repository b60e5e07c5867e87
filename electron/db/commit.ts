/** One edit, one transaction: the batch is appended to the log, its blobs stored, the tables brought up to date. All of it or nothing. */
import type { Hash } from '../../shared/ids.ts'
import type { Batch, Change } from '../../shared/log/change.ts'
import { ok, fail, type Result } from '../../shared/errors.ts'
import { putBlob } from './blobs.ts'
import { appendBatch } from './log.ts'
import { distrustTables } from './open.ts'
import { guarded } from './problems.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'
import { revisionRow } from './revisions.ts'
import { updateTables, type Touched, type Written } from './tables.ts'

export type Edit = {
  readonly batch: Batch
  readonly changes: readonly Change[]
  readonly blobs?: ReadonlyMap<Hash, Uint8Array>
}

/** Commits an edit; what it gives is acknowledged and survives a crash. A full disk leaves the old state and fails with diskFull. */
export function commit(file: ProjectFile, edit: Edit): Result<Touched> {
  if (file.mode === 'read') return fail('readOnly')
  return guarded(file.name, () => ok(write(file, () => commitInside(file, edit))))
}

/** The same inside a transaction that is already open. */
export function commitInside(file: ProjectFile, { batch, changes, blobs }: Edit): Touched {
  for (const [hash, bytes] of blobs ?? []) putBlob(file, hash, bytes)
  appendBatch(file, batch, changes)
  const touched = updateTables(file, writtenBy(changes))
  // A text that arrives for a document that is here already.
  for (const hash of blobs?.keys() ?? []) noteRevision(file, hash)
  return touched
}

/** Runs a transaction that writes; what it interned is forgotten when it is taken back. */
export function write<T>(file: ProjectFile, work: () => T): T {
  try {
    return file.connection.transaction(() => {
      // Our writing must not make another installation's tables look like ours.
      if (!file.tables.fresh) distrustTables(file)
      return work()
    })
  } catch (error) {
    file.names.forget()
    throw error
  }
}

/** Each record that these changes write, with the fields they write. */
export function writtenBy(changes: readonly Change[]): readonly Written[] {
  const written = new Map<string, { record: Change['record']; fields: Set<string> }>()
  for (const { record, fields } of changes) {
    const key = `${record.kind} ${record.id}`
    const own = written.get(key) ?? { record, fields: new Set<string>() }
    for (const field of Object.keys(fields)) own.fields.add(field)
    written.set(key, own)
  }
  return [...written.values()]
}

function noteRevision(file: ProjectFile, hash: Hash): void {
  const n = file.names.find(hash)
  if (n !== null && file.connection.get(documentWithRevision, n)) revisionRow(file, n)
}

const documentWithRevision = sql<[number], { n: number }>('SELECT n FROM document WHERE revision = ? LIMIT 1')
