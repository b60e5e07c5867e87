/** Changing passages from their list: one or many, each time one batch that one undo takes back. */
import type { CommandInput } from '../../shared/commands/inputs.ts'
import type { PassageRow } from '../../shared/api/views.ts'
import type { AnnotationId } from '../../shared/ids.ts'
import type { Parley } from '../state/parley.ts'
import { run, seenOf, undo } from '../state/run.ts'
import { announce, toast } from '../state/tell.ts'
import { t } from '../ui/words.ts'

export type PassageChange = Omit<CommandInput<'annotation.change'>, 'annotations' | 'anchor'>

/** What was done, as it is told: `passages.done.<kind>`. */
type Done = 'issue' | 'stance' | 'actors' | 'certainty' | 'note' | 'delete'

/** More than these take a moment: it is said that they are being changed. */
const many = 5000

/** Changes one passage as its row showed it. */
export async function changePassage(parley: Parley, row: PassageRow, change: PassageChange): Promise<void> {
  const seen = seenOf({ kind: 'annotation', id: row.id, heads: row.heads })
  const answer = await run(parley, 'annotation.change', { annotations: [row.id], ...change }, seen)
  if (answer.ok) announce(parley, doneText(doneOf(change), 1))
}

/** Changes many, and offers to take it back. True where it was done. */
export function changePassages(
  parley: Parley,
  annotations: readonly AnnotationId[],
  change: PassageChange
): Promise<boolean> {
  return inOneBatch(parley, annotations.length, doneOf(change), () =>
    run(parley, 'annotation.change', { annotations: [...annotations], ...change })
  )
}

/** Deletes passages, and offers to take it back. True where it was done. */
export function deletePassages(parley: Parley, annotations: readonly AnnotationId[]): Promise<boolean> {
  return inOneBatch(parley, annotations.length, 'delete', () =>
    run(parley, 'annotation.delete', { annotations: [...annotations] })
  )
}

async function inOneBatch(
  parley: Parley,
  count: number,
  done: Done,
  work: () => ReturnType<typeof run>
): Promise<boolean> {
  if (count === 0) return false
  if (count > many) toast(parley, t('passages.changing', { count }))
  const answer = await work()
  if (!answer.ok) return false
  toast(parley, doneText(done, count), { name: t('app.undo'), run: () => void undo(parley) })
  return true
}

function doneText(done: Done, count: number): string {
  return t(`passages.done.${done}`, { count })
}

function doneOf(change: PassageChange): Done {
  if (change.issue !== undefined) return 'issue'
  if (change.stance !== undefined) return 'stance'
  if (change.certainty !== undefined) return 'certainty'
  if (change.note !== undefined) return 'note'
  return 'actors'
}
