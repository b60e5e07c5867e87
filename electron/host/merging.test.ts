import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MergePreview } from '../../shared/api/mergeMethods.ts'
import { must } from '../../shared/errors.ts'
import type { CoderId, RecordId } from '../../shared/ids.ts'
import type { DirectHost } from './directHost.ts'
import { openTempHost } from './testHost.ts'

let root: string
let host: DirectHost
let end: () => Promise<void>

beforeEach(() => {
  ;({ root, host, end } = openTempHost())
})

afterEach(() => end())

const at = (name: string): string => path.join(root, name)
const handle = (name: string): string => host.handleOf(at(name))

async function run(command: string, input: object): Promise<RecordId> {
  const done = must(await host.client.call('command.run', { command: command as 'issue.create', input }))
  return done.made[0]?.id ?? ('' as RecordId)
}

async function openAs(name: string, coder: string): Promise<void> {
  must(await host.client.call('project.open', { file: handle(name) }))
  must(await host.client.call('project.chooseCoder', { coder: coder as CoderId }))
}

/** Opened by somebody who has never worked in this copy. */
async function openAsNew(name: string, coder: string): Promise<CoderId> {
  must(await host.client.call('project.open', { file: handle(name) }))
  const { coder: made } = must(
    await host.client.call('project.chooseCoder', { name: coder, initials: coder.slice(0, 2) })
  )
  return made as CoderId
}

const close = async (): Promise<void> => void must(await host.client.call('project.close', {}))

const text = '# Offer\n\nA full ceasefire – é, e\u0301, 🕊️, وقف إطلاق النار – comes first.\n\nTalks follow.'

async function tag(start: number, issue: string): Promise<RecordId> {
  const [document] = must(await host.client.call('documents.page', {})).documents
  const opened = must(await host.client.call('document.open', { document: document?.id as never }))
  return run('annotation.tag', {
    document: document?.id,
    revision: opened.revision?.hash,
    start,
    end: start + 6,
    issue
  })
}

async function annotate(name: string): Promise<void> {
  const { issues } = must(await host.client.call('codebook.get', {}))
  await tag(8, issues.find((issue) => issue.name === name)?.id ?? '')
}

/** A project of Ada's with a text, an issue and one annotation, and a copy that Bea tagged and named an issue in. Closed. */
async function twoCopies(): Promise<{ readonly ada: CoderId; readonly bea: CoderId }> {
  must(await host.client.call('project.create', { file: handle('Talks.parley'), name: 'Talks' }))
  const { coder: ada } = must(await host.client.call('project.chooseCoder', { name: 'Ada', initials: 'A' }))
  fs.writeFileSync(at('offer.md'), text)
  must(await host.client.call('import.accept', { files: [{ handle: handle('offer.md') }] }))
  await run('issue.create', { name: 'Ceasefire' })
  await annotate('Ceasefire')
  await close()
  fs.copyFileSync(at('Talks.parley'), at('Bea.parley'))
  const bea = await openAsNew('Bea.parley', 'Bea')
  await annotate('Ceasefire')
  await run('issue.create', { name: 'Sanctions é' })
  await annotate('Sanctions é')
  await close()
  return { ada: ada as CoderId, bea }
}

const preview = (...names: string[]): Promise<MergePreview> =>
  host.client.call('merge.preview', { files: names.map(handle) }).then(must)

describe('looking at a colleague’s copy', () => {
  it('says by coder and document what it would bring, and changes nothing', async () => {
    const { ada, bea } = await twoCopies()
    await openAs('Talks.parley', ada)
    const before = must(await host.client.call('project.current', {}))
    const told = await preview('Bea.parley')
    expect(told).toMatchObject({
      changes: 4,
      batches: 4,
      blobs: 0,
      conflicts: 0,
      setAside: [],
      offers: [],
      unknown: 0,
      annotations: { new: 2, changed: 0, deleted: 0, identical: 1, conflicting: 0 },
      documents: [{ title: 'Offer', isHere: true, annotations: { new: 2, identical: 1 } }],
      recordCounts: { coder: { new: 1 }, issue: { new: 1 } }
    })
    expect(told.files).toMatchObject([
      { kind: 'copy', name: 'Bea.parley', projectName: 'Talks', isNewer: false, changes: 4, sentence: '' }
    ])
    expect(told.coders).toMatchObject([
      { coder: ada, isHere: true, batches: 0, first: null, annotations: { new: 0, identical: 1 } },
      { coder: bea, name: 'Bea', isHere: false, batches: 3, ahead: 0, annotations: { new: 2, identical: 0 } }
    ])
    expect(told.records.map(({ kind, name, what }) => [kind, name, what])).toEqual([
      ['issue', 'Sanctions é', 'new'],
      ['coder', 'Bea', 'new']
    ])
    expect(must(await host.client.call('project.current', {}))).toEqual(before)
    expect(fs.existsSync(at('Parley backups'))).toBe(false)
    await host.client.call('project.close', {})
  })

  it('tells what merging then does, whatever the files are', async () => {
    const { ada } = await twoCopies()
    fs.copyFileSync(at('Bea.parley'), at('older.parley'))
    must(await host.client.call('project.openSample', { file: handle('Sample.parley') }))
    await close()
    fs.writeFileSync(at('empty.parley'), '')
    fs.writeFileSync(at('prose.parley'), 'Dear colleague, é 🕊️')
    await openAs('Bea.parley', ada)
    await annotate('Ceasefire')
    await close()
    await openAs('Talks.parley', ada)
    const files = [
      'older.parley',
      'Bea.parley',
      'Bea.parley',
      'Talks.parley',
      'Sample.parley',
      'empty.parley',
      'prose.parley',
      'gone.parley'
    ].map(handle)
    const told = must(await host.client.call('merge.preview', { files }))
    expect(told.files.map(({ kind, changes }) => [kind, changes])).toEqual([
      ['copy', 4],
      ['copy', 1],
      ['copy', 0],
      ['copy', 0],
      ['other', 0],
      ['refused', 0],
      ['refused', 0],
      ['refused', 0]
    ])
    expect(told.files.every(({ kind, sentence }) => (kind === 'copy') === (sentence === ''))).toBe(true)
    expect(told.files.slice(5).map(({ code }) => code)).toEqual([
      'copyNoProject',
      'copyNoProject',
      'fileGone'
    ])
    const done = must(await host.client.call('merge.run', { files }))
    expect(done.preview).toEqual(told)
    expect(fs.readdirSync(at('Parley backups'))).toEqual([done.backup])
    const again = must(await host.client.call('merge.run', { files }))
    expect(again).toMatchObject({ arrival: 0, backup: '', joined: 0, preview: { changes: 0 } })
    expect(again.preview.annotations).toMatchObject({ new: 0, identical: 4 })
    expect(fs.readdirSync(at('Parley backups'))).toHaveLength(1)
  })
})

describe('merging', () => {
  it('brings the work in, keeps undo to one’s own, and lists the merge', async () => {
    const { ada } = await twoCopies()
    await openAs('Talks.parley', ada)
    const heard: string[] = []
    const stop = host.client.on('changed', ({ by, project }) =>
      heard.push(`${by} ${project.counts.annotations}`)
    )
    const undo = must(await host.client.call('project.current', {}))?.undo
    const done = must(await host.client.call('merge.run', { files: [handle('Bea.parley')] }))
    stop()
    expect(heard).toEqual(['merge 3'])
    expect(done).toMatchObject({ sources: ['Bea.parley'], arrival: 1, joined: 0 })
    expect(must(await host.client.call('project.current', {}))?.undo).toEqual(undo)
    expect(must(await host.client.call('codebook.get', {})).issues.map(({ name }) => name)).toContain(
      'Sanctions é'
    )
    expect(must(await host.client.call('merge.list', {}))).toMatchObject({
      total: 1,
      merges: [{ source: 'Bea.parley', changes: 4, setAside: [] }]
    })
    await annotate('Sanctions é')
    expect(must(await host.client.call('project.doctor', {})).findings).toEqual([])
    await close()
    expect(fs.readdirSync(root).filter((name) => /-wal|-shm|-journal/.test(name))).toEqual([])
  })

  it('keeps a conflict of two, and the same one of two contents under one id', async () => {
    const { ada, bea } = await twoCopies()
    const rename = async (file: string, coder: string, name: string): Promise<void> => {
      await openAs(file, coder)
      const [issue] = must(await host.client.call('codebook.get', {})).issues
      await run('issue.change', { issue: issue?.id, name })
      await close()
    }
    await rename('Bea.parley', bea, 'As Bea says')
    await rename('Talks.parley', ada, 'As Ada says')
    await openAs('Talks.parley', ada)
    const done = must(await host.client.call('merge.run', { files: [handle('Bea.parley')] }))
    expect(done.preview).toMatchObject({ conflicts: 1, recordCounts: { issue: { conflicting: 1, new: 1 } } })
    const altered = new Database(at('Bea.parley'))
    altered.exec("UPDATE change SET fields = replace(fields, 'As Bea says', 'As nobody says')")
    altered.close()
    const clashing = must(await host.client.call('merge.run', { files: [handle('Bea.parley')] }))
    expect(clashing.preview.setAside).toMatchObject([{ why: 'clash', count: 1 }])
  })

  it('offers what looks like one, and joins what was accepted in one batch that can be undone', async () => {
    const { ada } = await twoCopies()
    await openAs('Talks.parley', ada)
    await run('issue.create', { name: 'SANCTIONS  e\u0301' })
    await run('actor.create', { name: 'The Union', otherNames: ['EU'] })
    await close()
    await openAsNew('Bea.parley', 'ada')
    await run('actor.create', { name: 'eu' })
    await close()
    await openAs('Talks.parley', ada)
    const told = await preview('Bea.parley')
    expect(told.offers.map(({ kind, name, intoName, why }) => [kind, name, intoName, why])).toEqual([
      ['issue', 'SANCTIONS  e\u0301', 'Sanctions é', 'sameName'],
      ['actor', 'eu', 'The Union', 'sameName'],
      ['coder', 'ada', 'Ada', 'sameName']
    ])
    const joins = told.offers.map(({ kind, id, into }) => ({ kind, id, into }))
    const backwards = told.offers.map(({ kind, id, into }) => ({ kind, id: into, into: id }))
    const strangers = [{ kind: 'actor' as const, id: 'act_nobody' as RecordId, into: 'act_none' as RecordId }]
    const done = must(
      await host.client.call('merge.run', {
        files: [handle('Bea.parley')],
        joins: [...joins, ...backwards, ...strangers]
      })
    )
    expect(done.joined).toBe(3)
    expect((await preview('Bea.parley')).offers).toEqual([])
    must(await host.client.call('undo', {}))
    expect((await preview('Bea.parley')).offers).toHaveLength(3)
    // What was put aside as not the same is not offered with the next merge either.
    const { conflicts } = must(await host.client.call('conflicts.page', { filter: { kinds: ['sameCoder'] } }))
    must(
      await host.client.call('conflicts.decline', { offers: conflicts.map(({ id }) => id), isDeclined: true })
    )
    expect((await preview('Bea.parley')).offers.map(({ kind }) => kind)).toEqual(['issue', 'actor'])
    const again = must(await host.client.call('merge.run', { files: [handle('Bea.parley')] }))
    expect(again.preview.offers.map(({ kind }) => kind)).toEqual(['issue', 'actor'])
  })

  it('leaves nothing when it is ended, and lets a command that waited through', async () => {
    const { ada } = await twoCopies()
    await openAs('Talks.parley', ada)
    const before = must(await host.client.call('project.current', {}))?.counts
    const end = host.client.on('progress', ({ task }) => void host.client.call('task.cancel', { task }))
    const ended = host.client.call('merge.run', { files: [handle('Bea.parley')], task: 'merge' })
    expect(await ended).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    end()
    expect(must(await host.client.call('project.current', {}))?.counts).toEqual(before)
    const merging = host.client.call('merge.run', { files: [handle('Bea.parley')] })
    const made = Promise.all(
      Array.from({ length: 20 }, (_, i) => run('issue.create', { name: `While it runs ${i}` }))
    )
    expect(must(await merging).preview.annotations.new).toBe(2)
    expect((await made).every((id) => id.startsWith('iss_'))).toBe(true)
    expect(must(await host.client.call('project.doctor', {})).findings).toEqual([])
  })

  it('writes what waited for it into no other project that was opened meanwhile', async () => {
    const { ada } = await twoCopies()
    must(await host.client.call('project.create', { file: handle('Other.parley'), name: 'Other' }))
    const { coder } = must(await host.client.call('project.chooseCoder', { name: 'Cleo', initials: 'C' }))
    await openAs('Talks.parley', ada)
    const calls: Promise<unknown>[] = []
    const end = host.client.on('progress', ({ step }) => {
      if (step !== 'backup' || calls.length > 0) return
      calls.push(host.client.call('command.run', { command: 'issue.create', input: { name: 'For Talks' } }))
      calls.push(host.client.call('project.open', { file: handle('Other.parley') }))
    })
    await host.client.call('merge.run', { files: [handle('Bea.parley')] })
    end()
    const [made, opened] = await Promise.all(calls)
    expect(opened).toMatchObject({ value: { name: 'Other', coder } })
    expect(made).toMatchObject({ problem: { code: 'noProject' } })
    expect(must(await host.client.call('codebook.get', {})).issues).toEqual([])
  })

  it('says whose clock looks wrong, merges all the same, and does not carry the error on', async () => {
    const { ada } = await twoCopies()
    const tenYears = Math.round(10 * 365.25 * 24 * 3600 * 1000)
    const skewed = new Database(at('Bea.parley'))
    const rows = skewed.prepare('SELECT n, stamp FROM change WHERE n > (SELECT max(n) - 4 FROM change)').all()
    for (const { n, stamp } of rows as { n: number; stamp: string }[]) {
      const ms = Number.parseInt(stamp.slice(0, 12), 16) + tenYears
      skewed
        .prepare('UPDATE change SET stamp = ? WHERE n = ?')
        .run(`${ms.toString(16).padStart(12, '0')}${stamp.slice(12)}`, n)
    }
    skewed.close()
    await openAs('Talks.parley', ada)
    const done = must(await host.client.call('merge.run', { files: [handle('Bea.parley')] }))
    const [bea] = done.preview.coders.filter(({ ahead }) => ahead > 0)
    expect(bea?.name).toBe('Bea')
    expect(Math.abs((bea?.ahead ?? 0) - tenYears)).toBeLessThan(60_000)
    const { issues } = must(await host.client.call('codebook.get', {}))
    const theirs = issues.find(({ name }) => name === 'Sanctions é')
    await run('issue.change', { issue: theirs?.id, name: 'Seen, so it stands' })
    await annotate('Ceasefire')
    const history = must(await host.client.call('log.page', {}))
    const [tagged, changed] = history.batches
    expect(changed?.time).toBeGreaterThan(Date.now() + tenYears / 2)
    expect(Math.abs((tagged?.time ?? 0) - Date.now())).toBeLessThan(60_000)
  })

  it('writes a report that stands alone, with every word of the project as words', async () => {
    const { ada } = await twoCopies()
    fs.copyFileSync(at('Bea.parley'), at('<b>Bea & co.parley'))
    await openAs('Talks.parley', ada)
    const report = must(await host.client.call('merge.run', { files: [handle('<b>Bea & co.parley')] }))
    must(await host.client.call('merge.saveReport', { file: handle('report.html'), report }))
    const page = fs.readFileSync(at('report.html'), 'utf8')
    expect(page).toContain('Taken in: 2 new annotations, 2 changes to codebook, people or documents.')
    expect(page).toContain('&lt;b&gt;Bea &amp; co.parley')
    expect(page).not.toMatch(/<b>|<script|src=|href=/)
    expect(
      await host.client.call('merge.saveReport', { file: handle('Talks.parley'), report })
    ).toMatchObject({ problem: { code: 'fileExists' } })
  })
})
