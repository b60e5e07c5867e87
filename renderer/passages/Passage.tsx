/** The cells of a passage in the table. */
import { memo } from 'react'
import type { PassageRow } from '../../shared/api/views.ts'
import type { CodebookIndex } from '../state/codebook.ts'
import { issuePath } from '../state/issueTree.ts'
import { inkColour, safeColour } from '../ui/colour.ts'
import { formatMoment, formatMomentShort } from '../ui/format.ts'
import { stanceGlyph, stanceToken, undecidedGlyph } from '../ui/stance.ts'
import { t } from '../ui/words.ts'
import type { ColumnName } from './columns.ts'
import type { Around } from './useContexts.ts'

type CellProps = {
  readonly column: ColumnName
  readonly passage: PassageRow
  readonly around: Around | null
  readonly index: CodebookIndex
}

/** What stands in a cell. */
export const CellContent = memo(function CellContent({ column, passage, around, index }: CellProps) {
  switch (column) {
    case 'quote':
      return <Quote passage={passage} around={around} />
    case 'issue': {
      const issue = index.issues.get(passage.issue)
      return (
        <span className="passage-issue">
          <span className="swatch" style={{ color: safeColour(issue?.colour ?? '') }} />
          <span className="two-lines" dir="auto" title={issuePath(passage.issue, index.issues).join(' › ')}>
            {issue?.name ?? passage.issue}
          </span>
        </span>
      )
    }
    case 'stance':
      return <Stance passage={passage} index={index} />
    case 'actors': {
      const names = passage.actors.map((actor) => index.actors.get(actor)?.name ?? actor).join(', ')
      return (
        <span className="two-lines" dir="auto" title={names}>
          {names}
        </span>
      )
    }
    case 'certainty':
      return passage.certainty && <span>{t(`passages.certainties.${passage.certainty}`)}</span>
    case 'note':
      return (
        <span className="two-lines soft" dir="auto" title={passage.note.slice(0, 1000)}>
          {oneLine(passage.note)}
        </span>
      )
    case 'document':
      return (
        <span className="two-lines soft" dir="auto" title={passage.documentTitle}>
          {passage.documentTitle}
        </span>
      )
    case 'coder': {
      const coder = index.coders.get(passage.coder)
      return (
        <span className="soft" title={coder?.name ?? ''}>
          {coder?.initials ?? ''}
        </span>
      )
    }
    case 'modified':
      return (
        <span className="soft tabular" title={formatMoment(passage.modified)}>
          {formatMomentShort(passage.modified)}
        </span>
      )
  }
})

function Quote({ passage, around }: { readonly passage: PassageRow; readonly around: Around | null }) {
  return (
    <span className="passage-quote" dir="auto">
      {passage.conflicts.length > 0 && <span className="conflict-dot" title={t('passages.conflict')} />}
      {passage.place === null && <span className="chip">{t('passages.lost')}</span>}
      {around && <span className="around">{lastWords(around.before)}</span>}
      {oneLine(passage.anchor.quote)}
      {around && <span className="around">{around.after}</span>}
    </span>
  )
}

function Stance({ passage, index }: { readonly passage: PassageRow; readonly index: CodebookIndex }) {
  const stance = passage.stance === null ? null : index.stances.get(passage.stance)
  return (
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
  )
}

/** Few of them: two lines have to show where the passage itself begins. */
function lastWords(before: string): string {
  if (before.length <= 36) return before
  const cut = before.slice(-36)
  const space = cut.indexOf(' ')
  return space === -1 || space > 24 ? `…${cut.slice(1).toWellFormed()}` : `…${cut.slice(space)}`
}

function oneLine(text: string): string {
  return text.slice(0, 600).replaceAll(/\s+/g, ' ')
}
