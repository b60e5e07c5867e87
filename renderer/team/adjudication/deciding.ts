/** Deciding a question: what is sent, and where it goes on. */
import type { QuestionView } from '../../../shared/api/adjudicationMethods.ts'
import type { AnnotationId, CoderId, RecordId } from '../../../shared/ids.ts'
import type { QuestionFilter } from '../../../shared/api/adjudicationMethods.ts'
import type { Parley } from '../../state/parley.ts'
import { run, seenOf } from '../../state/run.ts'
import { announce, toast } from '../../state/tell.ts'
import { t } from '../../ui/words.ts'
import { sourcesOf, type Outcome, type Sources } from './draft.ts'
import type { Compared } from './useCompared.ts'

export type Queue = Compared & { readonly filter: QuestionFilter }

/** Decides a question, or decides it again; true where it was stored. The first decision makes the gold layer. */
export async function decide(
  parley: Parley,
  {
    compared,
    question,
    outcome,
    sources
  }: {
    readonly compared: Compared
    readonly question: QuestionView
    readonly outcome: Outcome
    /** What it is decided on, as it was seen. */
    readonly sources: Sources
  }
): Promise<boolean> {
  const [decision] = question.decisions
  if (decision) {
    const gold = decision.gold
    const seen = seenOf(
      { kind: 'decision', ...decision },
      ...(gold ? [{ kind: 'annotation', id: gold.id, heads: gold.heads }] : [])
    )
    return (await run(parley, 'decision.change', { decision: decision.id, sources, outcome }, seen)).ok
  }
  const gold = compared.gold ?? (await firstLayer(parley))
  if (gold === null) return false
  return (await run(parley, 'decision.make', { gold, decisions: [{ sources, outcome }] })).ok
}

/** Keeps what was decided over what happened since. */
export async function keepDecision(parley: Parley, question: QuestionView): Promise<boolean> {
  const [decision] = question.decisions
  if (!decision) return false
  const input = { decision: decision.id, sources: sourcesOf(question) }
  return (await run(parley, 'decision.change', input, seenOf({ kind: 'decision', ...decision }))).ok
}

/** Of decisions made apart, all but one go; with `keep` null the question is open again. */
export async function dropDecisions(
  parley: Parley,
  question: QuestionView,
  keep: RecordId | null
): Promise<boolean> {
  const going = question.decisions.filter(({ id }) => id !== keep)
  const seen = seenOf(
    ...going.flatMap(({ id, heads, gold }) => [
      { kind: 'decision', id, heads },
      ...(gold ? [{ kind: 'annotation', id: gold.id, heads: gold.heads }] : [])
    ])
  )
  return (await run(parley, 'decision.delete', { decisions: going.map(({ id }) => id) }, seen)).ok
}

/** A gold layer of that name; null where it could not be made, which is told. */
export async function makeLayer(parley: Parley, name: string): Promise<CoderId | null> {
  const answer = await parley.client.call('adjudication.layer', { name })
  if (answer.ok) return answer.value.coder
  toast(parley, answer.problem)
  return null
}

/** The question after or before one; with `onlyOpen` the nearest that can be decided, from the start again where none is left after it. */
export async function nextQuestion(
  parley: Parley,
  queue: Queue,
  {
    from,
    way,
    onlyOpen
  }: {
    readonly from: AnnotationId | null
    readonly way: 'next' | 'previous'
    readonly onlyOpen: boolean
  }
): Promise<AnnotationId | null> {
  const answer = await parley.client.call('adjudication.find', { ...queue, from, way, onlyOpen })
  if (!answer.ok) {
    toast(parley, answer.problem)
    return null
  }
  if (answer.value !== null || from === null || !onlyOpen) return answer.value?.id ?? null
  return nextQuestion(parley, queue, { from: null, way: 'next', onlyOpen })
}

/** Says how a question stands that has come into hand. */
export function sayQuestion(parley: Parley, question: Pick<QuestionView, 'state' | 'quote'>): void {
  announce(
    parley,
    t('adjudication.said.next', {
      state: t(`adjudication.states.${question.state}`),
      quote: question.quote.slice(0, 80)
    })
  )
}

async function firstLayer(parley: Parley): Promise<CoderId | null> {
  return makeLayer(parley, t('adjudication.goldFirst'))
}
