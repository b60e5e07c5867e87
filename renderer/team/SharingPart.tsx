/** Copies going out and coming back. */
import { MergeCard } from './merge/MergeCard.tsx'
import { ShareCard } from './share/ShareCard.tsx'

export function SharingPart() {
  return (
    <div className="team-column">
      <ShareCard />
      <MergeCard />
    </div>
  )
}
