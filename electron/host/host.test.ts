import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import { directHost, type DirectHost } from './directHost.ts'

let root: string
let host: DirectHost
const bugs: unknown[] = []

function start(): DirectHost {
  return directHost({
    checkOutputs: true,
    onBug: (where, error) => bugs.push([where, error]),
    folders: {
      home: root,
      documents: root,
      settings: path.join(root, 'settings'),
      temporary: path.join(root, 'tmp')
    }
  })
}

beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-host-')))
  bugs.length = 0
  host = start()
})

afterEach(async () => {
  await host.close()
  fs.rmSync(root, { recursive: true, force: true })
  expect(bugs).toEqual([])
})

describe('a host', () => {
  it('makes a project, keeps what was done in it, and leaves one file', async () => {
    const { client } = host
    const file = host.handleOf(path.join(root, 'Talks'))
    const made = must(await client.call('project.create', { file, name: 'Talks – переговоры 🕊' }))
    expect(made).toMatchObject({
      name: 'Talks – переговоры 🕊',
      fileName: 'Talks.parley',
      coder: null,
      undo: null,
      readOnly: null
    })
    expect(must(await client.call('codebook.get', {})).stances.map((stance) => stance.key)).toEqual([
      'supports',
      'conditional',
      'neutral',
      'opposes',
      'no-position'
    ])
    expect(
      await client.call('command.run', { command: 'issue.create', input: { name: 'Ceasefire' } })
    ).toMatchObject({ problem: { code: 'noCoder' } })
    const me = must(await client.call('project.chooseCoder', { name: 'Ann', initials: 'AB' }))
    expect(me.coder).not.toBeNull()
    const issue = must(
      await client.call('command.run', { command: 'issue.create', input: { name: 'Ceasefire' } })
    )
    expect(must(await client.call('project.current', {}))?.undo).toMatchObject({
      command: 'issue.create',
      about: 'Ceasefire'
    })
    must(await client.call('undo', {}))
    expect(must(await client.call('codebook.get', {})).issues).toEqual([])
    must(await client.call('redo', {}))
    expect(must(await client.call('codebook.get', {})).issues.map(({ id, name }) => [id, name])).toEqual([
      [issue.made[0]?.id, 'Ceasefire']
    ])
    must(await client.call('project.close', {}))
    expect(fs.readdirSync(root).filter((name) => name.startsWith('Talks'))).toEqual(['Talks.parley'])
    await host.close()

    host = start()
    const [recent] = must(await host.client.call('recent.list', {}))
    expect(recent).toMatchObject({ name: 'Talks – переговоры 🕊', state: 'here' })
    const again = must(await host.client.call('project.open', { file: recent?.handle ?? '' }))
    expect(again).toMatchObject({ coder: me.coder, undo: { command: 'issue.create', about: 'Ceasefire' } })
  })
})
