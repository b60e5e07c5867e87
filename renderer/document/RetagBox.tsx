/** Moves the annotation in hand to the words that are selected and gives it another issue, in one step. */
import { useMemo, useState, type KeyboardEvent } from 'react'
import type { AnnotationView, CodebookView } from '../../shared/api/views.ts'
import { recordKey } from '../../shared/commands/inputs.ts'
import { sentenceOf, type Result } from '../../shared/errors.ts'
import type { IssueId } from '../../shared/ids.ts'
import type { Span } from '../../shared/text/offsets.ts'
import { safeColour } from '../ui/colour.ts'
import { t } from '../ui/words.ts'
import { shortened, type Annotating } from './annotating.ts'
import { useStandAt } from './floating.ts'
import { offerIssues } from './issueSearch.ts'
import { inkLook } from './looks.ts'
import { Picker } from './Picker.tsx'
import { recentTags } from './recentTags.ts'
import { issueName } from './says.ts'
import type { Surface } from './surface.ts'

type RetagBoxProps = {
  readonly surface: Surface
  readonly annotation: AnnotationView
  readonly to: Span
  readonly codebook: CodebookView
  readonly onPick: (issue: IssueId) => void
  readonly onClose: () => void
}

export function RetagBox({ surface, annotation, to, codebook, onPick, onClose }: RetagBoxProps) {
  const [query, setQuery] = useState('')
  const [active, setActive] = useState<string | null>(null)
  const box = useStandAt(surface, to.end)
  const options = useMemo(() => {
    const isNow = (id: IssueId): boolean => id === annotation.issue
    return (
      offerIssues(codebook.issues, query, recentTags.issues())
        // Enter at once keeps the issue.
        .toSorted((a, b) => (query !== '' ? 0 : Number(isNow(b.issue.id)) - Number(isNow(a.issue.id))))
        .slice(0, 60)
        .map(({ issue, above }) => ({
          id: issue.id,
          content: (
            <>
              <span className="swatch" aria-hidden style={{ color: inkLook(safeColour(issue.colour)) }} />
              <span className="ellipsis">{issue.name}</span>
              {issue.id === annotation.issue ? (
                <span className="hint retag-now">{t('document.retag.asNow')}</span>
              ) : (
                above.length > 0 && <span className="hint ellipsis">{above.join(' › ')}</span>
              )}
            </>
          )
        }))
    )
  }, [codebook, query, annotation.issue])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && active !== null) onPick(active as IssueId)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={box}
      className="tag-box retag-box"
      role="dialog"
      aria-label={t('document.retag.title')}
      onKeyDown={onKeyDown}
      onPointerUp={(event) => event.stopPropagation()}
    >
      <p className="retag-from">
        {t('document.retag.from', {
          issue: issueName(codebook, annotation.issue),
          quote: shortened(surface.text.slice(to.start, Math.min(to.end, to.start + 400)))
        })}
      </p>
      <Picker
        label={t('document.fields.issue')}
        placeholder={t('document.tagBox.findIssue')}
        query={query}
        onQuery={setQuery}
        options={options}
        onPick={(id) => onPick(id as IssueId)}
        onActive={setActive}
        stays
        autoFocus
      />
    </div>
  )
}

/** One change of anchor and issue, so that one undo takes both back. */
export async function moveAndRetag(
  work: Annotating,
  annotation: AnnotationView,
  { to, issue }: { readonly to: Span; readonly issue: IssueId }
): Promise<Result<unknown>> {
  const { revision } = work
  const done = await work.run(
    'annotation.change',
    {
      annotations: [annotation.id],
      ...(issue === annotation.issue ? {} : { issue }),
      anchor: { revision: revision.hash, start: to.start, end: to.end }
    },
    { [recordKey('annotation', annotation.id)]: annotation.heads }
  )
  work.announce(
    done.ok
      ? t(issue === annotation.issue ? 'document.said.moved' : 'document.said.retagged', {
          issue: issueName(work.codebook, issue),
          quote: shortened(revision.text.slice(to.start, to.end))
        })
      : sentenceOf(done.problem)
  )
  return done
}
