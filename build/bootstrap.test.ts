import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { root, toolNode, withMutex } from './bootstrap.mjs'

let folder = ''
let mutex = ''
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bootstrap-'))
  mutex = path.relative(root, path.join(folder, 'lock'))
})
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

test('the hold of a process that died is taken over', () => {
  const dead = spawnSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }).stdout.trim()
  fs.mkdirSync(path.join(root, mutex))
  fs.writeFileSync(path.join(root, mutex, 'pid'), dead)
  expect(withMutex(mutex, () => 'done')).toBe('done')
  expect(fs.readdirSync(folder)).toEqual([])
})

test('the hold ends with the work, also where it fails or takes its time', async () => {
  expect(() => withMutex(mutex, () => new URL('no'))).toThrow(TypeError)
  await expect(withMutex(mutex, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await withMutex(mutex, async () => {
    await Promise.resolve()
    expect(fs.existsSync(path.join(root, mutex))).toBe(true)
  })
  expect(fs.existsSync(path.join(root, mutex))).toBe(false)
})

test('one process at a time does the work', async () => {
  const script = `import { withMutex } from ${JSON.stringify(path.join(root, 'build/bootstrap.mjs'))}
import fs from 'node:fs'
withMutex(process.argv[1], () => {
  const file = process.argv[2]
  const before = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
  fs.writeFileSync(file, before + 'x')
})`
  const runs = [1, 2, 3].map(
    () =>
      new Promise<number | null>((resolve) => {
        spawn(toolNode(), ['--input-type=module', '-e', script, mutex, path.join(folder, 'tally')]).on(
          'exit',
          resolve
        )
      })
  )
  expect(await Promise.all(runs)).toEqual([0, 0, 0])
  expect(fs.readFileSync(path.join(folder, 'tally'), 'utf8')).toBe('xxx')
})
