/** Takes batches that came in a team folder's files: the same union as a merge, some batches at a time, each time in one transaction. */
import { ok, fail, type Result } from '../../shared/errors.ts'
import type { ChangeId, Hash } from '../../shared/ids.ts'
import type { Batch, Change } from '../../shared/log/change.ts'
import { takeBatch, takeChange, whichStays, type SetAsideWhy } from '../../shared/merge/merge.ts'
import { openArrival } from './arrivals.ts'
import { hasBlob, putBlob } from './blobs.ts'
import { write, writtenBy } from './commit.ts'
import {
  appendChange,
  batchNamed,
  changeNamed,
  hasChange,
  removeChange,
  replaceBatch,
  storeBatch
} from './log.ts'
import { guarded } from './problems.ts'
import type { ProjectFile } from './projectFile.ts'
import { revisionRow } from './revisions.ts'
import { sql } from './sql.ts'
import { updateTables, type Touched, type Written } from './tables.ts'

/** A batch as it came from outside: nothing of it was checked. */
export type ForeignBatch = { readonly batch: unknown; readonly changes: readonly unknown[] }

/** What came: `arrival` 0 opens a new row in the list of arrivals; later slices of the same arrival name it. */
export type ArrivalOf = { readonly arrival: number; readonly now: number; readonly source: string }

export type TakenBatches = {
  readonly arrival: number
  /** Changes that were not here, with their batch. */
  readonly taken: readonly { readonly batch: Batch; readonly change: Change }[]
  /** Changes that are here now just as they came, taken or here before. */
  readonly asTheyCame: readonly ChangeId[]
  readonly setAside: Readonly<Partial<Record<SetAsideWhy | 'clash', number>>>
  /** Clashing changes of which the one that was here stays: the others have to hear of it. */
  readonly keptOurs: readonly ChangeId[]
  readonly touched: Touched
}

/** Appends what is not here and holds its schema, and brings the tables up to date. All of it or nothing. */
export function takeBatches(
  file: ProjectFile,
  batches: readonly ForeignBatch[],
  from: ArrivalOf
): Result<TakenBatches> {
  if (file.mode === 'read') return fail('readOnly')
  return guarded(file.name, () => {
    const read = readBatches(file, batches)
    if (read.fresh.length === 0)
      return ok({
        arrival: from.arrival,
        taken: [],
        asTheyCame: read.asTheyCame,
        setAside: read.setAside,
        keptOurs: read.keptOurs,
        touched: { records: new Map(), documents: new Set() }
      })
    return ok(write(file, () => takeInside(file, read, from)))
  })
}

/** Stores texts and original files that have the hash they are named by, and shows the documents that waited for them. Throws where one has not. */
export function takeBlobs(file: ProjectFile, blobs: ReadonlyMap<Hash, Uint8Array>): Result<Touched> {
  if (file.mode === 'read') return fail('readOnly')
  return guarded(file.name, () =>
    ok(
      write(file, () => {
        const waiting: Written[] = []
        for (const [hash, bytes] of blobs) {
          if (hasBlob(file, hash)) continue
          putBlob(file, hash, bytes)
          const n = file.names.find(hash)
          if (n === null) continue
          for (const row of file.connection.all(documentsWithRevision, n)) {
            revisionRow(file, n)
            const id = file.names.idOf(row.n)
            waiting.push({ record: { kind: 'document', id: id as Change['record']['id'] }, fields: null })
          }
        }
        return updateTables(file, waiting)
      })
    )
  )
}

type Fresh = { readonly change: Change; readonly replaces: boolean }
type Read = {
  readonly fresh: readonly { readonly batch: Batch; readonly changes: readonly Fresh[] }[]
  readonly asTheyCame: readonly ChangeId[]
  readonly setAside: Partial<Record<SetAsideWhy | 'clash', number>>
  readonly keptOurs: readonly ChangeId[]
}

function readBatches(file: ProjectFile, batches: readonly ForeignBatch[]): Read {
  const setAside: Read['setAside'] = {}
  const aside = (why: SetAsideWhy | 'clash', count = 1): void => {
    setAside[why] = (setAside[why] ?? 0) + count
  }
  const asTheyCame: ChangeId[] = []
  const keptOurs: ChangeId[] = []
  const seen = new Map<ChangeId, Change>()
  const fresh: Read['fresh'][number][] = []
  for (const one of batches) {
    const sound = takeBatch(one.batch)
    if ('why' in sound) {
      aside(sound.why, Math.max(1, one.changes.length))
      continue
    }
    const changes: Fresh[] = []
    for (const value of one.changes) {
      const read = takeChange(value)
      if ('why' in read) {
        aside(read.why)
        continue
      }
      const { change } = read
      // A broken file may hold one id twice: the first stands here, and a later look at the other decides as always.
      if (seen.has(change.id)) {
        if (whichStays(seen.get(change.id) ?? change, change, file.sha256) !== 'same') aside('clash')
        continue
      }
      seen.set(change.id, change)
      const ours = hasChange(file, change.id) ? changeNamed(file, change.id) : undefined
      const stays = ours ? whichStays(ours, change, file.sha256) : 'theirs'
      if (ours && stays !== 'same') aside('clash')
      if (stays === 'ours') keptOurs.push(change.id)
      else asTheyCame.push(change.id)
      if (stays === 'theirs') changes.push({ change, replaces: ours !== undefined })
    }
    if (changes.length > 0) fresh.push({ batch: sound.batch, changes })
  }
  return { fresh, asTheyCame, setAside, keptOurs }
}

function takeInside(file: ProjectFile, { fresh, ...read }: Read, from: ArrivalOf): TakenBatches {
  const arrival = from.arrival === 0 ? openArrival(file, from.now, from.source) : from.arrival
  const taken: { batch: Batch; change: Change }[] = []
  const written: Change[] = []
  const removed: Written[] = []
  for (const { batch, changes } of fresh) {
    const number = numberOf(file, batch, arrival)
    for (const { change, replaces } of changes) {
      if (replaces) removed.push({ record: removeChange(file, change.id), fields: null })
      appendChange(file, change, number)
      written.push(change)
      taken.push({ batch, change })
    }
  }
  const touched = updateTables(file, [...writtenBy(written), ...removed])
  file.connection.run(addToArrival, taken.length, arrival)
  return { arrival, taken, ...read, touched }
}

/** The number of a batch, stored where it is new; of two contents under one id the same one stays as in every copy. */
function numberOf(file: ProjectFile, theirs: Batch, arrival: number): number {
  const ours = batchNamed(file, theirs.id)
  if (!ours) return storeBatch(file, theirs, arrival)
  const plain = { id: ours.id, coder: ours.coder, command: ours.command, undoes: ours.undoes }
  if (whichStays(plain, theirs, file.sha256) === 'theirs') replaceBatch(file, theirs)
  return ours.n
}

const addToArrival = sql<[number, number]>('UPDATE arrival SET changes = changes + ? WHERE n = ?')
const documentsWithRevision = sql<[number], { n: number }>('SELECT n FROM document WHERE revision = ?')
