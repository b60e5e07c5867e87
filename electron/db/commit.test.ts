import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import { changeId, type ActorId, type ChangeId, type Hash, type SessionId } from '../../shared/ids.ts'
import { startingProject } from '../../shared/testing/histories.ts'
import { MemoryProject, sha256 } from '../../shared/testing/memoryProject.ts'
import { blobIsWhole, getBlob, putBlob } from './blobs.ts'
import { commit, write } from './commit.ts'
import { examine } from './doctor.ts'
import {
  allChanges,
  batchesOf,
  batchesPage,
  changesAfter,
  changesOfBatch,
  hasChange,
  sessionEnd,
  sessions
} from './log.ts'
import { closeProjectFile, openProjectFile } from './open.ts'
import { readRecord, totals } from './read.ts'
import { options, store, tempFolder, tempProject } from './testFiles.ts'

const { project } = startingProject()

describe('committing', () => {
  it('gives back every change as it was written, by record, batch, session and in order', () => {
    const file = tempProject()
    store(file, project)
    const changes = [...project.changes.values()]
    expect([...allChanges(file)]).toEqual(changes)
    expect([...changesAfter(file, project.session, 3)]).toEqual(changes.slice(3))
    for (const change of changes) {
      expect(hasChange(file, change.id)).toBe(true)
      expect(changesOfBatch(file, change.batch)).toContainEqual(change)
      expect(readRecord(file, change.record)).toEqual(project.read(change.record))
    }
    const last = changes.at(-1)
    expect(sessionEnd(file, project.session)).toEqual({
      session: project.session,
      seq: changes.length,
      stamp: last?.stamp
    })
    expect(sessions(file)).toHaveLength(1)
    expect(hasChange(file, changeId(project.session, 999))).toBe(false)
    expect(hasChange(file, 'zzzzzzzzzzzzzzzz-1' as ChangeId)).toBe(false)
  })

  it('keeps any text to the letter: tildes, ids in prose, emoji, two forms of é, Hebrew, a line break, a nbsp', () => {
    const file = tempProject()
    const own = project.copy(7, project.clock)
    const definition = `~0; ~12; see doc_7k2m4n5p6q8r9s0t or ${'ab'.repeat(32)}, cafe\u0301 café 😀 שלום\r\n\u00a0~`
    must(own.run('issue.create', { name: '~1;', definition, examples: ['~', 'iss_0000000000000000/~2;'] }))
    store(file, own)
    const written = [...own.changes.values()].at(-1)
    expect([...allChanges(file)].at(-1)).toEqual(written)
  })

  it('names what changed, down to the documents whose annotations did', () => {
    const file = tempProject()
    const { project: own, document, revision } = startingProject()
    store(file, own)
    const [issue] = own.idsOf('issue')
    must(own.run('annotation.tag', { document, revision, start: 0, end: 14, issue: issue ?? '' } as never))
    const touched = store(file, own).at(-1)
    expect([...(touched?.records.keys() ?? [])]).toEqual(['annotation'])
    expect([...(touched?.documents ?? [])]).toEqual([document])
    expect(totals(file)).toEqual({ documents: 1, annotations: 1, incomplete: 1, conflicts: 0 })
  })

  it('walks the batches of one coder that were written here, newest first', () => {
    const file = tempProject()
    store(file, project)
    const own = [...batchesOf(file, project.coder)].map(({ id }) => id)
    const written = project.written.filter(({ coder }) => coder === project.coder).map(({ id }) => id)
    expect(own).toEqual(written.toReversed())
    expect([...batchesOf(file, null)].map(({ command }) => command)).toEqual([
      'coder.create',
      'project.create'
    ])
    expect(batchesPage(file, { offset: 1, limit: 2 })).toMatchObject({
      total: project.written.length,
      batches: [{ id: project.written.at(-2)?.id }, { id: project.written.at(-3)?.id }]
    })
  })

  it('leaves the old state when the disk is full', async () => {
    const file = tempProject()
    store(file, project)
    const before = totals(file)
    const pages = Number(file.connection.database.pragma('page_count', { simple: true }))
    file.connection.database.pragma(`max_page_count = ${pages + 3}`)
    const own = project.copy(8, project.clock)
    for (let i = 0; i < 300; i++)
      own.append(
        'actor.create',
        [
          {
            record: { kind: 'actor', id: `act_${i}` as ActorId },
            fields: { name: 'x'.repeat(900) },
            basedOn: []
          }
        ],
        null
      )
    const results = own.written.map((batch) =>
      commit(file, {
        batch,
        changes: [...own.changes.values()].filter((change) => change.batch === batch.id)
      })
    )
    const failed = results.find((result) => !result.ok)
    expect(failed).toEqual({ ok: false, problem: { code: 'diskFull', about: {} } })
    const stored = results.filter((result) => result.ok).length
    file.connection.database.pragma('max_page_count = 1000000')
    expect(totals(file)).toEqual(before)
    expect([...allChanges(file)]).toHaveLength(project.changes.size + stored)
    const next = own.written[stored]
    if (next)
      must(
        commit(file, {
          batch: next,
          changes: [...own.changes.values()].filter((change) => change.batch === next.id)
        })
      )
    expect(
      must(await examine(file, { now: project.clock + 1e9 })).findings.filter(
        ({ severity }) => severity !== 'attention'
      )
    ).toEqual([])
  })

  it('takes everything back when one change of the batch cannot be stored, and forgets what it had named', () => {
    const file = tempProject()
    store(file, project)
    const own = project.copy(9, project.clock)
    must(own.run('issue.create', { name: 'New' }))
    const batch = own.written.at(-1)
    const change = [...own.changes.values()].at(-1)
    if (!batch || !change) throw new Error('nothing was written')
    expect(() => commit(file, { batch, changes: [change, change] })).toThrow(/UNIQUE/)
    expect(hasChange(file, change.id)).toBe(false)
    must(commit(file, { batch, changes: [change] }))
    expect(readRecord(file, change.record)?.shown['name']).toBe('New')
  })

  it('keeps blobs of any size whole, in parts', () => {
    const file = tempProject()
    for (const bytes of [
      new Uint8Array(0),
      new TextEncoder().encode('é'),
      new Uint8Array(3 * 1024 * 1024 + 1).map((_, i) => (i * i) & 255),
      new Uint8Array(1024 * 1024).fill(7)
    ]) {
      const hash = sha256(bytes) as Hash
      write(file, () => putBlob(file, hash, bytes))
      expect(Buffer.from(getBlob(file, hash) ?? []).equals(Buffer.from(bytes))).toBe(true)
      expect(blobIsWhole(file, hash)).toBe(true)
    }
    expect(getBlob(file, sha256('not here') as Hash)).toBeUndefined()
    expect(() =>
      write(file, () => putBlob(file, sha256('a') as Hash, new TextEncoder().encode('b')))
    ).toThrow(/hash/)
  })

  it('refuses to write where the file was opened to read', () => {
    const file = tempProject()
    store(file, project)
    closeProjectFile(file)
    const reading = must(openProjectFile(file.path, { ...options, mode: 'read' }))
    const batch = project.written[0]
    expect(batch && commit(reading, { batch, changes: [] })).toMatchObject({
      ok: false,
      problem: { code: 'readOnly' }
    })
    closeProjectFile(reading)
  })
})

describe('a process that is killed while it commits', () => {
  it('loses nothing that was acknowledged', async () => {
    const folder = tempFolder()
    const file = tempProject(folder)
    closeProjectFile(file)
    const acknowledged = new Map<string, number>()
    for (let round = 0; round < 5; round++) {
      const child = spawn(
        process.execPath,
        [join(import.meta.dirname, 'testChild.ts'), 'commit', file.path, String(round + 1)],
        { stdio: ['ignore', 'pipe', 'inherit'] }
      )
      let said = ''
      const enough = new Promise<void>((resolve) => {
        child.stdout.on('data', (chunk: Buffer) => {
          said += chunk.toString()
          if (said.split('\n').length > 5 + round * 17) resolve()
        })
      })
      await enough
      child.kill('SIGKILL')
      await once(child, 'close')
      const lines = said.split('\n').slice(0, -1)
      const [session = '', count = ''] = lines.at(-1)?.split(' ') ?? []
      acknowledged.set(session, Number(count))
      const again = must(openProjectFile(file.path, { ...options, writer: 'child', mode: 'write' }))
      for (const [own, seq] of acknowledged)
        expect(sessionEnd(again, own as SessionId)?.seq).toBeGreaterThanOrEqual(seq)
      const report = must(await examine(again, { now: Date.now() }))
      expect(
        report.findings.filter(({ severity, code }) => severity !== 'attention' || code === 'missingChanges')
      ).toEqual([])
      expect(closeProjectFile(again)).toEqual({ single: true })
    }
    expect(new MemoryProject(1).session in Object.fromEntries(acknowledged)).toBe(true)
  }, 60_000)
})
