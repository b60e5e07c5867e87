/** What can be chosen for one conflict or many alike, and what the command takes for it. */
import type { ConflictTake } from '../commands/inputs.ts'
import type { ConflictView } from './conflictMethods.ts'

/**
 * 'mine', 'theirs', 'newer': a side. 'keep': bring back or keep what was deleted. 'delete': let the deletion hold. 'join': two are one.
 * 'drop': the join that cannot hold is given up.
 */
export const conflictChoices = ['mine', 'theirs', 'newer', 'keep', 'delete', 'join', 'drop'] as const
export type ConflictChoice = (typeof conflictChoices)[number]

type ToChoose = Pick<ConflictView, 'kind' | 'why' | 'other' | 'field'>

/** What `conflict.settleMany` takes for a choice; null where the choice does not fit. */
export function takeFor({ kind, why, other }: ToChoose, choice: ConflictChoice): ConflictTake | null {
  switch (choice) {
    case 'mine':
    case 'theirs':
    case 'newer':
      return why === 'values' || why === 'deletedButChanged' || kind === 'circle' ? { side: choice } : null
    case 'keep':
      return kind === 'deleted' || kind === 'inUse' ? { keepDeleted: false } : null
    case 'delete':
      return kind === 'deleted' ? { keepDeleted: true } : null
    case 'join':
      return why === 'same' && other ? { joinInto: other.id } : null
    case 'drop':
      return kind === 'join' ? { value: null } : null
  }
}
