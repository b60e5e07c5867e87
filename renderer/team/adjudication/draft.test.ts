import { expect, it } from 'vitest'
import type { QuestionView } from '../../../shared/api/adjudicationMethods.ts'
import type { AnnotationView } from '../../../shared/api/views.ts'
import type { CodebookIndex } from '../../state/codebook.ts'
import { draftFrom, draftToday, outcomeOf } from './draft.ts'

it('stores the words that were marked where the text is corrected while a decision is written', () => {
  const before = question('old', { start: 10, end: 20 })
  const begun = {
    ...draftFrom('own', ana(before), before, codebook),
    at: { start: 12, end: 18 },
    note: 'é 😀'
  }
  // Nine characters were put in before the passage.
  const after = question('new', { start: 19, end: 29 })
  expect(outcomeOf(begun, after)).toMatchObject({ revision: 'old', start: 12, end: 18 })
  const today = draftToday(begun, after)
  expect(today).toEqual({ ...begun, revision: 'new', at: { start: 19, end: 29 } })
  expect(outcomeOf(today, after)).toMatchObject({
    as: 'own',
    revision: 'new',
    start: 19,
    end: 29,
    note: 'é 😀'
  })
  expect(draftToday(begun, before)).toBe(begun)
})

it('leaves an untouched boundary to the coder’s own anchor, also after a correction, and sends one that was moved', () => {
  const before = question('old', { start: 10, end: 20 })
  const after = question('new', { start: 19, end: 29 })
  const begun = draftFrom('changed', ana(before), before, codebook)
  expect(outcomeOf(begun, before)).not.toHaveProperty('anchor')
  expect(outcomeOf(begun, after)).toMatchObject({ anchor: { revision: 'old', start: 10, end: 20 } })
  expect(outcomeOf(draftToday(begun, after), after)).not.toHaveProperty('anchor')
  expect(outcomeOf({ ...begun, at: { start: 10, end: 15 } }, before)).toMatchObject({
    anchor: { revision: 'old', start: 10, end: 15 }
  })
  // The one it started from was deleted meanwhile.
  expect(draftToday(begun, { ...after, annotations: [] }).at).toEqual({ start: 19, end: 29 })
})

it('names what was seen when it was begun, whatever changes or comes while it is written', () => {
  const begun = draftFrom(
    'changed',
    ana(question('old', { start: 0, end: 5 })),
    question('old', { start: 0, end: 5 }),
    codebook
  )
  expect(begun.sources).toEqual([{ annotation: 'ann_a', heads: ['one'] }])
  const after = question('new', { start: 3, end: 8 })
  const changed = { ...ana(after), heads: ['two'] } as unknown as AnnotationView
  const now = { ...after, annotations: [changed, { ...changed, id: 'ann_b' }] } as unknown as QuestionView
  expect(draftToday(begun, now).sources).toEqual(begun.sources)
})

it('begins with what joined issues and actors were joined into: no other can be chosen', () => {
  const begun = question('old', { start: 0, end: 5 })
  const source = {
    ...ana(begun),
    issue: 'iss_old',
    actors: ['act_old', 'act_a', 'act_b']
  } as unknown as AnnotationView
  expect(draftFrom('changed', source, begun, codebook)).toMatchObject({
    issue: 'iss_a',
    actors: ['act_a', 'act_b']
  })
})

const codebook = {
  issues: new Map([['iss_old', { joinedInto: 'iss_a' }]]),
  actors: new Map([['act_old', { joinedInto: 'act_a' }]])
} as unknown as CodebookIndex

function ana({ annotations }: QuestionView): AnnotationView {
  const [first] = annotations
  if (!first) throw new Error('an annotation')
  return first
}

function question(revision: string, place: { readonly start: number; readonly end: number }): QuestionView {
  const annotation = {
    id: 'ann_a',
    issue: 'iss_a',
    stance: null,
    actors: [],
    certainty: null,
    note: 'n',
    heads: ['one'],
    place
  }
  return { document: 'doc_a', revision, ...place, annotations: [annotation] } as unknown as QuestionView
}
