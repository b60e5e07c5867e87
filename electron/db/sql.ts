/** SQL constants that carry the types of their parameters and rows, and a connection that prepares each of them once. */
import type Database from 'better-sqlite3'
import { WaitingRows } from './waitingRows.ts'

export type SqlValue = null | number | string | Uint8Array
export type Parameter = SqlValue | Readonly<Record<string, SqlValue>>

/** A statement's text with the types of what it binds and of what a row of it holds. */
export type Sql<P extends readonly Parameter[], R> = string & { readonly __types?: (...parameters: P) => R }

/** Declares a statement. Values are always bound, never written into the text. */
export function sql<P extends readonly Parameter[] = [], R = never>(text: string): Sql<P, R> {
  return text
}

/** One connection to one file. Not shared between threads. */
export class Connection {
  readonly database: Database.Database
  readonly #prepared = new Map<string, Database.Statement<unknown[]>>()
  readonly #waiting = new Map<string, WaitingRows>()
  #isInside = false

  constructor(database: Database.Database) {
    this.database = database
  }

  /** Every row. */
  all<P extends readonly Parameter[], R>(statement: Sql<P, R>, ...parameters: P): readonly R[] {
    this.#finishRowsOf(statement)
    return this.#prepare(statement).all(...parameters) as R[]
  }

  /** The first row; undefined where there is none. */
  get<P extends readonly Parameter[], R>(statement: Sql<P, R>, ...parameters: P): R | undefined {
    this.#finishRowsOf(statement)
    return this.#prepare(statement).get(...parameters) as R | undefined
  }

  /** Writes; gives the number of rows changed and the last row's number. */
  run<P extends readonly Parameter[]>(
    statement: Sql<P, never>,
    ...parameters: P
  ): { readonly changes: number; readonly n: number } {
    this.#finishRowsOf(statement)
    const done = this.#prepare(statement).run(...parameters)
    return { changes: done.changes, n: Number(done.lastInsertRowid) }
  }

  /**
   * Inserts a row, maybe a little later: before another statement names its table, and before the transaction ends. Only inside one. What the
   * row breaks is thrown when it is inserted.
   */
  insertSoon<P extends readonly Parameter[]>(insert: Sql<P, never>, ...values: P): void {
    if (!this.#isInside) throw new Error('Rows wait inside a transaction alone')
    let rows = this.#waiting.get(insert)
    if (!rows) this.#waiting.set(insert, (rows = new WaitingRows(insert)))
    rows.add(values, this.#run)
  }

  /** Runs `work` in one transaction that is taken back when it throws. Writers take the lock at once. */
  transaction<T>(work: () => T): T {
    const isWithin = this.#isInside
    // What waits belongs to the outer one, whatever becomes of this.
    this.#finishRows()
    const whole = (): T => {
      try {
        this.#isInside = true
        const done = work()
        this.#finishRows()
        return done
      } finally {
        this.#isInside = isWithin
        this.#waiting.clear()
      }
    }
    return this.database.transaction(whole).immediate()
  }

  /** Runs `work` so that all it reads is of one moment, whatever a writer does meanwhile. */
  reading<T>(work: () => T): T {
    return this.database.transaction(work).deferred()
  }

  close(): void {
    this.#prepared.clear()
    this.database.close()
  }

  readonly #run = (text: string, values: readonly Parameter[]): void => void this.#prepare(text).run(values)

  #finishRows(): void {
    for (const rows of this.#waiting.values()) rows.finish(this.#run)
  }

  #finishRowsOf(statement: string): void {
    for (const rows of this.#waiting.values()) if (rows.concerns(statement)) rows.finish(this.#run)
  }

  #prepare(text: string): Database.Statement<unknown[]> {
    let statement = this.#prepared.get(text)
    if (!statement) {
      statement = this.database.prepare(text)
      this.#prepared.set(text, statement)
    }
    return statement
  }
}
