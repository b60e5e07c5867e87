/** Interning: the log and the tables name records, sessions, kinds and commands by a number, `name` says what each stands for. */
import { ProblemError } from '../../shared/errors.ts'
import { sql, type Connection } from './sql.ts'

export class Names {
  readonly #connection: Connection
  readonly #ids = new Map<number, string>()
  readonly #numbers = new Map<string, number>()

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** What a number stands for. Throws the problem of a damaged file where it stands for nothing. */
  idOf(n: number): string {
    let id = this.#ids.get(n)
    if (id === undefined) {
      id = this.#connection.get(selectId, n)?.id
      if (id === undefined) throw new ProblemError({ code: 'projectDamaged', about: { name: '' } })
      this.#keep(n, id)
    }
    return id
  }

  /** The number of an id; null where the file never named it. */
  find(id: string): number | null {
    const known = this.#numbers.get(id)
    if (known !== undefined) return known
    const n = this.#connection.get(selectNumber, id)?.n
    if (n === undefined) return null
    this.#keep(n, id)
    return n
  }

  /** The number of an id, made where it is new. Only inside a transaction. */
  intern(id: string): number {
    const known = this.find(id)
    if (known !== null) return known
    const { n } = this.#connection.run(insertName, id)
    this.#keep(n, id)
    return n
  }

  /** Forgets what was read: after a transaction was taken back, numbers may stand for something else. */
  forget(): void {
    this.#ids.clear()
    this.#numbers.clear()
  }

  #keep(n: number, id: string): void {
    // A million annotations must not fill the memory with their ids.
    if (this.#ids.size >= 50_000) this.forget()
    this.#ids.set(n, id)
    this.#numbers.set(id, n)
  }
}

const selectId = sql<[number], { id: string }>('SELECT id FROM name WHERE n = ?')
const selectNumber = sql<[string], { n: number }>('SELECT n FROM name WHERE id = ?')
const insertName = sql<[string]>('INSERT INTO name (id) VALUES (?)')
