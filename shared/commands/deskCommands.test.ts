import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { progressId, type CoderId, type DocumentId, type IssueId, type RecordId } from '../ids.ts'
import { copiesOf, startingProject } from '../testing/histories.ts'
import type { MemoryProject } from '../testing/memoryProject.ts'
import { ordersBefore } from './order.ts'

const start = startingProject()

describe('tagging many passages', () => {
  it('tags every passage with every issue in one batch, with the authors of the document, taken back at once', () => {
    const project = fresh()
    const authors = project.idsOf('actor').slice(0, 1)
    project.run('document.change', { documents: [start.document], authors: authors as never })
    const batches = project.written.length
    const passages = [at(0, 14), at(15, 17)]
    const [issue] = project.idsOf('issue') as IssueId[]
    const plan = project.run('annotation.tagMany', {
      passages,
      issues: [sure(issue), { create: 'Prisoners' }]
    })
    expect(plan).toMatchObject({ ok: true, value: { about: '2', made: { length: 5 } } })
    expect(project.written).toHaveLength(batches + 1)
    const made = project.shown('annotation').map(({ shown }) => shown)
    expect(made.map((shown) => (shown['anchor'] as { quote: string }).quote).toSorted()).toEqual(
      ['No negotiation', 'No negotiation', 'on', 'on'].toSorted()
    )
    for (const shown of made) expect(shown[`actors/${authors[0]}`]).toBe(true)
    expect(project.undo()?.leftAlone).toEqual([])
    expect(project.shown('annotation')).toEqual([])
    expect(project.idsOf('issue')).toHaveLength(2)
  })

  it('makes nothing where one passage cannot be tagged', () => {
    const project = fresh()
    const passages = [at(0, 14), at(2, 3)]
    const plan = project.run('annotation.tagMany', { passages, issues: [{ create: 'Prisoners' }] })
    expect(plan).toMatchObject({ ok: false, problem: { code: 'emptyPassage' } })
    expect(project.idsOf('issue')).toHaveLength(2)
  })
})

describe('placing documents', () => {
  it('puts several into a group in the order named, right before the one that was pointed at', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a0', 'a1', 'a1', 'a2', 'Zz'), { maxLength: 6 }),
        fc.nat(6),
        fc.integer({ min: 1, max: 5 }),
        (keys, target, count) => {
          const siblings = keys
            .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
            .map((order, i) => ({ id: `doc_${i}` as DocumentId as RecordId, order }))
          const { orders, alsoMove } = ordersBefore(siblings, siblings[target]?.id ?? null, count)
          const index = Math.min(target, siblings.length)
          const after = siblings.map((one) => (alsoMove?.id === one.id ? alsoMove.order : one.order))
          expect(orders).toHaveLength(count)
          expect(new Set(orders).size).toBe(count)
          const all = [...after.slice(0, index), ...orders, ...after.slice(index, index + 1)]
          expect(all).toEqual(all.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
        }
      )
    )
  })

  it('moves them to another group and back by undo', () => {
    const project = fresh()
    const documents = [start.document, importOne(project, 'Answer'), importOne(project, 'Reply')]
    const [first, second, third] = documents
    project.run('document.place', { documents: [sure(third), sure(first)], group: 'Round 1', before: null })
    expect(project.siblings('document', 'Round 1').map(({ id }) => id)).toEqual([third, first])
    project.run('document.place', { documents: [sure(second)], group: 'Round 1', before: sure(first) })
    expect(project.siblings('document', 'Round 1').map(({ id }) => id)).toEqual([third, second, first])
    project.undo()
    project.undo()
    expect(project.siblings('document', '').map(({ id }) => id)).toEqual(documents)
  })
})

describe('progress', () => {
  it('is one record a coder and document, so that two copies that say the same agree', () => {
    const [a, b] = copiesOf(start.project, [0, 0])
    if (!a || !b) throw new Error('two copies')
    b.coder = a.coder
    for (const copy of [a, b]) copy.run('progress.set', { documents: [start.document], state: 'done' })
    a.merge(b)
    const id = progressId('cod_ana' as CoderId, start.document)
    const folded = a.read({ kind: 'progress', id })
    expect(folded?.shown).toEqual({ state: 'done' })
    expect(folded?.conflicts).toEqual([])
    a.run('progress.set', { documents: [start.document], state: 'in progress' })
    expect(a.read({ kind: 'progress', id })?.shown).toEqual({ state: 'in progress' })
  })
})

describe('taking back', () => {
  it('takes a tag back whole that was given a first note, and the issue that was made for it', () => {
    const project = fresh()
    project.run('annotation.tag', { ...at(0, 14), issue: { create: 'Prisoners' } })
    const [annotation] = project.annotationsOf(start.document)
    project.run('annotation.change', { annotations: [sure(annotation)], note: 'é' })
    project.undo()
    expect(project.undo()?.leftAlone).toEqual([])
    expect(project.read({ kind: 'annotation', id: sure(annotation) })?.deleted).toBe(true)
    expect(project.idsOf('issue')).toHaveLength(2)
  })

  it('leaves a tag whole that a colleague has changed since', () => {
    const [ana, bo] = copiesOf(start.project, [0, 5])
    if (!ana || !bo) throw new Error('two copies')
    const [issue] = ana.idsOf('issue') as IssueId[]
    ana.run('annotation.tag', { ...at(0, 14), issue: sure(issue) })
    bo.merge(ana)
    const [annotation] = bo.annotationsOf(start.document)
    bo.run('annotation.change', { annotations: [sure(annotation)], note: 'Compare article 4.' })
    ana.merge(bo)
    const record = { kind: 'annotation', id: sure(annotation) } as const
    const before = ana.read(record)?.shown
    expect(ana.undo()?.leftAlone).toEqual([{ record, field: 'deleted', why: 'changedSince' }])
    expect(ana.read(record)?.shown).toEqual(before)
  })

  it('shows progress again that was set after its first setting was taken back', () => {
    const project = fresh()
    const id = progressId('cod_ana' as CoderId, start.document)
    project.run('progress.set', { documents: [start.document], state: 'done' })
    project.undo()
    project.run('progress.set', { documents: [start.document], state: 'in progress' })
    expect(project.read({ kind: 'progress', id })).toMatchObject({ deleted: false, conflicts: [] })
    project.undo()
    expect(project.read({ kind: 'progress', id })).toMatchObject({ deleted: true, conflicts: [] })
  })
})

describe('saved filters', () => {
  it('are made, changed, ordered and deleted, and all of it is undone', () => {
    const project = fresh()
    project.run('filter.create', { name: 'Mine', query: { view: 'passages', filter: {} } })
    project.run('filter.create', { name: 'سلام 😀', query: { view: 'search', text: 'peace' } })
    const [mine, peace] = project.siblings('filter', '').map(({ id }) => id)
    project.run('filter.place', { filter: sure(peace), group: '', before: sure(mine) })
    expect(project.siblings('filter', '').map(({ id }) => id)).toEqual([peace, mine])
    project.run('filter.change', { filter: sure(mine), name: 'Only mine' })
    project.run('filter.delete', { filter: sure(mine) })
    expect(project.run('filter.delete', { filter: sure(mine) })).toMatchObject({ ok: false })
    project.undo()
    expect(project.read({ kind: 'filter', id: sure(mine) })?.shown).toMatchObject({ name: 'Only mine' })
    for (let i = 0; i < 4; i++) project.undo()
    expect(project.siblings('filter', '')).toEqual([])
  })
})

describe('restoring', () => {
  it('brings a deleted annotation back as it was, and with it its document and issue', () => {
    const project = fresh()
    const [issue] = project.idsOf('issue') as IssueId[]
    project.run('annotation.tag', { ...at(0, 14), issue: sure(issue), note: 'é 😀' })
    const [annotation] = project.annotationsOf(start.document)
    const before = project.read({ kind: 'annotation', id: sure(annotation) })?.shown
    project.run('document.delete', { documents: [start.document] })
    project.run('issue.delete', { issue: sure(issue) })
    const restore = { records: [{ kind: 'annotation', id: sure(annotation) }] } as const
    const plan = project.run('record.restore', { records: [...restore.records] })
    expect(plan.ok && plan.value.drafts).toHaveLength(3)
    expect(project.read({ kind: 'issue', id: sure(issue) })?.deleted).toBe(false)
    expect(project.read({ kind: 'annotation', id: sure(annotation) })?.deleted).toBe(false)
    expect(project.read({ kind: 'annotation', id: sure(annotation) })?.shown).toMatchObject(sure(before))
    expect(project.read({ kind: 'document', id: start.document })?.deleted).toBe(false)
    const again = project.run('record.restore', { records: [...restore.records] })
    expect(again.ok && again.value.drafts).toEqual([])
    project.undo()
    project.undo()
    expect(project.annotationsOf(start.document)).toEqual([])
  })
})

describe('correcting a text', () => {
  const kept: [never, never, number][] = [[0 as never, 0 as never, 20]]

  it('names the new text, the one it came from and what it kept, and is undone like every change', () => {
    const project = fresh()
    const revision = 'b'.repeat(64) as never
    project.run('document.correct', { document: start.document, from: start.revision, revision, kept })
    const shown = () => project.read({ kind: 'document', id: start.document })?.shown['revision']
    expect(shown()).toEqual({ hash: revision, from: start.revision, kept })
    project.undo()
    expect(shown()).toMatchObject({ hash: start.revision })
  })

  it('refuses stretches that lie outside the text', () => {
    const project = fresh()
    const revision = 'b'.repeat(64) as never
    const outside: typeof kept = [[60 as never, 0 as never, 9000]]
    const plan = project.run('document.correct', {
      document: start.document,
      from: start.revision,
      revision,
      kept: outside
    })
    expect(plan).toMatchObject({ ok: false, problem: { code: 'badInput' } })
  })
})

function fresh(): MemoryProject {
  const [copy] = copiesOf(start.project, [0])
  if (!copy) throw new Error('a copy')
  return copy
}

function at(from: number, to: number) {
  return { document: start.document, revision: start.revision, start: from as never, end: to as never }
}

function importOne(project: MemoryProject, title: string): DocumentId {
  const original = { hash: start.revision, name: 'a.txt', format: 'txt' as const, encoding: 'utf-8' }
  const plan = project.run('document.import', { documents: [{ title, revision: start.revision, original }] })
  if (!plan.ok) throw new Error(plan.problem.code)
  return plan.value.made[0]?.id as DocumentId
}

function sure<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing there')
  return value
}
