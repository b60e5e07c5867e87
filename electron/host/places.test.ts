import { expect, it } from 'vitest'
import { writeFileSync } from 'node:fs'
import { takeLock } from '../db/lock.ts'
import { closeProjectFile } from '../db/open.ts'
import { tempProject } from '../db/testFiles.ts'
import { leftover } from './places.ts'

it('tells a project that is open in another window from one that a crash left behind', () => {
  const file = tempProject()
  expect(leftover(file.path)).toBe('here')
  closeProjectFile(file)
  expect(leftover(file.path)).toBe('here')
  writeFileSync(`${file.path}-wal`, '')
  expect(leftover(file.path)).toBe('afterCrash')
  // A killed process leaves the side file, and nobody holds it.
  writeFileSync(`${file.path}-lock`, '')
  expect(leftover(file.path)).toBe('afterCrash')
  const lock = takeLock(file.path)
  expect(leftover(file.path)).toBe('here')
  lock?.free()
  expect(leftover(file.path)).toBe('afterCrash')
  expect(leftover(`${file.path} gone`)).toBe('gone')
})
