/** The queue page by page, and what is counted with it. */
import { useMemo } from 'react'
import { create, useStore } from 'zustand'
import type { QuestionRow } from '../../../shared/api/adjudicationMethods.ts'
import type { OutputOf } from '../../../shared/api/contract.ts'
import { ok } from '../../../shared/errors.ts'
import type { Pages, PagesState } from '../../state/pages.ts'
import { useParley } from '../../state/parley.ts'
import type { RunningTask } from '../../state/tasks.ts'
import { useTaskPages } from '../../state/useTaskPages.ts'
import type { Queue } from './deciding.ts'
import { questionKinds } from './useQuestion.ts'

export type QueueCounts = Omit<OutputOf<'adjudication.queue'>, 'total' | 'questions'>
export type ShownQueue = {
  readonly pages: Pages<QuestionRow>
  readonly state: PagesState<QuestionRow>
  readonly task: RunningTask
  readonly counts: QueueCounts
  /** False until the first answer about these coders and issues is here. */
  readonly isCounted: boolean
}

const nothing: QueueCounts = { counts: {}, blindDocuments: 0, lost: 0 }

/** `isAsked` false: nothing is asked for. */
export function useQueue(queue: Queue, isAsked: boolean): ShownQueue {
  const { client } = useParley()
  const key = JSON.stringify([isAsked, queue])
  // The counts of one choice stay while another list of it is looked at.
  const about = JSON.stringify([queue.coders, queue.gold, queue.filter.issues])
  // oxlint-disable-next-line react/exhaustive-deps
  const counts = useMemo(() => create<QueueCounts>(() => nothing), [about])
  const { pages, state, task } = useTaskPages<QuestionRow>({
    key,
    kinds: questionKinds,
    ask: async (offset, limit, running) => {
      if (!isAsked) return ok({ total: 0, rows: [] })
      const answer = await client.call('adjudication.queue', { ...queue, offset, limit, task: running })
      if (!answer.ok) return answer
      const { total, questions, ...rest } = answer.value
      counts.setState(rest, true)
      return ok({ total, rows: questions })
    }
  })
  const shown = useStore(counts)
  return { pages, state, task, counts: shown, isCounted: shown !== nothing }
}
