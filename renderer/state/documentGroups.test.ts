import { expect, it } from 'vitest'
import { makeClient } from '../../shared/api/client.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { documentGroups, documentsInGroups } from './documentGroups.ts'
import { makeParley } from './parley.ts'

/** A host whose pages of documents are these, by their offset. */
function hostOf(page: (offset: number) => Result<unknown>) {
  return makeParley(
    makeClient({
      call: (_method, input) => Promise.resolve(page((input as { readonly offset: number }).offset)),
      subscribe: () => () => undefined
    })
  )
}

const documents = (from: number, count: number) =>
  ok({
    documents: Array.from({ length: count }, (_, at) => ({ id: `doc_${from + at}`, group: 'Réponses' }))
  })

it('gives the documents of a group from every page', async () => {
  const parley = hostOf((offset) => documents(offset, offset === 0 ? 1000 : 2))
  const answer = await documentsInGroups(parley, ['Réponses'])
  expect(answer.ok && answer.value.length).toBe(1002)
  expect(await documentsInGroups(parley, [])).toEqual(ok([]))
})

it('tells what is wrong where a page cannot be had, and never takes some documents for the group', async () => {
  const parley = hostOf((offset) => (offset === 0 ? documents(0, 1000) : fail('noProject')))
  expect(await documentGroups(parley)).toEqual(fail('noProject'))
  expect(await documentsInGroups(parley, ['Réponses'])).toEqual(fail('noProject'))
})
