/** Pages of annotations: filtered, sorted, in groups, and counted; the first page does not wait for the last. */
import type { PassageFilter } from '../../shared/api/filters.ts'
import type { PassageRow } from '../../shared/api/views.ts'
import type { AnnotationId, RecordId } from '../../shared/ids.ts'
import { contextsWithin } from './annotationContext.ts'
import { conditionFor } from './annotationFilter.ts'
import { foundList, slowList, type AnnotationList } from './annotationList.ts'
import type { Grouping, Sort } from './annotationOrder.ts'
import {
  countMatches,
  groupsFor,
  numbersByChange,
  numbersInGroups,
  orderOf,
  type Grouped
} from './annotationStretches.ts'
import { annotationsNumbered } from './annotationViews.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'

/** What is in a list and in which order. */
export type ListQuery = {
  readonly filter: PassageFilter
  readonly sort: Sort
  readonly descending: boolean
  /** In groups, `sort` orders each group: 'modified', or as the group's index has them. */
  readonly group: Grouping | null
}
export type AnnotationsQuery = Partial<ListQuery> & { readonly offset: number; readonly limit: number }

export type PassagesPage = {
  readonly total: number
  readonly isWhole: boolean
  readonly passages: readonly PassageRow[]
}
export type PassageGroups = {
  readonly total: number
  readonly isWhole: boolean
  readonly groups: readonly {
    readonly key: RecordId | null
    readonly name: string
    readonly count: number
  }[]
}

/** Texts are read for a page's contexts for at most so many milliseconds; the other rows go without. */
const contextTime = 25
/** Milliseconds of searching between two signs of life. */
const searchedAtOnce = 25

/**
 * A page of the shown annotations that a filter lets through, and how many there are in all. Sorted by document: documents in their order,
 * then by place; by issue: the tree's order; by stance: the scale's, those without one last; by coder: by name; modified: oldest first.
 * Within one issue, stance or coder by document and age. A list that no index answers may be given, looked through as far as it is.
 */
export function annotationsPage(
  file: ProjectFile,
  query: AnnotationsQuery,
  list: AnnotationList | null = foundList(file, whole(query))
): PassagesPage {
  return file.connection.reading(() => {
    const { total, isWhole, numbers } = numbersOfPage(file, query, list)
    return { total, isWhole, passages: rowsOf(file, numbers) }
  })
}

/** The groups of a list that hold any, and how many passages there are. */
export function passageGroups(
  file: ProjectFile,
  query: ListQuery & { readonly group: Grouping },
  list: AnnotationList | null = foundList(file, query)
): PassageGroups {
  return file.connection.reading(() => {
    const { groups, total } = groupedBy(file, query, list)
    const name = namer(file, query.group)
    return {
      total,
      isWhole: list?.isWhole ?? true,
      groups: groups.map(({ end, count }) => ({
        key: end === null ? null : (file.names.idOf(end) as RecordId),
        name: end === null ? '' : name(end),
        count
      }))
    }
  })
}

/**
 * The ids of the annotations that pass, each once, in the order of the documents: at most `limit`, and how many there are. `onSearched` hears
 * now and then that a long search goes on.
 */
export function annotationIds(
  file: ProjectFile,
  filter: PassageFilter,
  limit: number,
  onSearched: () => void = () => undefined
): { readonly total: number; readonly annotations: readonly AnnotationId[] } {
  return file.connection.reading(() => {
    const list = slowList(file, whole({ filter }))
    while (list && !list.isWhole) {
      const until = performance.now() + searchedAtOnce
      list.find(Infinity, () => performance.now() > until)
      onSearched()
    }
    const { total, numbers } = numbersOfPage(file, { filter, offset: 0, limit }, list)
    return { total, annotations: numbers.map((n) => file.names.idOf(n) as AnnotationId) }
  })
}

/** Every annotation that a filter lets through, in order, read as they are asked for; for exports. A commit meanwhile may be missed. */
export function* annotationNumbers(file: ProjectFile, query: Partial<ListQuery>): Generator<number> {
  const list = foundList(file, whole(query))
  for (let offset = 0; ; offset += 5000) {
    const { numbers } = numbersOfPage(file, { ...query, offset, limit: 5000 }, list)
    yield* numbers
    if (numbers.length < 5000) return
  }
}

/** A query with everything that may be left out. */
export function whole(query: Partial<ListQuery>): ListQuery {
  const { filter = {}, sort = 'document', descending = false, group = null } = query
  return { filter, sort, descending, group }
}

/** The numbers of a page's annotations, and how many rows there are in all, or were found so far. */
function numbersOfPage(
  file: ProjectFile,
  query: AnnotationsQuery,
  list: AnnotationList | null = foundList(file, whole(query))
): { readonly total: number; readonly isWhole: boolean; readonly numbers: readonly number[] } {
  const { offset, limit } = query
  if (list) {
    return {
      total: list.numbers.length,
      isWhole: list.isWhole,
      numbers: list.numbers.slice(offset, offset + limit)
    }
  }
  const condition = conditionFor(file, query.filter ?? {})
  if (condition === null) return { total: 0, isWhole: true, numbers: [] }
  const order = orderOf(whole(query))
  const stretch = { skip: offset, limit }
  if (order.by === null)
    return {
      total: countMatches(file, condition),
      isWhole: true,
      numbers: numbersByChange(file, condition, order, stretch)
    }
  return {
    total: groupsFor(file, condition, order.by).rows,
    isWhole: true,
    numbers: numbersInGroups(file, condition, { ...order, by: order.by }, stretch)
  }
}

function groupedBy(
  file: ProjectFile,
  { filter, group }: { readonly filter: PassageFilter; readonly group: Grouping },
  list: AnnotationList | null
): Grouped {
  if (list) return list.grouped
  const condition = conditionFor(file, filter)
  return condition === null ? { groups: [], rows: 0, total: 0 } : groupsFor(file, condition, group)
}

/** Annotations by their numbers as rows, in that order. */
export function rowsOf(file: ProjectFile, numbers: readonly number[]): readonly PassageRow[] {
  const titles = new Map<string, string>()
  const views = annotationsNumbered(file, numbers)
  const contexts = contextsWithin(file, views, contextTime)
  return views.map((view) => {
    const title = titles.get(view.document) ?? titleOf(file, view.document)
    titles.set(view.document, title)
    const context = contexts.get(view.id)
    return { ...view, documentTitle: title, before: context?.before ?? null, after: context?.after ?? null }
  })
}

/** The name of a group's record: titles, labels, names. */
function namer(file: ProjectFile, group: Grouping): (n: number) => string {
  const statement = {
    document: 'SELECT title AS name FROM document WHERE n = ?',
    issue: 'SELECT name FROM issue WHERE n = ?',
    stance: 'SELECT label AS name FROM stance WHERE n = ?',
    coder: 'SELECT name FROM coder WHERE n = ?',
    actor: 'SELECT name FROM actor WHERE n = ?'
  }[group]
  return (n) => file.connection.get(sql<[number], { name: string | null }>(statement), n)?.name ?? ''
}

function titleOf(file: ProjectFile, document: string): string {
  const n = file.names.find(document)
  return (n === null ? undefined : file.connection.get(selectTitle, n)?.title) ?? ''
}

const selectTitle = sql<[number], { title: string | null }>('SELECT title FROM document WHERE n = ?')
