/** A log that one thread takes in is read and checked by another, a few stretches ahead of it. */
import { fold } from '../../shared/log/fold.ts'
import { isOfNewer, SoundFields } from '../../shared/merge/merge.ts'
import { entities } from './entities.ts'
import { changesWithBatches, lastChangeNumber, type LogRow } from './logStatements.ts'
import { packStretch, unpackStretch, type PackedStretch } from './packedStretch.ts'
import type { ProjectFile } from './projectFile.ts'
import { ownRecord } from './recordRow.ts'
import { sql } from './sql.ts'
import { takeTheirs, type Alone, type SoundRow } from './theirChange.ts'

/** A row of a log. `sound`: null where nothing is known of it. */
export type ReadRow = { readonly row: LogRow; readonly sound: SoundRow | null }

/** The rows that follow row `after`. All numbers are those of their file. */
export type Stretch = { readonly after: number; readonly rows: readonly ReadRow[] }

export type StretchSize = {
  /** How many rows are read at once, by both threads. */
  readonly rows: number
  /** How many stretches wait at most for the walk. */
  readonly waiting: number
  /** One whose texts are so many times as long counts as so many more: a file of long texts must not fill the memory. */
  readonly characters: number
}

const usualSize: StretchSize = { rows: 500, waiting: 40, characters: 1_000_000 }
/** A log with fewer changes is read before another thread has begun. */
const fewest = 10_000
const over = 0x7fffffff

/** How far a walk through a log has come, and how far the other thread waits for it to come: numbers that both threads know. */
export class Walk {
  readonly memory: SharedArrayBuffer
  readonly size: StretchSize
  /** One more than `at`, so that nothing written is -1; the row that is waited for. */
  readonly #numbers: Int32Array

  constructor(memory = new SharedArrayBuffer(8), size = usualSize) {
    this.memory = memory
    this.size = size
    this.#numbers = new Int32Array(memory)
  }

  /** Whether another thread takes more off the first than it costs. */
  static isWorthReadingAhead(file: ProjectFile): boolean {
    const last = file.connection.get(lastChangeNumber)?.n ?? 0
    return last >= fewest && last < over
  }

  /** The row after which the walk goes on; -1 before it begins. */
  get at(): number {
    return Atomics.load(this.#numbers, 0) - 1
  }

  get isOver(): boolean {
    return this.at + 1 === over
  }

  /** The walk goes on after row `n`. */
  moveTo(n: number): void {
    Atomics.store(this.#numbers, 0, n + 1)
    // Who is woken may take this thread's processor: seldom is better than at once.
    if (n >= Atomics.load(this.#numbers, 1)) Atomics.notify(this.#numbers, 0)
  }

  /** Nothing is to be read any more. */
  end(): void {
    this.moveTo(over - 1)
  }

  /** Waits until the walk has come to row `n`. */
  waitFor(n: number): void {
    Atomics.store(this.#numbers, 1, n)
    for (let { at } = this; at < n; { at } = this) Atomics.wait(this.#numbers, 0, at + 1)
  }
}

/** What the walk has of the thread that reads ahead of it. */
export class RowsAhead {
  readonly walk: Walk
  readonly #receive: () => PackedStretch | undefined
  #next: PackedStretch | undefined

  /** `receive`: the next stretch that is there by now. */
  constructor(walk: Walk, receive: () => PackedStretch | undefined) {
    this.walk = walk
    this.#receive = receive
  }

  /** Whether any rows are read by now. */
  get hasRows(): boolean {
    this.#next ??= this.#receive()
    return this.#next !== undefined
  }

  /** The rows after row `n`, where they are read by now; the other thread hears that the walk has come there. */
  after(n: number): readonly ReadRow[] | undefined {
    this.walk.moveTo(n)
    this.#next ??= this.#receive()
    while (this.#next && this.#next.after < n) this.#next = this.#receive()
    if (this.#next?.after !== n) return undefined
    const { rows } = unpackStretch(this.#next)
    this.#next = undefined
    return rows
  }
}

/**
 * Reads the log of a file ahead of a walk, until its end or that of the walk. Overtaken, it goes on a little before it. Returns when little
 * waits for the walk: a thread reads one file after another, however many there are.
 */
export function readAhead(file: ProjectFile, walk: Walk, send: (stretch: PackedStretch) => void): void {
  const sound = new SoundFields()
  /** What waits, by the row before it. */
  const sent: number[] = []
  let after = 0
  let isRead = false
  file.names.readAhead()
  // Each statement alone would lock the file and look whether it has changed.
  file.connection.reading(() => {
    while (!walk.isOver) {
      const { at } = walk
      while (sent[0] !== undefined && sent[0] <= at) sent.shift()
      if (sent.length >= (isRead ? walk.size.waiting / 2 : walk.size.waiting)) {
        walk.waitFor(sent[sent.length >> 1] ?? 0)
        continue
      }
      if (isRead) return
      // What the walk has come to it reads by itself.
      if (after <= at) after = file.connection.get(rowAfter, at, 2 * walk.size.rows - 1)?.n ?? over
      const rows = file.connection.all(changesWithBatches, after, walk.size.rows)
      const last = rows.at(-1)
      if (!last) {
        isRead = true
        continue
      }
      const stretch = packStretch({
        after,
        rows: rows.map((row) => ({ row, sound: soundRow(file, row, sound) }))
      })
      const characters = stretch.texts.reduce((sum, text) => sum + text.length, 0)
      for (let left = characters; left >= 0; left -= walk.size.characters) sent.push(after)
      send(stretch)
      after = last.n
    }
  })
}

function soundRow(file: ProjectFile, row: LogRow, sound: SoundFields): SoundRow | null {
  const taken = takeTheirs(file, row, sound)
  if ('why' in taken || !taken.isCanonical) return null
  const { change } = taken
  const canBeAlone = change.record.kind === 'annotation' && change.basedOn.length === 0 && !isOfNewer(change)
  return { recordId: change.record.id, alone: canBeAlone ? alone() : null }

  function alone(): Alone | null {
    const folded = fold([change])
    if (folded.deleted) return null
    let isNamed = true
    const { row: own, members: actors } = ownRecord(file, entities.annotation, folded, {
      n: row.record,
      uses: () => 0,
      number: (id) => {
        const n = file.names.find(id)
        isNamed &&= n !== null
        return n ?? 0
      }
    })
    return isNamed ? { actors, row: own as Alone['row'] } : null
  }
}

const rowAfter = sql<[number, number], { n: number }>(
  'SELECT n FROM change WHERE n > ? ORDER BY n LIMIT 1 OFFSET ?'
)
