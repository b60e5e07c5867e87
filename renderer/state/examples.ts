/** The codebook's examples, filled from passages. */
import type { AnnotationView, IssueView } from '../../shared/api/views.ts'
import type { Parley } from './parley.ts'
import { run, seenOf } from './run.ts'
import { announce } from './tell.ts'
import { t } from '../ui/words.ts'

/** As long as an example may be, in UTF-16 code units. */
const longest = 4000

/** What keeps a passage from being an example of its issue; 'free': nothing. */
export function exampleState(
  issue: Pick<IssueView, 'examples'> | undefined,
  { anchor }: Pick<AnnotationView, 'anchor'>
): 'free' | 'taken' | 'cannot' {
  const words = exampleFrom(anchor.quote)
  if (!issue || words === '' || words.length > longest) return 'cannot'
  return issue.examples.includes(words) ? 'taken' : 'free'
}

/** Adds an annotation's words to the examples of its issue. */
export async function addExample(parley: Parley, annotation: AnnotationView): Promise<void> {
  const { index } = parley.codebook.getState()
  const named = index.issues.get(annotation.issue)
  const issue = named?.joinedInto ? index.issues.get(named.joinedInto) : named
  if (!issue || exampleState(issue, annotation) !== 'free') return
  const done = await run(
    parley,
    'issue.change',
    { issue: issue.id, examples: [...issue.examples, exampleFrom(annotation.anchor.quote)] },
    seenOf({ kind: 'issue', id: issue.id, heads: issue.heads })
  )
  if (done.ok) announce(parley, t('document.said.example', { issue: issue.name }))
}

/** The same for the annotation in hand; nothing where there is none. */
export async function addExampleInHand(parley: Parley): Promise<void> {
  const { annotations, selected } = parley.reading.getState()
  const annotation = annotations.find((one) => one.id === selected)
  if (annotation) await addExample(parley, annotation)
}

function exampleFrom(quote: string): string {
  return quote.trim()
}
