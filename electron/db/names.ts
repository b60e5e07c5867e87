/** Interning: the log and the tables name records, sessions, kinds and commands by a number, `name` says what each stands for. */
import { ProblemError } from '../../shared/errors.ts'
import { sql, type Connection } from './sql.ts'

export class Names {
  readonly #connection: Connection
  readonly #ids = new Map<number, string>()
  readonly #numbers = new Map<string, number>()
  #ahead = 1
  // A million annotations must not fill the memory with their ids.
  #mostKept = 50_000

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** For a walk through the log, which meets names in their order: reads many at once where one is not known. */
  readAhead(): void {
    this.#ahead = 500
  }

  /** For a merge, which meets each name of many several times: keeps some 100 MB of them. */
  keepMany(): void {
    this.#mostKept = 500_000
  }

  /** The greatest number that stands for something; 0 where none does. */
  last(): number {
    return this.#connection.get(selectLast)?.n ?? 0
  }

  /** What a number stands for. Throws the problem of a damaged file where it stands for nothing. */
  idOf(n: number): string {
    let id = this.#ids.get(n)
    if (id === undefined) {
      for (const row of this.#connection.all(selectFrom, n, this.#ahead)) {
        if (row.n === n) id = row.id
        // A walk asks for ids by their numbers, hardly ever the other way round.
        if (this.#ahead === 1) this.#keep(row.n, row.id)
        else this.#keepId(row.n, row.id)
      }
      if (id === undefined) throw new ProblemError({ code: 'projectDamaged', about: { name: '' } })
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
    const known = this.#numbers.get(id)
    if (known !== undefined) return known
    // Most ids that are not known yet are new: one statement for these, two for the others.
    const { changes, n } = this.#connection.run(insertName, id)
    if (changes === 0) return this.find(id) ?? this.#missing(id)
    this.#keep(n, id)
    return n
  }

  /** The same for an id that is met once, and is new more often than not: it is not kept. */
  internOnce(id: string): number {
    const { changes, n } = this.#connection.run(insertName, id)
    return changes === 0 ? (this.find(id) ?? this.#missing(id)) : n
  }

  /** Forgets what was read: after a transaction was taken back, numbers may stand for something else. */
  forget(): void {
    this.#ids.clear()
    this.#numbers.clear()
  }

  #missing(id: string): never {
    throw new Error(`${id} is neither named nor can be`)
  }

  #keep(n: number, id: string): void {
    this.#keepId(n, id)
    this.#numbers.set(id, n)
  }

  #keepId(n: number, id: string): void {
    if (this.#ids.size >= this.#mostKept) this.forget()
    this.#ids.set(n, id)
  }
}

const selectFrom = sql<[number, number], { n: number; id: string }>(
  'SELECT n, id FROM name WHERE n >= ? ORDER BY n LIMIT ?'
)
const selectLast = sql<[], { n: number | null }>('SELECT max(n) AS n FROM name')
const selectNumber = sql<[string], { n: number }>('SELECT n FROM name WHERE id = ?')
const insertName = sql<[string]>('INSERT INTO name (id) VALUES (?) ON CONFLICT DO NOTHING')
