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
import type { CheckedAhead } from './checkAhead.ts'
import {
  appendRow,
  batchNamed,
  batchOfRow,
  changeNamed,
  changeOfNumbers,
  changeRowsWithBatches,
  insertBatchAs,
  lastBatchNumber,
  removeChange,
  replaceBatch,
  sessionIsHere,
  type StoredBatch
} from './log.ts'
import { lastChangeNumber, type BatchOfRow, type ChangeRow } from './logStatements.ts'
import { pack, packIds, repack } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'
import { readSoundly, takeChecked, takeTheirs } from './theirChange.ts'

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
  readonly change: Change
  /** As it lies in their file, in their numbers, and whether the text of its fields is the one that we would write. */
  readonly row: ChangeRow
  readonly isCanonical: boolean
  readonly batch: Batch
  /** Whether it is the first change that comes of a batch that is not here. */
  readonly opensBatch: boolean
  /** The change of ours, under the same id, that gives way to it. */
  readonly replaces: ChangeId | null
}

type Row = ChangeRow & BatchOfRow
/** `ours`: its number here; null: not here yet. `isCompared`: with ours, or there was nothing to compare it with. */
type KnownBatch =
  | { readonly batch: Batch; ours: number | null; isMet: boolean; isCompared: boolean }
  | { readonly why: SetAsideWhy }

/** One walk through one other file. */
export class NewChanges {
  readonly #file: ProjectFile
  readonly #other: ProjectFile
  readonly #tally: Tally
  readonly #onRecord: ((kind: number, record: number) => void) | undefined
  readonly #batches = new Map<number, KnownBatch>()
  readonly #sound = new SoundFields()
  readonly #ahead: CheckedAhead | undefined
  /** The greatest number of a batch of ours: this walk alone stores more. */
  #lastBatch: number
  /** Their number of a name -> ours. */
  readonly #numbers = new Map<number, number>()
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
      /** What a second thread checks of this file meanwhile. */
      readonly ahead?: CheckedAhead | undefined
    } = {}
  ) {
    this.#file = file
    this.#other = other
    this.#tally = tally
    this.#onRecord = onRecord
    this.#ahead = ahead
    this.#lastBatch = lastBatchNumber(file)
  }

  /** The changes that are to be taken, one by one; what is wrong with the rest is counted. */
  *walk(onProgress?: (step: 'changes', done: number, total: number) => void): Generator<NewChange> {
    const total = this.#other.connection.get(lastChangeNumber)?.n ?? 0
    let done = 0
    this.#other.names.readAhead()
    for (const row of changeRowsWithBatches(this.#other)) {
      if (++done % 1000 === 0) onProgress?.('changes', done, total)
      this.#ahead?.walkedTo(row.n)
      const ours = this.#ours(row)
      if (ours && this.#isSame(ours, row)) {
        this.#note(row)
        continue
      }
      const one = this.#take(row, ours !== undefined)
      if (one) yield one
      else this.#note(row)
    }
    const lost = this.#other.connection.get(changesWithoutBatch)?.count ?? 0
    if (lost > 0) this.#tally.aside('batchMissing', lost)
  }

  /** Gives numbers to the records of changes that the walk gave: many at once take half the time. Only inside a transaction. */
  nameRecords(changes: readonly NewChange[]): void {
    const unknown = new Map<number, string>()
    for (const { change, row } of changes)
      if (!this.#numbers.has(row.record)) unknown.set(row.record, change.record.id)
    const numbers = this.#file.names.internAllOnce([...unknown.values()])
    for (const [i, theirs] of [...unknown.keys()].entries()) this.#numbers.set(theirs, numbers[i] ?? 0)
  }

  /** Appends a change that the walk gave; gives the number of its record. Only inside a transaction. */
  append({ change, row, isCanonical }: NewChange, arrival: number): number {
    const { names } = this.#file
    const record = this.#number(row.record)
    appendRow(this.#file, {
      session: this.#number(row.session),
      seq: row.seq,
      stamp: change.stamp,
      batch: this.#storeBatch(row, arrival),
      kind: this.#number(row.kind),
      record,
      fields: isCanonical
        ? repack(row.fields, (theirs) => this.#number(theirs))
        : pack(change.fields as Json, names),
      basedOn: packIds(change.basedOn, names),
      schema: change.schema
    })
    return record
  }

  /** Takes the change out that is to give way; gives the record it wrote. Only inside a transaction. */
  remove(id: ChangeId): Change['record'] {
    return removeChange(this.#file, id)
  }

  /** The row that is here under the id of theirs. */
  #ours(row: Row): ChangeRow | undefined {
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

  #take(row: Row, isHere: boolean): NewChange | null {
    const tally = this.#tally
    const taken = this.#ahead?.isSound(row.n)
      ? takeChecked(this.#other, row)
      : takeTheirs(this.#other, row, this.#sound)
    if ('why' in taken) {
      tally.aside(taken.why)
      return null
    }
    const { change, isCanonical } = taken
    if (isHere && tally.clash(this.#file, change) !== 'theirs') return null
    const known = this.#batch(row)
    if ('why' in known) {
      tally.aside(known.why)
      return null
    }
    const opensBatch = known.ours === null && !known.isMet
    known.isMet = true
    return {
      change,
      row,
      isCanonical,
      batch: known.batch,
      opensBatch,
      replaces: isHere ? change.id : null
    }
  }

  /** A batch is read once, however many changes it holds. */
  #batch(row: Row): KnownBatch {
    const before = this.#batches.get(row.batch)
    if (before) return before
    const batch = readSoundly(() => batchOfRow(this.#other, row))
    const sound = batch ? takeReadBatch(batch) : null
    const isNew = this.#newSessions.has(row.batchSession)
    const known: KnownBatch =
      !batch || !sound
        ? { why: 'batchMissing' }
        : 'why' in sound
          ? { why: sound.why }
          : {
              batch,
              ours: isNew ? null : (batchNamed(this.#file, batch.id)?.n ?? null),
              isMet: false,
              isCompared: false
            }
    this.#batches.set(row.batch, known)
    return known
  }

  /** Our number of a batch of theirs; stored where it is not here. */
  #storeBatch({ batch: number, batchSession, batchSeq }: ChangeRow, arrival: number): number {
    const known = this.#batches.get(number)
    if (!known || 'why' in known) throw new RangeError(`Batch ${number} was not read`)
    const { batch } = known
    if (known.ours === null) {
      known.ours = ++this.#lastBatch
      insertBatchAs(this.#file, known.ours, batch, arrival, {
        session: this.#number(batchSession),
        seq: batchSeq
      })
      known.isCompared = true
      this.#tally.batches++
    } else if (!known.isCompared) {
      known.isCompared = true
      const ours = batchNamed(this.#file, batch.id)
      if (ours && whichStays(plain(ours), batch, this.#file.sha256) === 'theirs') {
        this.#tally.clashes.push({ id: batch.id, kept: 'theirs' })
        replaceBatch(this.#file, batch)
      }
    }
    return known.ours
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
  'SELECT count(*) AS count FROM change c WHERE NOT EXISTS (SELECT 1 FROM batch b WHERE b.n = c.batch)'
)
