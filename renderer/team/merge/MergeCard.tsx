/** Taking in what colleagues did. */
import { t } from '../../ui/words.ts'

export function MergeCard() {
  return <p className="soft">{t('team.parts.sharing')}</p>
}
