/** What can be done to documents in the list, each as one batch. */
import type { InputOf } from '../../shared/api/contract.ts'
import type { DocumentDetails, ProgressState } from '../../shared/api/views.ts'
import { ok, type Result } from '../../shared/errors.ts'
import type { ChangeId, DocumentId } from '../../shared/ids.ts'
import type { Parley } from '../state/parley.ts'
import { run, runUndoably, seenOf } from '../state/run.ts'
import { announce, toast } from '../state/tell.ts'
import { t } from '../ui/words.ts'
import { afterMove, stepOf, type Move, type Order, type Way } from './documentMoves.ts'

/** A document as its row showed it. */
export type Shown = { readonly id: DocumentId; readonly heads: readonly ChangeId[] }

const states: readonly ProgressState[] = ['new', 'in progress', 'done']

/** Shows the details of one document, or of several at once. */
export function showDetails(parley: Parley, ids: readonly DocumentId[]): void {
  const [id] = ids
  if (id === undefined) return
  parley.workspace.setState({
    inspected: ids.length === 1 ? { kind: 'document', id } : { kind: 'documents', ids },
    inspectorOver: true
  })
}

/** Says how far the coder at work is with documents. */
export async function setProgress(
  parley: Parley,
  documents: readonly DocumentId[],
  state: ProgressState
): Promise<void> {
  const done = await run(parley, 'progress.set', { documents: [...documents], state })
  if (!done.ok) return
  announce(
    parley,
    t('library.progressSaid', { count: documents.length, state: t(`library.states.${state}`) })
  )
}

/** The state after this one, and from done back to new. */
export function stateAfter(state: ProgressState): ProgressState {
  return states[(states.indexOf(state) + 1) % states.length] ?? 'new'
}

/** Puts documents where they were dropped or moved; what is not here any more is told. */
export async function place(
  parley: Parley,
  { documents, group, before }: Move,
  shown: readonly Shown[]
): Promise<boolean> {
  const seen = seenOf(...shown.map(({ id, heads }) => ({ kind: 'document', id, heads })))
  const done = await run(parley, 'document.place', { documents: [...documents], group, before }, seen)
  if (!done.ok) return false
  announce(
    parley,
    group === ''
      ? t('library.movedOut', { count: documents.length })
      : t('library.movedInto', { count: documents.length, group })
  )
  return true
}

/** Moves documents one step by a key. Gives the list as it then is; null where they did not move. */
export async function step(
  parley: Parley,
  moving: readonly DocumentId[],
  way: Way,
  shown: readonly Shown[]
): Promise<Order | null> {
  const answer = await parley.client.call('documents.order', {})
  if (!answer.ok) {
    toast(parley, answer.problem)
    return null
  }
  const move = stepOf(answer.value, new Set(moving), way)
  if (!move) {
    announce(parley, t('library.noFurther'))
    return null
  }
  return (await place(parley, move, shown)) ? afterMove(answer.value, move) : null
}

/** Asks before deleting, with what goes along; undo takes it back. */
export async function askDelete(parley: Parley, ids: readonly DocumentId[]): Promise<void> {
  const found = await detailsOf(parley, ids)
  if (!found.ok) return toast(parley, found.problem)
  const documents = found.value
  const [first] = documents
  if (!first) return
  const annotations = documents.reduce((sum, document) => sum + document.ownAnnotations, 0)
  const several = documents.length > 1
  const consequence =
    annotations === 0
      ? t('library.meta.deleteNone', { count: documents.length })
      : several
        ? t('library.meta.deleteManyWith', { count: annotations })
        : t('library.meta.deleteWith', { count: annotations })
  parley.workspace.setState({
    dialog: {
      kind: 'confirm',
      title: several
        ? t('library.meta.deleteManyTitle', { count: documents.length })
        : t('library.meta.deleteTitle', { title: first.title }),
      consequence,
      verb: t('library.meta.deleteVerb'),
      run: () =>
        void runUndoably(
          parley,
          'document.delete',
          { documents: documents.map(({ id }) => id) },
          seenOf(...documents.map(({ id, heads }) => ({ kind: 'document', id, heads })))
        )
    }
  })
}

/** All about any number of documents, asked a thousand at a time. */
export async function detailsOf(
  parley: Pick<Parley, 'client'>,
  ids: readonly DocumentId[]
): Promise<Result<readonly DocumentDetails[]>> {
  const found: DocumentDetails[] = []
  for (let at = 0; at < ids.length; at += 1000) {
    const answer = await parley.client.call('documents.get', { documents: ids.slice(at, at + 1000) })
    if (!answer.ok) return answer
    found.push(...answer.value)
  }
  return ok(found)
}

/** The ids of a list, group by group; none where they could not be had, which is told. */
export async function orderOf(parley: Parley, asked: InputOf<'documents.order'>): Promise<Order> {
  const answer = await parley.client.call('documents.order', asked)
  if (answer.ok) return answer.value
  toast(parley, answer.problem)
  return []
}

/** Puts words on the clipboard. */
export async function copyWords(parley: Parley, words: string): Promise<void> {
  await navigator.clipboard.writeText(words)
  announce(parley, t('library.copied'))
}
