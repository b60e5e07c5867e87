/** Folds the records that a merge touches: new ones as they come, the others when every change is there. */
import type { DocumentId } from '../../shared/ids.ts'
import { entityNamed } from './entities.ts'
import { changesOfNumber } from './log.ts'
import type { ProjectFile } from './projectFile.ts'
import { revisionRow } from './revisions.ts'
import type { StoredRecord } from './rows.ts'
import { sql } from './sql.ts'
import { TableUpdate, TouchedRecords, type OnStored, type Touched } from './tables.ts'
import type { TheirChange } from './theirChange.ts'

/** A change that came. `alone`: its record, in our numbers, if no other change is about it; see SoundRow. */
type Came = { readonly theirs: TheirChange; readonly alone: StoredRecord | null }

/** What came for a record that was not here at all, as far as it is at hand; null: to be read back from the log. */
type Waiting = Came[] | null

/** So many changes are kept at hand, then their records are folded: what is folded young is soon forgotten. */
const mostKept = 2000

/**
 * One merge's folding, inside its transaction. A record that was not here is folded with the changes that came for it so far; it is folded
 * again at the end if more came later, and so is every record that was here: none more than twice.
 */
export class Folding {
  readonly #file: ProjectFile
  readonly #onStored: OnStored | undefined
  readonly #onProgress: ((step: 'records', done: number, total: number) => void) | undefined
  readonly #records: TouchedRecords
  readonly #documents = new Set<DocumentId>()
  readonly #waiting = new Map<string, Map<number, Waiting>>()
  /** The numbers of records that were folded before the end. */
  readonly #folded = new Set<number>()
  /** Records that lost a change since the last folding, by kind and number. */
  #lost: (readonly [kind: string, n: number])[] = []
  #kept = 0

  /** What is interned after this number was never named here before, so that no change here is about it. */
  readonly #lastName: number

  constructor(
    file: ProjectFile,
    options: {
      readonly onStored?: OnStored
      readonly onProgress?: (step: 'records', done: number, total: number) => void
      readonly mostTouched?: number
    }
  ) {
    this.#file = file
    this.#onStored = options.onStored
    this.#onProgress = options.onProgress
    this.#records = new TouchedRecords(options.mostTouched)
    this.#lastName = file.names.last()
  }

  /** A change of this record was appended, or (null) taken out. */
  note(kind: string, n: number, came: Came | null): void {
    const own = this.#waitingOf(kind)
    const known = own.get(n)
    if (came === null) this.#lost.push([kind, n])
    if (known === null) return
    if (came === null || n <= this.#lastName || this.#folded.has(n)) {
      own.set(n, null)
      return
    }
    if (known) known.push(came)
    else own.set(n, [came])
    if (++this.#kept >= mostKept) this.#foldNew()
  }

  /** Folds what is left; gives what stands differently now, null where that is more than `mostTouched` records. `revisions`: the numbers of texts that arrived. */
  finish(revisions: readonly number[]): Touched | null {
    this.#foldNew()
    const total = [...this.#waiting.values()].reduce((sum, own) => sum + own.size, 0)
    let done = 0
    for (const kind of this.#kinds()) {
      if (kind === 'annotation') this.#textsArrived(revisions)
      const own = [...this.#waitingOf(kind)]
      for (let from = 0; from < own.length; from += mostKept) {
        const some = own.slice(from, from + mostKept)
        this.#fold(kind, some)
        this.#onProgress?.('records', (done += some.length), total)
      }
    }
    return this.#records.areTooMany ? null : { records: this.#records.byKind, documents: this.#documents }
  }

  /** Folds the records whose changes are all at hand. */
  #foldNew(): void {
    // What has no changes left must be gone before anything is arranged.
    for (const kind of this.#kinds()) this.#fold(kind, this.#lostOf(kind))
    this.#lost = []
    for (const kind of this.#kinds()) {
      const own = this.#waitingOf(kind)
      const ready = [...own].filter(([, changes]) => changes !== null)
      this.#fold(kind, ready)
      for (const [n] of ready) {
        own.delete(n)
        this.#folded.add(n)
      }
    }
    this.#kept = 0
  }

  /** People, codebook and documents first: annotations need them. */
  #kinds(): readonly string[] {
    return [...[...this.#waiting.keys()].filter((kind) => kind !== 'annotation'), 'annotation']
  }

  #fold(kind: string, some: readonly (readonly [number, Waiting])[]): void {
    const entity = entityNamed(kind)
    if (!entity || some.length === 0) return
    const file = this.#file
    const kindNumber = file.names.intern(kind)
    const update = new TableUpdate(file, this.#onStored, this.#records)
    for (const [n, came] of some) {
      const [only] = came ?? []
      if (came?.length === 1 && only?.alone) update.storeNew(only.alone, only.theirs.record.id)
      else if (came) {
        const changes = came.map(({ theirs }) => theirs.change)
        update.refoldNumber(entity, n, changes, null, 'new')
      } else update.refoldNumber(entity, n, changesOfNumber(file, kindNumber, n))
    }
    update.arrange()
    for (const id of update.finish().documents) this.#documents.add(id)
  }

  #textsArrived(revisions: readonly number[]): void {
    for (const n of revisions)
      if (this.#file.connection.get(documentWithRevision, n)) revisionRow(this.#file, n)
  }

  #lostOf(kind: string): readonly (readonly [number, null])[] {
    return this.#lost.filter(([of]) => of === kind).map(([, n]) => [n, null])
  }

  #waitingOf(kind: string): Map<number, Waiting> {
    let own = this.#waiting.get(kind)
    if (!own) this.#waiting.set(kind, (own = new Map<number, Waiting>()))
    return own
  }
}

const documentWithRevision = sql<[number], { n: number }>('SELECT n FROM document WHERE revision = ? LIMIT 1')
