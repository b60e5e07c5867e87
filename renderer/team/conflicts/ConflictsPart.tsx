/** Everything that was changed in two places at once, and what else a merge left to decide. */
import { Empty } from '../../ui/states.tsx'
import { t } from '../../ui/words.ts'

export function ConflictsPart() {
  return <Empty what={t('team.parts.conflicts')} small />
}
