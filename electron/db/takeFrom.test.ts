import Database from 'better-sqlite3'
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import type { Hash } from '../../shared/ids.ts'
import { startingProject } from '../../shared/testing/histories.ts'
import { sha256, type MemoryProject } from '../../shared/testing/memoryProject.ts'
import { MemoryProject as Project } from '../../shared/testing/memoryProject.ts'
import { planNewProject } from '../../shared/commands/newProject.ts'
import { blobIsWhole, putBlob } from './blobs.ts'
import { write } from './commit.ts'
import { examine } from './doctor.ts'
import { isSameFile, openForeign, type ForeignFile } from './foreign.ts'
import { allChanges, batchesOf, batchesPage } from './log.ts'
import { openCopyToRead } from './copyToRead.ts'
import { closeProjectFile, openProjectFile } from './open.ts'
import type { ProjectFile } from './projectFile.ts'
import { readRecord, totals } from './read.ts'
import { options, store, tempFolder, tempProject } from './testFiles.ts'
import { missingFrom, takeFrom } from './takeFrom.ts'

const merge = { now: 5, source: 'colleague.parley' }

/** Our file, and a colleague's copy of it that has one more issue; `alter` may do anything to the copy's bytes. */
function two(
  alter: (database: Database.Database, path: string) => void = () => undefined,
  { project }: { readonly project: MemoryProject } = startingProject()
): {
  ours: ProjectFile
  theirs: string
  project: MemoryProject
  temp: string
} {
  const ours = tempProject()
  store(ours, project)
  const copy = project.copy(50, project.clock)
  must(copy.run('issue.create', { name: 'Colleague’s issue 😀' }))
  const file = tempProject(tempFolder(), 'colleague.parley')
  store(file, copy)
  closeProjectFile(file)
  const database = new Database(file.path)
  alter(database, file.path)
  if (database.open) database.close()
  return { ours, theirs: file.path, project: copy, temp: tempFolder() }
}

function foreign(path: string, temp: string): ForeignFile {
  return must(openForeign(path, { sha256, tempFolder: temp }))
}

describe('merging a colleague’s file', () => {
  it('brings what is new, marks it as arrived, and leaves the other file as it was', () => {
    const { ours, theirs, project, temp } = two()
    const bytes = readFileSync(theirs)
    const other = foreign(theirs, temp)
    expect(must(missingFrom(ours, other.file))).toEqual({
      changes: 1,
      batches: 1,
      blobs: 0,
      setAside: {},
      clashes: []
    })
    const taken = must(takeFrom(ours, other.file, merge))
    other.close()
    expect(taken).toMatchObject({ changes: 1, batches: 1, arrival: 1, conflicts: 0 })
    expect([...allChanges(ours)].map(({ id }) => id).toSorted()).toEqual(
      [...project.changes.keys()].toSorted()
    )
    expect(batchesPage(ours, { offset: 0, limit: 1 }).batches).toMatchObject([
      { arrived: 1, command: 'issue.create' }
    ])
    expect([...batchesOf(ours, project.coder)].every(({ arrived }) => arrived === 0)).toBe(true)
    expect(readFileSync(theirs).equals(bytes)).toBe(true)
    expect(readdirSync(temp)).toEqual([])
    expect(readdirSync(join(theirs, '..'))).toEqual(['colleague.parley'])
  })

  it('takes the blobs that are whole, and lists those that are not', () => {
    const { ours, theirs, temp } = two()
    const text = new TextEncoder().encode('x'.repeat(3_000_000))
    const [good, bad] = [sha256(text) as Hash, sha256('other') as Hash]
    const database = new Database(theirs)
    database
      .prepare('INSERT INTO blob (hash, part, packed, bytes) VALUES (?, 0, 0, ?)')
      .run(bad, Buffer.from('not that'))
    database
      .prepare('INSERT INTO blob (hash, part, packed, bytes) VALUES (?, 0, 1, ?)')
      .run('f'.repeat(64), Buffer.from('no deflate'))
    database
      .prepare('INSERT INTO blob (hash, part, packed, bytes) VALUES (?, 0, 0, ?)')
      .run('../../etc/passwd', Buffer.from('x'))
    database
      .prepare('INSERT INTO blob (hash, part, packed, bytes) VALUES (?, 0, 0, ?)')
      .run(good, Buffer.from(text))
    database.close()
    const other = foreign(theirs, temp)
    expect(must(takeFrom(ours, other.file, merge))).toMatchObject({ blobs: 1, setAside: { brokenBlob: 3 } })
    other.close()
    expect(blobIsWhole(ours, good)).toBe(true)
  })

  it('leaves out what breaks its schema and counts it, and takes the rest', async () => {
    const { ours, theirs, temp } = two((database) => {
      const copy = database.prepare('SELECT * FROM change ORDER BY n DESC LIMIT 1').get() as Record<
        string,
        number | string
      >
      const insert = database.prepare(
        'INSERT INTO change (session, seq, stamp, batch, kind, record, fields, basedOn, schema) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'
      )
      const add = (seq: number, over: Record<string, number | string>): void => {
        const row: Record<string, number | string | undefined> = { ...copy, seq, ...over }
        insert.run(
          row['session'],
          row['seq'],
          row['stamp'],
          row['batch'],
          row['kind'],
          row['record'],
          row['fields'],
          row['basedOn'],
          row['schema']
        )
      }
      add(101, { fields: '{"colour":"url(http://evil)"}' })
      add(102, { fields: 'not JSON' })
      add(103, { stamp: 'yesterday' })
      add(104, { fields: '{}' })
      add(105, { record: 999_999 })
      add(106, { batch: 999_999 })
      add(107, { fields: '{"name":"Taken all the same"}', basedOn: `${copy['session']}-${copy['seq']}` })
      add(108, { fields: '{"laterField":{"of":"a newer version"}}' })
      add(109, { schema: 7, fields: '{"name":7}' })
      add(110, { fields: '{"__proto__":{"polluted":true}}' })
    })
    const other = foreign(theirs, temp)
    const taken = must(takeFrom(ours, other.file, merge))
    expect(taken.setAside).toEqual({ brokenValue: 1, brokenChange: 5, batchMissing: 1 })
    expect(taken.changes).toBe(1 + 3)
    const [issue] = [...(taken.touched.records.get('issue') ?? [])]
    expect(issue && readRecord(ours, { kind: 'issue', id: issue })?.shown['laterField']).toEqual({
      of: 'a newer version'
    })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    other.close()
    const { findings } = must(await examine(ours, { now: 2e12 }))
    expect(findings.filter(({ severity }) => severity !== 'attention')).toEqual([])
  })

  it('takes a batch of many changes whatever number it has in their file', () => {
    for (const n of [-7, 0, 30_000_000, Number.MAX_SAFE_INTEGER]) {
      const { ours, theirs, temp } = two((database) => {
        database.exec(`INSERT INTO change (session, seq, stamp, batch, kind, record, fields, basedOn, schema)
          SELECT session, seq + 1, stamp, batch, kind, record, '{"colour":"#123456"}', '', schema FROM change ORDER BY n DESC LIMIT 1`)
        const last = database.prepare('SELECT batch FROM change ORDER BY n DESC LIMIT 1').pluck().get()
        database.prepare('UPDATE batch SET n = ? WHERE n = ?').run(n, last)
        database.prepare('UPDATE change SET batch = ? WHERE batch = ?').run(n, last)
      })
      const other = foreign(theirs, temp)
      const expected = { changes: 2, batches: 1, setAside: {}, clashes: [] }
      expect(must(missingFrom(ours, other.file))).toMatchObject(expected)
      expect(must(takeFrom(ours, other.file, merge))).toMatchObject(expected)
      other.close()
    }
  })

  it('goes on where a row of their log has a number that no log counts to, and sets it aside', () => {
    for (const n of [-1, 0, '9007199254740993', '9223372036854775807']) {
      const { ours, theirs, temp } = two(
        (database) => void database.exec(`UPDATE change SET n = ${n} WHERE n = 3`)
      )
      const other = foreign(theirs, temp)
      const expected = { changes: 1, setAside: { brokenChange: 1 }, clashes: [] }
      expect(must(missingFrom(ours, other.file))).toMatchObject(expected)
      expect(must(takeFrom(ours, other.file, merge))).toMatchObject(expected)
      other.close()
    }
  })

  it('keeps the same one of two changes under one id, whichever came first, and reports it', () => {
    const alter = (name: string) => (database: Database.Database) =>
      void database
        .prepare("UPDATE change SET fields = replace(fields, 'Security', ?) WHERE fields LIKE '%Security%'")
        .run(name)
    for (const name of ['Tampered', 'Forged', 'Changed', 'Other']) {
      const one = two(alter(name))
      const there = foreign(one.theirs, one.temp)
      const taken = must(takeFrom(one.ours, there.file, merge))
      expect(taken.clashes).toHaveLength(1)
      // The other way round: the tampered file takes ours.
      const tampered = tempProject(tempFolder(), 'tampered.parley')
      must(takeFrom(tampered, there.file, merge))
      const { ours } = two()
      must(takeFrom(tampered, ours, merge))
      there.close()
      const names = (file: ProjectFile): unknown =>
        [...allChanges(file)].map(({ id, fields }) => `${id} ${JSON.stringify(fields)}`).toSorted()
      expect(names(tampered)).toEqual(names(one.ours))
      expect(totals(tampered)).toEqual(totals(one.ours))
    }
  })

  it('leaves no row of a record whose only change gives way to one about another record', async () => {
    const tagged = (): { readonly project: MemoryProject } => {
      const { project, document, revision } = startingProject()
      const [issue = ''] = project.idsOf('issue')
      must(project.run('annotation.tag', { document, revision, start: 0, end: 9, issue }))
      return { project }
    }
    const { count } = rowsOf(two(undefined, tagged()).ours)
    let gaveWay = 0
    for (let n = 1; n <= count; n++) {
      const { ours, theirs, temp } = two((database) => {
        const { kind } = database
          .prepare('SELECT o.id AS kind FROM change c JOIN name o ON o.n = c.kind WHERE c.n = ?')
          .get(n) as { kind: string }
        const other = database.prepare('INSERT INTO name (id) VALUES (?)').run(`${kind}_of_nobody`)
        database.prepare('UPDATE change SET record = ? WHERE n = ?').run(other.lastInsertRowid, n)
      }, tagged())
      const there = foreign(theirs, temp)
      const taken = must(takeFrom(ours, there.file, { ...merge, anyProject: true }))
      there.close()
      expect(taken.clashes).toHaveLength(1)
      if (taken.clashes[0]?.kept === 'theirs') gaveWay++
      const { findings } = must(await examine(ours, { now: 2e12 }))
      expect(findings.filter(({ severity }) => severity !== 'attention')).toEqual([])
    }
    expect(gaveWay).toBeGreaterThan(0)
  })

  it('is refused for a file of another project, and for files that are not sound', () => {
    const { ours, temp } = two()
    const stranger = tempProject(tempFolder(), 'stranger.parley')
    const other = new Project(77)
    must(other.append('project.create', planNewProject('Another', other.randomBytes).drafts, null))
    store(stranger, other)
    expect(takeFrom(ours, stranger, merge)).toMatchObject({ ok: false, problem: { code: 'otherProject' } })
    expect(missingFrom(ours, stranger)).toMatchObject({ ok: false, problem: { code: 'otherProject' } })
    expect(must(takeFrom(ours, stranger, { ...merge, anyProject: true })).changes).toBe(other.changes.size)
    const bad = join(tempFolder(), 'bad.parley')
    writeFileSync(bad, 'hello')
    expect(openForeign(bad, { sha256, tempFolder: temp })).toMatchObject({
      ok: false,
      problem: { code: 'notAProject' }
    })
    const trigger = two(
      (database) =>
        void database.exec('CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM change; END')
    )
    expect(openForeign(trigger.theirs, { sha256, tempFolder: temp })).toMatchObject({
      ok: false,
      problem: { code: 'projectForeignSchema', about: { object: 't' } }
    })
    const torn = two((database, path) => {
      database.close()
      const bytes = readFileSync(path)
      bytes.fill(0x5a, bytes.length - 4096 * 3, bytes.length - 4096)
      writeFileSync(path, bytes)
    })
    expect(openForeign(torn.theirs, { sha256, tempFolder: temp })).toMatchObject({
      ok: false,
      problem: { code: 'projectDamaged' }
    })
    expect(readdirSync(temp)).toEqual([])
  })

  it('takes a newer version’s file by its log alone', () => {
    const { ours, theirs, temp } = two((database) =>
      database.exec(
        'PRAGMA user_version = 9; DROP TABLE decision; CREATE TABLE novelty (a TEXT) STRICT; CREATE VIEW more AS SELECT 1'
      )
    )
    const other = foreign(theirs, temp)
    expect(must(takeFrom(ours, other.file, merge)).changes).toBe(1)
    other.close()
  })

  it('is not needed to look into a newer version’s file: its log is shown in a copy', () => {
    const { theirs, project, temp } = two((database) =>
      database.exec('PRAGMA user_version = 9; DROP TABLE decision')
    )
    expect(openProjectFile(theirs, { ...options, mode: 'read' })).toMatchObject({
      ok: false,
      problem: { code: 'projectNewer' }
    })
    const bytes = readFileSync(theirs)
    const { file, notShown, close } = must(openCopyToRead(theirs, { ...options, tempFolder: temp }))
    expect([file.name, file.mode, notShown]).toEqual(['colleague.parley', 'read', 0])
    expect(totals(file).documents).toBe(1)
    expect([...allChanges(file)].map(({ id }) => id).toSorted()).toEqual(
      [...project.changes.keys()].toSorted()
    )
    close()
    expect(readdirSync(temp)).toEqual([])
    expect(readFileSync(theirs).equals(bytes)).toBe(true)
  })

  it('takes everything back when it is stopped half way', () => {
    const { ours, theirs, temp } = two()
    const before = [...allChanges(ours)]
    const other = foreign(theirs, temp)
    const stop = (): never => {
      throw new Error('stopped')
    }
    write(ours, () => putBlob(ours, sha256('a') as Hash, new TextEncoder().encode('a')))
    const copy = join(tempFolder(), 'copy.parley')
    copyFileSync(theirs, copy)
    const blobs = new Database(copy)
    blobs
      .prepare('INSERT INTO blob (hash, part, packed, bytes) VALUES (?, 0, 0, ?)')
      .run(sha256('b'), Buffer.from('b'))
    blobs.close()
    const withBlob = foreign(copy, temp)
    expect(() => takeFrom(ours, withBlob.file, { ...merge, onProgress: stop })).toThrow('stopped')
    withBlob.close()
    expect([...allChanges(ours)]).toEqual(before)
    expect(must(takeFrom(ours, other.file, merge)).arrival).toBe(1)
    other.close()
  })

  it('knows a file by whatever name', () => {
    const { ours, theirs } = two()
    expect(isSameFile(ours.path, join(ours.path, '..', '.', 'talks.parley'))).toBe(true)
    expect(isSameFile(ours.path, theirs)).toBe(false)
  })
})

function rowsOf(file: ProjectFile): { readonly count: number } {
  return file.connection.database.prepare('SELECT count(*) AS count FROM change').get() as { count: number }
}
