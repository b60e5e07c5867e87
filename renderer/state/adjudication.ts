/** What is adjudicated, as it was chosen, and the question in hand. Nothing of it is project data. */
import { questionStates, type QuestionState } from '../../shared/analysis/adjudication.ts'
import type { AnnotationId, CoderId, IssueId } from '../../shared/ids.ts'

/** Which questions are listed: those to be decided, those that wait for somebody, those decided, all. */
export const questionLists = ['open', 'waiting', 'decided', 'all'] as const
export type QuestionList = (typeof questionLists)[number]

export type AdjudicationChoice = {
  /** None: the two whose work can be compared best. */
  readonly coders: readonly CoderId[]
  /** Null: the first gold layer there is. */
  readonly gold: CoderId | null
  readonly list: QuestionList
  /** One state of the list; null: all of them. */
  readonly state: QuestionState | null
  /** None: all. */
  readonly issues: readonly IssueId[]
  /** Coders are shown as A, B, C. */
  readonly isAnonymous: boolean
  /** Any annotation of the question in hand. */
  readonly question: AnnotationId | null
}

export const plainAdjudication: AdjudicationChoice = {
  coders: [],
  gold: null,
  list: 'open',
  state: null,
  issues: [],
  isAnonymous: false,
  question: null
}

/** The states that a list holds, in the order in which they are offered. */
export const statesOf: Readonly<Record<QuestionList, readonly QuestionState[]>> = {
  open: ['twice', 'changed', 'stance', 'span', 'issue', 'actors', 'some', 'one', 'agree'],
  waiting: ['waiting'],
  decided: ['settled', 'rejected'],
  all: questionStates
}
