/** A filter of the passages list as conditions of SQL, led by the one that lets the fewest through, and a test for what no index knows. */
import type { PassageFilter } from '../../shared/api/filters.ts'
import type { KindName } from '../../shared/model/records.ts'
import { hiddenAnnotations, sightOf } from './blind.ts'
import { issuesBelow } from './codebookView.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql, type Parameter } from './sql.ts'
import { totals } from './read.ts'
import { documentGroup, usesOf } from './tableStatements.ts'
import { annotationsWithWords } from './searchIndex/annotationWords.ts'
import { textTest, type TextTest } from './textTest.ts'
import { wordsIn } from './words.ts'

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
  /** What is left to be tested on each annotation that passed; null where nothing is. */
  readonly slow: SlowTest | null
}

/** Takes long over many annotations: done in slices by annotationList.ts. */
export type SlowTest = {
  /** Over `annotation a`. */
  readonly where: string
  readonly parameters: readonly Parameter[]
  /** Of the quote and the note. */
  readonly text: TextTest | null
}

/** One part of a filter; `estimate`: at most about so many annotations pass. */
type Part = {
  readonly column: string
  readonly test: string
  readonly parameters: readonly Parameter[]
  readonly estimate: number
  readonly index?: string
  /** The whole condition where another one leads; its parameters are the same. */
  readonly undriven?: string
}

/** So many annotations may be looked at one by one for a page. */
const fewEnough = 20_000

/**
 * The conditions of a filter; null where nothing can match. Throws the problem of a bad expression. `few`: so many annotations may be looked at
 * one by one; where more are left by its strongest part, the other parts are tested in slices.
 */
export function conditionFor(file: ProjectFile, filter: PassageFilter, few = fewEnough): Condition | null {
  const byWords = wordsPart(file, filter)
  const text = byWords ? null : textTest(filter)
  const indexed = [...indexedParts(file, filter), ...(byWords ? [byWords] : [])].toSorted(
    (a, b) => a.estimate - b.estimate
  )
  if (indexed.some(({ estimate }) => estimate === -1)) return null
  const unindexed = unindexedParts(filter)
  const isFew = Math.min(totals(file).annotations, indexed[0]?.estimate ?? Infinity) <= few
  const parts = isFew ? [...indexed, ...unindexed] : indexed.slice(0, 1)
  const left = isFew ? [] : [...indexed.slice(1), ...unindexed]
  const [leading] = parts
  return {
    from: leading?.index ? `annotation a INDEXED BY ${leading.index}` : 'annotation a',
    where: [
      'a.shown = 1',
      ...parts.map((part, i) => (i === 0 ? `a.${part.column} ${part.test}` : undriven(part)))
    ].join(' AND '),
    whereUndriven: ['a.shown = 1', ...parts.map(undriven)].join(' AND '),
    parameters: parts.flatMap(({ parameters }) => parameters),
    isOpen: parts.length === 0,
    slow:
      text === null && left.length === 0
        ? null
        : {
            where: ['a.shown = 1', ...left.map(undriven)].join(' AND '),
            parameters: left.flatMap(({ parameters }) => parameters),
            text
          }
  }
}

function undriven(part: Part): string {
  return part.undriven ?? `+a.${part.column} ${part.test}`
}

function indexedParts(file: ProjectFile, filter: PassageFilter): Part[] {
  const parts: Part[] = []
  const { names } = file
  const numbersOf = (ids: readonly string[]): readonly number[] => ids.flatMap((id) => names.find(id) ?? [])
  if (filter.issues) parts.push(among(file, 'issue', issuesBelow(file, numbersOf(filter.issues))))
  if (filter.stances) parts.push(stancePart(file, filter.stances))
  if (filter.coders) parts.push(among(file, 'coder', joinedInto(file, 'coder', numbersOf(filter.coders))))
  if (filter.documents) parts.push(documentsPart(file, numbersOf(filter.documents)))
  if (filter.groups) {
    const inGroups = file.connection.all(documentsInGroups, JSON.stringify(filter.groups)).map(({ n }) => n)
    parts.push(documentsPart(file, inGroups))
  }
  if (filter.actors) {
    const actors = joinedInto(file, 'actor', numbersOf(filter.actors))
    const test =
      'IN (SELECT annotation FROM annotation_actor WHERE actor IN (SELECT value FROM json_each(?)))'
    parts.push({
      column: 'n',
      test,
      parameters: [JSON.stringify(actors)],
      estimate: usesOfAll(file, 'actor', actors),
      undriven:
        'EXISTS (SELECT 1 FROM annotation_actor own WHERE own.annotation = a.n AND own.actor IN (SELECT value FROM json_each(?)))'
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
  const hidden = blindPart(file)
  if (hidden) parts.push(hidden)
  return parts
}

/** What may be seen while coding is blind: two ways to pass, so no index leads. */
function blindPart(file: ProjectFile): Part | null {
  const sight = sightOf(file)
  if (sight === null) return null
  return {
    column: 'shown',
    test: '= 1 AND (+a.coder IN (SELECT value FROM json_each(?)) OR +a.document IN (SELECT value FROM json_each(?)))',
    parameters: [sight.coders, sight.documents],
    estimate: totals(file).annotations - hiddenAnnotations(file)
  }
}

/** Words by the index of quotes and notes, where there is one by now and it finds few; many are found at once without it. */
function wordsPart(file: ProjectFile, filter: PassageFilter): Part | null {
  if (filter.textAs === 'regex') return null
  const words = wordsIn(filter.text ?? '')
  const found = words.length === 0 ? null : annotationsWithWords(file, words, fewEnough)
  if (found === null) return null
  return {
    column: 'n',
    // A table is filled anew for other words in time: they belong to the name of the question.
    test: `${found.test} AND ? IS NOT NULL`,
    parameters: [JSON.stringify(words)],
    estimate: found.count
  }
}

/** No index, or none that says how many it lets through. */
function unindexedParts(filter: PassageFilter): Part[] {
  const parts: Part[] = []
  const unknown = { estimate: Infinity }
  if (filter.certainties) {
    const named = JSON.stringify(filter.certainties.filter((one) => one !== null))
    const test = 'IN (SELECT value FROM json_each(?))'
    parts.push(
      filter.certainties.includes(null)
        ? {
            column: 'shown',
            test: `= 1 AND (+a.certainty IS NULL OR +a.certainty ${test})`,
            parameters: [named],
            ...unknown
          }
        : { column: 'certainty', test, parameters: [named], ...unknown }
    )
  }
  if (filter.note === 'with')
    parts.push({ column: 'shown', test: "= 1 AND coalesce(a.note, '') <> ''", parameters: [], ...unknown })
  if (filter.note === 'without')
    parts.push({ column: 'shown', test: "= 1 AND coalesce(a.note, '') = ''", parameters: [], ...unknown })
  for (const column of ['created', 'modified'] as const) {
    const between = filter[column]
    if (between?.from === undefined && between?.to === undefined) continue
    const from = between.from ?? Number.MIN_SAFE_INTEGER
    const last = (between.to ?? Number.MAX_SAFE_INTEGER) - 1
    parts.push({ column, test: 'BETWEEN ? AND ?', parameters: [from, last], ...unknown })
  }
  return parts
}

function documentsPart(file: ProjectFile, numbers: readonly number[]): Part {
  const documents = numbers.flatMap((n) => file.connection.all(documentGroup, n, n).map((row) => row.n))
  return among(file, 'document', [...new Set(documents)])
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

const joinedActors = sql<[], { n: number; joined: number }>(
  'SELECT n, joined FROM actor WHERE joined IS NOT NULL'
)
const joinedCoders = sql<[], { n: number; joined: number }>(
  'SELECT n, joined FROM coder WHERE joined IS NOT NULL'
)
const documentsInGroups = sql<[string], { n: number }>(
  'SELECT n FROM document WHERE shown = 1 AND joined IS NULL AND place_group IN (SELECT value FROM json_each(?))'
)
