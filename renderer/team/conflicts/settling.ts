/** What is done about conflicts: taking a side, joining, declining, going to the place. */
import { takeFor, type ConflictChoice } from '../../../shared/api/conflictChoices.ts'
import type { ConflictView } from '../../../shared/api/conflictMethods.ts'
import { recordKey, type ConflictTake } from '../../../shared/commands/inputs.ts'
import type { AnnotationId, ChangeId, RecordId } from '../../../shared/ids.ts'
import { openDocument } from '../../state/readDocument.ts'
import type { Parley } from '../../state/parley.ts'
import { run, undo } from '../../state/run.ts'
import { toast } from '../../state/tell.ts'
import type { Inspected } from '../../state/workspace.ts'
import { t } from '../../ui/words.ts'

/** What settling needs of a conflict, and no more: so a hundred thousand can be chosen. */
export type ConflictKey = Pick<ConflictView, 'id' | 'kind' | 'record' | 'why' | 'field' | 'heads' | 'other'>

/** One thing that can be decided about a conflict; `side`: the card of a side that it belongs to. */
export type Action = {
  readonly name: string
  readonly side: ChangeId | null
  readonly isDanger: boolean
  readonly run: (parley: Parley) => Promise<void>
}

/** What can be decided, in the order of its digits. */
export function actionsOf(conflict: ConflictView, nameOf: (id: string) => string): readonly Action[] {
  const { kind, other, sides } = conflict
  const one = (name: string, take: ConflictTake, isDanger = false): Action => ({
    name,
    side: null,
    isDanger,
    run: (parley) => settle(parley, [conflict], () => take)
  })
  switch (kind) {
    case 'text':
    case 'values':
    case 'circle':
      if (kind === 'circle' && sides.length < 2) return []
      return sides.flatMap(({ change }) =>
        change === null ? [] : [{ ...one(t('settling.take'), { change }), side: change }]
      )
    case 'deleted':
      return [
        one(t('settling.keep'), { keepDeleted: false }),
        one(t('settling.letGo'), { keepDeleted: true }, true)
      ]
    case 'inUse':
      return [one(t('settling.bringBack'), { keepDeleted: false })]
    case 'join':
      return [one(t('settling.drop'), { value: null })]
    case 'sameIssue':
    case 'sameActor':
    case 'sameCoder':
    case 'sameText':
      return other === null
        ? []
        : [
            ...joins(conflict, other, nameOf),
            {
              name: t(conflict.isDeclined ? 'settling.maySame' : 'settling.notSame'),
              side: null,
              isDanger: false,
              run: (parley) => decline(parley, [conflict.id], !conflict.isDeclined)
            }
          ]
    case 'missing':
      return []
  }
}

/** Joining either way, each at the side that would stay: two of one name are told apart by who made them. */
function joins(
  conflict: ConflictView,
  other: NonNullable<ConflictView['other']>,
  nameOf: (id: string) => string
): readonly Action[] {
  const { record, sides } = conflict
  const into = (stays: RecordId): Action => ({
    name: t('settling.joinInto', { name: nameOf(stays) }),
    side: sides.find((side) => (side.record ?? record.id) === stays)?.change ?? null,
    isDanger: false,
    run: (parley) =>
      settle(parley, [stays === other.id ? conflict : { ...conflict, record: other, heads: [] }], () => ({
        joinInto: stays
      }))
  })
  const place = (action: Action): number => sides.findIndex(({ change }) => change === action.side)
  return [into(other.id), into(record.id)].toSorted((a, b) => place(a) - place(b))
}

/** Settles conflicts in one step; those that `take` gives null for are left as they are. Says how many, and offers to undo. */
export async function settle(
  parley: Parley,
  conflicts: readonly ConflictKey[],
  take: (conflict: ConflictKey) => ConflictTake | null
): Promise<void> {
  const fitting = conflicts.flatMap((conflict) => {
    const taken = take(conflict)
    return taken && conflict.why ? [{ conflict, why: conflict.why, take: taken }] : []
  })
  if (fitting.length === 0) return
  const answer = await run(
    parley,
    'conflict.settleMany',
    {
      conflicts: fitting.map(({ conflict: { record, field }, why, take: taken }) => ({
        record,
        field,
        why,
        take: taken
      }))
    },
    Object.fromEntries(
      fitting
        .filter(({ conflict }) => conflict.heads.length > 0)
        .map(({ conflict: { record, heads } }) => [recordKey(record.kind, record.id), [...heads]])
    )
  )
  if (!answer.ok) return
  toast(parley, t('settling.settled', { count: fitting.length }), {
    name: t('app.undo'),
    run: () => void undo(parley)
  })
}

/** The same choice for many. */
export async function settleBy(
  parley: Parley,
  conflicts: readonly ConflictKey[],
  choice: ConflictChoice
): Promise<void> {
  await settle(parley, conflicts, (conflict) => takeFor(conflict, choice))
}

/** Puts offers aside as "not the same", on this machine, or takes that back. */
export async function decline(parley: Parley, offers: readonly string[], isDeclined: boolean): Promise<void> {
  // The contract takes so many at once.
  for (let at = 0; at < offers.length; at += 1000) {
    const answer = await parley.client.call('conflicts.decline', {
      offers: offers.slice(at, at + 1000),
      isDeclined
    })
    if (!answer.ok) return toast(parley, answer.problem)
  }
}

/** Whether a conflict's record can be shown by itself. */
export function canGoTo({ kind, record }: ConflictKey): boolean {
  return (
    kind !== 'missing' &&
    ['annotation', 'document', 'issue', 'stance', 'actor', 'coder'].includes(record.kind)
  )
}

/** Shows the record: an annotation in its text, a document opened, others in the details. */
export function goTo(parley: Parley, conflict: ConflictView): void {
  if (!canGoTo(conflict)) return
  const { record, document } = conflict
  parley.workspace.setState({ dialog: null })
  if (record.kind === 'annotation') {
    if (document) void openDocument(parley, document, { annotation: record.id as string as AnnotationId })
    return
  }
  if (record.kind === 'document' && document) void openDocument(parley, document)
  parley.workspace.setState({
    view: 'read',
    inspected: { kind: record.kind, id: record.id } as Inspected,
    inspectorOver: true
  })
}

/** The list of passages that name a record; nothing for records that passages are not filtered by. */
export function showUses(parley: Parley, { record }: ConflictView): void {
  const { kind, id } = record
  const filter = {
    issue: 'issues',
    stance: 'stances',
    actor: 'actors',
    coder: 'coders',
    document: 'documents'
  } as const
  if (!Object.hasOwn(filter, kind)) return
  const name = filter[kind as keyof typeof filter]
  parley.workspace.setState({ dialog: null, view: 'passages', passageFilter: { [name]: [id] } })
}
