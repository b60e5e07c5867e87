/** Fills the stores from the host and keeps them true by its events: only what changed is asked again. */
import type { EventOf } from '../../shared/api/contract.ts'
import type { ProjectState } from '../../shared/api/views.ts'
import type { AnnotationId } from '../../shared/ids.ts'
import { tellArrivals } from './arrivals.ts'
import { emptyCodebook, indexOf } from './codebook.ts'
import { loadFilters, noFilters } from './filters.ts'
import { noKeywords } from './keywords.ts'
import type { Parley } from './parley.ts'
import { nothingRead, withFresh } from './reading.ts'
import { openDocument, openLastRead } from './readDocument.ts'
import { noSearch, searchIsStale, stopSearch, takeHits } from './search.ts'
import { toast } from './tell.ts'
import { clearWorkspace } from './workspace.ts'

const codebookKinds = ['issue', 'stance', 'actor', 'coder']
/** Counts of uses may lag this many ms behind tagging, so that a run of tags asks for the codebook once. */
const countsLag = 400

/** Starts following; the function it gives stops. */
export function followHost(parley: Parley): () => void {
  const { client, session } = parley
  let later: ReturnType<typeof setTimeout> | undefined

  const ends = [
    client.on('changed', (change) => {
      const before = session.getState().project?.counts.documents
      session.setState({ project: change.project })
      const kinds = change.records === null ? codebookKinds : Object.keys(change.records)
      if (kinds.some((kind) => codebookKinds.includes(kind))) void loadCodebook(parley)
      else if (kinds.includes('annotation') || kinds.includes('document')) {
        clearTimeout(later)
        later = setTimeout(() => void loadCodebook(parley), countsLag)
      }
      if (change.records === null || 'filter' in change.records) void loadFilters(parley)
      if (changesTexts(change, before)) searchIsStale(parley)
      void freshenReading(parley, change)
    }),
    client.on('project', ({ project }) => void takeProject(parley, project)),
    client.on('hits', (portion) => takeHits(parley, portion)),
    client.on('team', ({ arrivals }) => tellArrivals(parley, arrivals)),
    client.on('settings', ({ settings }) => session.setState({ settings })),
    client.on('progress', (progress) =>
      session.setState((state) => ({ progress: { ...state.progress, [progress.task]: progress } }))
    ),
    client.on('notice', ({ notice }) =>
      session.setState((state) =>
        state.project
          ? {
              project: {
                ...state.project,
                notices: [...state.project.notices.filter((other) => other.code !== notice.code), notice]
              }
            }
          : state
      )
    )
  ]
  return () => {
    clearTimeout(later)
    for (const end of ends) end()
  }
}

/** Asks for everything: at the start, and after the connection was lost. */
export async function loadAll(parley: Parley): Promise<void> {
  const { client, session } = parley
  const [about, settings, project] = await Promise.all([
    client.call('app.about', {}),
    client.call('settings.get', {}),
    client.call('project.current', {})
  ])
  if (!about.ok) return session.setState({ phase: 'failed', problem: about.problem })
  if (settings.ok) session.setState({ settings: settings.value })
  if (!project.ok) return session.setState({ phase: 'failed', problem: project.problem })
  await takeProject(parley, project.value)
  session.setState({ phase: 'ready', problem: null, about: about.value })
}

/** Asks for everything again and draws the workspace anew: events were missed. */
export async function loadAgain(parley: Parley): Promise<void> {
  await loadAll(parley)
  const { wanted } = parley.reading.getState()
  await Promise.all([
    loadCodebook(parley),
    loadFilters(parley),
    wanted === null ? undefined : openDocument(parley, wanted, { again: true })
  ])
  parley.session.setState((state) => ({ opening: state.opening + 1 }))
}

/** The project is now this one. Another one, or one that was `opened` just now, empties the window first. */
export async function takeProject(
  parley: Parley,
  project: ProjectState | null,
  { opened = false }: { readonly opened?: boolean } = {}
): Promise<void> {
  const before = parley.session.getState().project
  parley.session.setState({ project })
  if (!opened && before?.fileName === project?.fileName) return
  clearWorkspace(parley.workspace)
  parley.reading.setState(nothingRead)
  parley.codebook.setState({ codebook: emptyCodebook, index: indexOf(emptyCodebook), loaded: false })
  parley.filters.setState(noFilters)
  stopSearch(parley)
  parley.search.setState(noSearch)
  parley.keywords.setState(noKeywords)
  parley.session.setState((state) => ({ closedNotices: [], opening: state.opening + 1 }))
  if (project) await Promise.all([loadCodebook(parley), loadFilters(parley), openLastRead(parley, project)])
}

/** Asks for the codebook again. */
export async function loadCodebook(parley: Parley): Promise<void> {
  const answer = await parley.client.call('codebook.get', {})
  if (answer.ok)
    parley.codebook.setState({ codebook: answer.value, index: indexOf(answer.value), loaded: true })
  else if (answer.problem.code !== 'noProject') toast(parley, answer.problem)
}

async function freshenReading(parley: Parley, change: EventOf<'changed'>): Promise<void> {
  const { reading, client } = parley
  const { wanted, document } = reading.getState()
  if (wanted === null) return
  const records = change.records
  const isWhole =
    records === null ||
    change.documents === null ||
    records['document']?.includes(wanted) ||
    document === null
  if (isWhole) return openDocument(parley, wanted, { again: true })
  const asked = (records['annotation'] ?? []) as readonly AnnotationId[]
  if (asked.length === 0 || !change.documents?.includes(wanted)) return
  const answer = await client.call('annotations.get', { annotations: [...asked] })
  if (!answer.ok) return toast(parley, answer.problem)
  reading.setState((state) => {
    if (state.wanted !== wanted) return state
    const annotations = withFresh(state.annotations, wanted, new Set(asked), answer.value)
    const isGone =
      state.selected !== null && !annotations.some((annotation) => annotation.id === state.selected)
    const fresh = state.document && { ...state.document, annotations: annotations.length }
    return { annotations, document: fresh, ...(isGone ? { selected: null } : {}) }
  })
}

/** True where texts may be others, or gone. A batch too large to be named tags many passages or takes documents in or out. */
function changesTexts({ records, by, project }: EventOf<'changed'>, documents: number | undefined): boolean {
  if (records !== null) return 'document' in records
  return by === 'merge' || by === 'rebuild' || project.counts.documents !== documents
}
