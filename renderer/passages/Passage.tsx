/** A row of the passages view. */
import type { PassageRow } from '../../shared/api/views.ts'
import type { CodebookIndex } from '../state/codebook.ts'
import { issuePath } from '../state/issueTree.ts'
import { inkColour, safeColour } from '../ui/colour.ts'
import { stanceGlyph, stanceToken, undecidedGlyph } from '../ui/stance.ts'
import { t } from '../ui/words.ts'

/** Quote, issue, stance, actors, document, coder. */
export function Passage({
  passage,
  index
}: {
  readonly passage: PassageRow | undefined
  readonly index: CodebookIndex
}) {
  if (!passage) return <span className="faint">{t('passages.waiting')}</span>
  const issue = index.issues.get(passage.issue)
  const stance = passage.stance === null ? null : index.stances.get(passage.stance)
  const coder = index.coders.get(passage.coder)
  const path = issuePath(passage.issue, index.issues)
  return (
    <>
      <span className="passage-quote" dir="auto">
        {passage.conflicts.length > 0 && <span className="conflict-dot" title={t('passages.conflict')} />}
        {passage.place === null && <span className="chip">{t('passages.lost')}</span>}
        {oneLine(passage.anchor.quote)}
      </span>
      <span className="passage-issue">
        <span className="swatch" style={{ color: safeColour(issue?.colour ?? '') }} />
        <span className="ellipsis" dir="auto" title={path.join(' › ')}>
          {issue?.name ?? passage.issue}
        </span>
      </span>
      <span className="stance">
        <span
          className="glyph"
          style={{
            color: stance ? inkColour(stance.colour, stanceToken(stance.polarity)) : 'var(--ink-faint)'
          }}
          aria-hidden
        >
          {stance ? stanceGlyph(stance.polarity) : undecidedGlyph}
        </span>
        <span className={stance ? 'ellipsis' : 'ellipsis faint'}>{stance?.label ?? t('ui.undecided')}</span>
      </span>
      <span className="ellipsis">{actorsOf(passage, index)}</span>
      <span className="ellipsis faint" dir="auto">
        {passage.documentTitle}
      </span>
      <span className="faint">{coder?.initials ?? ''}</span>
    </>
  )
}

function actorsOf(passage: PassageRow, index: CodebookIndex): string {
  return passage.actors.map((actor) => index.actors.get(actor)?.name ?? actor).join(', ')
}

function oneLine(text: string): string {
  return text.slice(0, 600).replaceAll(/\s+/g, ' ')
}
