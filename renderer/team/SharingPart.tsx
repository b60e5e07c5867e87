/** Copies going out and coming back. */
import { t } from '../ui/words.ts'
import { MergeCard } from './merge/MergeCard.tsx'
import { ShareCard } from './share/ShareCard.tsx'

export function SharingPart() {
  return (
    <div className="team-column">
      <h1>{t('team.parts.sharing')}</h1>
      <ShareCard />
      <MergeCard />
    </div>
  )
}
