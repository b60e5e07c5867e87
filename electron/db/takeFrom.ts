/** Takes from colleagues' files what is not here yet: the union of the logs, in one transaction. */
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { ChangeId, Hash } from '../../shared/ids.ts'
import { openArrival } from './arrivals.ts'
import { blobHashes, hasBlob, partsOfBlob, putParts } from './blobs.ts'
import { write } from './commit.ts'
import { Folding } from './folding.ts'
import { changesOfNumber } from './log.ts'
import { NewChanges, Tally, type Missing, type NewChange } from './newChanges.ts'
import { guarded } from './problems.ts'
import type { ProjectFile } from './projectFile.ts'
import type { RowsAhead } from './readAhead.ts'
import { totals } from './read.ts'
import { sql } from './sql.ts'
import type { OnStored, Touched } from './tables.ts'

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
export type Source = {
  readonly file: ProjectFile
  readonly name: string
  /** What a second thread reads of it meanwhile. */
  readonly ahead?: RowsAhead | undefined
}

export type TakenFrom = Missing & {
  /** The number under which this file's batches are marked as arrived; 0 where there was nothing to take. */
  readonly arrival: number
}

export type TakenFromAll = {
  /** In the order of the sources: what each brought that was not here, nor in one before it. */
  readonly each: readonly TakenFrom[]
  /** Null: more than `mostTouched` records. */
  readonly touched: Touched | null
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
    if (!own || !all.touched) throw new Error('What was taken from one file is not told')
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
    /** More records than this are not named; unless it is given, all are. */
    readonly mostTouched?: number
    /** Hears of every change taken. */
    readonly onChange?: (change: NewChange) => void
    /** Hears of every record that a change of these sources is about which is not taken, or was here before: its kind's number here and its own. */
    readonly onRecord?: (kind: number, record: number) => void
  }
): TakenFromAll {
  const before = totals(file).conflicts
  file.names.keepMany()
  const folding = new Folding(file, options)
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
  const touched = folding.finish(revisions)
  return { each, touched, conflicts: totals(file).conflicts - before }

  function takeChanges(source: Source, arrival: number, tally: Tally): void {
    const news = new NewChanges(file, source.file, tally, { onRecord: options.onRecord, ahead: source.ahead })
    for (const some of inBlocks(news.walk(options.onProgress), 200)) {
      news.nameRecords(some)
      for (const one of some) take(one)
    }

    function take(one: NewChange): void {
      const { replaces, theirs } = one
      if (replaces === null) tally.changes++
      else {
        const { kind, id } = news.remove(replaces)
        folding.note(kind, file.names.intern(id), null)
      }
      const { record, alone } = news.append(one, arrival)
      folding.note(theirs.record.kind, record, { theirs, alone })
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

function* inBlocks<T>(all: Iterable<T>, size: number): Generator<readonly T[]> {
  let block: T[] = []
  for (const one of all) {
    block.push(one)
    if (block.length < size) continue
    yield block
    block = []
  }
  if (block.length > 0) yield block
}

const finishArrival = sql<[number, string, number]>(
  'UPDATE arrival SET changes = ?, setAside = ? WHERE n = ?'
)
const removeArrival = sql<[number]>('DELETE FROM arrival WHERE n = ?')
