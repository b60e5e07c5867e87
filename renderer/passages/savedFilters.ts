/** Saved filters of the passages view: a filter with its order and groups, under a name, in the project. */
import { passageFilter, passageGrouping, passageSort } from '../../shared/api/filters.ts'
import type { FilterView } from '../../shared/api/views.ts'
import type { Json } from '../../shared/model/record.ts'
import type { PassageList } from './useList.ts'

/** What is stored of a list. */
export function queryOf({ filter, sort, descending, group }: PassageList): Json {
  return { view: 'passages', filter, sort, descending, group } as unknown as Json
}

/** The list that a saved filter stands for; null where this version does not understand it. */
export function listOf({ query }: Pick<FilterView, 'query'>): PassageList | null {
  if (typeof query !== 'object' || query === null || Array.isArray(query)) return null
  const filter = passageFilter.safeParse(query['filter'] ?? {})
  const sort = passageSort.safeParse(query['sort'] ?? 'document')
  const group = passageGrouping.nullable().safeParse(query['group'] ?? null)
  if (!filter.success || !sort.success || !group.success) return null
  return { filter: filter.data, sort: sort.data, group: group.data, descending: query['descending'] === true }
}

/** True where both show the same. */
export function isSameList(a: PassageList, b: PassageList): boolean {
  return nameOf(a) === nameOf(b)
}

function nameOf({ filter, sort, descending, group }: PassageList): string {
  const parts = Object.entries(filter).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([parts, sort, descending, group])
}
