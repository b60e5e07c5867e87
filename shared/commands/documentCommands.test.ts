import { describe, expect, it } from 'vitest'
import { progressId, type ActorId, type CoderId, type DocumentId, type Hash } from '../ids.ts'
import { readValues, type ValuesByKind } from '../model/records.ts'
import { startingProject } from '../testing/histories.ts'
import type { MemoryProject } from '../testing/memoryProject.ts'

const start = startingProject()

describe('describing many documents at once', () => {
  it('sets what is alike and leaves what each has of its own, in one batch taken back at once', () => {
    const { project, documents } = withDocuments(3)
    const [ukraine, states] = project.idsOf('actor') as ActorId[]
    if (!ukraine || !states) throw new Error('two actors')
    const [first] = documents
    project.run('document.change', {
      documents: [first as DocumentId],
      authors: [states],
      attributes: { مصدر: 'رسمي', café: 'own' }
    })
    const before = project.written.length
    project.run('document.change', {
      documents,
      kind: 'bill',
      date: '2025-04',
      addAuthors: [ukraine],
      setAttributes: { round: '2', café: null }
    })
    expect(project.written).toHaveLength(before + 1)
    const values = documents.map((id) => valuesOf(project, id))
    expect(values.map(({ kind, date }) => [kind, date])).toEqual(documents.map(() => ['bill', '2025-04']))
    expect(values.map(({ authors }) => authors.toSorted())).toEqual([
      [ukraine, states].toSorted(),
      [ukraine],
      [ukraine]
    ])
    expect(values.map(({ attributes }) => attributes)).toEqual([
      { مصدر: 'رسمي', round: '2' },
      { round: '2' },
      { round: '2' }
    ])
    project.undo()
    expect(valuesOf(project, first as DocumentId)).toMatchObject({
      attributes: { مصدر: 'رسمي', café: 'own' },
      authors: [states]
    })
    project.run('document.change', { documents, removeAuthors: [states] })
    expect(valuesOf(project, first as DocumentId).authors).toEqual([])
  })

  it('never makes a document a draft of itself, over however many steps', () => {
    const { project, documents } = withDocuments(3)
    const [a, b, c] = documents as [DocumentId, DocumentId, DocumentId]
    project.run('document.change', { documents: [a], draftOf: b })
    project.run('document.change', { documents: [b], draftOf: c })
    expect(valuesOf(project, a).draftOf).toBe(b)
    expect(project.run('document.change', { documents: [c], draftOf: a })).toMatchObject({
      problem: { code: 'intoItself' }
    })
    project.run('document.change', { documents: [b], draftOf: null })
    expect(project.run('document.change', { documents: [c], draftOf: a })).toMatchObject({ ok: true })
    expect(valuesOf(project, b).draftOf).toBeUndefined()
  })
})

describe('groups', () => {
  it('are named anew in one batch that keeps the order, and dissolved by an empty name', () => {
    const { project, documents } = withDocuments(5)
    const [a, b, c, d] = documents as [DocumentId, DocumentId, DocumentId, DocumentId]
    project.run('document.place', { documents: [c, a], group: 'Réponses', before: null })
    project.run('document.place', { documents: [d], group: 'Bills', before: null })
    const before = project.written.length
    project.run('document.renameGroup', { group: 'Réponses', name: 'Bills' })
    expect(project.written).toHaveLength(before + 1)
    expect(inGroup(project, 'Bills')).toEqual([d, c, a])
    expect(inGroup(project, 'Réponses')).toEqual([])
    project.undo()
    expect(inGroup(project, 'Réponses')).toEqual([c, a])
    project.run('document.renameGroup', { group: 'Réponses', name: '' })
    expect(inGroup(project, '').slice(-2)).toEqual([c, a])
    expect(inGroup(project, '')).toContain(b)
    expect(project.run('document.renameGroup', { group: 'Nobody', name: 'x' })).toMatchObject({ ok: false })
  })

  it('keep documents where they are dropped, before one that moves along too', () => {
    const { project, documents } = withDocuments(5)
    const all = inGroup(project, '')
    const [b, c] = [all[1], all[2]] as [DocumentId, DocumentId]
    project.run('document.place', { documents: [b, c], group: '', before: b })
    expect(inGroup(project, '')).toEqual(all)
    project.run('document.place', { documents: [c, b], group: '', before: b })
    expect(inGroup(project, '')).toEqual([all[0], c, b, ...all.slice(3)])
    expect(documents).toHaveLength(5)
  })

  it('take in what is imported into them', () => {
    const { project } = withDocuments(1)
    project.run('document.import', { group: 'Bills', documents: [imported('In the group')] })
    expect(inGroup(project, 'Bills').map((id) => valuesOf(project, id).title)).toEqual(['In the group'])
  })
})

describe('progress, joins and deleting', () => {
  it('is set again after it was undone', () => {
    const { project, documents } = withDocuments(1)
    const [document] = documents as [DocumentId]
    const record = { kind: 'progress', id: progressId('cod_ana' as CoderId, document) } as const
    project.run('progress.set', { documents: [document], state: 'done' })
    project.undo()
    expect(project.read(record)?.deleted).toBe(true)
    project.run('progress.set', { documents: [document], state: 'in progress' })
    expect(project.read(record)).toMatchObject({ deleted: false, shown: { state: 'in progress' } })
  })

  it('a joined document stands for itself again', () => {
    const { project, documents } = withDocuments(2)
    const [a, b] = documents as [DocumentId, DocumentId]
    project.run('document.join', { document: a, into: b })
    expect(project.arrangement('document').joined.get(a)).toBe(b)
    project.run('document.join', { document: a, into: null })
    expect(project.arrangement('document').joined.get(a)).toBeUndefined()
  })

  it('many documents go in one batch with the annotations that stand in them, and come back in one', () => {
    const { project, documents } = withDocuments(2)
    const [issue] = project.idsOf('issue')
    project.run('annotation.tag', {
      document: start.document,
      revision: start.revision,
      start: 0,
      end: 14,
      issue: issue as never
    })
    const doomed = [start.document, ...documents.slice(0, 1)]
    project.run('document.delete', { documents: doomed })
    expect(project.annotationsOf(start.document)).toEqual([])
    for (const id of doomed) expect(project.read({ kind: 'document', id })?.deleted).toBe(true)
    project.undo()
    expect(project.annotationsOf(start.document)).toHaveLength(1)
    for (const id of doomed) expect(project.read({ kind: 'document', id })?.deleted).toBe(false)
  })
})

function withDocuments(count: number): {
  readonly project: MemoryProject
  readonly documents: DocumentId[]
} {
  const project = start.project.copy(7, start.project.clock + 1000)
  const plan = project.run('document.import', {
    documents: Array.from({ length: count }, (_, i) => imported(`Draft ${i}`))
  })
  if (!plan.ok) throw new Error(plan.problem.code)
  return { project, documents: plan.value.made.map(({ id }) => id as DocumentId) }
}

function imported(title: string) {
  const original = { hash: start.revision as Hash, name: 'a.txt', format: 'txt' as const, encoding: 'utf-8' }
  return { title, revision: start.revision, original }
}

function inGroup(project: MemoryProject, group: string): readonly DocumentId[] {
  return project.siblings('document', group).map(({ id }) => id as DocumentId)
}

function valuesOf(project: MemoryProject, id: DocumentId): ValuesByKind['document'] {
  return readValues('document', project.read({ kind: 'document', id })?.shown ?? {})
}
