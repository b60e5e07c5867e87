/** Takes from a colleague's file what is not here yet: the union of two logs, in one transaction. */
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { BatchId, ChangeId, DocumentId, Hash, RecordId } from '../../shared/ids.ts'
import type { Change } from '../../shared/log/change.ts'
import type { KindName } from '../../shared/model/records.ts'
import { takeBatch, takeChange, whichStays, type Clash, type SetAsideWhy } from '../../shared/merge/merge.ts'
import { blobHashes, blobIsWhole, hasBlob, partsOfBlob, putParts } from './blobs.ts'
import { write } from './commit.ts'
import { entityNamed } from './entities.ts'
import {
  allChangeRows,
  appendChange,
  batchNamed,
  changeFrom,
  changeNamed,
  changesOfNumber,
  hasChange,
  replaceBatch,
  removeChange,
  storeBatch,
  type StoredBatch
} from './log.ts'
import { guarded } from './problems.ts'
import type { ProjectFile } from './projectFile.ts'
import { totals } from './read.ts'
import { revisionRow } from './revisions.ts'
import { sql } from './sql.ts'
import { TableUpdate, type Touched } from './tables.ts'

export type WhySetAside = SetAsideWhy | 'brokenBlob'

/** What merging a file would bring. `clashes`: different contents under one id; the one with the smaller hash stays. */
export type Missing = {
  readonly changes: number
  readonly batches: number
  readonly blobs: number
  readonly setAside: Readonly<Partial<Record<WhySetAside, number>>>
  readonly clashes: readonly Clash[]
}

export type Taken = Missing & {
  /** The number under which these batches are marked as arrived. */
  readonly arrival: number
  readonly touched: Touched
  /** How many conflicts more there are than before. */
  readonly conflicts: number
}

export type TakeOptions = {
  /** Milliseconds since 1970. */
  readonly now: number
  /** The other file's name, for the list of arrivals. */
  readonly source: string
  /** A file of another project is refused with otherProject unless this is set. */
  readonly anyProject?: boolean
  /** Steps are 'changes', 'blobs' and 'records'. Throwing from here takes everything back. */
  readonly onProgress?: (step: 'changes' | 'blobs' | 'records', done: number) => void
}

/** Counts what `takeFrom` would bring, and changes nothing. */
export function missingFrom(
  file: ProjectFile,
  other: ProjectFile,
  options: Pick<TakeOptions, 'anyProject' | 'onProgress'> = {}
): Result<Missing> {
  return guarded(other.name, () => {
    if (options.anyProject !== true && !isSameProject(file, other))
      return fail('otherProject', { name: other.name })
    const tally = new Tally()
    const batches = new Set<BatchId>()
    for (const one of newIn(file, other, tally, options.onProgress)) {
      if (one.replaces === null) tally.changes++
      if (!batchNamed(file, one.batch.id)) batches.add(one.batch.id)
    }
    for (const hash of blobHashes(other))
      if (!hasBlob(file, hash as Hash) && tally.blobIsSound(other, hash)) tally.blobs++
    tally.batches = batches.size
    return ok(tally.result())
  })
}

/** Appends everything of the other file that is not here and holds its schema, and brings the tables up to date. All of it or nothing. */
export function takeFrom(file: ProjectFile, other: ProjectFile, options: TakeOptions): Result<Taken> {
  if (file.mode === 'read') return fail('readOnly')
  return guarded(file.name, () => {
    if (options.anyProject !== true && !isSameProject(file, other))
      return fail('otherProject', { name: other.name })
    return ok(write(file, () => takeInside(file, other, options)))
  })
}

/** Whether two files are copies of one project: the change that first named the project is in both. An empty file goes with every project. */
export function isSameProject(a: ProjectFile, b: ProjectFile): boolean {
  const roots = (file: ProjectFile): readonly ChangeId[] => {
    const kind = file.names.find('project')
    const record = file.names.find('project')
    const changes = kind === null || record === null ? [] : changesOfNumber(file, kind, record)
    return changes.filter((change) => change.basedOn.length === 0).map((change) => change.id)
  }
  const ours = roots(a)
  const theirs = new Set(roots(b))
  return ours.length === 0 || theirs.size === 0 || ours.some((id) => theirs.has(id))
}

type New = { readonly change: Change; readonly batch: StoredBatch; readonly replaces: ChangeId | null }

/** The changes of `other` that are to be taken, one by one; what is wrong with the rest is counted. */
function* newIn(
  file: ProjectFile,
  other: ProjectFile,
  tally: Tally,
  onProgress: TakeOptions['onProgress']
): Generator<New> {
  let done = 0
  for (const row of allChangeRows(other)) {
    if (++done % 1000 === 0) onProgress?.('changes', done)
    const read = readSoundly(() => takeChange(changeFrom(other, row)))
    if (read === null || 'why' in read) {
      tally.aside(read === null ? 'brokenChange' : read.why)
      continue
    }
    const { change } = read
    const here = hasChange(file, change.id)
    const stays = here ? tally.clash(file, change) : 'theirs'
    if (stays !== 'theirs') continue
    const batch = readSoundly(() => batchNamed(other, change.batch))
    const sound = batch
      ? takeBatch({ id: batch.id, coder: batch.coder, command: batch.command, undoes: batch.undoes })
      : null
    if (!batch || !sound) tally.aside('batchMissing')
    else if ('why' in sound) tally.aside(sound.why)
    else yield { change, batch, replaces: here ? change.id : null }
  }
  const lost = other.connection.get(changesWithoutBatch)?.count ?? 0
  if (lost > 0) tally.aside('batchMissing', lost)
}

function takeInside(file: ProjectFile, other: ProjectFile, options: TakeOptions): Taken {
  const { connection, names } = file
  const tally = new Tally()
  const before = totals(file).conflicts
  const arrival = connection.run(insertArrival, options.now, options.source).n
  const touched = new Map<string, Set<number>>()
  const note = ({ kind, id }: Change['record']): void => {
    const own = touched.get(kind) ?? new Set()
    touched.set(kind, own.add(names.intern(id)))
  }
  for (const { change, batch, replaces } of newIn(file, other, tally, options.onProgress)) {
    if (replaces === null) tally.changes++
    else note(removeChange(file, replaces))
    appendChange(file, change, takeOneBatch(file, batch, arrival, tally))
    note(change.record)
  }
  const revisions = takeBlobs(file, other, tally, options.onProgress)
  const records = foldAgain(file, touched, revisions, options.onProgress)
  const result = tally.result()
  connection.run(finishArrival, result.changes, JSON.stringify(result.setAside), arrival)
  return { ...result, arrival, touched: records, conflicts: totals(file).conflicts - before }
}

function takeOneBatch(file: ProjectFile, theirs: StoredBatch, arrival: number, tally: Tally): number {
  const ours = batchNamed(file, theirs.id)
  if (!ours) {
    tally.batches++
    return storeBatch(file, theirs, arrival)
  }
  if (whichStays(plain(ours), plain(theirs), file.sha256) === 'theirs') {
    tally.clashes.push({ id: theirs.id, kept: 'theirs' })
    replaceBatch(file, theirs)
  }
  return ours.n
}

/** Copies the blobs that are not here; gives the numbers of those that some record names. */
function takeBlobs(
  file: ProjectFile,
  other: ProjectFile,
  tally: Tally,
  onProgress: TakeOptions['onProgress']
): readonly number[] {
  const numbers: number[] = []
  let done = 0
  for (const hash of blobHashes(other)) {
    onProgress?.('blobs', ++done)
    if (hasBlob(file, hash as Hash) || !tally.blobIsSound(other, hash)) continue
    putParts(file, hash as Hash, partsOfBlob(other, hash as Hash))
    tally.blobs++
    const n = file.names.find(hash)
    if (n !== null) numbers.push(n)
  }
  return numbers
}

/** Folds the touched records again: people, codebook and documents first, then annotations, some at a time. */
function foldAgain(
  file: ProjectFile,
  touched: ReadonlyMap<string, ReadonlySet<number>>,
  revisions: readonly number[],
  onProgress: TakeOptions['onProgress']
): Touched {
  const records = new Map<KindName, Set<RecordId>>()
  const documents = new Set<DocumentId>()
  let done = 0
  const fold = (kind: string, numbers: Iterable<number>): void => {
    const entity = entityNamed(kind)
    if (!entity) return
    const kindNumber = file.names.intern(kind)
    let update = new TableUpdate(file)
    for (const n of numbers) {
      update.refoldNumber(entity, n, changesOfNumber(file, kindNumber, n))
      if (++done % 2000 !== 0) continue
      onProgress?.('records', done)
      keep(update)
      update = new TableUpdate(file)
    }
    keep(update)
  }
  for (const [kind, numbers] of touched) if (kind !== 'annotation') fold(kind, numbers)
  for (const n of revisions) if (file.connection.get(documentWithRevision, n)) revisionRow(file, n)
  fold('annotation', touched.get('annotation') ?? [])
  return { records, documents }

  function keep(update: TableUpdate): void {
    update.arrange()
    const more = update.finish()
    for (const [kind, ids] of more.records) {
      const own = records.get(kind) ?? new Set()
      for (const id of ids) own.add(id)
      records.set(kind, own)
    }
    for (const id of more.documents) documents.add(id)
  }
}

/** What was taken and what was not. */
class Tally {
  changes = 0
  batches = 0
  blobs = 0
  readonly clashes: Clash[] = []
  readonly #setAside: Partial<Record<WhySetAside, number>> = {}

  aside(why: WhySetAside, count = 1): void {
    this.#setAside[why] = (this.#setAside[why] ?? 0) + count
  }

  /** Which of two contents under one id stays; a difference is noted. */
  clash(file: ProjectFile, theirs: Change): 'same' | 'ours' | 'theirs' {
    const ours = changeNamed(file, theirs.id)
    const stays = ours ? whichStays(ours, theirs, file.sha256) : 'theirs'
    if (stays !== 'same') this.clashes.push({ id: theirs.id, kept: stays })
    return stays
  }

  blobIsSound(other: ProjectFile, hash: string): boolean {
    const sound = /^[0-9a-f]{64}$/.test(hash) && blobIsWhole(other, hash as Hash)
    if (!sound) this.aside('brokenBlob')
    return sound
  }

  result(): Missing {
    const { changes, batches, blobs, clashes } = this
    return { changes, batches, blobs, clashes, setAside: this.#setAside }
  }
}

function plain({ id, coder, command, undoes }: StoredBatch): {
  id: BatchId
  coder: StoredBatch['coder']
  command: string
  undoes: BatchId | null
} {
  return { id, coder, command, undoes }
}

/** What a row holds, or null where it cannot be read: rows of a colleague's file may hold anything. */
function readSoundly<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    // Whatever was wrong with the row, it is counted as broken and left out.
    return null
  }
}

const insertArrival = sql<[number, string]>(
  "INSERT INTO arrival (at, source, changes, setAside) VALUES (?, ?, 0, '{}')"
)
const finishArrival = sql<[number, string, number]>(
  'UPDATE arrival SET changes = ?, setAside = ? WHERE n = ?'
)
const changesWithoutBatch = sql<[], { count: number }>(
  'SELECT count(*) AS count FROM change c WHERE NOT EXISTS (SELECT 1 FROM batch b WHERE b.n = c.batch)'
)
const documentWithRevision = sql<[number], { n: number }>('SELECT n FROM document WHERE revision = ? LIMIT 1')
