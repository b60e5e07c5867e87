/** Walks a colleague's log for what is not here: every change checked against its schema, numbers of its names brought over to ours. */
import type { ChangeId, Hash } from '../../shared/ids.ts'
import type { Batch, Change } from '../../shared/log/change.ts'
import {
  SoundFields,
  takeReadBatch,
  whichStays,
  type Clash,
  type SetAsideWhy
} from '../../shared/merge/merge.ts'
import type { Json } from '../../shared/model/record.ts'
import { blobIsWhole } from './blobs.ts'
import {
  appendRow,
  batchNamed,
  batchOfRow,
  changeNamed,
  changeOfNumbers,
  insertBatchAs,
  lastBatchNumber,
  removeChange,
  replaceBatch,
  sessionIsHere,
  type StoredBatch
} from './log.ts'
import {
  changesWithBatches,
  countOutsideWalk,
  lastChangeNumber,
  type ChangeRow,
  type LogRow
} from './logStatements.ts'
import { Numbers } from './numbers.ts'
import { pack, packIds, repack } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'
import type { ReadRow, RowsAhead } from './readAhead.ts'
import type { StoredRecord } from './rows.ts'
import { sql } from './sql.ts'
import { readSoundly, takeTheirs, TheirChange, type Alone, type SoundRow } from './theirChange.ts'

export type WhySetAside = SetAsideWhy | 'brokenBlob'

/** What merging a file would bring. `clashes`: different contents under one id; the one with the smaller hash stays. */
export type Missing = {
  readonly changes: number
  readonly batches: number
  readonly blobs: number
  readonly setAside: Readonly<Partial<Record<WhySetAside, number>>>
  readonly clashes: readonly Clash[]
}

export type NewChange = {
  readonly theirs: TheirChange
  /** As it lies in their file, in their numbers. */
  readonly row: ChangeRow
  readonly batch: ReadBatch
  /** Whether it is the first change that comes of a batch that is not here. */
  readonly opensBatch: boolean
  /** The change of ours, under the same id, that gives way to it. */
  readonly replaces: ChangeId | null
}

/** A change that was appended: the number of its record, and the record as it stands if no other change is about it, see SoundRow. */
type Appended = { readonly record: number; readonly alone: StoredRecord | null }

/** A batch of theirs. `ours`: its number here; null: it was not here. */
type ReadBatch = { readonly is: Batch; readonly ours: number | null }

/** In place of the number of a batch that is not stored yet. */
const met = -1
/** Of batches that were read, at most so many are kept: their changes lie together. */
const mostBatches = 1000

/** One walk through one other file. */
export class NewChanges {
  readonly #file: ProjectFile
  readonly #other: ProjectFile
  readonly #tally: Tally
  readonly #onRecord: ((kind: number, record: number) => void) | undefined
  readonly #batches = new Map<number, ReadBatch | { readonly why: SetAsideWhy }>()
  /** Their number of a batch -> ours, where it was stored or compared with ours, or `met`. */
  readonly #batchNumbers: Numbers
  readonly #sound = new SoundFields()
  readonly #ahead: RowsAhead | undefined
  /** The greatest number of a batch of ours: this walk alone stores more. */
  #lastBatch: number
  /** Their number of a name -> ours. */
  readonly #numbers: Numbers
  /** Their numbers of sessions of which nothing was here when the walk met them: whatever they hold is new, and in their file once. */
  readonly #newSessions = new Set<number>()
  /** Their numbers of the other sessions -> ours. */
  readonly #sessionsHere = new Map<number, number>()

  constructor(
    file: ProjectFile,
    other: ProjectFile,
    tally: Tally,
    {
      onRecord,
      ahead
    }: {
      /** Hears of records whose changes are not taken, see takeAllInside. */
      readonly onRecord?: ((kind: number, record: number) => void) | undefined
      /** What a second thread reads of this file meanwhile. */
      readonly ahead?: RowsAhead | undefined
    } = {}
  ) {
    this.#file = file
    this.#other = other
    this.#tally = tally
    this.#onRecord = onRecord
    this.#ahead = ahead
    this.#lastBatch = lastBatchNumber(file)
    this.#numbers = new Numbers(other.names.last())
    this.#batchNumbers = new Numbers(lastBatchNumber(other))
  }

  /** The changes that are to be taken, one by one; what is wrong with the rest is counted. */
  *walk(onProgress?: (step: 'changes', done: number, total: number) => void): Generator<NewChange> {
    const total = this.#other.connection.get(lastChangeNumber)?.n ?? 0
    let done = 0
    this.#other.names.readAhead()
    for (const { row, sound } of this.#rows()) {
      if (++done % 1000 === 0) onProgress?.('changes', done, total)
      const ours = this.#ours(row)
      if (ours && this.#isSame(ours, row)) {
        this.#note(row)
        continue
      }
      const one = this.#take(row, sound, ours !== undefined)
      if (one) yield one
      else this.#note(row)
    }
    const lost = this.#other.connection.get(changesWithoutBatch)?.count ?? 0
    if (lost > 0) this.#tally.aside('batchMissing', lost)
    const outside = this.#other.connection.get(countOutsideWalk)?.count ?? 0
    if (outside > 0) this.#tally.aside('brokenChange', outside)
  }

  /** Gives numbers to the records of changes that the walk gave: many at once take half the time. Only inside a transaction. */
  nameRecords(changes: readonly NewChange[]): void {
    const unknown = new Map<number, string>()
    for (const { theirs, row } of changes)
      if (this.#numbers.get(row.record) === undefined) unknown.set(row.record, theirs.record.id)
    const numbers = this.#file.names.internAllOnce([...unknown.values()])
    for (const [i, theirs] of [...unknown.keys()].entries()) this.#numbers.set(theirs, numbers[i] ?? 0)
  }

  /** Appends a change that the walk gave. Only inside a transaction. */
  append({ theirs, row, batch }: NewChange, arrival: number): Appended {
    const { names } = this.#file
    const record = this.#number(row.record)
    appendRow(this.#file, {
      session: this.#number(row.session),
      seq: row.seq,
      stamp: row.stamp,
      batch: this.#storeBatch(row, batch, arrival),
      kind: this.#number(row.kind),
      record,
      fields: theirs.isCanonical
        ? repack(row.fields, (n) => this.#number(n))
        : pack(theirs.change.fields as Json, names),
      basedOn: row.basedOn === '' ? '' : packIds(theirs.change.basedOn, names),
      schema: row.schema
    })
    return { record, alone: theirs.alone && this.#ourAnnotation(theirs.alone, record, row) }
  }

  /** Takes the change out that is to give way; gives the record it wrote. Only inside a transaction. */
  remove(id: ChangeId): Change['record'] {
    return removeChange(this.#file, id)
  }

  /** The rows of their log, read ahead or now. */
  *#rows(): Generator<ReadRow> {
    let after = 0
    for (;;) {
      const rows =
        this.#ahead?.after(after) ??
        this.#other.connection
          .all(changesWithBatches, after, this.#ahead?.walk.size.rows ?? 500)
          .map((row) => ({ row, sound: null }))
      const last = rows.at(-1)
      if (!last) return
      yield* rows
      after = last.row.n
    }
  }

  /** The row that is here under the id of theirs. */
  #ours(row: LogRow): ChangeRow | undefined {
    if (this.#newSessions.has(row.session)) return undefined
    const known = this.#sessionsHere.get(row.session)
    const session = known ?? this.#here(row.session)
    if (known === undefined && (session === null || !sessionIsHere(this.#file, session))) {
      this.#newSessions.add(row.session)
      return undefined
    }
    if (session === null) return undefined
    this.#sessionsHere.set(row.session, session)
    return changeOfNumbers(this.#file, session, row.seq)
  }

  #take(row: LogRow, sound: SoundRow | null, isHere: boolean): NewChange | null {
    const tally = this.#tally
    const theirs = sound
      ? TheirChange.inSoundRow(this.#other, row, sound)
      : takeTheirs(this.#other, row, this.#sound)
    if ('why' in theirs) {
      tally.aside(theirs.why)
      return null
    }
    if (isHere && tally.clash(this.#file, theirs.change) !== 'theirs') return null
    const batch = this.#batch(row)
    if ('why' in batch) {
      tally.aside(batch.why)
      return null
    }
    const isMet = this.#batchNumbers.get(row.batch) !== undefined
    if (!isMet) this.#batchNumbers.set(row.batch, met)
    const opensBatch = batch.ours === null && !isMet
    return { theirs, row, batch, opensBatch, replaces: isHere ? theirs.change.id : null }
  }

  /** A batch is read once, however many changes it holds one after another. */
  #batch(row: LogRow): ReadBatch | { readonly why: SetAsideWhy } {
    const known = this.#batches.get(row.batch)
    if (known) return known
    const is = readSoundly(() => batchOfRow(this.#other, row))
    const sound = is ? takeReadBatch(is) : null
    const isNew = this.#newSessions.has(row.batchSession)
    const read =
      !is || !sound
        ? ({ why: 'batchMissing' } as const)
        : 'why' in sound
          ? sound
          : { is, ours: isNew ? null : (batchNamed(this.#file, is.id)?.n ?? null) }
    if (this.#batches.size >= mostBatches) this.#batches.clear()
    this.#batches.set(row.batch, read)
    return read
  }

  /** Our number of a batch of theirs; stored where it is not here. */
  #storeBatch(
    { batch, batchSession, batchSeq }: ChangeRow,
    { is, ours }: ReadBatch,
    arrival: number
  ): number {
    const done = this.#batchNumbers.get(batch) ?? met
    if (done !== met) return done
    const n = ours ?? ++this.#lastBatch
    this.#batchNumbers.set(batch, n)
    if (ours === null) {
      insertBatchAs(this.#file, n, is, arrival, { session: this.#number(batchSession), seq: batchSeq })
      this.#tally.batches++
      return n
    }
    const here = batchNamed(this.#file, is.id)
    if (here && whichStays(plain(here), is, this.#file.sha256) === 'theirs') {
      this.#tally.clashes.push({ id: is.id, kept: 'theirs' })
      replaceBatch(this.#file, is)
    }
    return n
  }

  /** An annotation of theirs in our numbers. Only inside a transaction. */
  #ourAnnotation({ row, actors }: Alone, n: number, { session, seq }: ChangeRow): StoredRecord {
    const ours = (theirs: number | null): number | null => (theirs === null ? null : this.#number(theirs))
    return {
      members: actors.map((actor) => this.#number(actor)).sort((a, b) => a - b),
      row: {
        n,
        document: ours(row.document),
        coder: ours(row.coder),
        created: row.created,
        revision: ours(row.revision),
        start_utf16: row.start_utf16,
        end_utf16: row.end_utf16,
        quote: row.quote,
        today_start: null,
        today_end: null,
        issue: ours(row.issue),
        stance: ours(row.stance),
        certainty: row.certainty,
        note: row.note,
        carried_from: ours(row.carried_from),
        complete: row.complete,
        deleted: 0,
        shown: row.shown,
        conflicts: 0,
        modified: row.modified,
        heads: `${this.#number(session)}-${seq}`
      }
    }
  }

  /** Whether a row of theirs says what ours says, told without reading either: by the texts alone. 'False' may still be the same. */
  #isSame(ours: ChangeRow, theirs: ChangeRow): boolean {
    return (
      ours.stamp === theirs.stamp &&
      ours.schema === theirs.schema &&
      ours.batchSeq === theirs.batchSeq &&
      ours.batchSession === this.#here(theirs.batchSession) &&
      ours.kind === this.#here(theirs.kind) &&
      ours.record === this.#here(theirs.record) &&
      // A number that is not here gives -1, which no text of ours holds.
      ours.fields === repack(theirs.fields, (n) => this.#here(n) ?? -1) &&
      ours.basedOn === theirs.basedOn.replace(/(\d+)(?=-)/g, (n) => String(this.#here(Number(n)) ?? -1))
    )
  }

  /** Our number of what they name by `theirs`; null where it is not here (yet), or they name nothing by it. */
  #here(theirs: number): number | null {
    const known = this.#numbers.get(theirs)
    if (known !== undefined) return known
    const id = readSoundly(() => this.#other.names.idOf(theirs))
    const n = id === null ? null : this.#file.names.find(id)
    if (n !== null) this.#numbers.set(theirs, n)
    return n
  }

  /** The same, made where it is new. Only inside a transaction. */
  #number(theirs: number): number {
    const known = this.#numbers.get(theirs)
    if (known !== undefined) return known
    const n = this.#file.names.internOnce(this.#other.names.idOf(theirs))
    this.#numbers.set(theirs, n)
    return n
  }

  #note(row: ChangeRow): void {
    if (!this.#onRecord) return
    const kind = this.#here(row.kind)
    const record = this.#here(row.record)
    if (kind !== null && record !== null) this.#onRecord(kind, record)
  }
}

/** What was taken and what was not. */
export class Tally {
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

function plain({ id, coder, command, undoes }: StoredBatch): Batch {
  return { id, coder, command, undoes }
}

const changesWithoutBatch = sql<[], { count: number }>(
  `SELECT count(*) AS count FROM change c
  WHERE c.n > 0 AND c.n <= ${Number.MAX_SAFE_INTEGER} AND NOT EXISTS (SELECT 1 FROM batch b WHERE b.n = c.batch)`
)
