import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IssueView } from '../../shared/api/views.ts'
import type { IssueId } from '../../shared/ids.ts'
import { drop, flatten, issuePath, issueTree, matching, step } from './issueTree.ts'

const id = (name: string): IssueId => name as IssueId
const issue = (name: string, parent: string | null = null, more: Partial<IssueView> = {}): IssueView => ({
  id: id(name),
  name,
  definition: '',
  examples: [],
  supporting: '',
  opposing: '',
  colour: '#336699',
  parent: parent === null ? null : id(parent),
  order: 'a0',
  retired: false,
  joinedInto: null,
  uses: 0,
  heads: [],
  conflicts: [],
  ...more
})
const tree = issueTree([
  issue('Security'),
  issue('Guarantees', 'Security', { uses: 3 }),
  issue('NATO', 'Security', { uses: 2 }),
  issue('Économie'),
  issue('Minerals', 'Économie', { uses: 1 })
])

describe('the issue tree', () => {
  it('counts an issue’s annotations with all that lies below it', () => {
    expect(flatten(tree).map((node) => [node.issue.name, node.total, node.level])).toEqual([
      ['Security', 5, 1],
      ['Guarantees', 3, 2],
      ['NATO', 2, 2],
      ['Économie', 1, 1],
      ['Minerals', 1, 2]
    ])
  })

  it('counts a joined issue where it was joined into, and shows it no more', () => {
    const joined = issueTree([
      issue('A', null, { uses: 1 }),
      issue('B', null, { uses: 4, joinedInto: id('A') }),
      issue('Below B', 'B', { uses: 2 })
    ])
    expect(flatten(joined).map((node) => [node.issue.name, node.total])).toEqual([
      ['A', 7],
      ['Below B', 2]
    ])
  })

  it('never loses an issue or an annotation, whatever parents and joins a file names', () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const any = fc.tuple(
      ...names.map((name) =>
        fc.record({
          name: fc.constant(name),
          parent: fc.option(fc.constantFrom(...names, 'gone')),
          uses: fc.nat(9)
        })
      )
    )
    fc.assert(
      fc.property(any, (drawn) => {
        // The host gives no cycles; parents come before children.
        const issues = drawn.map(({ name, parent, uses }, at) =>
          issue(name, parent !== null && names.indexOf(parent) < at ? parent : null, { uses })
        )
        const nodes = issueTree(issues)
        expect(
          flatten(nodes)
            .map((node) => node.issue.id)
            .toSorted()
        ).toEqual(issues.map((one) => one.id).toSorted())
        expect(nodes.reduce((sum, node) => sum + node.total, 0)).toBe(
          issues.reduce((sum, one) => sum + one.uses, 0)
        )
      })
    )
  })

  it('finds issues by words in them and keeps the way to them', () => {
    expect(flatten(matching(tree, 'nato')).map((node) => node.issue.name)).toEqual(['Security', 'NATO'])
    expect(matching(tree, 'ÉCONOMIE').map((node) => node.issue.name)).toEqual(['Économie'])
    expect(matching(tree, 'nothing')).toEqual([])
  })

  it('names an issue by its path', () => {
    expect(
      issuePath(id('NATO'), new Map(flatten(tree).map((node) => [node.issue.id as string, node.issue])))
    ).toEqual(['Security', 'NATO'])
  })

  it('moves an issue one step by keyboard, and not past the ends', () => {
    expect(step(tree, id('NATO'), 'up')).toEqual({ parent: 'Security', before: 'Guarantees' })
    expect(step(tree, id('NATO'), 'down')).toBeNull()
    expect(step(tree, id('NATO'), 'in')).toEqual({ parent: 'Guarantees', before: null })
    expect(step(tree, id('NATO'), 'out')).toEqual({ parent: null, before: 'Économie' })
    expect(step(tree, id('Économie'), 'out')).toBeNull()
    expect(step(tree, id('Security'), 'down')).toEqual({ parent: null, before: null })
  })

  it('takes a drop before, after and on an issue, but never inside itself', () => {
    expect(drop(tree, id('Minerals'), id('NATO'), 'before')).toEqual({ parent: 'Security', before: 'NATO' })
    expect(drop(tree, id('Minerals'), id('Guarantees'), 'after')).toEqual({
      parent: 'Security',
      before: 'NATO'
    })
    expect(drop(tree, id('Minerals'), id('NATO'), 'after')).toEqual({ parent: 'Security', before: null })
    expect(drop(tree, id('Minerals'), id('Security'), 'on')).toEqual({ parent: 'Security', before: null })
    expect(drop(tree, id('Security'), id('NATO'), 'on')).toBeNull()
    expect(drop(tree, id('NATO'), id('NATO'), 'before')).toBeNull()
  })
})
