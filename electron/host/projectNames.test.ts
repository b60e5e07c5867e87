import { symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { tempProject } from '../db/testFiles.ts'
import { isProject } from './projectNames.ts'

it('tells projects by their names, by their first bytes, and by being open, through a link too', () => {
  const file = tempProject()
  const beside = (name: string): string => join(dirname(file.path), name)
  symlinkSync(file.path, beside('table.csv'))
  writeFileSync(beside('renamed.csv'), 'SQLite format 3\0…')
  writeFileSync(beside('true.csv'), 'annotation_id\n')
  expect(
    ['table.csv', 'renamed.csv', 'true.csv', 'none.csv', 'talks.parley-wal'].map(beside).map(isProject)
  ).toEqual([true, true, false, false, true])
})
