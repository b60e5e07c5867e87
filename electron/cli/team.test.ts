import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { must } from '../../shared/errors.ts'
import { directHost } from '../host/directHost.ts'
import { runIn } from './testCli.ts'

let root: string
beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-cli-team-')))
})
afterEach(() => {
  vi.unstubAllEnvs()
  fs.rmSync(root, { recursive: true, force: true })
})

/** The command line as somebody with settings of their own runs it; gives the exit code and the object it printed. */
async function parley(who: string, ...args: readonly string[]): Promise<Record<string, unknown>> {
  vi.stubEnv('PARLEY_HOME', path.join(root, `settings of ${who}`))
  const { exit, out } = await runIn(root, [...args, '--json'])
  return { exit, ...(JSON.parse(out) as Record<string, unknown>) }
}

test('two people share a folder by the command line: begin, join, sync, and see what came', async () => {
  await parley('Ana', 'new', 'ana', '--coder', 'Ana')
  fs.copyFileSync(path.join(root, 'ana.parley'), path.join(root, 'ben.parley'))
  expect(await parley('Ana', 'team', 'status', 'ana')).toMatchObject({ exit: 0, folder: null })
  expect(await parley('Ana', 'team', 'sync', 'ana')).toMatchObject({ exit: 1, code: 'teamNone' })
  expect(await parley('Ana', 'team', 'init', 'ana', 'Team é 🕊')).toMatchObject({
    exit: 0,
    began: true,
    status: { folder: 'Team é 🕊', isWritten: true, problem: '' }
  })
  expect(await parley('Ben', 'team', 'init', 'ben', 'Team é 🕊', '--coder', 'Ben')).toMatchObject({
    exit: 0,
    began: false
  })
  expect(await parley('Ana', 'team', 'sync', 'ana')).toMatchObject({
    exit: 0,
    taken: 1,
    arrivals: [{ name: 'Ben', changes: 1, annotations: 0 }]
  })
  expect(await parley('Ana', 'team', 'status', 'ana')).toMatchObject({
    exit: 0,
    folder: 'Team é 🕊',
    isWritten: true,
    arrivals: [{ name: 'Ben', changes: 1 }]
  })
  // Somebody works in it in a window meanwhile.
  const window = directHost()
  must(await window.client.call('project.open', { file: window.handleOf(path.join(root, 'ana.parley')) }))
  expect(await parley('Ana', 'team', 'status', 'ana')).toMatchObject({
    exit: 0,
    folder: 'Team é 🕊',
    arrivals: [{ name: 'Ben', changes: 1 }]
  })
  const second = directHost()
  must(await second.client.call('project.open', { file: second.handleOf(path.join(root, 'ana.parley')) }))
  expect(await second.client.call('team.leave', {})).toMatchObject({ problem: { code: 'readOnly' } })
  await second.close()
  await window.close()
  expect(await parley('Ana', 'team', 'status', 'ana')).toMatchObject({ folder: 'Team é 🕊' })
  const [bens = ''] = fs.readdirSync(path.join(root, 'Team é 🕊')).filter((name) => name.startsWith('Ben'))
  fs.writeFileSync(path.join(root, 'Team é 🕊', bens, 'half.changes'), 'half')
  expect(await parley('Ana', 'team', 'sync', 'ana')).toMatchObject({
    exit: 3,
    status: { waiting: [{ name: 'half.changes', why: 'incomplete' }] }
  })
})
