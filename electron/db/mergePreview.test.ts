import { join } from 'node:path'
import { expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import { startingProject } from '../../shared/testing/histories.ts'
import { write } from './commit.ts'
import { mergeInside } from './mergePreview.ts'
import { closeProjectFile, openBesideWriter, openProjectFile } from './open.ts'
import { totals } from './read.ts'
import { options, store, tempFolder, tempProject } from './testFiles.ts'

it.each([true, false])(
  'takes work in beside a connection that reads on until it is there (write-ahead log: %s)',
  (wal) => {
    const folder = tempFolder()
    const { project } = startingProject()
    const ours = tempProject(folder)
    store(ours, project)
    closeProjectFile(ours)
    const copy = project.copy(50, project.clock)
    must(copy.run('issue.create', { name: 'Colleague’s issue 😀 é' }))
    const theirs = tempProject(folder, 'colleague.parley')
    store(theirs, copy)
    const held = must(openProjectFile(join(folder, 'talks.parley'), { ...options, mode: 'write', wal }))
    const beside = must(openBesideWriter(held.path, options))
    expect([held.journal, beside.journal]).toEqual(wal ? ['wal', 'wal'] : ['rollback', 'rollback'])
    const before = totals(held)
    const told = write(beside, () => {
      const merged = mergeInside(beside, [{ file: theirs, name: 'colleague.parley' }], { now: 5 })
      expect(totals(held)).toEqual(before)
      return merged.told
    })
    expect(told).toMatchObject({ changes: 1, batches: 1, recordCounts: { issue: { new: 1 } } })
    beside.connection.close()
    expect(held.connection.database.prepare('SELECT count(*) FROM arrival').pluck().get()).toBe(1)
    expect(closeProjectFile(held).single).toBe(true)
  }
)

it('tells a passage that a damaged change took away as deleted where it stood', () => {
  const { project, document, revision } = startingProject()
  const [issue = ''] = project.idsOf('issue')
  must(project.run('annotation.tag', { document, revision, start: 0, end: 9, issue }))
  let toldAsDeleted = 0
  for (const note of ['1', '2', '3', '4', '5', '6', '7', '8']) {
    const ours = tempProject()
    store(ours, project)
    const theirs = tempProject(tempFolder(), 'colleague.parley')
    store(theirs, project)
    theirs.connection.database
      .prepare(
        "UPDATE change SET fields = ? WHERE kind = (SELECT n FROM name WHERE id = 'annotation') AND fields LIKE '%anchor%'"
      )
      .run(JSON.stringify({ note }))
    const { told } = write(ours, () =>
      mergeInside(ours, [{ file: theirs, name: 'colleague.parley' }], { now: 5 })
    )
    // Of two contents under one id either may stay.
    if (told.annotations.deleted === 0) continue
    toldAsDeleted++
    expect(told.coders).toMatchObject([{ coder: 'cod_ana', annotations: { deleted: 1 } }])
    expect(told.documents).toMatchObject([{ document, annotations: { deleted: 1 } }])
  }
  expect(toldAsDeleted).toBeGreaterThan(0)
})
