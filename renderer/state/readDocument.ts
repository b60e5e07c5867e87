/** Opening a document in the reader. */
import type { ProjectState } from '../../shared/api/views.ts'
import type { AnnotationId, DocumentId } from '../../shared/ids.ts'
import type { Parley } from './parley.ts'
import { nothingRead } from './reading.ts'
import { rememberPane } from './settings.ts'

type Options = {
  /** Asks again for what is shown, which stays until the answer is here. */
  readonly again?: boolean
  /** Selects this annotation and brings it into sight. */
  readonly annotation?: AnnotationId
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
    workspace.setState({ view: 'read' })
    if (!isOther && reading.getState().document !== null) return
  }
  const answer = await client.call('document.open', { document: id })
  if (reading.getState().wanted !== id) return
  if (!answer.ok) {
    if (options.again && answer.problem.code === 'missingRecord') reading.setState(nothingRead)
    else reading.setState({ problem: answer.problem })
    return
  }
  const { document, revision, annotations } = answer.value
  rememberRead(parley, id)
  reading.setState((state) => ({
    problem: null,
    document,
    // The same text stays the same object, so that the reader does not lay it out again.
    revision: revision && state.revision?.hash === revision.hash ? state.revision : revision,
    annotations,
    selected: annotations.some((annotation) => annotation.id === state.selected) ? state.selected : null
  }))
}

/** Opens what was read last in a project that has just been opened, else its first document. Nothing where it has none. */
export async function openLastRead(parley: Parley, project: ProjectState): Promise<void> {
  if (project.counts.documents === 0) return
  const remembered = parley.session.getState().settings.panes['lastRead']
  const last =
    typeof remembered === 'string' && remembered.endsWith(` ${project.fileName}`)
      ? remembered.split(' ')[0]
      : undefined
  if (last !== undefined) {
    await openDocument(parley, last as DocumentId)
    if (parley.reading.getState().problem === null) return
    parley.reading.setState(nothingRead)
  }
  const answer = await parley.client.call('documents.page', { limit: 1 })
  const first = answer.ok ? answer.value.documents[0] : undefined
  if (first && parley.reading.getState().wanted === null) await openDocument(parley, first.id)
}

/** Remembers the document that is read, with its project, for the next time this project is opened. */
export function rememberRead(parley: Parley, id: DocumentId): void {
  const { project, settings } = parley.session.getState()
  const value = `${id} ${project?.fileName ?? ''}`
  if (value.length <= 200 && settings.panes['lastRead'] !== value) rememberPane(parley, 'lastRead', value)
}
