/** Pages of annotations: filtered, sorted, and counted, through indexes; the first page does not wait for the last. */
import type { PassageFilter } from '../../shared/api/contract.ts'
import type { PassageRow } from '../../shared/api/views.ts'
import { annotationsNumbered } from './annotationViews.ts'
import { conditionFor, type Condition } from './annotationFilter.ts'
import { groupsInOrder, groupOf, type Group, type GroupSort, type Sort } from './annotationOrder.ts'
import type { ProjectFile } from './projectFile.ts'
import { totals } from './read.ts'
import { sql, type Parameter } from './sql.ts'

export type AnnotationsQuery = {
  readonly offset: number
  readonly limit: number
  readonly filter?: PassageFilter
  readonly sort?: Sort
  readonly descending?: boolean
}

/** Up to this many matches are sorted at once; more are walked group by group along an index. */
const sortedAtOnce = 20_000

/**
 * A page of the shown annotations that a filter lets through, and how many there are in all. Sorted by document: documents in their order,
 * then by place; by issue: the tree's order; by stance: the scale's, those without one last; by coder: by name; modified: oldest first.
 * Within one issue, stance or coder by document and age.
 */
export function annotationsPage(
  file: ProjectFile,
  query: AnnotationsQuery
): { readonly total: number; readonly passages: readonly PassageRow[] } {
  const { total, numbers } = file.connection.reading(() => numbersOfPage(file, query))
  const titles = new Map<string, string>()
  const passages = annotationsNumbered(file, numbers).map((view) => {
    const title = titles.get(view.document) ?? titleOf(file, view.document)
    titles.set(view.document, title)
    return { ...view, documentTitle: title }
  })
  return { total, passages }
}

/** Every annotation that a filter lets through, in order, read as they are asked for; for exports. A commit meanwhile may be missed. */
export function* annotationNumbers(
  file: ProjectFile,
  query: Pick<AnnotationsQuery, 'filter' | 'sort' | 'descending'>
): Generator<number> {
  for (let offset = 0; ; offset += 5000) {
    const { numbers } = numbersOfPage(file, { ...query, offset, limit: 5000 })
    yield* numbers
    if (numbers.length < 5000) return
  }
}

/** The numbers of a page's annotations, and how many match in all. */
export function numbersOfPage(
  file: ProjectFile,
  query: AnnotationsQuery
): { readonly total: number; readonly numbers: readonly number[] } {
  const { offset, limit, sort = 'document', descending = false } = query
  const condition = conditionFor(file, query.filter ?? {})
  if (condition === null) return { total: 0, numbers: [] }
  if (sort === 'modified') {
    const total = condition.isOpen ? totals(file).annotations : countMatches(file, condition)
    const direction = descending ? 'DESC' : 'ASC'
    const few = total <= sortedAtOnce && !condition.isOpen
    const { from, where } = few ? condition : { from: 'annotation a', where: condition.whereUndriven }
    const rows = file.connection.all(
      sql<readonly Parameter[], { n: number }>(
        `SELECT a.n FROM ${from} WHERE ${where} ORDER BY a.modified ${direction}, a.n ${direction} LIMIT ? OFFSET ?`
      ),
      ...condition.parameters,
      limit,
      offset
    )
    return { total, numbers: rows.map(({ n }) => n) }
  }
  const counts = groupCounts(file, condition, sort)
  let total = 0
  for (const count of counts.values()) total += count
  const groups = groupsInOrder(file, sort, counts)
  if (descending) groups.reverse()
  const few =
    condition.isOpen || total > sortedAtOnce ? null : matchesByMember(file, condition, sort, descending)
  const numbers: number[] = []
  let skip = offset
  for (const group of groups) {
    if (numbers.length >= limit) break
    if (skip >= group.count) {
      skip -= group.count
      continue
    }
    const stretch = { skip, limit: limit - numbers.length, descending }
    numbers.push(...(few ? among(few, group, stretch) : alongGroup(file, condition, sort, group, stretch)))
    skip = 0
  }
  return { total, numbers }
}

type Stretch = { readonly skip: number; readonly limit: number; readonly descending: boolean }
type Match = { readonly n: number; readonly member: number | null }

/** Few matches: all of them, in the order they have within their group. */
function matchesByMember(
  file: ProjectFile,
  condition: Condition,
  sort: GroupSort,
  descending: boolean
): ReadonlyMap<number | null, readonly number[]> {
  const { column, within } = groupOf(sort)
  const statement = sql<readonly Parameter[], Match>(
    `SELECT a.n, a.${column} AS member FROM ${condition.from} WHERE ${condition.where} ORDER BY ${orderBy(within, descending)}`
  )
  const byMember = new Map<number | null, number[]>()
  for (const { n, member } of file.connection.all(statement, ...condition.parameters)) {
    const own = byMember.get(member)
    if (own) own.push(n)
    else byMember.set(member, [n])
  }
  return byMember
}

function among(
  few: ReadonlyMap<number | null, readonly number[]>,
  group: Group,
  { skip, limit }: Stretch
): readonly number[] {
  return group.numbers.flatMap((member) => few.get(member) ?? []).slice(skip, skip + limit)
}

/** Many matches: along the group's own index. */
function alongGroup(
  file: ProjectFile,
  condition: Condition,
  sort: GroupSort,
  group: Group,
  { skip, limit, descending }: Stretch
): readonly number[] {
  const { column, within } = groupOf(sort)
  const [first = null] = group.numbers
  const one = group.numbers.length === 1
  const chosen = first === null ? 'IS NULL' : one ? '= ?' : 'IN (SELECT value FROM json_each(?))'
  const bound = first === null ? [] : one ? [first] : [JSON.stringify(group.numbers)]
  const statement = sql<readonly Parameter[], { n: number }>(
    `SELECT a.n FROM annotation a WHERE ${condition.whereUndriven} AND a.${column} ${chosen} ORDER BY ${orderBy(within, descending)} LIMIT ? OFFSET ?`
  )
  return file.connection.all(statement, ...condition.parameters, ...bound, limit, skip).map(({ n }) => n)
}

function orderBy(terms: readonly string[], descending: boolean): string {
  return terms.map((term) => `${term} ${descending ? 'DESC' : 'ASC'}`).join(', ')
}

/** How many match in each document, issue, stance or coder. Without a filter out of the counts that the commit keeps. */
function groupCounts(
  file: ProjectFile,
  condition: Condition,
  sort: GroupSort
): ReadonlyMap<number | null, number> {
  const { column, kept } = groupOf(sort)
  const hidden = condition.isOpen && file.connection.get(anyHidden) !== undefined
  const useKept = condition.isOpen && (sort === 'document' || sort === 'coder' || !hidden)
  const rows = useKept
    ? file.connection.all(sql<[], GroupCount>(kept))
    : file.connection.all(
        sql<readonly Parameter[], GroupCount>(
          `SELECT a.${column} AS member, count(*) AS count FROM ${condition.from} WHERE ${condition.where} GROUP BY a.${column}`
        ),
        ...condition.parameters
      )
  const counts = new Map(rows.map(({ member, count }): [number | null, number] => [member, count]))
  if (useKept && sort === 'stance') counts.set(null, totals(file).incomplete)
  return counts
}

function countMatches(file: ProjectFile, condition: Condition): number {
  const statement = sql<readonly Parameter[], { count: number }>(
    `SELECT count(*) AS count FROM ${condition.from} WHERE ${condition.where}`
  )
  return file.connection.get(statement, ...condition.parameters)?.count ?? 0
}

function titleOf(file: ProjectFile, document: string): string {
  const n = file.names.find(document)
  return (n === null ? undefined : file.connection.get(selectTitle, n)?.title) ?? ''
}

type GroupCount = { readonly member: number | null; readonly count: number }
const anyHidden = sql<[], { n: number }>('SELECT n FROM annotation WHERE shown = 0 AND deleted = 0 LIMIT 1')
const selectTitle = sql<[number], { title: string | null }>('SELECT title FROM document WHERE n = ?')
