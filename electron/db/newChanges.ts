/** Walks a colleague's log for what is not here: every change checked against its schema, numbers of its names brought over to ours. */
import type { BatchId, ChangeId, Hash } from '../../shared/ids.ts'
import type { Batch, Change } from '../../shared/log/change.ts'
import { takeBatch, takeChange, whichStays, type Clash, type SetAsideWhy } from '../../shared/merge/merge.ts'
import { blobIsWhole } from './blobs.ts'
import {
  allChangeRows,
  appendChange,
  batchNamed,
  changeFrom,
  changeNamed,
  changeOfNumbers,
  removeChange,
  replaceBatch,
  storeBatch,
  type StoredBatch
} from './log.ts'
import type { ChangeRow } from './logStatements.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'

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
  readonly row: ChangeRow
  readonly change: Change
  readonly batch: StoredBatch
  /** The number that its batch has here; null: not here yet. */
  readonly oursOfBatch: number | null
  /** The change of ours, under the same id, that gives way to it. */
  readonly replaces: ChangeId | null
}

type KnownBatch = { readonly batch: StoredBatch; ours: number | null } | { readonly why: SetAsideWhy }

/** One walk through one other file. */
export class NewChanges {
  readonly #file: ProjectFile
  readonly #other: ProjectFile
  readonly #tally: Tally
  readonly #onRecord: ((kind: number, record: number) => void) | undefined
  readonly #batches = new Map<number, KnownBatch>()
  readonly #stored = new Set<number>()
  readonly #numbers = new Map<number, number>()

  constructor(
    file: ProjectFile,
    other: ProjectFile,
    tally: Tally,
    onRecord?: (kind: number, record: number) => void
  ) {
    this.#file = file
    this.#other = other
    this.#tally = tally
    this.#onRecord = onRecord
  }

  /** The changes that are to be taken, one by one; what is wrong with the rest is counted. */
  *walk(onProgress?: (step: 'changes', done: number, total: number) => void): Generator<NewChange> {
    const total = this.#other.connection.get(lastChange)?.n ?? 0
    let done = 0
    for (const row of allChangeRows(this.#other)) {
      if (++done % 1000 === 0) onProgress?.('changes', done, total)
      const session = this.#here(row.session)
      const ours = session === null ? undefined : changeOfNumbers(this.#file, session, row.seq)
      if (ours && this.#isSame(ours, row)) {
        this.#note(row)
        continue
      }
      const one = this.#take(row, ours !== undefined)
      this.#note(row)
      if (one) yield one
    }
    const lost = this.#other.connection.get(changesWithoutBatch)?.count ?? 0
    if (lost > 0) this.#tally.aside('batchMissing', lost)
  }

  /** Appends a change that the walk gave. Only inside a transaction. */
  append({ change, row }: NewChange, arrival: number): void {
    appendChange(this.#file, change, this.#storeBatch(row.batch, arrival))
  }

  /** Takes the change out that is to give way; gives the record it wrote. Only inside a transaction. */
  remove(id: ChangeId): Change['record'] {
    return removeChange(this.#file, id)
  }

  #take(row: ChangeRow, isHere: boolean): NewChange | null {
    const tally = this.#tally
    const read = readSoundly(() => takeChange(changeFrom(this.#other, row)))
    if (read === null || 'why' in read) {
      tally.aside(read === null ? 'brokenChange' : read.why)
      return null
    }
    const { change } = read
    if (isHere && tally.clash(this.#file, change) !== 'theirs') return null
    const known = this.#batch(row, change.batch)
    if ('why' in known) {
      tally.aside(known.why)
      return null
    }
    return { row, change, batch: known.batch, oursOfBatch: known.ours, replaces: isHere ? change.id : null }
  }

  /** A batch is read once, however many changes it holds. */
  #batch(row: ChangeRow, id: BatchId): KnownBatch {
    const before = this.#batches.get(row.batch)
    if (before) return before
    const batch = readSoundly(() => batchNamed(this.#other, id))
    const sound = batch ? takeBatch(plain(batch)) : null
    const known: KnownBatch =
      !batch || !sound
        ? { why: 'batchMissing' }
        : 'why' in sound
          ? { why: sound.why }
          : { batch, ours: batchNamed(this.#file, batch.id)?.n ?? null }
    this.#batches.set(row.batch, known)
    return known
  }

  #storeBatch(number: number, arrival: number): number {
    const known = this.#batches.get(number)
    if (!known || 'why' in known) throw new RangeError(`Batch ${number} was not read`)
    if (this.#stored.has(number) && known.ours !== null) return known.ours
    this.#stored.add(number)
    const ours = known.ours === null ? undefined : batchNamed(this.#file, known.batch.id)
    if (!ours) {
      this.#tally.batches++
      known.ours = storeBatch(this.#file, known.batch, arrival)
    } else if (whichStays(plain(ours), plain(known.batch), this.#file.sha256) === 'theirs') {
      this.#tally.clashes.push({ id: ours.id, kept: 'theirs' })
      replaceBatch(this.#file, known.batch)
    }
    return known.ours ?? 0
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
      ours.fields === this.#ours(theirs.fields, packedName) &&
      ours.basedOn === this.#ours(theirs.basedOn, packedSession)
    )
  }

  /** A packed text with the numbers of their names replaced by ours; null where one of them is not here. */
  #ours(text: string, pattern: RegExp): string | null {
    let all = true
    const translated = text.replace(pattern, (whole, number: string) => {
      if (number === '0') return whole
      const n = this.#here(Number(number))
      if (n === null) all = false
      return whole.replace(number, String(n))
    })
    return all ? translated : null
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

/** What a row holds, or null where it cannot be read: rows of a colleague's file may hold anything. */
function readSoundly<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    // Whatever was wrong with the row, it is counted as broken and left out.
    return null
  }
}

const packedName = /~(\d+);/g
const packedSession = /(\d+)(?=-)/g

const lastChange = sql<[], { n: number | null }>('SELECT max(n) AS n FROM change')
const changesWithoutBatch = sql<[], { count: number }>(
  'SELECT count(*) AS count FROM change c WHERE NOT EXISTS (SELECT 1 FROM batch b WHERE b.n = c.batch)'
)
