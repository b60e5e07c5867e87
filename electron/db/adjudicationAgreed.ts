/** Questions on which all agree, as decisions that take what they agree on. */
import type { CommandInput } from '../../shared/commands/inputs.ts'
import type { AnnotationId } from '../../shared/ids.ts'
import { annotationsNamed } from './annotationViews.ts'
import { questionsAsked, type Asked } from './adjudicationViews.ts'
import type { ProjectFile } from './projectFile.ts'

export type Agreed = {
  readonly decisions: CommandInput<'decision.make'>['decisions']
  /** How many more agree. */
  readonly left: number
}

/** At most `most` of them, each accepted from the first coder. */
export function agreedQuestions(file: ProjectFile, asked: Asked, most: number): Agreed {
  const decisions: Agreed['decisions'] = []
  let left = 0
  for (const { question } of questionsAsked(file, asked)) {
    if (question.state !== 'agree') continue
    if (decisions.length >= most) {
      left += 1
      continue
    }
    const sources = annotationsNamed(
      file,
      question.marked.map(({ id }) => id as AnnotationId)
    )
    const [first] = sources
    if (first)
      decisions.push({
        sources: sources.map(({ id, heads }) => ({ annotation: id, heads: [...heads] })),
        outcome: { as: 'accepted', annotation: first.id }
      })
  }
  return { decisions, left }
}
