/** Coders’ annotations side by side, and the gold layer that comes of them. */
import { Empty } from '../../ui/states.tsx'
import { t } from '../../ui/words.ts'

export function AdjudicationPart() {
  return <Empty what={t('team.parts.adjudication')} small />
}
