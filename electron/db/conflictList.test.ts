import fc from 'fast-check'
import { expect, it } from 'vitest'
import { copiesOf, history, play, startingProject } from '../../shared/testing/histories.ts'
import { must } from '../../shared/errors.ts'
import type { IssueId, RecordId } from '../../shared/ids.ts'
import { conflictList, type Listed } from './conflictList.ts'
import { conflictKeyOf, conflictViewOf, hasSideOf } from './conflictViews.ts'
import { lookupIn } from './lookup.ts'
import { store, tempProject } from './testFiles.ts'
import type { ProjectFile } from './projectFile.ts'

const start = startingProject()
const kinds = ['project', 'issue', 'stance', 'actor', 'coder', 'document', 'annotation', 'progress', 'filter']

it('lists each clash of a random history once, with its sides, and nothing once all of it is settled', () => {
  fc.assert(
    fc.property(history, fc.constantFrom('mine', 'theirs', 'newer'), ({ skews, steps }, side) => {
      const copies = copiesOf(start.project, skews)
      play(copies, steps, start)
      const [ana, ...others] = copies
      if (!ana) return
      for (const other of others) ana.merge(other)
      const file = tempProject()
      store(file, ana)
      const all = listed(file)
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
      const clashes = kinds.flatMap((kind) =>
        ana
          .shown(kind)
          .flatMap(({ record, conflicts, deleted }) => [
            ...conflicts
              .filter(
                ({ field, why }) =>
                  !(
                    why === 'values' &&
                    field === 'deleted' &&
                    conflicts.some((one) => one.why === 'deletedButChanged')
                  )
              )
              .map(({ field, why }) => `${why} ${record.id} ${field}`),
            ...(deleted ? [`deletedInUse ${record.id} deleted`] : [])
          ])
      )
      const aside = (['issue', 'actor', 'coder', 'document'] as const).flatMap((kind) =>
        ana.arrangement(kind).setAside.map(({ record, field }) => `setAside ${record} ${field}`)
      )
      const own = all.filter(({ why }) => why !== 'same' && why !== null)
      const shownIn = own.filter(({ recordKind, record }) =>
        ana.shown(recordKind).some((folded) => folded.record.id === (file.names.idOf(record) as RecordId))
      )
      expect(
        shownIn.map(({ why, record, field }) => `${why ?? ''} ${file.names.idOf(record)} ${field}`).toSorted()
      ).toEqual([...clashes, ...aside].toSorted())
      for (const one of all) expect(conflictViewOf(file, one, new Map()).sides.length).toBeGreaterThan(0)

      const toSettle = own.filter(({ why }) => why === 'values' || why === 'deletedButChanged')
      if (toSettle.length === 0) return
      // Whoever has no side takes the newer one.
      for (const take of [{ side }, { side: 'newer' as const }]) {
        const left = listed(file).filter(({ id }) => toSettle.some((one) => one.id === id))
        if (left.length === 0) break
        ana.run('conflict.settleMany', {
          conflicts: left.map((one) => {
            const { record, field, why } = conflictKeyOf(file, one)
            return { record, field, why: why ?? 'values', take }
          })
        })
        store(file, ana)
      }
      const after = listed(file)
      expect(after.filter(({ id }) => toSettle.some((one) => one.id === id))).toEqual([])
      // An old copy that is merged again brings none of them back.
      for (const other of others) ana.merge(other)
      store(file, ana)
      expect(listed(file).map(({ id }) => id)).toEqual(after.map(({ id }) => id))
      expect(lookupIn(file).arrangement('issue').setAside).toEqual(ana.arrangement('issue').setAside)
    }),
    { numRuns: 30 }
  )
})

it('tells the side that shows, however many copies changed one field at once', () => {
  const { project } = startingProject()
  const [issue] = project.idsOf('issue') as IssueId[]
  const copies = Array.from({ length: 25 }, (_, i) => project.copy(200 + i, project.clock + i * 1000))
  for (const [i, copy] of copies.entries())
    must(copy.run('issue.change', { issue: issue as IssueId, name: `Name ${i} é` }))
  for (const copy of copies) project.merge(copy)
  const file = tempProject()
  store(file, project)
  const [conflict] = listed(file).filter(({ field }) => field === 'name')
  if (!conflict) throw new Error('a conflict')
  const { sides } = conflictViewOf(file, conflict, new Map())
  expect(sides.filter(({ isShown }) => isShown).map(({ value }) => value as string)).toEqual(['Name 24 é'])
  expect(sides.length).toBeLessThan(25)
})

function listed(file: ProjectFile): readonly Listed[] {
  return conflictList(file, { declined: false }, new Set(), (one, coders) => hasSideOf(file, one, coders)).all
}
