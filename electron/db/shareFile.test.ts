/** Two copies that are written to one place at once. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ok } from '../../shared/errors.ts'
import { sha256 } from '../../shared/testing/memoryProject.ts'
import { buildFile, checkWritable, removeUnfinishedCopy } from './shareFile.ts'
import { tempFolder } from './testFiles.ts'

it('tells whoever shares to a name that is being written, and leaves the copy that is on its way alone', async () => {
  const folder = tempFolder()
  const target = join(folder, 'copie café 🕊️.parley')
  let go: (() => void) | undefined
  const waits = new Promise<void>((resolve) => (go = resolve))
  const first = buildFile(target, sha256, () => waits.then(() => ok('first')))
  const told = { ok: false, problem: { code: 'copyBeingWritten', about: { name: 'copie café 🕊️.parley' } } }
  expect(checkWritable(target)).toEqual(told)
  expect(await buildFile(target, sha256, () => Promise.resolve(ok('second')))).toEqual(told)
  removeUnfinishedCopy(target)
  go?.()
  expect(await first).toMatchObject({ ok: true, value: { filled: 'first' } })
  expect(readdirSync(folder)).toEqual(['copie café 🕊️.parley'])
  expect(checkWritable(target)).toMatchObject({ problem: { code: 'fileExists' } })
  const next = join(folder, 'next.parley')
  expect(checkWritable(next)).toEqual(ok(null))
  removeUnfinishedCopy(next)
  expect(readdirSync(folder)).toEqual(['copie café 🕊️.parley'])
})
