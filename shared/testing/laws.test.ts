import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CoderId, IssueId } from '../ids.ts'
import { fold } from '../log/fold.ts'
import { arrange, placedFrom } from '../log/arrange.ts'
import { copiesOf, history, lookAt, play, startingProject, stateOf, step, viewOf } from './histories.ts'
import { seededBytes, type MemoryProject } from './memoryProject.ts'

const start = startingProject()
const runs = { numRuns: 150 }

describe('a project is a function of its set of changes', () => {
  it('folds a record the same in whatever order its changes arrive', () => {
    fc.assert(
      fc.property(history, fc.nat(), ({ skews, steps }, seed) => {
        const random = seededBytes(seed)
        const [copy] = played(skews, steps)
        for (const kind of ['annotation', 'issue', 'document', 'actor']) {
          for (const folded of copy.folded(kind).values()) {
            const shuffled = [...copy.changesOf(folded.record)]
              .map((change) => ({ change, at: random(1)[0] ?? 0 }))
              .toSorted((a, b) => a.at - b.at)
            expect(fold(shuffled.map(({ change }) => change))).toEqual(folded)
          }
        }
      }),
      runs
    )
  })

  it('arranges the tree the same in whatever order its issues come, and it is always a forest', () => {
    fc.assert(
      fc.property(history, ({ skews, steps }) => {
        const [copy] = played(skews, steps)
        const placed = copy.shown('issue').map((folded) => placedFrom(folded, copy.changesOf(folded.record)))
        const one = arrange(placed)
        const other = arrange(placed.toReversed())
        expect(sorted(other.parents)).toEqual(sorted(one.parents))
        expect(sorted(other.joined)).toEqual(sorted(one.joined))
        expect(other.setAside).toEqual(one.setAside)
        for (const id of one.parents.keys()) {
          let steps = 0
          for (let at: string | null = id; at !== null; at = one.parents.get(at as IssueId) ?? null)
            expect(++steps).toBeLessThan(200)
        }
        for (const end of one.joined.values()) expect(one.parents.has(end)).toBe(true)
      }),
      runs
    )
  })

  it('merges commutatively, associatively and idempotently, and keeps every change', () => {
    fc.assert(
      fc.property(history, ({ skews, steps }) => {
        const copies = copiesOf(start.project, skews)
        play(copies, steps, start)
        const [a, b, c] = [copies[0], copies[1], copies[2] ?? copies[0]]
        if (!a || !b || !c) throw new Error('at least two copies')
        const ab = merged(a, b)
        expect(stateOf(merged(b, a))).toBe(stateOf(ab))
        expect(stateOf(merged(merged(a, b), c))).toBe(stateOf(merged(a, merged(b, c))))
        expect(stateOf(merged(ab, b))).toBe(stateOf(ab))
        for (const id of [...a.changes.keys(), ...b.changes.keys()]) expect(ab.changes.has(id)).toBe(true)
      }),
      runs
    )
  })
})

describe('undo', () => {
  it('restores values, conflicts and the records shown', () => {
    fc.assert(
      fc.property(history, step, ({ skews, steps }, last) => {
        const copies = copiesOf(start.project, skews)
        play(copies, steps, start)
        const copy = copies[0]
        if (!copy) throw new Error('a copy')
        const before = viewOf(copy)
        const count = copy.written.length
        play(
          [copy],
          [{ ...last, act: ['undo', 'redo', 'take', 'look'].includes(last.act) ? 'retag' : last.act }],
          start
        )
        fc.pre(copy.written.length > count)
        const after = viewOf(copy)
        const undone = copy.undo()
        fc.pre(undone?.leftAlone.length === 0)
        expect(viewOf(copy)).toEqual(before)
        copy.redo()
        expect(viewOf(copy)).toEqual(after)
      }),
      { numRuns: 500 }
    )
  })

  it('walks back through everything a coder did, and forward again', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const [copy] = copiesOf(start.project, [0])
        if (!copy) throw new Error('a copy')
        const views = [viewOf(copy)]
        for (const one of steps) {
          if (['undo', 'redo', 'take', 'look'].includes(one.act)) continue
          const count = copy.written.length
          play([copy], [one], start)
          if (copy.written.length > count) views.push(viewOf(copy))
        }
        for (const view of views.slice(0, -1).toReversed()) {
          expect(copy.undo()?.leftAlone).toEqual([])
          expect(viewOf(copy)).toEqual(view)
        }
        expect(copy.undo()).toBeNull()
        for (const view of views.slice(1)) {
          expect(copy.redo()?.leftAlone).toEqual([])
          expect(viewOf(copy)).toEqual(view)
        }
        expect(copy.redo()).toBeNull()
      }),
      { numRuns: 200 }
    )
  })

  it('leaves alone what a colleague changed since, and names it', () => {
    const [ana, bo] = copiesOf(start.project, [0, 5])
    if (!ana || !bo) throw new Error('two copies')
    const issue = ana.idsOf('issue')[0] as IssueId
    ana.run('issue.change', { issue, name: 'Guarantees', definition: 'Who guarantees what.' })
    bo.merge(ana)
    bo.run('issue.change', { issue, name: 'Security guarantees' })
    ana.merge(bo)
    expect(ana.undo()?.leftAlone).toEqual([
      { record: { kind: 'issue', id: issue }, field: 'name', why: 'changedSince' }
    ])
    expect(ana.read({ kind: 'issue', id: issue })?.shown).toMatchObject({ name: 'Security guarantees' })
    expect(ana.read({ kind: 'issue', id: issue })?.shown).not.toHaveProperty('definition')
  })

  it('keeps an issue that somebody has tagged with since it was made', () => {
    const [ana] = copiesOf(start.project, [0])
    if (!ana) throw new Error('a copy')
    const made = ana.run('issue.create', { name: 'Sanctions' })
    const issue = made.ok ? (made.value.made[0]?.id as IssueId) : ('' as IssueId)
    ana.coder = 'cod_bo' as CoderId
    ana.run('annotation.tag', {
      document: start.document,
      revision: start.revision,
      start: 0,
      end: 14,
      issue
    })
    ana.written.pop()
    ana.coder = 'cod_ana' as CoderId
    expect(ana.undo()?.leftAlone).toEqual([
      { record: { kind: 'issue', id: issue }, field: 'deleted', why: 'inUse' }
    ])
    expect(ana.idsOf('issue')).toContain(issue)
  })
})

describe('a stale view', () => {
  it('never overwrites silently: both values stay, as a conflict', () => {
    fc.assert(
      fc.property(history, fc.nat(1000), ({ skews, steps }, pick) => {
        const [ana] = played(skews, steps)
        const issues = ana.idsOf('issue')
        const issue = issues[pick % issues.length] as IssueId
        fc.pre(issues.length > 0)
        const view = lookAt(ana)
        ana.run('issue.change', { issue, definition: `one ${pick}` }, view)
        ana.run('issue.change', { issue, definition: `two ${pick}` }, view)
        const conflict = ana
          .read({ kind: 'issue', id: issue })
          ?.conflicts.find((one) => one.field === 'definition')
        expect(conflict?.sides.map((side) => side.value)).toEqual(
          expect.arrayContaining([`one ${pick}`, `two ${pick}`])
        )
        ana.run('issue.change', { issue, definition: 'settled' })
        expect(
          ana.read({ kind: 'issue', id: issue })?.conflicts.some((one) => one.field === 'definition')
        ).toBe(false)
      }),
      runs
    )
  })

  it('deleted here and changed there stays visible as one conflict, and is gone once settled', () => {
    const [ana, bo] = copiesOf(start.project, [-1e9, 1e9])
    if (!ana || !bo) throw new Error('two copies')
    const tagged = ana.run('annotation.tag', {
      document: start.document,
      revision: start.revision,
      start: 0,
      end: 14,
      issue: ana.idsOf('issue')[0] as IssueId
    })
    const record = tagged.ok ? tagged.value.made[0] : undefined
    if (!record) throw new Error('an annotation')
    bo.merge(ana)
    bo.run('annotation.change', { annotations: [record.id as never], note: 'kept, please' })
    ana.run('annotation.delete', { annotations: [record.id as never] })
    ana.merge(bo)
    expect(ana.read(record)?.conflicts.map((one) => one.why)).toEqual(['deletedButChanged'])
    expect(ana.read(record)?.deleted).toBe(false)
    ana.run('conflict.settle', { record, field: 'deleted', take: { keepDeleted: true } })
    expect(ana.read(record)).toMatchObject({ conflicts: [], deleted: true })
    bo.merge(ana)
    expect(bo.read(record)).toMatchObject({ conflicts: [], deleted: true })
  })
})

function played(skews: readonly number[], steps: Parameters<typeof play>[1]): [MemoryProject] {
  const copies = copiesOf(start.project, skews)
  play(copies, steps, start)
  const [first] = copies
  if (!first) throw new Error('a copy')
  return [first]
}

function merged(a: MemoryProject, b: MemoryProject): MemoryProject {
  const copy = a.copy(9999, a.clock)
  copy.merge(b)
  return copy
}

function sorted(pairs: ReadonlyMap<string, string | null>): readonly [string, string | null][] {
  return [...pairs].toSorted(([a], [b]) => (a < b ? -1 : 1))
}
