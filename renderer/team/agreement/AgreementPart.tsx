/** How far coders agree. */
import { Empty } from '../../ui/states.tsx'
import { t } from '../../ui/words.ts'

export function AgreementPart() {
  return <Empty what={t('team.parts.agreement')} small />
}
