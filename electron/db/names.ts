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

  /** The number of an id, made where it is new: only inside a transaction. */
  intern(id: string): number {
    const known = this.find(id)
    if (known !== null) return known
    const { n } = this.#connection.run(insertName, id)
    this.#keep(n, id)
    return n
  }

  /** The same for an id that is met once, and is new more often than not: it is not kept. */
  internOnce(id: string): number {
    const { changes, n } = this.#connection.run(insertName, id)
    return changes === 0 ? (this.find(id) ?? this.#missing(id)) : n
  }

  /** The same for many ids, each once among them. */
  internAllOnce(ids: readonly string[]): readonly number[] {
    const numbers: number[] = []
    let at = 0
    for (; at + atOnce <= ids.length; at += atOnce) {
      const some = ids.slice(at, at + atOnce)
      const { changes, n } = this.#connection.run(insertNames, ...some)
      // New rows are numbered one after another.
      if (changes === atOnce) for (let i = 1; i <= atOnce; i++) numbers.push(n - atOnce + i)
      else for (const id of some) numbers.push(this.find(id) ?? this.#missing(id))
    }
    for (const id of ids.slice(at)) numbers.push(this.internOnce(id))
    return numbers
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
const atOnce = 20
// OR IGNORE, unlike ON CONFLICT, needs no journal of its own for a statement of many rows: that takes three times as long.
const insertNames = sql<readonly string[]>(
  `INSERT OR IGNORE INTO name (id) VALUES ${Array.from({ length: atOnce }, () => '(?)').join(', ')}`
)
const insertName = sql<[string]>('INSERT INTO name (id) VALUES (?) ON CONFLICT DO NOTHING')
