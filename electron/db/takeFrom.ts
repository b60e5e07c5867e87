/** Takes from colleagues' files what is not here yet: the union of the logs, in one transaction. */
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { ChangeId, DocumentId, Hash, RecordId } from '../../shared/ids.ts'
import type { Change } from '../../shared/log/change.ts'
import type { KindName } from '../../shared/model/records.ts'
import { openArrival } from './arrivals.ts'
import { blobHashes, hasBlob, partsOfBlob, putParts } from './blobs.ts'
import { write } from './commit.ts'
import { entityNamed } from './entities.ts'
import { changesOfNumber } from './log.ts'
import { NewChanges, Tally, type Missing, type NewChange } from './newChanges.ts'
import { guarded } from './problems.ts'
import type { ProjectFile } from './projectFile.ts'
import { totals } from './read.ts'
import { revisionRow } from './revisions.ts'
import { sql } from './sql.ts'
import { TableUpdate, type OnStored, type Touched } from './tables.ts'

export type { Missing, WhySetAside } from './newChanges.ts'

export type Taken = Missing & {
  /** The number under which these batches are marked as arrived; 0 where there was nothing to take. */
  readonly arrival: number
  readonly touched: Touched
  /** How many conflicts more there are than before. */
  readonly conflicts: number
}

export type TakeStep = 'changes' | 'blobs' | 'records'

export type TakeOptions = {
  /** Milliseconds since 1970. */
  readonly now: number
  /** The other file's name, for the list of arrivals. */
  readonly source: string
  /** A file of another project is refused with otherProject unless this is set. */
  readonly anyProject?: boolean
  /** Throwing from here takes everything back. `total` 0: not known. */
  readonly onProgress?: (step: TakeStep, done: number, total: number) => void
}

/** One of several files to take in. */
export type Source = { readonly file: ProjectFile; readonly name: string }

export type TakenFrom = Missing & {
  /** The number under which this file's batches are marked as arrived; 0 where there was nothing to take. */
  readonly arrival: number
}

export type TakenFromAll = {
  /** In the order of the sources: what each brought that was not here, nor in one before it. */
  readonly each: readonly TakenFrom[]
  readonly touched: Touched
  readonly conflicts: number
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
    for (const one of new NewChanges(file, other, tally).walk(options.onProgress)) {
      if (one.replaces === null) tally.changes++
      if (one.opensBatch) tally.batches++
    }
    for (const hash of blobHashes(other))
      if (!hasBlob(file, hash as Hash) && tally.blobIsSound(other, hash)) tally.blobs++
    return ok(tally.result())
  })
}

/** Whether a copy of this project holds a change, a blob or another content that is not here. Reads no further than the first. */
export function hasNews(file: ProjectFile, other: ProjectFile): boolean {
  const tally = new Tally()
  for (const _one of new NewChanges(file, other, tally).walk()) return true
  for (const hash of blobHashes(other))
    if (!hasBlob(file, hash as Hash) && tally.blobIsSound(other, hash)) return true
  return false
}

/** Appends everything of the other file that is not here and holds its schema, and brings the tables up to date. All of it or nothing. */
export function takeFrom(file: ProjectFile, other: ProjectFile, options: TakeOptions): Result<Taken> {
  if (file.mode === 'read') return fail('readOnly')
  return guarded(file.name, () => {
    if (options.anyProject !== true && !isSameProject(file, other))
      return fail('otherProject', { name: other.name })
    const all = write(file, () => takeAllInside(file, [{ file: other, name: options.source }], options))
    const [own] = all.each
    if (!own) throw new Error('What was taken from one file is not told')
    return ok({ ...own, touched: all.touched, conflicts: all.conflicts })
  })
}

/**
 * The same of several copies of this project, inside a transaction that is already open: every log first, then each touched record is folded
 * once. `onStored` hears of every record as it stood before and stands then, maybe more than once.
 */
export function takeAllInside(
  file: ProjectFile,
  sources: readonly Source[],
  options: Pick<TakeOptions, 'now' | 'onProgress'> & {
    readonly onStored?: OnStored
    /** Hears of every change taken. */
    readonly onChange?: (change: NewChange) => void
    /** Hears of every record that a change of these sources is about, taken now or here before: its kind's number here and its own. */
    readonly onRecord?: (kind: number, record: number) => void
  }
): TakenFromAll {
  const before = totals(file).conflicts
  file.names.keepMany()
  const arrived = new Arrived(file)
  const revisions: number[] = []
  const each = sources.map((source): TakenFrom => {
    const tally = new Tally()
    const arrival = openArrival(file, options.now, source.name)
    takeChanges(source, arrival, tally)
    revisions.push(...takeBlobs(file, source.file, tally, options.onProgress))
    const result = tally.result()
    const isEmpty = result.changes + result.batches + result.blobs + result.clashes.length === 0
    if (isEmpty) file.connection.run(removeArrival, arrival)
    else file.connection.run(finishArrival, result.changes, JSON.stringify(asideOf(result)), arrival)
    return { ...result, arrival: isEmpty ? 0 : arrival }
  })
  const touched = foldAgain(file, arrived, revisions, options)
  return { each, touched, conflicts: totals(file).conflicts - before }

  function takeChanges(source: Source, arrival: number, tally: Tally): void {
    const news = new NewChanges(file, source.file, tally, options.onRecord)
    for (const one of news.walk(options.onProgress)) {
      const { change, replaces } = one
      if (replaces === null) tally.changes++
      else {
        const { kind, id } = news.remove(replaces)
        arrived.note(kind, file.names.intern(id), null)
      }
      const record = news.append(one, arrival)
      arrived.note(change.record.kind, record, change)
      options.onChange?.(one)
    }
  }
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

/** What was not taken as it stood, with the clashes among it. */
export function asideOf({
  setAside,
  clashes
}: Pick<Missing, 'setAside' | 'clashes'>): Readonly<Record<string, number>> {
  return { ...setAside, ...(clashes.length > 0 && { clash: clashes.length }) }
}

/** The records that something arrived for. Changes of records that were not here at all are kept at hand, up to a number. */
class Arrived {
  readonly byKind = new Map<string, Map<number, Change[] | null>>()
  #kept = 0

  /** What is interned after this number was never named here before, so that no change here is about it. */
  readonly #lastName: number

  constructor(file: ProjectFile) {
    this.#lastName = file.names.last()
  }

  note(kind: string, n: number, change: Change | null): void {
    let own = this.byKind.get(kind)
    if (!own) this.byKind.set(kind, (own = new Map<number, Change[] | null>()))
    const known = own.get(n)
    if (known === null) return
    if (change === null || this.#kept >= mostKept) own.set(n, null)
    else if (known) known.push(change)
    else own.set(n, n > this.#lastName ? [change] : null)
    this.#kept++
  }
}

/** Changes of new records that are folded without reading them back: some 300 MB at most. */
const mostKept = 250_000

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
    onProgress?.('blobs', ++done, 0)
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
  arrived: Arrived,
  revisions: readonly number[],
  { onProgress, onStored }: Pick<TakeOptions, 'onProgress'> & { readonly onStored?: OnStored }
): Touched {
  const records = new Map<KindName, Set<RecordId>>()
  const documents = new Set<DocumentId>()
  const total = [...arrived.byKind.values()].reduce((sum, own) => sum + own.size, 0)
  let done = 0
  const fold = (kind: string, numbers: Iterable<readonly [number, readonly Change[] | null]>): void => {
    const entity = entityNamed(kind)
    if (!entity) return
    const kindNumber = file.names.intern(kind)
    let update = new TableUpdate(file, onStored, records)
    for (const [n, changes] of numbers) {
      if (changes) update.refoldNumber(entity, n, changes, null, 'new')
      else update.refoldNumber(entity, n, changesOfNumber(file, kindNumber, n))
      if (++done % 2000 !== 0) continue
      onProgress?.('records', done, total)
      keep(update)
      update = new TableUpdate(file, onStored, records)
    }
    keep(update)
  }
  for (const [kind, numbers] of arrived.byKind) if (kind !== 'annotation') fold(kind, numbers)
  for (const n of revisions) if (file.connection.get(documentWithRevision, n)) revisionRow(file, n)
  fold('annotation', arrived.byKind.get('annotation') ?? [])
  return { records, documents }

  function keep(update: TableUpdate): void {
    update.arrange()
    for (const id of update.finish().documents) documents.add(id)
  }
}

const finishArrival = sql<[number, string, number]>(
  'UPDATE arrival SET changes = ?, setAside = ? WHERE n = ?'
)
const removeArrival = sql<[number]>('DELETE FROM arrival WHERE n = ?')
const documentWithRevision = sql<[number], { n: number }>('SELECT n FROM document WHERE revision = ? LIMIT 1')
