import Database from 'better-sqlite3'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { must } from '../../shared/errors.ts'
import { directHost, type DirectHost } from './directHost.ts'
import { idle } from './projectSession.ts'

let root: string
let host: DirectHost
const bugs: unknown[] = []

function start(more: { readonly shell?: 'browser' } = {}): DirectHost {
  return directHost({
    ...more,
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

  it('shows what it understands of a file of a newer version, and leaves that file as it is', async () => {
    const { client } = host
    must(await client.call('project.openSample', {}))
    must(await client.call('project.close', {}))
    const [name = ''] = fs.readdirSync(root).filter((one) => one.endsWith('.parley'))
    const newer = new Database(path.join(root, name))
    newer.exec('CREATE TABLE from_the_future (n INTEGER PRIMARY KEY) STRICT')
    newer.pragma('user_version = 99')
    newer.close()
    const before = fs.readFileSync(path.join(root, name))
    const state = must(await client.call('project.open', { file: host.handleOf(path.join(root, name)) }))
    expect(state).toMatchObject({
      readOnly: 'newer',
      fileName: name,
      counts: { documents: 3 },
      notices: [{ code: 'newerVersion' }]
    })
    expect(
      await client.call('command.run', { command: 'project.rename', input: { name: 'x' } })
    ).toMatchObject({ problem: { code: 'readOnly' } })
    must(await client.call('project.close', {}))
    expect(fs.readFileSync(path.join(root, name)).equals(before)).toBe(true)
    expect(must(await client.call('recent.list', {}))[0]).toMatchObject({ fileName: name, state: 'here' })
  })

  it('makes the tables of a file that was last written elsewhere anew before it shows them', async () => {
    const { client } = host
    const state = must(await client.call('project.openSample', {}))
    must(await client.call('project.close', {}))
    const [name = ''] = fs.readdirSync(root).filter((one) => one.endsWith('.parley'))
    const tampered = new Database(path.join(root, name))
    tampered.exec(
      "UPDATE issue SET name = 'Not what the log says'; UPDATE meta SET value = 'another machine' WHERE key = 'writer'"
    )
    tampered.close()
    expect(
      must(await client.call('project.open', { file: host.handleOf(path.join(root, name)) }))
    ).toMatchObject({ counts: state.counts, notices: [] })
    const { issues } = must(await client.call('codebook.get', {}))
    expect(issues.map((issue) => issue.name)).not.toContain('Not what the log says')
  })

  it('takes a tag out of the write-ahead log into the file itself once nobody has written for a while', async () => {
    const { client } = host
    const file = path.join(root, 'Talks.parley')
    must(await client.call('project.create', { file: host.handleOf(file), name: 'Talks' }))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      must(await client.call('project.chooseCoder', { name: 'Zoé', initials: 'Z' }))
      const holdsZoe = (): boolean => fs.readFileSync(file).includes('Zoé')
      vi.advanceTimersByTime(idle - 1)
      expect(holdsZoe()).toBe(false)
      vi.advanceTimersByTime(1)
      expect(holdsZoe()).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })

  it('does not let the first coder be undone by who that is', async () => {
    const { client } = host
    must(await client.call('project.create', { file: host.handleOf(path.join(root, 'p.parley')), name: 'P' }))
    const { coder } = must(await client.call('project.chooseCoder', { name: 'Ann', initials: 'A' }))
    expect(await client.call('undo', {})).toMatchObject({ problem: { code: 'nothingToUndo' } })
    expect(must(await client.call('codebook.get', {})).coders.map(({ id }) => id)).toEqual([coder])
  })

  it('looks at every quote some time after opening, and says where one does not hold', async () => {
    const { client } = host
    must(await client.call('project.openSample', {}))
    must(await client.call('project.close', {}))
    const [name = ''] = fs.readdirSync(root).filter((one) => one.endsWith('.parley'))
    const tampered = new Database(path.join(root, name))
    tampered.exec(
      "UPDATE annotation SET quote = 'words nobody wrote' WHERE n = (SELECT min(n) FROM annotation)"
    )
    tampered.close()
    await host.close()
    host = start({ shell: 'browser' })
    const heard: unknown[] = []
    host.client.on('notice', ({ notice }) => heard.push(notice))
    must(await host.client.call('project.open', { file: host.handleOf(path.join(root, name)) }))
    await expect
      .poll(() => heard, { timeout: 15_000 })
      .toEqual([{ code: 'checkFailed', about: { name, count: 1 } }])
    expect(must(await host.client.call('project.current', {}))?.notices).toEqual(heard)
    // Opened, changed since its last backup: the day's backup is there.
    expect(fs.readdirSync(path.join(root, 'Parley backups'))).toHaveLength(1)
    must(await host.client.call('project.close', {}))
    expect(fs.readdirSync(root).filter((one) => /-wal|-shm|lock/.test(one))).toEqual([])
  })

  it('stores nothing of an import that was ended, and a broken file does not keep the others out', async () => {
    const { client } = host
    must(await client.call('project.create', { file: host.handleOf(path.join(root, 'p.parley')), name: 'P' }))
    must(await client.call('project.chooseCoder', { name: 'Ann', initials: 'A' }))
    const names = ['a.md', 'b.txt', 'c.txt', 'twin of a.md']
    for (const [i, one] of names.entries())
      fs.writeFileSync(path.join(root, one), one.includes('a.md') ? '# Same\n\nwords' : `text ${i}`)
    fs.writeFileSync(path.join(root, 'picture.txt'), Buffer.from([0, 1, 2, 3, 0, 255, 254, 7, 0, 0, 1]))
    const files = [...names, 'picture.txt'].map((one) => ({ handle: host.handleOf(path.join(root, one)) }))
    const end = client.on('progress', ({ task }) => void client.call('task.cancel', { task }))
    expect(await client.call('import.accept', { files, task: 'import' })).toMatchObject({
      ok: false,
      problem: { code: 'cancelled' }
    })
    end()
    expect(must(await client.call('project.current', {}))?.counts.documents).toBe(0)
    const done = must(await client.call('import.accept', { files }))
    expect(done.documents.map(({ made }) => made)).toEqual([true, true, true, false])
    expect(done.documents[0]?.document).toBe(done.documents[3]?.document)
    expect(done.refused.map(({ name }) => name)).toEqual(['picture.txt'])
    must(await client.call('undo', {}))
    expect(must(await client.call('documents.page', {})).total).toBe(0)
  })
})
