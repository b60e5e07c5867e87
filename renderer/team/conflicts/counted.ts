/** What is counted, in words: conflicts as the top bar counts them, and beside them what is only offered or still to arrive. */
import type { ConflictChoice } from '../../../shared/api/conflictChoices.ts'
import { conflictKinds, offeredKinds, type ConflictKind } from '../../../shared/api/conflictMethods.ts'
import { formatNumber } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'
import type { Counts } from './useConflicts.ts'

/** "1 conflict, 2 offers to join": what these kinds hold; '' where they hold nothing. */
export function waitingWords(counts: Counts, kinds: readonly ConflictKind[]): string {
  const sums = { conflicts: 0, offers: 0, missing: 0 }
  for (const kind of kinds)
    sums[kind === 'missing' ? 'missing' : offeredKinds.includes(kind) ? 'offers' : 'conflicts'] +=
      counts[kind] ?? 0
  return (['conflicts', 'offers', 'missing'] as const)
    .filter((part) => sums[part] > 0)
    .map((part) => t(`settling.waiting.${part}`, { count: sums[part] }))
    .join(', ')
}

/** "Join all 3", "Join 2 of 3", "Join": what a button does to the chosen ones that it fits. */
export function manyWords(
  choice: ConflictChoice | 'decline',
  { fitting, chosen }: { readonly fitting: number; readonly chosen: number }
): string {
  if (chosen === 1) return t(`settling.many.one.${choice}`)
  const about = { number: formatNumber(fitting), total: formatNumber(chosen) }
  return t(`settling.many.${fitting === chosen ? 'all' : 'some'}.${choice}`, about)
}

/** The kinds that a filter shows. */
export function kindsOf(kind: ConflictKind | ''): readonly ConflictKind[] {
  return kind === '' ? conflictKinds : [kind]
}
