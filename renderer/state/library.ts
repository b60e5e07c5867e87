/** What the documents pane shows: its filters, what is closed, what is chosen. Nothing of it is project data. */
import type { DocumentFilter } from '../../shared/api/filters.ts'
import type { DocumentId } from '../../shared/ids.ts'

export type LibraryState = {
  readonly filter: DocumentFilter
  /** Groups whose documents are not listed, without and with a filter. */
  readonly closed: readonly string[]
  readonly closedInFilter: readonly string[]
  /** Chosen documents, for what is done to several at once; in the order they were chosen. */
  readonly chosen: readonly DocumentId[]
}

export const plainLibrary: LibraryState = { filter: {}, closed: [], closedInFilter: [], chosen: [] }

/** True where something is left out of the list. */
export function isFiltered(filter: DocumentFilter): boolean {
  return Object.values(filter).some((part) => part !== undefined && part.length > 0)
}
