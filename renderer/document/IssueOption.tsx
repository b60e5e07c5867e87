/** An issue in the list of the tag box: its colour, its name with the letters that were typed, where it stands. */
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { safeColour } from '../ui/colour.ts'
import { t } from '../ui/words.ts'
import type { IssueChoice } from './issueChoices.ts'
import type { OfferedIssue } from './issueSearch.ts'
import { inkLook } from './looks.ts'

/** Inside a listbox nothing takes the focus: the tick is for the pointer, Ctrl+Enter does the same. */
export function IssueOption({
  choice,
  isTicked,
  onTick
}: {
  readonly choice: IssueChoice
  readonly isTicked: boolean
  readonly onTick: () => void
}) {
  return (
    <>
      <span
        className="issue-tick"
        data-on={isTicked || undefined}
        aria-hidden
        onClick={(event) => {
          event.stopPropagation()
          onTick()
        }}
      >
        {isTicked && <Check size={11} strokeWidth={3} />}
      </span>
      {choice.found ? <Found found={choice.found} /> : <New choice={choice} />}
    </>
  )
}

/** An issue that is there, with what was typed marked in its name. */
export function Found({ found: { issue, above, marks, inDefinition } }: { readonly found: OfferedIssue }) {
  const hint = inDefinition ? t('document.tagBox.inDefinition') : above.join(' › ')
  return (
    <>
      <span className="swatch" aria-hidden style={{ color: inkLook(safeColour(issue.colour)) }} />
      <span className="ellipsis">{marked(issue.name, marks)}</span>
      {hint !== '' && <span className="hint ellipsis">{hint}</span>}
    </>
  )
}

function New({ choice }: { readonly choice: Extract<IssueChoice, { readonly under: string }> }) {
  const name = 'create' in choice.issue ? choice.issue.create : ''
  return (
    <span className="ellipsis">
      {choice.under === ''
        ? t('document.tagBox.create', { name })
        : t('document.tagBox.createBelow', { name, parent: choice.under })}
    </span>
  )
}

/** A name in stretches: those at `marks` (UTF-16 code units) stand out, accents with their letters. */
function marked(name: string, marks: readonly number[]): ReactNode {
  if (marks.length === 0) return name
  const letters = new Set(marks)
  const parts: { text: string; isMarked: boolean }[] = []
  let place = 0
  for (const point of name) {
    const isMark = letters.has(place) || (/^\p{M}$/u.test(point) && (parts.at(-1)?.isMarked ?? false))
    const last = parts.at(-1)
    if (last?.isMarked === isMark) last.text += point
    else parts.push({ text: point, isMarked: isMark })
    place += point.length
  }
  return parts.map(({ text, isMarked }, at) => (isMarked ? <mark key={at}>{text}</mark> : text))
}
