/** The documents as a list: filtered, sorted and in groups, by their numbers. What pages are cut from. */
import type { DocumentFilter, DocumentSort } from '../../shared/api/filters.ts'
import type { CoderId } from '../../shared/ids.ts'
import { looksAs, seen, seenBy, sightOf } from './blind.ts'
import { progressIn, workOf, type CoderWork } from './documentProgress.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'
import { holdsWords, wordsIn } from './words.ts'

export type DocumentsAsked = {
  readonly filter: DocumentFilter
  readonly sort: DocumentSort
  readonly descending: boolean
  /** Who is at work: what `states` and the sort by progress are about. */
  readonly coder: CoderId | null
  /** Words that must all stand in the title. */
  readonly titleWords?: string
}

/** A group with its documents, by number. `slice` gives those in [from, to). */
export type GroupOfDocuments = {
  readonly name: string
  readonly count: number
  readonly slice: (from: number, to: number) => readonly number[]
}

/**
 * The documents that the filter lets through, group by group: documents without a group first, then the groups by their names, numbers in them
 * as numbers. Joined documents are left out but where they are asked for. A plain list is cut from an index as it is needed; another one is
 * kept until the project changes.
 */
export function groupsOf(file: ProjectFile, asked: DocumentsAsked): readonly GroupOfDocuments[] {
  if (isPlain(asked)) return plainGroups(file)
  const byName = new Map<string, number[]>()
  for (const { n, group } of sortedDocuments(file, asked)) {
    const own = byName.get(group)
    if (own) own.push(n)
    else byName.set(group, [n])
  }
  return [...byName]
    .map(([name, numbers]) => ({
      name,
      count: numbers.length,
      slice: (from: number, to: number) => numbers.slice(from, to)
    }))
    .toSorted((a, b) => compareGroups(a.name, b.name))
}

/** The same without groups; as arranged, groups still follow one another. */
export function flatList(file: ProjectFile, asked: DocumentsAsked): readonly number[] {
  if (asked.sort === 'place') return groupsOf(file, asked).flatMap((group) => group.slice(0, group.count))
  return sortedDocuments(file, asked).map(({ n }) => n)
}

/** '' first, then by name, whatever the case; numbers in names as numbers. */
export function compareGroups(a: string, b: string): number {
  if (a === '' || b === '') return a === b ? 0 : a === '' ? -1 : 1
  return compareWords(a, b)
}

/** Names as people look for them, the same on every machine: no language's own order. */
export function compareWords(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
}

/** Every shown document that is not joined, with what is sorted and filtered by. */
type Entry = {
  readonly n: number
  readonly title: string | null
  readonly date: string | null
  readonly kind: string | null
  readonly source: string | null
  readonly attributes: string
  readonly group: string
  readonly key: string
  readonly modified: number
  readonly joined: number | null
  readonly text: number | null
}

type Sums = { readonly annotations: number; readonly incomplete: number; readonly conflicts: number }

function isPlain({ filter, sort, descending, titleWords }: DocumentsAsked): boolean {
  return sort === 'place' && !descending && !isFiltering(filter) && (titleWords ?? '').trim() === ''
}

function isFiltering(filter: DocumentFilter): boolean {
  return Object.values(filter).some((part) => part !== undefined && part.length > 0)
}

function plainGroups(file: ProjectFile): readonly GroupOfDocuments[] {
  const { connection } = file
  return connection
    .all(groupCounts)
    .map(({ name, count }) => ({
      name,
      count,
      slice: (from: number, to: number) =>
        connection.all(inGroup, name, Math.max(0, to - from), from).map(({ n }) => n)
    }))
    .toSorted((a, b) => compareGroups(a.name, b.name))
}

type Kept = { readonly version: string; readonly lists: Map<string, readonly Entry[]> }
const kept = new WeakMap<ProjectFile, Kept>()
/** Lists kept for one project: the pane's, and the ids of the same list. */
const mostLists = 4

function sortedDocuments(file: ProjectFile, asked: DocumentsAsked): readonly Entry[] {
  const version = versionOf(file)
  let own = kept.get(file)
  if (own?.version !== version) {
    own = { version, lists: new Map() }
    kept.set(file, own)
  }
  const key = JSON.stringify([
    asked.filter,
    asked.sort,
    asked.descending,
    asked.coder,
    asked.titleWords,
    looksAs(file)
  ])
  let list = own.lists.get(key)
  if (!list) {
    list = sortedAnew(file, asked)
    if (own.lists.size >= mostLists) own.lists.delete(own.lists.keys().next().value ?? '')
    own.lists.set(key, list)
  }
  return list
}

function sortedAnew(file: ProjectFile, asked: DocumentsAsked): readonly Entry[] {
  const { filter, sort, descending } = asked
  const wantsJoined = filter.has === 'joined'
  const work = once(() => workOf(file, asked.coder))
  const sums = once(() => sumsByDocument(file))
  const holds = [...tests(file, asked, work, sums)]
  const found = file.connection
    .all(entries)
    .filter((entry) => (entry.joined !== null) === wantsJoined && holds.every((test) => test(entry)))
  const compare = comparing(sort, work, sums)
  const way = descending ? -1 : 1
  return found.toSorted((a, b) => way * compare(a, b) || way * byPlace(a, b))
}

function comparing(
  sort: DocumentSort,
  work: () => CoderWork,
  sums: () => ReadonlyMap<number, Sums>
): (a: Entry, b: Entry) => number {
  switch (sort) {
    case 'place':
      return byPlace
    case 'title':
      return (a, b) => compareWords(a.title ?? '', b.title ?? '')
    case 'date':
      return (a, b) => byCodeUnits(a.date ?? '', b.date ?? '')
    case 'kind':
      return (a, b) => compareWords(a.kind ?? '', b.kind ?? '')
    case 'annotations': {
      const count = (entry: Entry): number => sums().get(entry.n)?.annotations ?? 0
      return (a, b) => count(a) - count(b)
    }
    case 'progress': {
      const rank = (entry: Entry): number =>
        ['new', 'in progress', 'done'].indexOf(progressIn(work(), entry.n).state)
      return (a, b) => rank(a) - rank(b)
    }
    case 'changed':
      return (a, b) => a.modified - b.modified
  }
}

function* tests(
  file: ProjectFile,
  { filter, titleWords }: DocumentsAsked,
  work: () => CoderWork,
  sums: () => ReadonlyMap<number, Sums>
): Generator<(entry: Entry) => boolean> {
  const inTitle = wordsIn(titleWords ?? '')
  if (inTitle.length > 0) yield ({ title }) => holdsWords(title ?? '', inTitle)
  const words = wordsIn(filter.text ?? '')
  if (words.length > 0) yield (entry) => holdsWords(wordsOf(entry), words)
  if (filter.groups?.length) yield among(filter.groups, ({ group }) => group)
  if (filter.kinds?.length) yield among(filter.kinds, ({ kind }) => kind ?? '')
  if (filter.authors?.length) {
    const numbers = JSON.stringify(filter.authors.map((id) => file.names.find(id)))
    const theirs = new Set(file.connection.all(documentsBy, { numbers }).map(({ n }) => n))
    yield ({ n }) => theirs.has(n)
  }
  if (filter.states?.length) yield among(filter.states, ({ n }) => progressIn(work(), n).state)
  const { from, to } = filter
  if (from) yield ({ date }) => (date ?? '') !== '' && lastDayOf(date ?? '') >= firstDayOf(from)
  if (to) yield ({ date }) => (date ?? '') !== '' && firstDayOf(date ?? '') <= lastDayOf(to)
  if (filter.has) yield having(file, filter.has, sums)
}

function having(
  file: ProjectFile,
  has: NonNullable<DocumentFilter['has']>,
  sums: () => ReadonlyMap<number, Sums>
): (entry: Entry) => boolean {
  switch (has) {
    case 'joined':
      return ({ joined }) => joined !== null
    case 'toArrive':
      return ({ text }) => text === null
    case 'untagged':
      return ({ n }) => (sums().get(n)?.annotations ?? 0) === 0
    case 'incomplete':
      return ({ n }) => (sums().get(n)?.incomplete ?? 0) > 0
    case 'lost': {
      const theirs = new Set(file.connection.all(documentsWithLost).map(({ n }) => n))
      return ({ n }) => theirs.has(n)
    }
    case 'conflict': {
      const own = new Set(file.connection.all(documentsInConflict).map(({ n }) => n))
      return ({ n }) => own.has(n) || (sums().get(n)?.conflicts ?? 0) > 0
    }
  }
}

/** Shown annotations of all coders (those that blind coding hides left out), those of joined documents counted where they were joined to. Reads the counts, not the annotations. */
export function sumsByDocument(file: ProjectFile): ReadonlyMap<number, Sums> {
  return new Map(
    file.connection
      .all(sumsOf, ...seenBy(sightOf(file)))
      .map(({ document, annotations, incomplete, conflicts }) => [
        document,
        { annotations, incomplete, conflicts }
      ])
  )
}

function among<V extends string>(
  values: readonly V[],
  of: (entry: Entry) => string
): (entry: Entry) => boolean {
  const wanted = new Set<string>(values)
  return (entry) => wanted.has(of(entry))
}

function wordsOf({ title, source, kind, group, attributes }: Entry): string {
  const own =
    attributes === '{}' ? [] : Object.entries(JSON.parse(attributes) as Record<string, string>).flat()
  return [title ?? '', source ?? '', kind ?? '', group, ...own].join('\n')
}

function byPlace(a: Entry, b: Entry): number {
  return compareGroups(a.group, b.group) || byCodeUnits(a.key, b.key)
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function firstDayOf(date: string): string {
  return `${date}${'-01-01'.slice(date.length - 4)}`
}

function lastDayOf(date: string): string {
  return `${date}${date.length === 4 ? '-12-31' : date.length === 7 ? '-31' : ''}`
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}

/** Another text after every write of this connection and of any other. */
function versionOf({ connection }: ProjectFile): string {
  const { own, others } = connection.get(versions) ?? { own: 0, others: 0 }
  return `${own} ${others}`
}

const collator = new Intl.Collator('und', { numeric: true, sensitivity: 'base' })

const versions = sql<[], { own: number; others: number }>(
  'SELECT total_changes() AS own, data_version AS others FROM pragma_data_version'
)
const groupCounts = sql<[], { name: string; count: number }>(
  'SELECT place_group AS name, count(*) AS count FROM document WHERE shown = 1 AND joined IS NULL GROUP BY place_group'
)
const inGroup = sql<[string, number, number], { n: number }>(
  'SELECT n FROM document WHERE shown = 1 AND joined IS NULL AND place_group = ? ORDER BY place_key LIMIT ? OFFSET ?'
)
/** What a plain list is cut from. */
export const plainList = [groupCounts, inGroup]
const entries = sql<[], Entry>(
  `SELECT d.n, d.title, d.date, d.kind, d.source, d.attributes, d.place_group AS "group", d.place_key AS key, d.modified, d.joined, r.n AS text
FROM document d LEFT JOIN revision r ON r.n = d.revision WHERE d.shown = 1`
)
const documentsBy = sql<[{ numbers: string }], { n: number }>(
  `SELECT document AS n FROM document_author WHERE actor IN (
  SELECT n FROM actor WHERE n IN (SELECT value FROM json_each($numbers)) OR joined IN (SELECT value FROM json_each($numbers)))`
)
const documentsWithLost = sql<[], { n: number }>(
  `SELECT DISTINCT coalesce(d.joined, a.document) AS n FROM annotation a LEFT JOIN document d ON d.n = a.document
WHERE a.today_start IS NULL AND a.shown = 1`
)
const documentsInConflict = sql<[], { n: number }>(
  "SELECT DISTINCT record AS n FROM conflict WHERE kind = 'document'"
)
const sumsOf = sql<
  ReturnType<typeof seenBy>,
  { document: number; annotations: number; incomplete: number; conflicts: number }
>(`SELECT coalesce(d.joined, c.document) AS document, sum(c.annotations) AS annotations, sum(c.incomplete) AS incomplete,
  sum(c.conflicts) AS conflicts
FROM count c LEFT JOIN document d ON d.n = c.document WHERE ${seen('c.')} GROUP BY 1`)
