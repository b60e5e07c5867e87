/** The passages that are chosen for something to be done to all of them. */
import type { AnnotationId } from '../../shared/ids.ts'

export type Selection = ReadonlySet<AnnotationId>
export const nothingSelected: Selection = new Set()

/** At most so many are changed at a time. */
export const mostSelected = 100_000

/** With one more, or without one that was chosen. */
export function toggledIn(selection: Selection, id: AnnotationId): Selection {
  const next = new Set(selection)
  if (!next.delete(id)) next.add(id)
  return next
}

/** With all of these as well. */
export function withAll(selection: Selection, ids: Iterable<AnnotationId>): Selection {
  return new Set([...selection, ...ids])
}
