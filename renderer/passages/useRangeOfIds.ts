/** The passages of a stretch of rows, also of those that were never in sight. */
import { useCallback } from 'react'
import type { AnnotationId } from '../../shared/ids.ts'
import { useParley } from '../state/parley.ts'
import { toast } from '../state/tell.ts'
import { mostSelected } from './selection.ts'
import type { ShownList } from './useList.ts'

/** Gives the ids of the rows between two, both included; null where the host could not tell. */
export function useRangeOfIds(
  list: ShownList
): (from: number, to: number) => Promise<readonly AnnotationId[] | null> {
  const parley = useParley()
  const { rows, pages, filter, sort, descending, group } = list
  return useCallback(
    async (from, to) => {
      const places: number[] = []
      const [first, last] = [Math.min(from, to), Math.max(from, to)]
      for (let at = first; at <= last && places.length < mostSelected; at++) {
        const row = rows.row(at)
        if (row?.kind === 'passage') places.push(row.at)
      }
      const found = new Map<number, AnnotationId>()
      for (const at of places) {
        const known = found.get(at) ?? pages.row(at)?.id
        if (known) {
          found.set(at, known)
          continue
        }
        const question = { offset: at, limit: 1000, filter, sort, descending, group }
        const answer = await parley.client.call('annotations.page', question)
        if (!answer.ok) {
          toast(parley, answer.problem)
          return null
        }
        for (const [step, { id }] of answer.value.passages.entries()) found.set(at + step, id)
      }
      return places.flatMap((at) => found.get(at) ?? [])
    },
    [parley, rows, pages, filter, sort, descending, group]
  )
}
