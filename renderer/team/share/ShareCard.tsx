/** Giving a copy to somebody. */
import { t } from '../../ui/words.ts'

export function ShareCard() {
  return <p className="soft">{t('team.parts.sharing')}</p>
}
