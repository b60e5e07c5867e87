/** The history page by page, asked again when something is done, and as long as a search goes on. */
import { useEffect, useState } from 'react'
import type { HistoryFilter } from '../../shared/api/filters.ts'
import type { HistoryBatch, HistoryNames } from '../../shared/api/historyViews.ts'
import { ok } from '../../shared/errors.ts'
import { recordKinds } from '../../shared/model/records.ts'
import type { Pages, PagesState } from '../state/pages.ts'
import { useParley } from '../state/parley.ts'
import { usePages } from '../state/usePages.ts'

/** A batch with the names of what it names. */
export type HistoryRow = { readonly batch: HistoryBatch; readonly names: HistoryNames }

/** How long a search rests between two slices, in milliseconds: work that waits is done first. */
const rest = 30

export function useHistory(filter: HistoryFilter): {
  readonly pages: Pages<HistoryRow>
  readonly state: PagesState<HistoryRow>
  /** In [0, 1]: below 1 more may be found. */
  readonly searched: number
} {
  const { client } = useParley()
  const key = JSON.stringify(filter)
  const [search, setSearch] = useState({ key, searched: 1, round: 0 })
  const { pages, state } = usePages<HistoryRow>({
    key,
    kinds: Object.keys(recordKinds),
    ask: async (offset, limit) => {
      const answer = await client.call('history.page', { filter, offset, limit })
      if (!answer.ok) return answer
      const { batches, names, total, isWhole, searched } = answer.value
      setSearch((before) => ({
        key,
        searched: isWhole ? 1 : Math.min(0.99, searched),
        round: isWhole ? before.round : before.round + 1
      }))
      return ok({ total, rows: batches.map((batch) => ({ batch, names })) })
    }
  })
  const { searched, round } = search.key === key ? search : { searched: 1, round: 0 }
  useEffect(() => {
    if (searched === 1) return undefined
    const timer = setTimeout(() => pages.refresh(), rest)
    return () => clearTimeout(timer)
  }, [pages, searched, round])
  return { pages, state, searched }
}
