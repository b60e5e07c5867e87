import { expect, it } from 'vitest'
import type { QuestionView } from '../../../shared/api/adjudicationMethods.ts'
import { fail, ok } from '../../../shared/errors.ts'
import type { AnnotationId } from '../../../shared/ids.ts'
import { inHandAfter } from './inHand.ts'

const ann = (name: string): AnnotationId => `ann_${name}` as AnnotationId
const question = (name: string): QuestionView => ({ id: ann(name) }) as unknown as QuestionView

it('stays the question in hand where a colleague’s annotation before it gives it another name', () => {
  const before = inHandAfter(null, ann('b'), ok(question('b')))
  const after = inHandAfter(before, ann('b'), ok(question('a')))
  expect(after).toEqual({ ...before, question: question('a') })
  // Asked for by its new name it is still the same.
  expect(inHandAfter(after, ann('a'), ok(question('a')))?.number).toBe(before?.number)
  expect(inHandAfter(after, ann('c'), ok(question('c')))?.number).not.toBe(before?.number)
})

it('keeps the question, and says why, where it cannot be told anew; another one is not shown in its place', () => {
  const before = inHandAfter(null, ann('b'), ok(question('b')))
  const { problem } = fail('missingRecord', { kind: 'annotation' })
  const failed = inHandAfter(before, ann('b'), fail('missingRecord', { kind: 'annotation' }))
  expect(failed).toEqual({ ...before, problem })
  expect(inHandAfter(failed, ann('b'), ok(question('b')))).toEqual(before)
  expect(inHandAfter(failed, ann('c'), fail('noProject'))).toBeNull()
})
