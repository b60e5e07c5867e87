import fc from 'fast-check'
import fs from 'node:fs'
import disk from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { must } from '../../shared/errors.ts'
import { sha256 } from '../../shared/testing/memoryProject.ts'
import { ailments, joinTeam, logIn, makePeers, reopen, tagMany, work, type Peer } from './teamPeers.ts'

let root: string
let peers: readonly Peer[] = []

beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-team-')))
})

afterEach(async () => {
  for (const peer of peers) await peer.host.close()
  peers = []
  fs.rmSync(root, { recursive: true, force: true })
})

/** People over one folder, as a network share gives it. */
async function overOneShare(...names: readonly string[]): Promise<readonly Peer[]> {
  const share = path.join(root, 'Team')
  peers = await makePeers(root, names, () => share)
  for (const peer of peers) await joinTeam(peer)
  return peers
}

async function sync(peer: Peer) {
  return must(await peer.client.call('team.sync', {}))
}

function changeFiles(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.changes'))
    .toSorted()
}

async function expectEqual(found: readonly string[] = []): Promise<void> {
  for (const peer of peers) {
    expect(await ailments(peer)).toEqual(found)
  }
  for (const peer of peers) await peer.host.close()
  const [first, ...others] = peers.map((peer) => logIn(peer.project))
  for (const other of others) expect(other).toEqual(first)
}

/** The disk does not let Parley do this with these files, until the spy is restored. */
function refuse(what: 'readdir' | 'stat' | 'rename', isRefused: (file: string) => boolean) {
  const real = disk[what] as (file: string, ...rest: readonly unknown[]) => Promise<never>
  return vi.spyOn(disk, what).mockImplementation((file: unknown, ...rest: readonly unknown[]) => {
    if (!isRefused(String(file))) return real(String(file), ...rest)
    const refused = new Error(`EACCES: permission denied, ${what} '${String(file)}'`)
    return Promise.reject(Object.assign(refused, { code: 'EACCES', syscall: what }))
  })
}

async function tag(peer: Peer, n: number): Promise<void> {
  await work(peer, 0, n)
}

describe('a team folder', () => {
  it('brings what each did to the others, says what came, and leaves undo to one’s own work', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    await sync(ana)
    await sync(ben)
    for (const n of [1, 2, 3]) await tag(ben, n)
    expect(await sync(ben)).toMatchObject({ taken: 0, written: 3 })
    const came = await sync(ana)
    expect(came.arrivals).toMatchObject([{ name: 'Ben', annotations: 3, documents: 1 }])
    expect(came.status).toMatchObject({ problem: '', waiting: [], isWritten: true })
    expect(came.status.people.map(({ name }) => name).toSorted()).toEqual(['Ana', 'Ben'])
    expect(must(await ana.client.call('project.current', {}))?.undo).toBeNull()
    expect(await sync(ana)).toMatchObject({ taken: 0, written: 0 })
    // Nobody merged: Team → Team folder tells what came.
    expect(must(await ana.client.call('merge.list', {}))).toEqual({ total: 0, merges: [] })
    await expectEqual()
  })

  it('writes files once: a file that is there never changes, and nobody writes into another’s folder', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    const seen = new Map<string, string>()
    for (let round = 0; round < 4; round++) {
      for (const peer of [ana, ben]) {
        await work(peer, round, round * 3)
        const others = changeFiles(ana.folder).filter((name) => !name.startsWith(peer.name))
        await sync(peer)
        expect(changeFiles(ana.folder).filter((name) => !name.startsWith(peer.name))).toEqual(others)
        for (const name of changeFiles(ana.folder)) {
          const sum = sha256(fs.readFileSync(path.join(ana.folder, name)))
          expect(seen.get(name) ?? sum).toBe(sum)
          seen.set(name, sum)
        }
      }
    }
    const parts = fs
      .readdirSync(ana.folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.part'))
    expect(parts).toEqual([])
  })

  it('hands a third colleague’s mailed work on, so that nobody misses what others’ work rests on', async () => {
    const [ana, ben, cleo] = (await overOneShare('Ana', 'Ben', 'Cleo')) as [Peer, Peer, Peer]
    must(await cleo.client.call('team.leave', {}))
    await work(cleo, 3, 5)
    await tag(cleo, 6)
    await cleo.host.close()
    must(await ana.client.call('merge.run', { files: [ana.host.handleOf(cleo.project)] }))
    await sync(ana)
    const came = await sync(ben)
    expect(came.arrivals.map(({ name, annotations }) => [name, annotations])).toContainEqual(['Cleo', 1])
    await reopen(cleo)
    await expectEqual()
  })

  it('brings the text of a document that somebody imported', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    await sync(ana)
    await sync(ben)
    const source = path.join(ana.home, 'reply.txt')
    fs.writeFileSync(source, 'Réponse: الرد 🕊')
    const { documents } = must(
      await ana.client.call('import.accept', { files: [{ handle: ana.host.handleOf(source) }] })
    )
    await sync(ana)
    await sync(ben)
    const document = documents[0]?.document
    if (!document) throw new Error('nothing was imported')
    const opened = must(await ben.client.call('document.open', { document }))
    expect(opened.revision?.text).toBe('Réponse: الرد 🕊')
    await expectEqual()
  })

  it('waits for a file and a text that are half copied, says so, and takes them when they are whole', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    await sync(ana)
    await sync(ben)
    const before = new Set(changeFiles(ben.folder))
    await tag(ben, 1)
    await sync(ben)
    const name = changeFiles(ben.folder).find((one) => !before.has(one)) ?? ''
    const file = path.join(ben.folder, name)
    const whole = fs.readFileSync(file)
    fs.writeFileSync(file, whole.subarray(0, whole.length - 5))
    const waiting = await sync(ana)
    expect(waiting).toMatchObject({ taken: 0, status: { waiting: [{ why: 'incomplete' }] } })
    fs.writeFileSync(file, whole)
    expect(await sync(ana)).toMatchObject({ taken: 1, status: { waiting: [] } })
    await expectEqual()
  })

  it('knows its project from a file of whoever began blind coding, whatever their session is called', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    await sync(ana)
    await sync(ben)
    let made = 0
    // A session whose id comes before that of the one which made the project.
    await reopen(ana, 'direct', (count) => Uint8Array.from({ length: count }, (_, i) => (i < 9 ? 0 : ++made)))
    must(await ana.client.call('command.run', { command: 'project.setBlind', input: { blind: true } }))
    await sync(ana)
    expect(await sync(ben)).toMatchObject({ taken: 1, status: { waiting: [] } })
    expect(must(await ben.client.call('project.current', {}))?.blind).toMatchObject({})
    await expectEqual()
  })

  it('takes conflict copies as they are, and leaves alone what is another project’s, newer, or nobody’s', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    await tag(ben, 1)
    await sync(ben)
    const [name = ''] = changeFiles(ben.folder)
    const copy = name.replace('.changes', '.sync-conflict-20261122-101112-ABCDEFG.changes')
    fs.copyFileSync(path.join(ben.folder, name), path.join(ben.folder, copy))
    fs.copyFileSync(
      path.join(ben.folder, name),
      path.join(ben.folder, name.replace('.changes', ' (conflicted copy 2026-11-22).changes'))
    )
    fs.writeFileSync(path.join(ben.folder, 'holiday.jpg'), 'x')
    fs.mkdirSync(path.join(ben.folder, 'Eve'))
    const newer = '{"parley":"team changes","format":7}\n'
    fs.writeFileSync(path.join(ben.folder, 'Eve/new.changes'), newer)
    const text = fs.readFileSync(path.join(ben.folder, name), 'utf8')
    const body = text
      .slice(0, text.lastIndexOf('\n', text.length - 2) + 1)
      .replace(/"project":"[0-9a-z]{16}/, '"project":"zzzzzzzzzzzzzzzz')
    fs.writeFileSync(
      path.join(ben.folder, 'Eve/other.changes'),
      `${body}${JSON.stringify({ sha256: sha256(body) })}\n`
    )
    const { status } = await sync(ana)
    expect(status).toMatchObject({ copies: 2, others: 1, problem: '' })
    expect(status.waiting.map(({ why }) => why).toSorted()).toEqual(['newerFormat', 'otherProject'])
    await sync(ben)
    await expectEqual()
  })

  it('keeps kinds and fields of a newer version verbatim, and hands them on', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    await tag(ben, 1)
    await sync(ben)
    await sync(ana)
    const [name = ''] = changeFiles(ben.folder)
    const lines = fs.readFileSync(path.join(ben.folder, name), 'utf8').split('\n')
    const session = 'n3w3rn3w3rn3w3r0'
    const head = JSON.stringify({
      ...JSON.parse(lines[0] ?? ''),
      session,
      first: 1,
      last: 2,
      version: '9.0.0'
    })
    const stamp = (JSON.parse(lines[2] ?? '') as { change: { stamp: string } }).change.stamp
    const batch = `b-${session}-1`
    const change = (seq: number, record: object, fields: object): string =>
      JSON.stringify({
        change: { id: `${session}-${seq}`, stamp, batch, record, fields, basedOn: [], schema: 9 }
      })
    const body = `${[
      head,
      JSON.stringify({ batch: { id: batch, coder: null, command: 'hologram.paint', undoes: null } }),
      change(1, { kind: 'hologram', id: 'hol_1' }, { 'light/é': { deep: ['🕊', null] } }),
      change(2, { kind: 'project', id: 'project' }, { aura: 'سلام' })
    ].join('\n')}\n`
    fs.mkdirSync(path.join(ben.folder, 'Newer'))
    fs.writeFileSync(
      path.join(ben.folder, `Newer/${session}-1-2-0123456789abcdef.changes`),
      `${body}${JSON.stringify({ sha256: sha256(body) })}\n`
    )
    expect(await sync(ana)).toMatchObject({ taken: 2, status: { setAside: [] } })
    await sync(ben)
    await expectEqual([
      '2 changes were made by a newer version of Parley. They are kept; update Parley to see them.'
    ])
    expect([...logIn(ana.project).values()]).toContainEqual(
      expect.objectContaining({ fields: { 'light/é': { deep: ['🕊', null] } }, schema: 9 })
    )
  })

  it('goes on saving when a file claims numbers that the session at work has not come to', async () => {
    const [ana] = (await overOneShare('Ana')) as [Peer]
    await sync(ana)
    const before = new Set(changeFiles(ana.folder))
    await tag(ana, 1)
    await sync(ana)
    const name = changeFiles(ana.folder).find((one) => !before.has(one)) ?? ''
    const lines = fs.readFileSync(path.join(ana.folder, name), 'utf8').split('\n')
    const head = JSON.parse(lines[0] ?? '') as { readonly session: string; readonly last: number }
    const { stamp } = (JSON.parse(lines[2] ?? '') as { change: { stamp: string } }).change
    const batch = `b-${head.session}-${head.last + 1}`
    const claimed = [1, 2, 3].map((n) => ({
      change: {
        id: `${head.session}-${head.last + n}`,
        stamp,
        batch,
        record: { kind: 'issue', id: `iss_eve${n}` },
        fields: { name: `Eve ${n}`, place: { parent: null, order: `z${n}` } },
        basedOn: [],
        schema: 1
      }
    }))
    const body = `${[
      { ...head, first: head.last + 1, last: head.last + 3 },
      { batch: { id: batch, coder: null, command: 'issue.create', undoes: null } },
      ...claimed
    ]
      .map((line) => JSON.stringify(line))
      .join('\n')}\n`
    fs.mkdirSync(path.join(ana.folder, 'Eve'))
    fs.writeFileSync(
      path.join(ana.folder, 'Eve/claimed.changes'),
      `${body}${JSON.stringify({ sha256: sha256(body) })}\n`
    )
    expect(await sync(ana)).toMatchObject({ taken: 3 })
    for (const issue of ['é', 'e\u0301', '🕊️', 'سلام'])
      must(await ana.client.call('command.run', { command: 'issue.create', input: { name: issue } }))
    expect(must(await ana.client.call('codebook.get', {})).issues.map(({ name: issue }) => issue)).toEqual(
      expect.arrayContaining(['é', 'e\u0301', '🕊️', 'سلام', 'Eve 3'])
    )
    expect(await sync(ana)).toMatchObject({ written: 4 })
    await expectEqual()
  })

  it('writes what somebody else wrote brokenly, so that a third colleague gets it whole', async () => {
    const [ana, ben, cleo] = (await overOneShare('Ana', 'Ben', 'Cleo')) as [Peer, Peer, Peer]
    for (const peer of [ana, ben, cleo]) await sync(peer)
    const before = new Set(changeFiles(ben.folder))
    await work(ben, 3, 2)
    await sync(ben)
    const name = changeFiles(ben.folder).find((one) => !before.has(one)) ?? ''
    const text = fs.readFileSync(path.join(ben.folder, name), 'utf8')
    const body = text
      .slice(0, text.lastIndexOf('\n', text.length - 2) + 1)
      .replace(/"name":"[^"]*"/, '"name":{"é":1}')
    fs.writeFileSync(path.join(ben.folder, name), `${body}${JSON.stringify({ sha256: sha256(body) })}\n`)
    expect(await sync(ana)).toMatchObject({ taken: 0 })
    await ben.host.close()
    must(await ana.client.call('merge.run', { files: [ana.host.handleOf(ben.project)] }))
    expect(await sync(ana)).toMatchObject({ written: 1 })
    expect(await sync(cleo)).toMatchObject({ taken: 1 })
    await reopen(ben)
    await expectEqual()
  })

  it('leaves out what breaks its schema, counts it, and takes the rest', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    await sync(ana)
    await sync(ben)
    const before = new Set(changeFiles(ben.folder))
    await tag(ben, 1)
    await work(ben, 3, 2)
    await sync(ben)
    const name = changeFiles(ben.folder).find((one) => !before.has(one)) ?? ''
    const text = fs.readFileSync(path.join(ben.folder, name), 'utf8')
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    const body = text
      .slice(0, text.lastIndexOf('\n', text.length - 2) + 1)
      .replace(/"note":"[^"]*"/, `"note":${deep}`)
    fs.writeFileSync(path.join(ben.folder, name), `${body}${JSON.stringify({ sha256: sha256(body) })}\n`)
    const { taken, status } = await sync(ana)
    expect(taken).toBe(1)
    expect(status.setAside.map(({ why, count }) => [why, count])).toEqual([['brokenChange', 1]])
    // Another copy stands in its place, so every file is read again: what was left out is one change all the same.
    await ana.host.close()
    must(await ben.client.call('merge.run', { files: [ben.host.handleOf(ana.project)] }))
    await tag(ben, 5)
    await ben.host.close()
    fs.rmSync(ana.project)
    fs.copyFileSync(ben.project, ana.project)
    await reopen(ana)
    const again = await sync(ana)
    expect(again.status.setAside.map(({ why, count }) => [why, count])).toEqual([['brokenChange', 1]])
  })

  it('works on while the folder is gone or cannot be written, and catches up', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    await sync(ana)
    await sync(ben)
    const away = path.join(root, 'Unplugged')
    fs.renameSync(ana.folder, away)
    await tag(ana, 1)
    expect(await ana.client.call('team.sync', {})).toMatchObject({ problem: { code: 'teamGone' } })
    fs.mkdirSync(ana.folder)
    expect(await ana.client.call('team.sync', {})).toMatchObject({ problem: { code: 'teamEmptied' } })
    expect(fs.readdirSync(ana.folder)).toEqual([])
    fs.rmdirSync(ana.folder)
    fs.renameSync(away, ana.folder)
    expect(await sync(ana)).toMatchObject({ written: 1, status: { problem: '' } })
    expect(await sync(ben)).toMatchObject({ taken: 1 })
    await expectEqual()
  })

  it('goes on with the others where one folder or one file cannot be read, says which, and takes it later', async () => {
    const [ana, ben, cleo] = (await overOneShare('Ana', 'Ben', 'Cleo')) as [Peer, Peer, Peer]
    for (const peer of [ana, ben, cleo, ana]) await sync(peer)
    await tag(ben, 1)
    await tag(cleo, 2)
    await sync(ben)
    await sync(cleo)
    const [bens = ''] = fs.readdirSync(ana.folder).filter((name) => name.startsWith('Ben'))
    const readdir = refuse('readdir', (file) => path.basename(file) === bens)
    const withoutBen = await sync(ana)
    expect(withoutBen).toMatchObject({
      taken: 1,
      written: 0,
      status: { problem: '', waiting: [{ folder: 'Team', name: bens, why: 'unreadable' }] }
    })
    readdir.mockRestore()
    const stat = refuse('stat', (file) => path.basename(path.dirname(file)) === bens)
    expect(await sync(ana)).toMatchObject({
      taken: 0,
      status: { problem: '', waiting: [{ folder: bens, why: 'unreadable' }] }
    })
    stat.mockRestore()
    expect(await sync(ana)).toMatchObject({ taken: 1, status: { problem: '', waiting: [] } })
    await sync(ben)
    await sync(cleo)
    await expectEqual()
  })

  it('takes a folder of which nothing can be read for one that is gone, not for an empty one', async () => {
    const [ana] = (await overOneShare('Ana')) as [Peer]
    await sync(ana)
    const readdir = refuse('readdir', (file) => path.dirname(file) === ana.folder)
    expect(await ana.client.call('team.sync', {})).toMatchObject({ problem: { code: 'teamGone' } })
    readdir.mockRestore()
    expect(await sync(ana)).toMatchObject({ written: 0, status: { problem: '' } })
  })

  it('says that nothing can be written where small files cannot be made into fewer', async () => {
    const [ana] = (await overOneShare('Ana')) as [Peer]
    await sync(ana)
    for (const n of [1, 2, 3]) {
      await tag(ana, n)
      await sync(ana)
    }
    await ana.host.close()
    await reopen(ana)
    const rename = refuse('rename', () => true)
    expect(await ana.client.call('team.sync', {})).toMatchObject({ problem: { code: 'teamUnwritable' } })
    rename.mockRestore()
    expect(await sync(ana)).toMatchObject({ status: { problem: '' } })
    await expectEqual()
  })

  it('refuses the folder of another project and one with other files in it', async () => {
    const [ana] = (await overOneShare('Ana')) as [Peer]
    await sync(ana)
    const other = path.join(root, 'Other.parley')
    must(await ana.client.call('project.create', { file: ana.host.handleOf(other), name: 'Other' }))
    must(await ana.client.call('project.chooseCoder', { name: 'Ana', initials: 'A' }))
    const folder = ana.host.handleOf(ana.folder)
    expect(await ana.client.call('team.choose', { folder })).toMatchObject({
      problem: { code: 'teamOtherProject' }
    })
    fs.mkdirSync(path.join(root, 'Later/Eve'), { recursive: true })
    fs.writeFileSync(path.join(root, 'Later/Eve/new.changes'), '{"parley":"team changes","format":7}\n')
    expect(
      await ana.client.call('team.choose', { folder: ana.host.handleOf(path.join(root, 'Later')) })
    ).toMatchObject({ problem: { code: 'teamNewer' } })
    fs.writeFileSync(path.join(root, 'letter.md'), 'x')
    expect(
      await ana.client.call('team.choose', { folder: ana.host.handleOf(path.join(root, 'letter.md')) })
    ).toMatchObject({ problem: { code: 'teamNotFolder' } })
    fs.mkdirSync(path.join(root, 'Photos'))
    fs.writeFileSync(path.join(root, 'Photos/a.jpg'), 'x')
    expect(
      await ana.client.call('team.choose', { folder: ana.host.handleOf(path.join(root, 'Photos')) })
    ).toMatchObject({ problem: { code: 'teamNotEmpty' } })
    expect(must(await ana.client.call('team.status', {})).folder).toBeNull()
  })

  it('is left when a backup stands in the project’s place, and brings everything back when it is chosen again', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    await sync(ana)
    await ana.host.close()
    const backup = path.join(root, 'backup.parley')
    fs.copyFileSync(ana.project, backup)
    await reopen(ana)
    await tag(ana, 1)
    await sync(ana)
    await ana.host.close()
    fs.copyFileSync(backup, ana.project)
    await reopen(ana)
    const status = must(await ana.client.call('team.status', {}))
    expect(status).toMatchObject({ folder: null })
    expect(status.problem).toContain('older than it was')
    expect(must(await ana.client.call('project.current', {}))?.notices).toMatchObject([{ code: 'teamLeft' }])
    expect(await ana.client.call('team.sync', {})).toMatchObject({ problem: { code: 'teamRestored' } })
    await joinTeam(ana)
    expect(await sync(ana)).toMatchObject({ taken: 1 })
    await sync(ben)
    await expectEqual()
  })

  it('looks at everything anew when another copy of the project stands in its place', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    await sync(ana)
    await sync(ben)
    must(await ben.client.call('team.leave', {}))
    await tag(ben, 1)
    await tag(ana, 2)
    await sync(ana)
    await ana.host.close()
    must(await ben.client.call('merge.run', { files: [ben.host.handleOf(ana.project)] }))
    await ben.host.close()
    fs.copyFileSync(ben.project, ana.project)
    await reopen(ana)
    // What Ben tagged came before Ana's last change here, and was never looked at.
    expect(await sync(ana)).toMatchObject({ written: 1 })
    await reopen(ben)
    await expectEqual()
  })

  it('makes the small files of ended sessions into one, and loses nothing with what it knew', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    await sync(ana)
    const before = changeFiles(ana.folder).length
    for (let n = 1; n <= 6; n++) {
      await tag(ana, n)
      await sync(ana)
    }
    expect(changeFiles(ana.folder)).toHaveLength(before + 6)
    await reopen(ana)
    await sync(ana)
    expect(changeFiles(ana.folder)).toHaveLength(before + 1)
    fs.rmSync(path.join(ana.home, 'settings/team'), { recursive: true })
    await reopen(ana)
    await joinTeam(ana)
    expect(await sync(ana)).toMatchObject({ taken: 0, written: 0 })
    expect(await sync(ben)).toMatchObject({ status: { waiting: [] } })
    await expectEqual()
  })

  it('keeps the small files where the one that would hold them is there already and is not whole', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    for (const n of [1, 2, 3]) {
      await tag(ana, n)
      await sync(ana)
    }
    await ana.host.close()
    const small = changeFiles(ana.folder)
    const memory = path.join(ana.home, 'settings/team')
    const [folderThen, memoryThen] = [path.join(root, 'folder then'), path.join(root, 'memory then')]
    fs.cpSync(ana.folder, folderThen, { recursive: true })
    fs.cpSync(memory, memoryThen, { recursive: true })
    await reopen(ana)
    await sync(ana)
    await ana.host.close()
    const one = changeFiles(ana.folder).find((name) => !small.includes(name)) ?? ''
    const bytes = fs.readFileSync(path.join(ana.folder, one))
    // Another computer of Ana's came first, and its file has not arrived as a whole.
    for (const [now, then] of [
      [ana.folder, folderThen],
      [memory, memoryThen]
    ] as const) {
      fs.rmSync(now, { recursive: true })
      fs.cpSync(then, now, { recursive: true })
    }
    fs.writeFileSync(path.join(ana.folder, one), bytes.subarray(0, bytes.length / 2))
    await reopen(ana)
    await sync(ana)
    expect(changeFiles(ana.folder)).toEqual([...small, one].toSorted())
    expect(await sync(ben)).toMatchObject({ taken: 3 })
    await expectEqual()
  })

  it('keeps a large file beside small ones of the same session, for whoever has not read it yet', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    await sync(ana)
    await sync(ben)
    await tagMany(ana, 5000)
    await sync(ana)
    for (const n of [1, 2, 3]) {
      await tag(ana, n)
      await sync(ana)
    }
    await reopen(ana)
    await sync(ana)
    expect(await sync(ben)).toMatchObject({ taken: 5003 })
    await expectEqual()
  })

  it('writes again what somebody took out of the folder', async () => {
    const [ana, ben] = (await overOneShare('Ana', 'Ben')) as [Peer, Peer]
    await tag(ana, 1)
    await sync(ana)
    await sync(ben)
    await tag(ben, 2)
    await sync(ben)
    const texts = allFiles(ana.folder).filter((name) => name.startsWith(`Ana`) && name.includes('texts'))
    expect(texts.length).toBeGreaterThan(0)
    for (const name of allFiles(ana.folder))
      if (name.startsWith('Ana')) fs.rmSync(path.join(ana.folder, name))
    await sync(ana)
    await sync(ben)
    expect(changeFiles(ana.folder).some((name) => name.startsWith('Ana'))).toBe(true)
    expect(allFiles(ana.folder)).toEqual(expect.arrayContaining([...texts]))
    await expectEqual()
  })

  it(
    'ends with equal records whatever order, halves and copies a sync engine brings',
    { timeout: 300_000 },
    async () => {
      const step = fc.record({
        who: fc.nat(2),
        act: fc.constantFrom(
          'work',
          'work',
          'sync',
          'copy',
          'copy',
          'copyHalf',
          'duplicate',
          'parts',
          'restart'
        ),
        a: fc.nat(1000),
        b: fc.nat(1000)
      })
      let run = 0
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
          const at = path.join(root, `run-${++run}`)
          peers = await makePeers(at, ['Ana', 'Ben', 'Cleo'], (name) => path.join(at, `replica-${name}`))
          // Each has to begin from what is one folder: the engine brings the first one's files before the others choose it.
          await joinTeam(peers[0] as Peer)
          await sync(peers[0] as Peer)
          for (const peer of peers.slice(1)) {
            replicate(peers[0] as Peer, peer)
            await joinTeam(peer)
          }
          for (const { who, act, a, b } of steps) await play(peers[who] as Peer, act, a, b)
          for (let i = 0; i < 3; i++) {
            for (const peer of peers) await sync(peer)
            for (const from of peers) for (const to of peers) if (from !== to) replicate(from, to)
          }
          for (const peer of peers) expect((await sync(peer)).status.waiting).toEqual([])
          await expectEqual()
        }),
        { numRuns: Number(process.env['PARLEY_LAW_RUNS'] ?? 4) }
      )
    }
  )
})

async function play(peer: Peer, act: string, a: number, b: number): Promise<void> {
  if (act === 'work') return work(peer, a, b)
  if (act === 'sync') {
    must(await peer.client.call('team.sync', {}))
    return
  }
  if (act === 'restart') return reopen(peer)
  const other = peers[(peers.indexOf(peer) + 1 + (a % 2)) % peers.length] as Peer
  if (act === 'parts') {
    for (const name of fs.readdirSync(peer.folder, { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.part')) fs.rmSync(path.join(peer.folder, name), { force: true })
    const [any] = changeFiles(peer.folder)
    if (any) fs.writeFileSync(path.join(peer.folder, path.dirname(any), `.junk${a}.part`), 'half')
    return
  }
  const files = allFiles(other.folder)
  const name = files[b % Math.max(files.length, 1)]
  if (name === undefined) return
  if (act === 'duplicate') {
    const copy = name.replace(/\.changes$/, `.sync-conflict-2026-${a}.changes`)
    fs.mkdirSync(path.dirname(path.join(peer.folder, copy)), { recursive: true })
    fs.copyFileSync(path.join(other.folder, name), path.join(peer.folder, copy))
    return
  }
  const bytes = fs.readFileSync(path.join(other.folder, name))
  const target = path.join(peer.folder, name)
  if (fs.existsSync(target)) return
  fs.mkdirSync(path.dirname(target), { recursive: true })
  fs.writeFileSync(target, act === 'copyHalf' ? bytes.subarray(0, b % bytes.length) : bytes)
}

/** What a sync engine does in the end: every file of the one is with the other, as it is where it was written. */
function replicate(from: Peer, to: Peer): void {
  for (const name of allFiles(from.folder)) {
    const target = path.join(to.folder, name)
    const bytes = fs.readFileSync(path.join(from.folder, name))
    if (fs.existsSync(target) && fs.statSync(target).size >= bytes.length) continue
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, bytes)
  }
}

function allFiles(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted()
}
