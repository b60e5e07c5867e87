/** The issues that were ticked: all of them are tagged at once. */
import { X } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { CodebookView } from '../../shared/api/views.ts'
import { t } from '../ui/words.ts'
import type { IssueToTag } from './annotating.ts'
import { issueName } from './says.ts'

/** Nothing where none is ticked. */
export function Ticked({
  ticked,
  codebook,
  onUntick
}: {
  readonly ticked: readonly IssueToTag[]
  readonly codebook: CodebookView
  readonly onUntick: (issue: IssueToTag) => void
}) {
  if (ticked.length === 0) return null
  return (
    <div className="choices" role="group" aria-label={t('document.tagBox.ticked')}>
      {ticked.map((issue) => {
        const name = 'id' in issue ? issueName(codebook, issue.id) : issue.create
        return (
          <span className="chip" key={'id' in issue ? issue.id : `${issue.create} ${issue.parent}`}>
            <span className="ellipsis">{name}</span>
            <Button
              className="chip-remove"
              aria-label={t('document.tagBox.untick', { name })}
              onPress={() => onUntick(issue)}
            >
              <X size={12} aria-hidden />
            </Button>
          </span>
        )
      })}
    </div>
  )
}
