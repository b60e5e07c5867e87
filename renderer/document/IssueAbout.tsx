/** What the highlighted issue means, beside the list: definition, what supporting and opposing it means, examples. */
import { t } from '../ui/words.ts'
import type { IssueChoice } from './issueChoices.ts'

const examplesShown = 2

/** Nothing is said where nothing is highlighted. */
export function IssueAbout({ choice }: { readonly choice: IssueChoice | undefined }) {
  return (
    <section className="issue-about" aria-label={t('document.tagBox.about')}>
      {choice && !choice.found && <p className="faint">{t('document.tagBox.new')}</p>}
      {choice?.found && <Said {...choice.found.issue} />}
    </section>
  )
}

function Said({
  definition,
  supporting,
  opposing,
  examples
}: {
  readonly definition: string
  readonly supporting: string
  readonly opposing: string
  readonly examples: readonly string[]
}) {
  if ([definition, supporting, opposing, ...examples].every((words) => words === ''))
    return <p className="faint">{t('document.tagBox.noDefinition')}</p>
  const parts = [
    { name: t('document.tagBox.supporting'), words: supporting },
    { name: t('document.tagBox.opposing'), words: opposing },
    ...examples
      .slice(0, examplesShown)
      .map((words) => ({ name: t('document.tagBox.example'), words: `“${words}”` }))
  ].filter(({ words }) => words !== '')
  return (
    <>
      {definition !== '' && <p dir="auto">{definition}</p>}
      {parts.map(({ name, words }, at) => (
        <p key={at} dir="auto">
          <span className="label">{name}</span> {words}
        </p>
      ))}
    </>
  )
}
