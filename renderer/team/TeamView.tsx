/** Working together: coders, copies, conflicts, agreement, adjudication, the team folder. */
import { useSession, useParley, useWorkspace } from '../state/parley.ts'
import { teamParts, type TeamPart } from '../state/workspace.ts'
import { t } from '../ui/words.ts'
import { AdjudicationPart } from './adjudication/AdjudicationPart.tsx'
import { AgreementPart } from './agreement/AgreementPart.tsx'
import { CodersPart } from './coders/CodersPart.tsx'
import { ConflictsPart } from './conflicts/ConflictsPart.tsx'
import { FolderPart } from './folder/FolderPart.tsx'
import { SharingPart } from './SharingPart.tsx'
import './team.css'

const shown: Readonly<Record<TeamPart, () => React.ReactNode>> = {
  coders: CodersPart,
  sharing: SharingPart,
  conflicts: ConflictsPart,
  agreement: AgreementPart,
  adjudication: AdjudicationPart,
  folder: FolderPart
}

/** A list of its parts on the left, the part in hand beside it. */
export function TeamView() {
  const parley = useParley()
  const part = useWorkspace((state) => state.teamPart)
  const conflicts = useSession((state) => state.project?.counts.conflicts ?? 0)
  const Part = shown[part]
  return (
    <div className="team">
      <nav className="team-nav" data-pane="team-nav" aria-label={t('team.nav')}>
        {teamParts.map((name) => (
          <button
            key={name}
            type="button"
            className="team-tab"
            aria-current={name === part ? 'page' : undefined}
            onClick={() => parley.workspace.setState({ teamPart: name })}
          >
            <span className="ellipsis">{t(`team.parts.${name}`)}</span>
            {name === 'conflicts' && conflicts > 0 && <span className="count tabular">{conflicts}</span>}
          </button>
        ))}
      </nav>
      <main className="pane paper team-part" data-pane="team" aria-label={t(`team.parts.${part}`)}>
        <Part key={part} />
      </main>
    </div>
  )
}
