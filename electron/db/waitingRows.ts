/** Rows of one table that are inserted some at a time: a statement for twenty rows takes half as long as twenty statements. */
import type { Parameter } from './sql.ts'

/** Runs a statement with everything it binds. */
type Run = (text: string, values: readonly Parameter[]) => void

const atOnce = 20

export class WaitingRows {
  readonly #one: string
  readonly #many: string
  readonly #width: number
  readonly #table: RegExp
  /** By the text of a statement: whether it names the table. */
  readonly #naming = new Map<string, boolean>()
  #values: Parameter[] = []

  /** `insert`: a statement of the form INSERT INTO … VALUES (?, …), with nothing but parameters among the values. */
  constructor(insert: string) {
    const [, table, row] = /^INSERT INTO (\w+) \([^)]+\) VALUES (\([?, ]+\))/.exec(insert) ?? []
    if (table === undefined || row === undefined) throw new RangeError(`Rows cannot wait for ${insert}`)
    this.#one = insert
    // OR FAIL spares the statement a journal of its own: what fails is taken back with the whole transaction.
    this.#many = insert
      .replace('INSERT', 'INSERT OR FAIL')
      .replace(row, Array.from({ length: atOnce }, () => row).join(', '))
    this.#width = row.split('?').length - 1
    this.#table = new RegExp(`\\b${table}\\b`)
  }

  add(values: readonly Parameter[], run: Run): void {
    for (const value of values) this.#values.push(value)
    if (this.#values.length < atOnce * this.#width) return
    run(this.#many, this.#values)
    this.#values = []
  }

  /** Inserts what waits. */
  finish(run: Run): void {
    const values = this.#values
    this.#values = []
    for (let at = 0; at < values.length; at += this.#width) run(this.#one, values.slice(at, at + this.#width))
  }

  /** Whether rows wait of a table that this statement names. */
  concerns(text: string): boolean {
    if (this.#values.length === 0) return false
    let names = this.#naming.get(text)
    if (names === undefined) this.#naming.set(text, (names = this.#table.test(text)))
    return names
  }
}
