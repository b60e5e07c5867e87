/** A filter of the passages list as conditions of SQL, led by the one that lets the fewest through. */
import type { PassageFilter } from '../../shared/api/contract.ts'
import type { KindName } from '../../shared/model/records.ts'
import { issuesBelow } from './codebookView.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql, type Parameter } from './sql.ts'
import { totals } from './read.ts'
import { documentGroup, usesOf } from './tableStatements.ts'
import { holdsWords, wordsIn } from './words.ts'

export type Condition = {
  /** `annotation a`, with the index to be taken where SQLite would not find it by itself. */
  readonly from: string
  /** Over `annotation a`; one part of it may use an index. */
  readonly where: string
  /** The same where none of it may: another index leads. */
  readonly whereUndriven: string
  readonly parameters: readonly Parameter[]
  /** Lets every shown annotation through. */
  readonly isOpen: boolean
}

/** One part of a filter; `estimate`: at most about so many annotations pass. */
type Part = {
  readonly column: string
  readonly test: string
  readonly parameters: readonly Parameter[]
  readonly estimate: number
  readonly index?: string
}

/** The conditions of a filter; null where nothing can match. */
export function conditionFor(file: ProjectFile, filter: PassageFilter): Condition | null {
  const parts: Part[] = []
  const { names } = file
  const numbersOf = (ids: readonly string[]): readonly number[] => ids.flatMap((id) => names.find(id) ?? [])
  if (filter.issues) parts.push(among(file, 'issue', issuesBelow(file, numbersOf(filter.issues))))
  if (filter.stances) parts.push(stancePart(file, filter.stances))
  if (filter.coders) parts.push(among(file, 'coder', joinedInto(file, 'coder', numbersOf(filter.coders))))
  if (filter.documents) {
    const documents = numbersOf(filter.documents).flatMap((n) =>
      file.connection.all(documentGroup, n, n).map((row) => row.n)
    )
    parts.push(among(file, 'document', documents))
  }
  if (filter.actors) {
    const actors = joinedInto(file, 'actor', numbersOf(filter.actors))
    const test =
      'IN (SELECT annotation FROM annotation_actor WHERE actor IN (SELECT value FROM json_each(?)))'
    parts.push({
      column: 'n',
      test,
      parameters: [JSON.stringify(actors)],
      estimate: usesOfAll(file, 'actor', actors)
    })
  }
  if (filter.state === 'incomplete')
    parts.push({ column: 'stance', test: 'IS NULL', parameters: [], estimate: totals(file).incomplete })
  if (filter.state === 'conflict')
    parts.push({
      column: 'conflicts',
      test: '> 0',
      parameters: [],
      estimate: totals(file).conflicts,
      index: 'annotation_conflict'
    })
  if (filter.state === 'lost')
    parts.push({
      column: 'today_start',
      test: 'IS NULL',
      parameters: [],
      estimate: 0,
      index: 'annotation_lost'
    })
  const words = wordsIn(filter.text ?? '')
  if (words.length > 0) {
    addFunctions(file)
    parts.push({
      column: 'shown',
      test: '= 1 AND holds_words(a.quote, a.note, ?) = 1',
      parameters: [JSON.stringify(words)],
      estimate: Infinity
    })
  }
  if (parts.some(({ estimate }) => estimate === -1)) return null
  parts.sort((a, b) => a.estimate - b.estimate)
  const [leading] = parts
  return {
    from: leading?.index ? `annotation a INDEXED BY ${leading.index}` : 'annotation a',
    where: [
      'a.shown = 1',
      ...parts.map(({ column, test }, i) => `${i === 0 ? '' : '+'}a.${column} ${test}`)
    ].join(' AND '),
    whereUndriven: ['a.shown = 1', ...parts.map(({ column, test }) => `+a.${column} ${test}`)].join(' AND '),
    parameters: parts.flatMap(({ parameters }) => parameters),
    isOpen: parts.length === 0
  }
}

function among(file: ProjectFile, column: 'issue' | 'coder' | 'document', numbers: readonly number[]): Part {
  return {
    column,
    test: 'IN (SELECT value FROM json_each(?))',
    parameters: [JSON.stringify(numbers)],
    estimate: numbers.length === 0 ? -1 : usesOfAll(file, column, numbers)
  }
}

function stancePart(file: ProjectFile, stances: readonly (string | null)[]): Part {
  const numbers = stances.flatMap((id) => (id === null ? [] : (file.names.find(id) ?? [])))
  const used = usesOfAll(file, 'stance', numbers)
  if (!stances.includes(null))
    return {
      column: 'stance',
      test: 'IN (SELECT value FROM json_each(?))',
      parameters: [JSON.stringify(numbers)],
      estimate: numbers.length === 0 ? -1 : used
    }
  const estimate = used + totals(file).incomplete
  if (numbers.length === 0) return { column: 'stance', test: 'IS NULL', parameters: [], estimate }
  // Two ways to pass, so no index leads.
  return {
    column: 'shown',
    test: '= 1 AND (+a.stance IS NULL OR +a.stance IN (SELECT value FROM json_each(?)))',
    parameters: [JSON.stringify(numbers)],
    estimate: Math.max(estimate, 1e9)
  }
}

function joinedInto(
  file: ProjectFile,
  kind: 'actor' | 'coder',
  numbers: readonly number[]
): readonly number[] {
  const wanted = new Set(numbers)
  const joined = file.connection
    .all(kind === 'actor' ? joinedActors : joinedCoders)
    .filter((row) => wanted.has(row.joined))
  return [...wanted, ...joined.map(({ n }) => n)]
}

function usesOfAll(file: ProjectFile, kind: KindName, numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + (file.connection.get(usesOf, kind, n)?.uses ?? 0), 0)
}

const withFunctions = new WeakSet<ProjectFile>()

function addFunctions(file: ProjectFile): void {
  if (withFunctions.has(file)) return
  withFunctions.add(file)
  let lastSearch = ''
  let words: readonly string[] = []
  file.connection.database.function(
    'holds_words',
    { deterministic: true, directOnly: true },
    (quote, note, search) => {
      if (search !== lastSearch) {
        lastSearch = String(search)
        words = JSON.parse(lastSearch) as string[]
      }
      return holdsWords(typeof note === 'string' ? `${String(quote)}\n${note}` : String(quote), words) ? 1 : 0
    }
  )
}

const joinedActors = sql<[], { n: number; joined: number }>(
  'SELECT n, joined FROM actor WHERE joined IS NOT NULL'
)
const joinedCoders = sql<[], { n: number; joined: number }>(
  'SELECT n, joined FROM coder WHERE joined IS NOT NULL'
)
