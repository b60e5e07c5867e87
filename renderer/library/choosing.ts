/** What the documents pane shows and what is chosen in it. */
import type { DocumentId } from '../../shared/ids.ts'
import type { LibraryState } from '../state/library.ts'
import type { Parley } from '../state/parley.ts'

/** Changes what the pane shows. Another filter opens all groups, so that no match is hidden. */
export function changeLibrary({ workspace }: Pick<Parley, 'workspace'>, change: Partial<LibraryState>): void {
  workspace.setState(({ library }) => ({
    library: { ...library, ...(change.filter ? { closedInFilter: [] } : {}), ...change }
  }))
}

/** Chooses documents; the details follow where they show documents already. */
export function chooseDocuments(parley: Pick<Parley, 'workspace'>, chosen: readonly DocumentId[]): void {
  changeLibrary(parley, { chosen })
  const { inspected } = parley.workspace.getState()
  const [only] = chosen
  if ((inspected.kind !== 'document' && inspected.kind !== 'documents') || only === undefined) return
  parley.workspace.setState({
    inspected: chosen.length === 1 ? { kind: 'document', id: only } : { kind: 'documents', ids: chosen }
  })
}
