/** What is done from the history: walking back and forward, bringing back, going to where it was. */
import type { HistoryBatch, HistoryChange } from '../../shared/api/historyViews.ts'
import { restorable } from '../../shared/commands/inputs.ts'
import type { AnnotationId, BatchId, RecordId } from '../../shared/ids.ts'
import { openDocument } from '../state/readDocument.ts'
import type { Parley } from '../state/parley.ts'
import { redo, run, undo } from '../state/run.ts'
import { closeOffers, toast } from '../state/tell.ts'
import type { Inspected } from '../state/workspace.ts'
import { t } from '../ui/words.ts'

type Restorable = (typeof restorable)[number]

/** Undoes everything of the coder at work back to a batch, or redoes it; says how much, and what was left alone. */
export async function walkTo(parley: Parley, batch: HistoryBatch): Promise<void> {
  if (!batch.walk) return
  const { way, steps } = batch.walk
  if (steps === 1) return way === 'undo' ? undo(parley) : redo(parley)
  const answer = await parley.client.call(`${way}.to`, { batch: batch.batch })
  if (!answer.ok) return toast(parley, answer.problem)
  closeOffers(parley)
  const { leftAlone } = answer.value
  const said = t(way === 'undo' ? 'history.undid' : 'history.redid', { count: answer.value.steps })
  toast(parley, leftAlone.length === 0 ? said : `${said} ${t('app.leftAlone', { count: leftAlone.length })}`)
}

/** Brings deleted records back, in one batch. */
export async function bringBack(parley: Parley, changes: readonly HistoryChange[]): Promise<void> {
  const records = new Map<RecordId, { readonly kind: Restorable; readonly id: RecordId }>()
  for (const { kind, id, gone } of changes) if (gone && isRestorable(kind)) records.set(id, { kind, id })
  if (records.size === 0) return
  const answer = await run(parley, 'record.restore', { records: [...records.values()] })
  if (answer.ok)
    toast(parley, t('history.restored', { count: records.size }), {
      name: t('app.undo'),
      run: () => void undo(parley)
    })
}

/** Everything of a batch that is deleted now, however much it is. */
export async function bringAllBack(parley: Parley, batch: BatchId): Promise<void> {
  const changes: HistoryChange[] = []
  for (;;) {
    const answer = await parley.client.call('history.changes', { batch, offset: changes.length, limit: 1000 })
    if (!answer.ok) return toast(parley, answer.problem)
    changes.push(...answer.value.changes)
    if (answer.value.changes.length === 0 || changes.length >= answer.value.total) break
  }
  await bringBack(parley, changes)
}

/** True where a change's record is here and can be shown. */
export function canGoTo(change: HistoryChange): boolean {
  return !change.gone && ['annotation', 'document', 'issue', 'stance', 'actor', 'coder'].includes(change.kind)
}

/** Shows the record of a change: an annotation in its text, a document opened, others in the details. */
export function goTo(parley: Parley, change: HistoryChange): void {
  parley.workspace.setState({ dialog: null })
  const { kind, id, document } = change
  if (kind === 'annotation' && document) {
    void openDocument(parley, document, { annotation: id as string as AnnotationId })
    return
  }
  if (kind === 'document') void openDocument(parley, id as never)
  parley.workspace.setState({
    view: 'read',
    inspected: { kind, id } as Inspected,
    inspectorOver: true
  })
}

function isRestorable(kind: string): kind is Restorable {
  return (restorable as readonly string[]).includes(kind)
}
