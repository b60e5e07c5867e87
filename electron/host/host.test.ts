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

  it('opens the sample project, makes it once, and lets two analysts disagree in it', async () => {
    const { client } = host
    const first = must(await client.call('project.openSample', {}))
    expect(first.counts).toMatchObject({ documents: 3, conflicts: 0 })
    const codebook = must(await client.call('codebook.get', {}))
    expect(codebook.coders.length).toBeGreaterThan(1)
    const { documents } = must(await client.call('documents.page', {}))
    const [one] = documents
    const opened = must(await client.call('document.open', { document: one?.id ?? ('' as never) }))
    for (const { anchor } of opened.annotations)
      expect(opened.revision?.text.slice(anchor.start, anchor.end)).toBe(anchor.quote)
    expect(must(await client.call('annotations.page', { limit: 1 })).total).toBe(first.counts.annotations)
    must(await client.call('project.chooseCoder', { coder: codebook.coders[0]?.id ?? ('' as never) }))
    expect(await client.call('undo', {})).toMatchObject({ problem: { code: 'nothingToUndo' } })
    const issue = codebook.issues[0]
    must(
      await client.call('command.run', {
        command: 'issue.change',
        input: { issue: issue?.id, name: 'Another name' },
        seen: {}
      })
    )
    must(await client.call('project.close', {}))
    const again = must(await client.call('project.openSample', {}))
    expect(again.undo).toMatchObject({ command: 'issue.change', about: 'Another name' })
  })

  it('tells every listener what changed, and nothing where nothing did', async () => {
    const { client } = host
    must(await client.call('project.openSample', {}))
    const codebook = must(await client.call('codebook.get', {}))
    must(await client.call('project.chooseCoder', { coder: codebook.coders[0]?.id ?? ('' as never) }))
    const heard: unknown[] = []
    client.on('changed', ({ by, records }) => heard.push([by, records]))
    const issue = codebook.issues[0]?.id ?? ('' as never)
    must(await client.call('command.run', { command: 'issue.change', input: { issue, name: 'Renamed' } }))
    const same = must(
      await client.call('command.run', { command: 'issue.change', input: { issue, name: 'Renamed' } })
    )
    must(await client.call('undo', {}))
    expect(heard).toEqual([
      ['command', { issue: [issue] }],
      ['undo', { issue: [issue] }]
    ])
    expect(same).toMatchObject({ heads: {}, made: [] })
  })

  it('shows a project that is open in another window to read only, and says so', async () => {
    const { client } = host
    must(await client.call('project.openSample', {}))
    const other = start()
    const [name] = fs.readdirSync(root).filter((one) => one.endsWith('.parley'))
    const file = other.handleOf(path.join(root, name ?? ''))
    const state = must(await other.client.call('project.open', { file }))
    expect(state).toMatchObject({ readOnly: 'locked', notices: [{ code: 'lockedElsewhere' }] })
    expect(must(await other.client.call('documents.page', {})).total).toBe(3)
    expect(
      await other.client.call('command.run', { command: 'issue.create', input: { name: 'x' } })
    ).toMatchObject({ problem: { code: 'readOnly' } })
    await other.close()
  })

  it('leaves the open project alone when another cannot be opened', async () => {
    const { client } = host
    const before = must(await client.call('project.openSample', {}))
    fs.writeFileSync(path.join(root, 'letter.parley'), 'Dear Ann, this is no project. '.repeat(30))
    for (const [name, code] of [
      ['letter.parley', 'notAProject'],
      ['gone.parley', 'fileGone']
    ] as const) {
      expect(await client.call('project.open', { file: host.handleOf(path.join(root, name)) })).toMatchObject(
        { ok: false, problem: { code, about: { name } } }
      )
    }
    expect(must(await client.call('project.current', {}))?.name).toBe(before.name)
    expect(
      await client.call('project.create', {
        file: host.handleOf(path.join(root, 'letter.parley')),
        name: 'x'
      })
    ).toMatchObject({ problem: { code: 'fileExists' } })
  })
})
