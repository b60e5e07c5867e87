/** Walking the annotations that a condition lets through: group by group, each along an index, or all of a few at once. */
import type { Condition } from './annotationFilter.ts'
import { groupOf, groupsInOrder, type Group, type Grouping, type Sort } from './annotationOrder.ts'
import type { ProjectFile } from './projectFile.ts'
import { totals } from './read.ts'
import { remembered } from './remembered.ts'
import { sql, type Parameter } from './sql.ts'

export type Order = {
  /** Null: no groups, all by the time they were changed. */
  readonly by: Grouping | null
  /** Terms of SQL. */
  readonly within: readonly string[]
  readonly descending: boolean
  /** Groups come last to first too. */
  readonly isReversed: boolean
}

export type Grouped = {
  readonly groups: readonly Group[]
  /** Rows of the list: by actor, an annotation may be several. */
  readonly rows: number
  /** Annotations, each once. */
  readonly total: number
}

/** Up to this many matches are sorted at once; more are walked group by group along an index. */
const sortedAtOnce = 4000

/** The order of a list. In groups, `sort` orders each group: by the time of change, or as its index has them. */
export function orderOf(query: {
  readonly sort: Sort
  readonly descending: boolean
  readonly group: Grouping | null
}): Order {
  const { sort, descending, group } = query
  const by = group ?? (sort === 'modified' ? null : sort)
  const within = by === null || (group && sort === 'modified') ? ['a.modified', 'a.n'] : groupOf(by).within
  return { by, within, descending, isReversed: descending && group === null }
}

/** The groups of a condition (not its slow part) and how many stand in each. Kept until something is written. */
export function groupsFor(file: ProjectFile, condition: Condition, by: Grouping): Grouped {
  const { from, where, parameters } = condition
  return remembered(file, JSON.stringify(['groups', by, from, where, parameters]), () => {
    const groups = groupsInOrder(file, by, memberCounts(file, condition, by)).map((group) =>
      by === 'actor' && group.numbers.length > 1
        ? { ...group, count: countOf(file, condition, group) }
        : group
    )
    const rows = groups.reduce((sum, { count }) => sum + count, 0)
    return { groups, rows, total: by === 'actor' ? countMatches(file, condition) : rows }
  })
}

/** How many annotations a condition lets through (but for its slow part). */
export function countMatches(file: ProjectFile, condition: Condition): number {
  if (condition.isOpen) return totals(file).annotations
  const { from, where, parameters } = condition
  return remembered(file, JSON.stringify(['count', from, where, parameters]), () => {
    const statement = sql<readonly Parameter[], { count: number }>(
      `SELECT count(*) AS count FROM ${from} WHERE ${where}`
    )
    return file.connection.get(statement, ...parameters)?.count ?? 0
  })
}

/** Rows [skip, skip + limit) of a list in groups. */
export function numbersInGroups(
  file: ProjectFile,
  condition: Condition,
  order: Order & { readonly by: Grouping },
  stretch: { readonly skip: number; readonly limit: number }
): readonly number[] {
  const numbers: number[] = []
  let { skip } = stretch
  const { groups, rows } = groupsFor(file, condition, order.by)
  const isFew = !condition.isOpen && rows <= sortedAtOnce
  for (const group of order.isReversed ? groups.toReversed() : groups) {
    if (numbers.length >= stretch.limit) break
    if (skip >= group.count) {
      skip -= group.count
      continue
    }
    const limit = stretch.limit - numbers.length
    numbers.push(
      ...(isFew
        ? fewOf(file, condition, order, group).slice(skip, skip + limit)
        : alongGroup(file, condition, order, group, { skip, limit }))
    )
    skip = 0
  }
  return numbers
}

/** All numbers of one group, in order. */
export function numbersOfGroup(
  file: ProjectFile,
  condition: Condition,
  order: Order & { readonly by: Grouping },
  group: Group
): readonly number[] {
  const isFew = !condition.isOpen && groupsFor(file, condition, order.by).rows <= sortedAtOnce
  return isFew
    ? fewOf(file, condition, order, group)
    : alongGroup(file, condition, order, group, { skip: 0, limit: -1 })
}

/** A stretch of all, by the time they were changed; `after` the last one that is known. */
export function numbersByChange(
  file: ProjectFile,
  condition: Condition,
  order: Order,
  stretch: { readonly skip: number; readonly limit: number }
): readonly number[] {
  const isFew = !condition.isOpen && countMatches(file, condition) <= sortedAtOnce
  const { from, where } = isFew ? condition : { from: 'annotation a', where: condition.whereUndriven }
  const statement = sql<readonly Parameter[], { n: number }>(
    `SELECT a.n FROM ${from} WHERE ${where} ORDER BY ${orderBy(order)} LIMIT ? OFFSET ?`
  )
  return file.connection
    .all(statement, ...condition.parameters, stretch.limit, stretch.skip)
    .map(({ n }) => n)
}

type Match = { readonly n: number; readonly member: number | null }
/** `rank`: where it stands among all that match. */
type Ranked = { readonly n: number; readonly rank: number }

/** Few matches: all of them at once, in the order they have within their group. */
function fewOf(
  file: ProjectFile,
  condition: Condition,
  order: Order & { readonly by: Grouping },
  group: Group
): readonly number[] {
  const { from, where, parameters } = condition
  const { column } = groupOf(order.by)
  const sorted = orderBy({
    ...order,
    within: order.within.map((term) => (term === 'x.annotation' ? 'a.n' : term))
  })
  const statement = `SELECT a.n, ${column} AS member FROM ${from}${memberJoin(order.by)} WHERE ${where} ORDER BY ${sorted}`
  const byMember = remembered(file, JSON.stringify([statement, parameters]), () => {
    const found = new Map<number | null, Ranked[]>()
    const rows = file.connection.all(sql<readonly Parameter[], Match>(statement), ...parameters)
    for (const [rank, { n, member }] of rows.entries()) {
      const own = found.get(member)
      if (own) own.push({ n, rank })
      else found.set(member, [{ n, rank }])
    }
    return found
  })
  const ranked = group.numbers.flatMap((member) => byMember.get(member) ?? [])
  if (group.numbers.length === 1) return ranked.map(({ n }) => n)
  return [...new Set(ranked.toSorted((one, other) => one.rank - other.rank).map(({ n }) => n))]
}

/** Many matches: along the group's own index. `limit` -1: all. */
function alongGroup(
  file: ProjectFile,
  condition: Condition,
  order: Order & { readonly by: Grouping },
  group: Group,
  { skip, limit }: { readonly skip: number; readonly limit: number }
): readonly number[] {
  const { from, where, bound } = inGroup(order.by, group)
  const within =
    group.end === null ? order.within.map((term) => (term === 'x.annotation' ? 'a.n' : term)) : order.within
  const statement = sql<readonly Parameter[], { n: number }>(
    `SELECT ${group.numbers.length > 1 && order.by === 'actor' ? 'DISTINCT ' : ''}a.n FROM ${from} WHERE ${condition.whereUndriven} AND ${where} ORDER BY ${orderBy({ ...order, within })} LIMIT ? OFFSET ?`
  )
  return file.connection.all(statement, ...condition.parameters, ...bound, limit, skip).map(({ n }) => n)
}

function inGroup(
  by: Grouping,
  group: Group
): { readonly from: string; readonly where: string; readonly bound: readonly Parameter[] } {
  const [first = null] = group.numbers
  const { column } = groupOf(by)
  if (first === null && by === 'actor')
    return {
      from: 'annotation a',
      where: 'NOT EXISTS (SELECT 1 FROM annotation_actor x WHERE x.annotation = a.n)',
      bound: []
    }
  const from =
    by === 'actor' ? 'annotation_actor x CROSS JOIN annotation a ON a.n = x.annotation' : 'annotation a'
  if (first === null) return { from, where: `${column} IS NULL`, bound: [] }
  return group.numbers.length === 1
    ? { from, where: `${column} = ?`, bound: [first] }
    : { from, where: `${column} IN (SELECT value FROM json_each(?))`, bound: [JSON.stringify(group.numbers)] }
}

function memberJoin(by: Grouping): string {
  return by === 'actor' ? ' LEFT JOIN annotation_actor x ON x.annotation = a.n' : ''
}

function orderBy({ within, descending }: Pick<Order, 'within' | 'descending'>): string {
  return within.map((term) => `${term} ${descending ? 'DESC' : 'ASC'}`).join(', ')
}

/** How many match in each document, issue, stance, coder or actor. Without a filter out of the counts that the commit keeps. */
function memberCounts(
  file: ProjectFile,
  condition: Condition,
  by: Grouping
): ReadonlyMap<number | null, number> {
  const { column, kept } = groupOf(by)
  const hidden = condition.isOpen && file.connection.get(anyHidden) !== undefined
  const useKept = condition.isOpen && (by === 'document' || by === 'coder' || !hidden)
  const rows = useKept
    ? file.connection.all(sql<[], GroupCount>(kept))
    : file.connection.all(
        sql<readonly Parameter[], GroupCount>(
          `SELECT ${column} AS member, count(*) AS count FROM ${condition.from}${memberJoin(by)} WHERE ${condition.where} GROUP BY ${column}`
        ),
        ...condition.parameters
      )
  const counts = new Map(rows.map(({ member, count }): [number | null, number] => [member, count]))
  if (useKept && by === 'stance') counts.set(null, totals(file).incomplete)
  if (useKept && by === 'actor')
    counts.set(null, totals(file).annotations - (file.connection.get(countWithActors)?.count ?? 0))
  return counts
}

/** How many annotations stand in a group of several joined actors: one that names two of them counts once. */
function countOf(file: ProjectFile, condition: Condition, group: Group): number {
  const { from, where, bound } = inGroup('actor', group)
  const statement = sql<readonly Parameter[], { count: number }>(
    `SELECT count(DISTINCT a.n) AS count FROM ${from} WHERE ${condition.whereUndriven} AND ${where}`
  )
  return file.connection.get(statement, ...condition.parameters, ...bound)?.count ?? 0
}

type GroupCount = { readonly member: number | null; readonly count: number }
const anyHidden = sql<[], { n: number }>('SELECT n FROM annotation WHERE shown = 0 AND deleted = 0 LIMIT 1')
/** Of annotations that are not hidden: only asked where none is. */
const countWithActors = sql<[], { count: number }>(
  'SELECT count(DISTINCT annotation) AS count FROM annotation_actor'
)
