/** Saved filters and searches as the host last told them. What a query means is its view's. */
import { createStore, type StoreApi } from 'zustand'
import type { FilterView } from '../../shared/api/views.ts'
import type { Parley } from './parley.ts'
import { toast } from './tell.ts'

export type FiltersState = {
  /** By group, then in their order. */
  readonly filters: readonly FilterView[]
  readonly loaded: boolean
}

export const noFilters: FiltersState = { filters: [], loaded: false }

export function filtersStore(): StoreApi<FiltersState> {
  return createStore<FiltersState>(() => noFilters)
}

/** Asks for all saved filters and searches again. */
export async function loadFilters(parley: Parley): Promise<void> {
  const { opening } = parley.session.getState()
  const answer = await parley.client.call('filters.list', {})
  if (parley.session.getState().opening !== opening) return
  if (answer.ok) parley.filters.setState({ filters: answer.value, loaded: true })
  else if (answer.problem.code !== 'noProject') toast(parley, answer.problem)
}

/** Those that a view saved: its name stands in their query as `view`. Keep the answer by `useMemo`. */
export function filtersOfView(
  filters: readonly FilterView[],
  view: 'passages' | 'search'
): readonly FilterView[] {
  return filters.filter(
    ({ query }) =>
      typeof query === 'object' && query !== null && !Array.isArray(query) && query['view'] === view
  )
}
