/** Words over quotes and notes, found in the index instead of one annotation after the other. */
import type { ProjectFile } from '../projectFile.ts'
import { sql } from '../sql.ts'
import { holdsWords } from '../words.ts'
import { changedSince, lastChange, takenBy, timesRebuilt } from './annotationFill.ts'
import { isOfTheDisk, openIndexToSearch } from './indexFile.ts'

/** `test`: of an annotation's number; `count`: how many annotations it lets through, hidden ones among them. */
export type FoundByWords = { readonly test: string; readonly count: number }

/**
 * Lets searches in this file use the index at `path`, where there is one by now. For a reader in a thread of its own, before each answer: not
 * inside a transaction, where SQLite attaches nothing. Cheap once it is done. `now`: milliseconds of any clock.
 */
export function useAnnotationIndex(file: ProjectFile, path: string, now = performance.now()): void {
  const use = uses.get(file) ?? { isAttached: false, triedAt: -Infinity, found: [], next: 0 }
  uses.set(file, use)
  if (use.isAttached || now - use.triedAt < patience) return
  use.triedAt = now
  try {
    use.isAttached = attach(file, path)
  } catch (error) {
    if (!isOfTheDisk(error)) throw error
  }
}

/**
 * The annotations whose quote or note holds every word (as `wordsIn` gives them) – the same that `holdsWords` finds, up to the file's last
 * change. They lie in a temporary table, so every page of the same search uses them; the last few searches have one each. Null where the index cannot tell: there is none (yet),
 * it is too far behind, it finds more than `most`, or no word has three characters; then every annotation is to be looked at.
 */
export function annotationsWithWords(
  file: ProjectFile,
  words: readonly string[],
  most: number
): FoundByWords | null {
  const use = uses.get(file)
  const long = words.filter((word) => [...word].length >= 3)
  if (!use?.isAttached || long.length === 0) return null
  try {
    const { connection } = file
    const last = lastChange(file)
    const rebuilt = timesRebuilt(file)
    const key = JSON.stringify([words, most, last, rebuilt])
    const known = use.found.find((one) => one?.key === key)
    if (known) return known.found
    const taken = Number(connection.get(getTaken)?.value ?? -1)
    const isSame = connection.get(getRebuiltFound)?.value === rebuilt
    const changed = isSame && taken >= 0 && last >= taken ? changedSince(file, taken, last) : null
    if (changed === null || changed.length > mostChanged) return null
    const isExact = long.length === words.length
    const table = use.next
    use.next = (table + 1) % tables
    use.found[table] = undefined
    const statements = statementsFor(`temp.with_words_${table}`)
    connection.run(statements.clear)
    connection.run(statements.fill, long.map(phrase).join(' AND '), most + 1)
    if ((connection.get(statements.count)?.count ?? 0) > most) {
      use.found[table] = { key, found: null }
      return null
    }
    if (!isExact) {
      addFunction(file, words)
      connection.run(statements.dropWhereNotAll)
    }
    for (const n of changed) {
      connection.run(statements.drop, n)
      const row = connection.get(wordsOf, n)
      if (row && holdsWords(`${row.quote ?? ''}\n${row.note ?? ''}`, words)) connection.run(statements.add, n)
    }
    const count = connection.get(statements.count)?.count ?? 0
    const found = { test: `IN (SELECT n FROM temp.with_words_${table})`, count }
    use.found[table] = { key, found }
    return found
  } catch (error) {
    if (!isOfTheDisk(error)) throw error
    // Damaged, or gone: looked at no more in this session of reading.
    use.isAttached = false
    use.triedAt = Infinity
    return null
  }
}

type Use = {
  isAttached: boolean
  triedAt: number
  /** By table: the search it holds; null: one that finds too many. */
  readonly found: ({ readonly key: string; readonly found: FoundByWords | null } | undefined)[]
  next: number
}
const uses = new WeakMap<ProjectFile, Use>()

/** So many searches are kept: a list that is found in slices must not see its table change. */
const tables = 6
/** More changes than these are not looked at one by one: the index is about to take them in. */
const mostChanged = 2000
/** How long, in milliseconds, before an index that was not there is looked for again. */
const patience = 1000

function attach(file: ProjectFile, path: string): boolean {
  const index = openIndexToSearch(path, 'annotations')
  if (index === null) return false
  try {
    if (takenBy(file, index) === null) return false
  } finally {
    index.close()
  }
  const { database } = file.connection
  database.prepare('ATTACH ? AS found_words').run(path)
  for (let table = 0; table < tables; table += 1)
    database.exec(`CREATE TEMP TABLE with_words_${table} (n INTEGER PRIMARY KEY)`)
  return true
}

/** A word as FTS5 takes it: quoted, so that nothing in it is an operator. */
function phrase(word: string): string {
  return `"${word.replaceAll('"', '""')}"`
}

/** Words too short for the index are looked for in what the others found. */
function addFunction(file: ProjectFile, words: readonly string[]): void {
  file.connection.database.function('holds_all', { directOnly: true }, (quote, row) =>
    holdsWords(`${String(quote ?? '')}\n${String(row ?? '')}`, words) ? 1 : 0
  )
}

/** `table`: one of ours, so its name may stand in a statement. */
function statementsFor(table: string) {
  return {
    clear: sql(`DELETE FROM ${table}`),
    fill: sql<[string, number]>(
      `INSERT INTO ${table} SELECT rowid FROM found_words.words WHERE words MATCH ? LIMIT ?`
    ),
    dropWhereNotAll: sql(
      `DELETE FROM ${table} AS own WHERE coalesce((SELECT holds_all(a.quote, a.note) FROM annotation a WHERE a.n = own.n), 0) = 0`
    ),
    drop: sql<[number]>(`DELETE FROM ${table} WHERE n = ?`),
    add: sql<[number]>(`INSERT OR REPLACE INTO ${table} VALUES (?)`),
    count: sql<[], { count: number }>(`SELECT count(*) AS count FROM ${table}`)
  }
}

const getTaken = sql<[], { value: string }>("SELECT value FROM found_words.note WHERE key = 'taken'")
const getRebuiltFound = sql<[], { value: string }>("SELECT value FROM found_words.note WHERE key = 'rebuilt'")
const wordsOf = sql<[number], { quote: string | null; note: string | null }>(
  'SELECT quote, note FROM annotation WHERE n = ?'
)
