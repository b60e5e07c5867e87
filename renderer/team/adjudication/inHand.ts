/** The question in hand over its answers, so that what is written about it stays while it is told anew. */
import type { QuestionView } from '../../../shared/api/adjudicationMethods.ts'
import type { Problem, Result } from '../../../shared/errors.ts'
import type { AnnotationId } from '../../../shared/ids.ts'

export type InHand = {
  /** The annotation by which it was asked for. */
  readonly asked: AnnotationId
  /** Counts the questions: the same while it is the same one, also where its first annotation, which names it, is another now. */
  readonly number: number
  readonly question: QuestionView
  /** Why it could not be told anew: then the question is as it was told last. */
  readonly problem: Problem | null
}

/** What is in hand after an answer; null where another question was asked for and cannot be told. */
export function inHandAfter(
  before: InHand | null,
  asked: AnnotationId,
  answer: Result<QuestionView>
): InHand | null {
  if (!answer.ok) return before?.asked === asked ? { ...before, problem: answer.problem } : null
  const question = answer.value
  const isSame = before !== null && (before.asked === asked || before.question.id === question.id)
  const number = isSame ? before.number : (before?.number ?? 0) + 1
  return { asked, number, question, problem: null }
}
