/** An open project: its file, its session of the log, and what stands on the undo stack. */
import { fail, must, ok, type Result } from '../../shared/errors.ts'
import {
  batchId,
  changeId,
  newSessionId,
  type BatchId,
  type ChangeId,
  type CoderId,
  type Hash,
  type SessionId
} from '../../shared/ids.ts'
import { recordKey, type SeenHeads } from '../../shared/commands/inputs.ts'
import { currentSchema, type Batch, type Change } from '../../shared/log/change.ts'
import { allHeads, fold } from '../../shared/log/fold.ts'
import { carriedOn, millisecondsOf, nextStamp, type Stamp } from '../../shared/log/stamp.ts'
import type { Json, RecordRef } from '../../shared/model/record.ts'
import type { Notice } from '../../shared/api/views.ts'
import { commit } from '../db/commit.ts'
import { allChanges, batchesPage, changeNamed, changesOf, changesOfBatch, isBeyond } from '../db/log.ts'
import { checkpoint } from '../db/open.ts'
import { problemOf } from '../db/problems.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import type { Touched } from '../db/tables.ts'
import { Gate } from './gate.ts'
import type { HostPorts } from './ports.ts'

/** What a plan or an undo wants written. */
export type Draft = {
  readonly record: RecordRef
  readonly fields: Readonly<Record<string, Json>>
  readonly basedOn: readonly ChangeId[]
}

export type WriteOrder = {
  readonly coder: CoderId | null
  readonly command: string
  readonly undoes: BatchId | null
  readonly drafts: readonly Draft[]
  readonly blobs?: ReadonlyMap<Hash, Uint8Array>
}

export type Written = {
  readonly batch: Batch
  readonly changes: readonly Change[]
  readonly touched: Touched
  readonly heads: SeenHeads
}

/** How long nothing has been written before the write-ahead log is taken into the file, in milliseconds. */
export const idle = 4000

export type ReadOnlyReason = 'locked' | 'newer' | 'unwritable'

export class ProjectSession {
  readonly file: ProjectFile
  readonly readOnly: ReadOnlyReason | null
  readonly notices: Notice[] = []
  /** Everything that writes to the file goes through it. */
  readonly gate = new Gate()
  /** Who is coding here; null until somebody said so. */
  coder: CoderId | null = null
  /** Milliseconds since 1970 of the last batch; null where nothing was ever written. */
  savedAt: number | null
  readonly #ports: Pick<HostPorts, 'clock' | 'randomBytes' | 'onBug'>
  readonly #ending = new AbortController()
  readonly #background = new Set<Promise<void>>()
  #waitingForWrite: (() => void)[] = []
  #resting: NodeJS.Timeout | undefined
  #session: SessionId | null = null
  #key: string | null = null
  #lastSeq = 0
  #lastStamp: Stamp | null = null

  constructor(
    file: ProjectFile,
    readOnly: ReadOnlyReason | null,
    ports: Pick<HostPorts, 'clock' | 'randomBytes' | 'onBug'>
  ) {
    this.file = file
    this.readOnly = readOnly
    this.#ports = ports
    this.savedAt = timeOfLastBatch(file)
  }

  /** Names the project, the same in every copy of it: the session that wrote its first change. Null while nothing was written. */
  key(): string | null {
    const first = this.#key === null ? allChanges(this.file).next() : null
    if (first && !first.done) this.#key = first.value.id.slice(0, 16)
    return this.#key
  }

  /**
   * Numbers and stamps what is to be written, appends it and brings the tables up to date, in one transaction. The session is minted at the
   * first write, so that copied files never collide. A batch without changes is stored too: an undo that found nothing to take back.
   */
  write(order: WriteOrder): Result<Written> {
    if (this.readOnly !== null) return fail('readOnly')
    const session = this.#ownSession()
    const id = batchId(session, this.#lastSeq + 1)
    const batch: Batch = { id, coder: order.coder, command: order.command, undoes: order.undoes }
    const clock = this.#ports.clock()
    let seq = this.#lastSeq
    let stamp = this.#lastStamp
    const changes = order.drafts.map((draft): Change => {
      seq += 1
      const own = nextStamp(clock, [...(stamp ? [stamp] : []), ...this.#stampsOf(draft.basedOn)])
      stamp = carriedOn(stamp, own, clock)
      return { id: changeId(session, seq), stamp: own, batch: id, ...draft, schema: currentSchema }
    })
    const done = commit(this.file, { batch, changes, ...(order.blobs ? { blobs: order.blobs } : {}) })
    if (!done.ok) return done
    this.#lastSeq = Math.max(seq, this.#lastSeq + 1)
    this.#lastStamp = stamp
    this.savedAt = clock
    return ok({
      batch,
      changes,
      touched: done.value,
      heads: this.headsOf(changes.map((change) => change.record))
    })
  }

  /** The id that the next batch will have: stands for a command that changed nothing. */
  unwrittenBatch(): BatchId {
    return batchId(this.#ownSession(), this.#lastSeq + 1)
  }

  /** Notes work that reads the file in the background: it is ended and waited for before the file is closed. */
  inBackground(work: (signal: AbortSignal) => Promise<void>): void {
    const done = work(this.#ending.signal)
      .catch((error: unknown) => this.#ports.onBug('background', error))
      .finally(() => this.#background.delete(done))
    this.#background.add(done)
  }

  /** Notes that something was written: once nothing more has been for a while, the write-ahead log is taken in, so that no tag pays for it. */
  wrote(): void {
    for (const settle of this.#waitingForWrite.splice(0)) settle()
    clearTimeout(this.#resting)
    if (this.#ending.signal.aborted) return
    this.#resting = setTimeout(() => this.#rest(), idle).unref()
  }

  /** Settles when something was written the next time. */
  nextWrite(): Promise<void> {
    return new Promise((resolve) => this.#waitingForWrite.push(resolve))
  }

  /** Ends what runs in the background. */
  async settle(): Promise<void> {
    clearTimeout(this.#resting)
    this.#ending.abort()
    await Promise.allSettled(this.#background)
  }

  /** The present heads of these records, as commands name them. */
  headsOf(records: readonly RecordRef[]): SeenHeads {
    const named = new Map(records.map((record) => [recordKey(record.kind, record.id), record]))
    return Object.fromEntries(
      [...named].map(([key, record]) => [key, [...allHeads(fold(changesOf(this.file, record)))]])
    )
  }

  /** The session that writes now: minted at the first write, and anew where somebody's file brought numbers of it that are not ours. */
  #ownSession(): SessionId {
    if (this.#session === null || isBeyond(this.file, this.#session, this.#lastSeq)) {
      this.#session = newSessionId(this.#ports.randomBytes)
      this.#lastSeq = 0
    }
    return this.#session
  }

  #rest(): void {
    try {
      checkpoint(this.file)
    } catch (error) {
      // A full disk is told by the next write; what is in the log is safe there.
      if (problemOf(error, this.file.name) === null) this.#ports.onBug('checkpoint', error)
    }
  }

  #stampsOf(ids: readonly ChangeId[]): Stamp[] {
    return ids.flatMap((id) => changeNamed(this.file, id)?.stamp ?? [])
  }
}

function timeOfLastBatch(file: ProjectFile): number | null {
  const [last] = batchesPage(file, { offset: 0, limit: 1 }).batches
  return last ? timeOfBatch(changesOfBatch(file, last.id)) : null
}

/** Milliseconds since 1970 of a batch by its writer's clock; null where it holds no change. */
export function timeOfBatch(changes: readonly Change[]): number | null {
  const [first] = changes
  return first ? millisecondsOf(first.stamp) : null
}

/** The session that is open, or the problem that none is. */
export function openSession(session: ProjectSession | null): ProjectSession {
  return session ?? must(fail('noProject'))
}
