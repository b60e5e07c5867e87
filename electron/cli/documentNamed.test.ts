import { expect, it } from 'vitest'
import type { DocumentId } from '../../shared/ids.ts'
import { documentNamed } from './documentNamed.ts'

const documents = [
  ['doc_a', 'Réponse'],
  ['doc_b', 'Draft of May'],
  ['doc_c', 'رد 🕊'],
  ['doc_d', 'draft OF may']
].map(([id = '', title = '']) => ({ id: id as DocumentId, title }))

it('finds a document by its id, and by its title in either form of é and any case', () => {
  for (const name of ['doc_a', 'Réponse', 're\u0301ponse', ' RÉPONSE '])
    expect(documentNamed(documents, name)).toBe('doc_a')
  expect(documentNamed(documents, 'رد 🕊')).toBe('doc_c')
})

it('takes the title as it is written before one that is only alike, and refuses to choose between those', () => {
  expect(documentNamed(documents, 'Draft of May')).toBe('doc_b')
  expect(() => documentNamed(documents, 'DRAFT OF MAY')).toThrow(/Several documents .* doc_b, doc_d\.$/)
  expect(() => documentNamed(documents, 'Dra')).toThrow('There is no document “Dra” in this project.')
})
