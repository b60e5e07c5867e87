import { expect, it } from 'vitest'
import type { CoderId, DocumentId } from '../../shared/ids.ts'
import { startingProject } from '../../shared/testing/histories.ts'
import { coderProgress } from './coderProgress.ts'
import { store, tempProject } from './testFiles.ts'

it('counts what a coder finished among the documents that are here, not one that was deleted since', () => {
  const { project, document, revision } = startingProject()
  const original = { hash: revision, name: 'a.txt', format: 'txt' as const, encoding: 'utf-8' }
  const gone = 'doc_gone' as DocumentId
  project.run('document.import', { documents: [{ id: gone, title: 'Réponse', revision, original }] })
  project.run('progress.set', { documents: [document, gone], state: 'done' })
  const file = tempProject()
  store(file, project)
  const ana = (): unknown => coderProgress(file).coders.find(({ coder }) => coder === ('cod_ana' as CoderId))
  expect(coderProgress(file).documents).toBe(2)
  expect(ana()).toMatchObject({ inProgress: 0, done: 2 })
  project.run('document.delete', { documents: [gone] })
  store(file, project)
  expect(coderProgress(file).documents).toBe(1)
  expect(ana()).toMatchObject({ inProgress: 0, done: 1 })
})
