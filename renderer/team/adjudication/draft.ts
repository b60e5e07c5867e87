/** A decision while it is written: what it starts from, and what is sent of it. */
import type { QuestionView } from '../../../shared/api/adjudicationMethods.ts'
import type { AnnotationView } from '../../../shared/api/views.ts'
import type { CommandInput } from '../../../shared/commands/inputs.ts'
import type { AnnotationId } from '../../../shared/ids.ts'
import type { CodebookIndex } from '../../state/codebook.ts'

export type Outcome = CommandInput<'decision.make'>['decisions'][number]['outcome']

export type Sources = CommandInput<'decision.make'>['decisions'][number]['sources']

export type Draft = {
  readonly as: 'changed' | 'own'
  /** What was seen when it was begun: the cards give way to it, so what changes meanwhile is told as changed after the decision. */
  readonly sources: Sources
  /** What it started from. */
  readonly source: AnnotationId
  /** [start, end) in UTF-16 code units of that text of the document. */
  readonly revision: QuestionView['revision']
  readonly at: { readonly start: number; readonly end: number }
} & Pick<AnnotationView, 'issue' | 'stance' | 'actors' | 'certainty' | 'note'>

/**
 * Another one begins with all that anybody marked and without a note; a changed one with all that its coder said. Joined issues and actors are
 * those that they were joined into: only these can be chosen.
 */
export function draftFrom(
  as: Draft['as'],
  source: AnnotationView,
  question: QuestionView,
  { issues, actors: people }: Pick<CodebookIndex, 'issues' | 'actors'>
): Draft {
  const { stance, certainty, note } = source
  const issue = issues.get(source.issue)?.joinedInto ?? source.issue
  const actors = [...new Set(source.actors.map((id) => people.get(id)?.joinedInto ?? id))]
  return {
    as,
    sources: sourcesOf(question),
    source: source.id,
    ...passageOf(as, source, question),
    issue,
    stance,
    actors,
    certainty,
    note: as === 'own' ? '' : note
  }
}

/** The draft on the text that the question has now. Where that was corrected meanwhile the passage begins anew: its offsets were of other words. */
export function draftToday(draft: Draft, question: QuestionView): Draft {
  if (draft.revision === question.revision) return draft
  const source = question.annotations.find(({ id }) => id === draft.source)
  return { ...draft, ...passageOf(draft.as, source, question) }
}

/** What is stored. An untouched boundary keeps the anchor of the text that the coder marked. */
export function outcomeOf(draft: Draft, question: QuestionView): Outcome {
  const { source, revision, at, issue, stance, actors, certainty, note } = draft
  const words = { issue, stance, actors: [...actors], certainty, note }
  const anchor = { revision, start: at.start, end: at.end }
  if (draft.as === 'own') return { as: 'own', document: question.document, ...anchor, ...words }
  const place = question.annotations.find(({ id }) => id === source)?.place
  const isMoved = revision !== question.revision || place?.start !== at.start || place.end !== at.end
  return { as: 'changed', annotation: source, ...words, ...(isMoved ? { anchor } : {}) }
}

/** Every annotation of the question, as it is seen. */
export function sourcesOf({ annotations, decisions }: QuestionView): Sources {
  const here = annotations.map(({ id, heads }) => ({ annotation: id, heads: [...heads] }))
  // Where all that it was decided on is gone, the decision keeps naming it.
  return here.length > 0 ? here : (decisions[0]?.sources ?? [])
}

function passageOf(
  as: Draft['as'],
  source: AnnotationView | undefined,
  question: QuestionView
): Pick<Draft, 'revision' | 'at'> {
  const { start, end } = as === 'own' || !source?.place ? question : source.place
  return { revision: question.revision, at: { start, end } }
}
