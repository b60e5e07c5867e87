/** The document that is read: its text and its annotations, kept true by events. */
import { createStore, type StoreApi } from 'zustand'
import type { AnnotationView, DocumentView, RevisionView } from '../../shared/api/views.ts'
import type { Problem } from '../../shared/errors.ts'
import type { AnnotationId, DocumentId } from '../../shared/ids.ts'

export type ReadingState = {
  /** The document that was asked for; null: none chosen. */
  readonly wanted: DocumentId | null
  readonly problem: Problem | null
  readonly document: DocumentView | null
  /** Null while the text is still to arrive. */
  readonly revision: RevisionView | null
  /** In the order of their places. */
  readonly annotations: readonly AnnotationView[]
  /** Annotations of other coders that blind coding hides in it. */
  readonly hidden: number
  readonly selected: AnnotationId | null
}

export const nothingRead: ReadingState = {
  wanted: null,
  problem: null,
  document: null,
  revision: null,
  annotations: [],
  hidden: 0,
  selected: null
}

export function readingStore(): StoreApi<ReadingState> {
  return createStore<ReadingState>(() => nothingRead)
}

/** Orders annotations by their place; lost ones last; then by id, so that the order never hangs on arrival. */
export function byPlace(a: AnnotationView, b: AnnotationView): number {
  if (a.place && b.place)
    return a.place.start - b.place.start || a.place.end - b.place.end || (a.id < b.id ? -1 : 1)
  if (a.place || b.place) return a.place ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/**
 * The annotations of a document after some were asked for again: those of `asked` that did not come back are gone, those of another
 * document are not taken.
 */
export function withFresh(
  annotations: readonly AnnotationView[],
  document: DocumentId,
  asked: ReadonlySet<string>,
  fresh: readonly AnnotationView[]
): readonly AnnotationView[] {
  const kept = annotations.filter((annotation) => !asked.has(annotation.id))
  return [...kept, ...fresh.filter((annotation) => annotation.document === document)].toSorted(byPlace)
}
