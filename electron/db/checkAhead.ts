/** A log that is walked through from its start in one thread is checked from its end in another, until they meet. */
import { SoundFields } from '../../shared/merge/merge.ts'
import { changesBefore, lastChangeNumber } from './logStatements.ts'
import type { ProjectFile } from './projectFile.ts'
import { isSoundAsWritten } from './theirChange.ts'

/** What both threads know of one log: memory that they share. */
export class CheckedAhead {
  readonly memory: SharedArrayBuffer
  readonly #walked: Int32Array
  /** A byte for each row, by its number: 1 where it is a change to be taken as it is written. */
  readonly #sound: Uint8Array

  /** `memory`: what another thread works with. */
  constructor(memory: SharedArrayBuffer) {
    this.memory = memory
    this.#walked = new Int32Array(memory, 0, 1)
    this.#sound = new Uint8Array(memory, 4)
  }

  /** For a file's log; null where the second thread would cost more than it takes off the first. */
  static of(file: ProjectFile): CheckedAhead | null {
    const last = file.connection.get(lastChangeNumber)?.n ?? 0
    return last < fewest || last > most ? null : new CheckedAhead(new SharedArrayBuffer(4 + last + 1))
  }

  /** Whether the row was found sound. False: that is not known. */
  isSound(n: number): boolean {
    return this.#sound[n] === 1
  }

  foundSound(n: number): void {
    this.#sound[n] = 1
  }

  /** The walk from the start has come to this row. */
  walkedTo(n: number): void {
    Atomics.store(this.#walked, 0, n)
  }

  /** Nothing is to be checked any more. */
  end(): void {
    this.walkedTo(most)
  }

  isWalked(n: number): boolean {
    return Atomics.load(this.#walked, 0) >= n
  }
}

/** Checks the log of a file from its end on, until the walk from its start is met. */
export function checkAhead(file: ProjectFile, checked: CheckedAhead): void {
  const sound = new SoundFields()
  let before = Number.MAX_SAFE_INTEGER
  file.names.readAhead()
  for (;;) {
    const rows = file.connection.all(changesBefore, before, 500)
    const first = rows.at(-1)
    if (!first || checked.isWalked(first.n)) return
    // In the order in which they were written, as their names were.
    for (const row of rows.toReversed()) if (isSoundAsWritten(file, row, sound)) checked.foundSound(row.n)
    before = first.n
  }
}

const fewest = 10_000
const most = 100_000_000
