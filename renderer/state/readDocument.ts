/** Opening a document in the reader. */
import type { ProjectState } from '../../shared/api/views.ts'
import type { AnnotationId, DocumentId } from '../../shared/ids.ts'
import { leftOf, restoreLeft } from './left.ts'
import type { Parley } from './parley.ts'
import { nothingRead } from './reading.ts'
import { views } from './workspace.ts'

type Options = {
  /** Asks again for what is shown, which stays until the answer is here. */
  readonly again?: boolean
  /** Selects this annotation and brings it into sight. */
  readonly annotation?: AnnotationId
  /** Selects this annotation where the text comes back as it was left. */
  readonly select?: AnnotationId
  /** Whatever is shown stays shown: the text is drawn once somebody goes to the Read view. */
  readonly behind?: boolean
}

/** Asks for a document with its text and annotations and shows it in the Read view. */
export async function openDocument(parley: Parley, id: DocumentId, options: Options = {}): Promise<void> {
  const { client, reading, workspace } = parley
  if (!options.again) {
    const isOther = reading.getState().wanted !== id
    if (isOther) reading.setState({ ...nothingRead, wanted: id })
    if (options.annotation) {
      reading.setState({ selected: options.annotation })
      workspace.setState({ wanted: { annotation: options.annotation }, inspected: { kind: 'annotation' } })
    }
    if (options.select) reading.setState({ selected: options.select })
    if (!options.behind) workspace.setState({ view: 'read' })
    if (!isOther && reading.getState().document !== null) return
  }
  const answer = await client.call('document.open', { document: id })
  if (reading.getState().wanted !== id) return
  if (!answer.ok) {
    if (options.again && answer.problem.code === 'missingRecord') reading.setState(nothingRead)
    else reading.setState({ problem: answer.problem })
    return
  }
  const { document, revision, annotations, hidden } = answer.value
  reading.setState((state) => ({
    problem: null,
    document,
    // The same text stays the same object, so that the reader does not lay it out again.
    revision: revision && state.revision?.hash === revision.hash ? state.revision : revision,
    annotations,
    hidden,
    selected: annotations.some((annotation) => annotation.id === state.selected) ? state.selected : null
  }))
}

/** Puts the window back where it was left in a project that has just been opened; else opens its first document. Nothing where it has none. */
export async function openLastRead(parley: Parley, project: ProjectState): Promise<void> {
  const was = leftOf(parley)
  const last = restoreLeft(parley)
  if (project.counts.documents === 0) return
  if (last !== null) {
    const view = views.find((one) => one === was?.view)
    if (view) parley.workspace.setState({ view })
    await openDocument(parley, last, { behind: true, ...(was?.selected ? { select: was.selected } : {}) })
    if (parley.reading.getState().problem === null) return
    parley.reading.setState(nothingRead)
  }
  const answer = await parley.client.call('documents.page', { limit: 1 })
  const first = answer.ok ? answer.value.documents[0] : undefined
  // Behind: by now somebody may look at another view. What was read last may not be here while the tables are made anew.
  if (first && parley.reading.getState().wanted === null)
    await openDocument(parley, first.id, { behind: true })
}
