/** The list that is shown: its filter, order and groups, and its rows as the host gives them. */
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { PassageFilter, PassageGrouping } from '../../shared/api/filters.ts'
import type { PassageRow } from '../../shared/api/views.ts'
import type { Problem } from '../../shared/errors.ts'
import { useParley, useSession, useWorkspace } from '../state/parley.ts'
import type { Pages, PagesState } from '../state/pages.ts'
import { usePages } from '../state/usePages.ts'
import type { Sort } from './columns.ts'
import { listRows, type ListGroup, type ListRows } from './listRows.ts'

export type PassageList = {
  readonly filter: PassageFilter
  readonly sort: Sort
  readonly descending: boolean
  readonly group: PassageGrouping | null
}

export type ShownList = PassageList & {
  /** Names the list. */
  readonly key: string
  readonly pages: Pages<PassageRow>
  readonly state: PagesState<PassageRow>
  /** Null where the list has none, or they are not here yet. */
  readonly groups: readonly ListGroup[] | null
  readonly rows: ListRows
  /** Passages, each once; null until they are counted. */
  readonly total: number | null
  readonly problem: Problem | null
}

export const groupings: readonly PassageGrouping[] = ['issue', 'stance', 'actor', 'document', 'coder']
export const sorts: readonly Sort[] = ['document', 'issue', 'stance', 'coder', 'modified']
const touching = ['annotation', 'document', 'issue', 'stance', 'actor', 'coder']
const none: ReadonlySet<string> = new Set()

/** The order and the groups that were chosen last. In groups, only place and time of change order each. */
export function useOrder(): Omit<PassageList, 'filter'> {
  const panes = useSession((state) => state.settings.panes)
  const group = groupings.find((one) => one === panes['passageGroup']) ?? null
  const chosen = sorts.find((one) => one === panes['passageSort']) ?? 'document'
  const sort = group !== null && chosen !== 'modified' ? 'document' : chosen
  return { sort, group, descending: panes['passageDescending'] === true }
}

/** `closed`: the groups that show their heading alone. */
export function useList(closed: ReadonlySet<string> = none): ShownList {
  const { client } = useParley()
  const filter = useDeferredValue(useWorkspace((state) => state.passageFilter))
  const { sort, descending, group } = useOrder()
  const key = JSON.stringify([filter, sort, descending, group])
  const { pages, state } = usePages<PassageRow>({
    key,
    kinds: touching,
    ask: async (offset, limit) => {
      const answer = await client.call('annotations.page', { offset, limit, filter, sort, descending, group })
      if (!answer.ok) return answer
      const { total, isWhole, passages } = answer.value
      return { ok: true, value: { total, isWhole, rows: passages } }
    }
  })
  const grouped = useGroups({ filter, sort, descending, group }, key, state)
  const groups = group === null ? null : grouped.groups
  const listed = state.total ?? 0
  const rows = useMemo(
    () => (group !== null && groups === null ? listRows(null, 0) : listRows(groups, listed, closed)),
    [group, groups, listed, closed]
  )
  const total = group === null ? state.total : grouped.total
  return {
    filter,
    sort,
    descending,
    group,
    key,
    pages,
    state,
    groups,
    rows,
    total,
    problem: state.problem ?? grouped.problem
  }
}

type Grouped = {
  readonly key: string
  readonly total: number | null
  readonly groups: readonly ListGroup[] | null
  readonly problem: Problem | null
}
const nothing: Grouped = { key: '', total: null, groups: null, problem: null }

/** The groups of a list; asked for again whenever its rows were. */
function useGroups(list: PassageList, key: string, state: PagesState<PassageRow>): Grouped {
  const { client } = useParley()
  const [grouped, setGrouped] = useState(nothing)
  const { filter, sort, descending, group } = list
  useEffect(() => {
    if (group === null) return undefined
    let isCurrent = true
    let again: ReturnType<typeof setTimeout> | undefined
    const ask = async (): Promise<void> => {
      const answer = await client.call('annotations.groups', { filter, sort, descending, group })
      if (!isCurrent) return
      if (!answer.ok) return setGrouped({ ...nothing, key, problem: answer.problem })
      const { total, groups, isWhole } = answer.value
      setGrouped({ key, total, groups, problem: null })
      if (!isWhole) again = setTimeout(() => void ask(), 300)
    }
    void ask()
    return () => {
      isCurrent = false
      clearTimeout(again)
    }
    // The key names the filter and the order; new pages are new counts.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, key, state.pages])
  return grouped.key === key ? grouped : nothing
}
