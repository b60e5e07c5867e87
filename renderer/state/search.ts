/** The search over all documents: what is asked, its hits as they come, and the one in hand. It outlives its pane. */
import { createStore, type StoreApi } from 'zustand'
import type { EventOf } from '../../shared/api/contract.ts'
import type { SearchQuery } from '../../shared/api/filters.ts'
import { ok, type Problem, type Result } from '../../shared/errors.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { documentsInGroups } from './documentGroups.ts'
import { hitAt, stepHit, withHits, type HitAt, type HitGroup } from './hits.ts'
import type { Parley } from './parley.ts'
import { openDocument } from './readDocument.ts'

/** Where is looked: everywhere, in the document that is open, or in chosen documents and groups of documents. */
export type SearchScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'here' }
  | { readonly kind: 'chosen'; readonly documents: readonly DocumentId[]; readonly groups: readonly string[] }

export type Asking = {
  readonly text: string
  readonly as: SearchQuery['as']
  readonly scope: SearchScope
}

export type SearchState = Found & {
  /** Whether the pane is shown. */
  readonly isOpen: boolean
  /** What of the pane wants the focus; the number makes the same wish count again. */
  readonly wish: { readonly part: 'field' | 'hits'; readonly number: number }
  /** What the fields say; the hits may still be those of an earlier question. */
  readonly asking: Asking
  /** Searches of this window, newest first. */
  readonly recent: readonly Asking[]
}

type Found = {
  /** What the hits answer; null: nothing was asked. */
  readonly asked: Asking | null
  /** The task under which hits come. */
  readonly task: string | null
  readonly state: 'running' | 'done' | 'stopped'
  readonly groups: readonly HitGroup[]
  readonly count: number
  /** False where there were more hits than are told. */
  readonly isWhole: boolean
  readonly problem: Problem | null
  /** Documents changed since. */
  readonly isStale: boolean
  readonly current: HitAt | null
}

/** More hits than this are not told: nobody reads them, and they can be narrowed. */
export const mostHits = 100_000
const mostRecent = 30

const nothingFound: Found = {
  asked: null,
  task: null,
  state: 'done',
  groups: [],
  count: 0,
  isWhole: true,
  problem: null,
  isStale: false,
  current: null
}

export const noSearch: SearchState = {
  ...nothingFound,
  isOpen: false,
  wish: { part: 'field', number: 0 },
  asking: { text: '', as: 'words', scope: { kind: 'all' } },
  recent: []
}

export function searchStore(): StoreApi<SearchState> {
  return createStore<SearchState>(() => noSearch)
}

/** Shows the pane beside the text, with the focus in its field or on its hits. */
export function openSearch(parley: Parley, part: SearchState['wish']['part'] = 'field'): void {
  parley.workspace.setState({ view: 'read' })
  parley.search.setState(({ wish }) => ({ isOpen: true, wish: { part, number: wish.number + 1 } }))
}

/** Hides the pane; its hits stay for the next time and for the keys that walk them. */
export function closeSearch(parley: Parley): void {
  parley.search.setState({ isOpen: false })
}

let lastTask = 0

/** Asks what the fields say, or something else that they then say. An older question that still runs is ended. */
export async function runSearch(
  parley: Parley,
  asking: Asking = parley.search.getState().asking
): Promise<void> {
  const { client, search } = parley
  stopSearch(parley)
  if (asking.text.trim() === '') return search.setState({ ...nothingFound, asking })
  const task = `search-${++lastTask}`
  search.setState(({ recent }) => ({
    ...nothingFound,
    asking,
    asked: asking,
    task,
    state: 'running',
    recent: withRecent(recent, asking)
  }))
  const documents = await documentsOf(parley, asking.scope)
  if (search.getState().task !== task) return
  if (!documents.ok) return search.setState({ state: 'done', problem: documents.problem })
  const { text, as } = asking
  const query = { text, as, ...(documents.value === null ? {} : { documents: [...documents.value] }) }
  const answer = await client.call('search.run', { task, query, limit: mostHits })
  parley.session.setState((state) => ({
    progress: Object.fromEntries(Object.entries(state.progress).filter(([other]) => other !== task))
  }))
  if (search.getState().task !== task) return
  if (answer.ok) search.setState({ state: 'done', isWhole: answer.value.isWhole })
  else if (answer.problem.code === 'cancelled') search.setState({ state: 'stopped' })
  else search.setState({ state: 'done', problem: answer.problem })
}

/** Ends the question that runs; its hits so far stay. */
export function stopSearch(parley: Parley): void {
  const { task, state } = parley.search.getState()
  if (task === null || state !== 'running') return
  parley.search.setState({ state: 'stopped' })
  void parley.client.call('task.cancel', { task })
}

/** Takes a portion of hits, if they answer the present question. They may come after the question's own answer. */
export function takeHits(parley: Parley, { task, hits }: EventOf<'hits'>): void {
  parley.search.setState((state) =>
    state.task === task ? { groups: withHits(state.groups, hits), count: state.count + hits.length } : state
  )
}

/** Says that what was found may not be true any more. */
export function searchIsStale(parley: Parley): void {
  parley.search.setState((state) => (state.asked === null || state.isStale ? state : { isStale: true }))
}

/** Shows a hit in its text, which is opened where it is not. With `focus` the words are selected and the text has the focus. */
export async function showHit(
  parley: Parley,
  at: HitAt,
  { focus }: { readonly focus: boolean }
): Promise<void> {
  const hit = hitAt(parley.search.getState().groups, at)
  if (!hit) return
  parley.search.setState({ current: at })
  const { document, revision, start, end } = hit
  parley.workspace.setState({ wantedPlace: { document, revision, start, end, focus } })
  await openDocument(parley, document)
}

/** Goes to the next hit or the one before, in the text. Gives it; null where there is none. */
export function walkHits(parley: Parley, by: 1 | -1): HitAt | null {
  const { groups, current } = parley.search.getState()
  const at = stepHit(groups, current, by, parley.reading.getState().wanted)
  if (at) void showHit(parley, at, { focus: true })
  return at
}

/** True where both ask the same. */
export function isSameAsking(a: Asking | null, b: Asking | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** True where it is looked for while it is typed: one letter would find nearly everything, but one sign of Chinese or Japanese is a word. */
export function isWorthAsking({ text }: Asking): boolean {
  const points = [...text.trim()]
  return points.length > 1 || (points[0] ?? '') >= '\u2e80'
}

/** True while the hits shown do not answer what the fields say, but will in a moment. */
export function isOnItsWay({ state, asking, asked }: SearchState): boolean {
  return state === 'running' || (isWorthAsking(asking) && !isSameAsking(asking, asked))
}

/** The documents that a scope stands for now; null: all of them. */
async function documentsOf(
  parley: Parley,
  scope: SearchScope
): Promise<Result<readonly DocumentId[] | null>> {
  switch (scope.kind) {
    case 'all':
      return ok(null)
    case 'here': {
      const { wanted } = parley.reading.getState()
      return ok(wanted === null ? null : [wanted])
    }
    case 'chosen': {
      const inGroups = await documentsInGroups(parley, scope.groups)
      return inGroups.ok ? ok([...new Set([...scope.documents, ...inGroups.value])]) : inGroups
    }
  }
}

function withRecent(recent: readonly Asking[], asking: Asking): readonly Asking[] {
  // Typing on is one search, not one a letter.
  const [last] = recent
  const older = last && asking.as === last.as && asking.text.startsWith(last.text) ? recent.slice(1) : recent
  return [asking, ...older.filter((one) => one.text !== asking.text || one.as !== asking.as)].slice(
    0,
    mostRecent
  )
}
