/** The list of conflicts page by page, with its counts, asked again whenever something is written. */
import { useEffect, useRef, useState } from 'react'
import type { ConflictFilter, ConflictKind, ConflictView } from '../../../shared/api/conflictMethods.ts'
import type { HistoryNames } from '../../../shared/api/historyViews.ts'
import { ok } from '../../../shared/errors.ts'
import { recordKinds } from '../../../shared/model/records.ts'
import type { Pages, PagesState } from '../../state/pages.ts'
import { useParley } from '../../state/parley.ts'
import { usePages } from '../../state/usePages.ts'

/** A conflict with the names of what its sides name. */
export type ConflictRow = { readonly conflict: ConflictView; readonly names: HistoryNames }

export type Counts = Readonly<Partial<Record<ConflictKind, number>>>

export function useConflicts(filter: ConflictFilter): {
  readonly pages: Pages<ConflictRow>
  readonly state: PagesState<ConflictRow>
  /** Of every kind, whatever kinds the filter names. */
  readonly counts: Counts
  readonly declined: number
} {
  const { client } = useParley()
  const [facts, setFacts] = useState<{ readonly counts: Counts; readonly declined: number }>({
    counts: {},
    declined: 0
  })
  const key = JSON.stringify(filter)
  const latest = useRef(key)
  useEffect(() => {
    latest.current = key
  }, [key])
  const { pages, state } = usePages<ConflictRow>({
    key,
    kinds: Object.keys(recordKinds),
    ask: async (offset, limit) => {
      const answer = await client.call('conflicts.page', { filter, offset, limit })
      if (!answer.ok) return answer
      const { total, counts, conflicts, names, declined } = answer.value
      // An answer about another filter may come late.
      if (latest.current === key) setFacts({ counts, declined })
      return ok({ total, rows: conflicts.map((conflict) => ({ conflict, names })) })
    }
  })
  return { pages, state, ...facts }
}
