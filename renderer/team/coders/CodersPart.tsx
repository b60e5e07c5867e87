/** Who codes in this project, how far each is, and what is hidden while coding is blind. */
import { Empty } from '../../ui/states.tsx'
import { t } from '../../ui/words.ts'

export function CodersPart() {
  return <Empty what={t('team.parts.coders')} small />
}
