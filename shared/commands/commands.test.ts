import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Result } from '../errors.ts'
import type { ActorId, AnnotationId, CoderId, IssueId, RecordId, StanceId } from '../ids.ts'
import { palette } from '../model/palette.ts'
import { copiesOf, startingProject } from '../testing/histories.ts'
import type { MemoryProject } from '../testing/memoryProject.ts'
import type { Plan } from './command.ts'
import { orderBefore, ordersAtEnd } from './order.ts'

const start = startingProject()

/** Those of the palette that no issue of the starting project has; it has as many actors. */
function freeColours(project: MemoryProject): readonly string[] {
  return palette.slice(project.idsOf('issue').length)
}
const passage = { document: start.document, revision: start.revision, start: 0, end: 14 }

describe('tagging', () => {
  it('keeps the exact words, who tagged and when', () => {
    const project = fresh()
    const id = tag(project)
    expect(project.read({ kind: 'annotation', id })?.shown).toMatchObject({
      coder: 'cod_ana',
      anchor: { revision: start.revision, start: 0, end: 14, quote: 'No negotiation' }
    })
  })

  it('refuses a passage of white space, one outside the text and one that cuts an emoji', () => {
    const project = fresh()
    const issue = first(project, 'issue') as IssueId
    const at = start.text.indexOf('😀')
    expect(problem(project.run('annotation.tag', { ...passage, start: 2, end: 3, issue }))).toBe(
      'emptyPassage'
    )
    expect(problem(project.run('annotation.tag', { ...passage, end: 5000, issue }))).toBe('spanOutside')
    expect(problem(project.run('annotation.tag', { ...passage, start: at - 3, end: at + 1, issue }))).toBe(
      'spanOutside'
    )
  })

  it('asks who is coding first', () => {
    const project = fresh()
    project.coder = null
    expect(
      problem(project.run('annotation.tag', { ...passage, issue: first(project, 'issue') as IssueId }))
    ).toBe('noCoder')
  })

  it('makes a new issue and tags with it in one stroke, taken back at once', () => {
    const project = fresh()
    const issues = project.idsOf('issue')
    const batches = project.written.length
    const plan = project.run('annotation.tag', { ...passage, issue: { create: 'Prisoners' } })
    expect(plan).toMatchObject({
      ok: true,
      value: { about: 'Prisoners', made: [{ kind: 'issue' }, { kind: 'annotation' }] }
    })
    expect(project.written).toHaveLength(batches + 1)
    expect(problem(project.run('annotation.tag', { ...passage, issue: { create: 'Prisoners' } }))).toBe(
      'nameTaken'
    )
    expect(project.undo()?.leftAlone).toEqual([])
    expect(project.idsOf('issue')).toEqual(issues)
    expect(project.annotationsOf(start.document)).toEqual([])
  })

  it('retags many in one batch, undone at once', () => {
    const project = fresh()
    const ids = [tag(project), tag(project), tag(project)]
    const stance = first(project, 'stance') as StanceId
    const batches = project.written.length
    project.run('annotation.change', { annotations: ids, stance })
    expect(project.written).toHaveLength(batches + 1)
    for (const id of ids) expect(project.read({ kind: 'annotation', id })?.shown['stance']).toBe(stance)
    project.undo()
    for (const id of ids) expect(project.read({ kind: 'annotation', id })?.shown).not.toHaveProperty('stance')
  })

  it('writes nothing where nothing changes', () => {
    const project = fresh()
    const id = tag(project)
    const plan = project.run('annotation.change', { annotations: [id], note: '', certainty: null })
    expect(plan.ok && plan.value.drafts).toEqual([])
  })
})

describe('the codebook', () => {
  it('stores U+FFFD for half a character, as a file in UTF-8 would', () => {
    const project = fresh()
    expect(project.run('issue.create', { name: 'Ceasefire \ud83d' })).toMatchObject({ ok: true })
    const changes = JSON.stringify([...project.changes.values()])
    expect([changes.includes('Ceasefire \ufffd'), changes.includes('\\ud83d')]).toEqual([true, false])
  })

  it('gives issues and actors of a file colours of their own, as the window does', () => {
    const project = fresh()
    const [first, second, third, fourth] = freeColours(project)
    const issues = ['iss_a', 'iss_b', 'iss_c'].map((id) => ({ id: id as IssueId, name: id, parent: null }))
    const told = { id: 'iss_d' as IssueId, name: 'Told', parent: null, colour: '#123456' }
    const actors = ['act_a', 'act_b'].map((id) => ({ id: id as ActorId, name: id }))
    project.run('codebook.import', { issues: [...issues, told], stances: [], actors, coders: [] })
    const colours = (kind: 'issue' | 'actor', ids: readonly { id: RecordId }[]) =>
      ids.map(({ id }) => project.read({ kind, id })?.shown['colour'])
    expect(colours('issue', [...issues, told])).toEqual([first, second, third, '#123456'])
    expect(colours('actor', actors)).toEqual([first, second])
    // Told again without a colour they keep theirs, and the next ones get others.
    const later = { id: 'iss_e' as IssueId, name: 'Later', parent: null }
    const again = project.run('codebook.import', {
      issues: [...issues, later],
      stances: [],
      actors,
      coders: []
    })
    expect(again.ok && again.value.drafts).toHaveLength(1)
    expect(colours('issue', [later])).toEqual([fourth])
  })

  it('gives an issue and an actor that are made without a colour one of their own', () => {
    const project = fresh()
    const [first, second, third, fourth] = freeColours(project)
    const shown = (kind: 'issue' | 'actor', id: string | undefined) =>
      project.read({ kind, id: id as RecordId })?.shown['colour']
    const made = (plan: Result<Plan>): string | undefined => (plan.ok ? plan.value.made[0]?.id : undefined)
    const one = made(project.run('issue.create', { name: 'Prisoners é' }))
    const two = made(project.run('annotation.tag', { ...passage, issue: { create: 'Refugees' } }))
    const actor = made(project.run('actor.create', { name: 'الوفد' }))
    expect([shown('issue', one), shown('issue', two), shown('actor', actor)]).toEqual([first, second, first])
    const many = project.run('annotation.tagMany', {
      passages: [passage],
      issues: [{ create: 'Mines' }, { create: 'Ports' }]
    })
    const [mines, ports] = many.ok ? many.value.made : []
    expect([shown('issue', mines?.id), shown('issue', ports?.id)]).toEqual([third, fourth])
  })

  it('refuses to delete what is used, and says by how many', () => {
    const project = fresh()
    const issue = first(project, 'issue') as IssueId
    tag(project)
    const refused = project.run('issue.delete', { issue })
    expect(refused).toMatchObject({ ok: false, problem: { code: 'inUse', about: { count: 1 } } })
  })

  it('refuses to put an issue under itself, and to delete one with issues below it', () => {
    const project = fresh()
    const [a, b] = project.idsOf('issue') as IssueId[]
    if (!a || !b) throw new Error('two issues')
    project.run('issue.move', { issue: b, parent: a, before: null })
    expect(problem(project.run('issue.move', { issue: a, parent: b, before: null }))).toBe('intoItself')
    expect(problem(project.run('issue.delete', { issue: a }))).toBe('hasChildren')
  })

  it('refuses a second issue of the same name at the same place, and a stance key twice', () => {
    const project = fresh()
    expect(problem(project.run('issue.create', { name: 'Security' }))).toBe('nameTaken')
    expect(problem(project.run('stance.create', { key: 'supports', label: 'Yes' }))).toBe('keyTaken')
  })

  it('puts an issue before another, and back by undo', () => {
    const project = fresh()
    const names = (): unknown[] =>
      project.siblings('issue', null).map(({ id }) => project.read({ kind: 'issue', id })?.shown['name'])
    const [, second] = project.siblings('issue', null)
    const [top] = project.siblings('issue', null)
    if (!second || !top) throw new Error('two issues')
    const before = names()
    project.run('issue.move', { issue: second.id as IssueId, parent: null, before: top.id as IssueId })
    expect(names()).toEqual(before.toReversed())
    project.undo()
    expect(names()).toEqual(before)
  })

  it('reads the same codebook twice without writing anything the second time', () => {
    const project = fresh()
    const codebook = {
      issues: [
        {
          id: 'iss_x' as IssueId,
          name: 'Economy',
          definition: 'Money',
          examples: ['a', 'b/c'],
          parent: null
        },
        { id: 'iss_y' as IssueId, name: 'Minerals', parent: 'iss_x' as IssueId, retired: true }
      ],
      stances: [{ id: 'sta_x' as StanceId, key: 'maybe', label: 'Maybe', polarity: 0.25 }],
      actors: [{ id: 'act_x' as ActorId, name: 'Germany', otherNames: ['Berlin', 'ألمانيا'] }],
      coders: [{ id: 'cod_x' as CoderId, name: 'Cem', initials: 'C' }]
    }
    expect(project.run('codebook.import', codebook)).toMatchObject({
      ok: true,
      value: { made: { length: 5 } }
    })
    expect(project.run('codebook.import', codebook)).toMatchObject({
      ok: true,
      value: { drafts: [], made: [] }
    })
    expect(project.read({ kind: 'issue', id: 'iss_x' as IssueId })?.shown).toMatchObject({
      'examples/a': true,
      'examples/b/c': true
    })
  })
})

describe('documents', () => {
  it('takes its annotations along when it is deleted, and brings all back by undo', () => {
    const project = fresh()
    tag(project)
    tag(project)
    project.run('document.delete', { documents: [start.document] })
    expect(project.annotationsOf(start.document)).toEqual([])
    expect(project.read({ kind: 'document', id: start.document })?.deleted).toBe(true)
    expect(project.undo()?.leftAlone).toEqual([])
    expect(project.annotationsOf(start.document)).toHaveLength(2)
    expect(project.redo()?.leftAlone).toEqual([])
    expect(project.annotationsOf(start.document)).toEqual([])
  })
})

describe('order among siblings', () => {
  it('puts something exactly where it was asked to stand, also between equal keys', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a0', 'a1', 'a1', 'a2', 'Zz'), { maxLength: 6 }),
        fc.nat(6),
        (keys, at) => {
          const siblings = keys
            .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
            .map((order, i) => ({ id: `iss_${i}` as IssueId, order }))
          const target = siblings[at]
          const { order, alsoMove } = orderBefore(siblings, target?.id ?? null, null)
          const after = siblings.map((one) =>
            alsoMove?.id === one.id ? { ...one, order: alsoMove.order } : one
          )
          const index = target ? at : siblings.length
          for (const [i, one] of after.entries()) {
            if (i < index) expect(one.order <= order).toBe(true)
            if (i === index) expect(order < one.order).toBe(true)
          }
        }
      )
    )
  })

  it('gives rising keys at the end', () => {
    const keys = ordersAtEnd([{ order: 'a3' }, { order: 'not a key!' }], 4)
    expect(['a3', ...keys]).toEqual(['a3', ...keys].toSorted((a, b) => (a < b ? -1 : 1)))
  })
})

function fresh(): MemoryProject {
  const [copy] = copiesOf(start.project, [0])
  if (!copy) throw new Error('a copy')
  return copy
}

function first(project: MemoryProject, kind: 'issue' | 'stance' | 'actor'): string {
  const [id] = project.idsOf(kind)
  if (!id) throw new Error(`no ${kind}`)
  return id
}

function tag(project: MemoryProject): AnnotationId {
  const plan = project.run('annotation.tag', { ...passage, issue: first(project, 'issue') as IssueId })
  if (!plan.ok) throw new Error(plan.problem.code)
  return plan.value.made[0]?.id as AnnotationId
}

function problem(result: Result<Plan>): string | null {
  return result.ok ? null : result.problem.code
}
