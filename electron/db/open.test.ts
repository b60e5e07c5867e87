import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import { startingProject } from '../../shared/testing/histories.ts'
import { backupsOf } from './backup.ts'
import { rebuildAtOnce } from './rebuild.ts'
import { closeProjectFile, createProjectFile, openProjectFile, openReader, tablesAreFresh } from './open.ts'
import { totals } from './read.ts'
import { applicationId, createSchema, schemaVersions } from './schema.ts'
import { version1 } from './migrations/version1.ts'
import { options, store, tempFolder, tempProject } from './testFiles.ts'

const { project } = startingProject()

function openAgain(path: string, mode: 'write' | 'read' = 'write'): ReturnType<typeof openProjectFile> {
  return openProjectFile(path, { ...options, mode })
}

describe('a project file', () => {
  it('is one file at rest, and holds what was written when it is opened again', () => {
    const folder = tempFolder()
    const file = tempProject(folder, 'Friedensgespräche 😀.parley')
    store(file, project)
    const before = totals(file)
    expect(readdirSync(folder)).toContain('Friedensgespräche 😀.parley-wal')
    expect(closeProjectFile(file)).toEqual({ single: true })
    expect(readdirSync(folder)).toEqual(['Friedensgespräche 😀.parley'])
    expect(readFileSync(file.path).readUInt8(18)).toBe(1)
    const again = must(openAgain(file.path))
    expect(totals(again)).toEqual(before)
    expect(tablesAreFresh(again)).toBe(true)
    closeProjectFile(again)
  })

  it('flushes every commit: a write-ahead log with full synchronisation, no memory mapping, no trust in the schema', () => {
    const { connection } = tempProject()
    const said = ['journal_mode', 'synchronous', 'mmap_size', 'trusted_schema', 'cell_size_check'].map(
      (name) => connection.database.pragma(name, { simple: true })
    )
    expect(said).toEqual(['wal', 2, 0, 0, 1])
  })

  it('keeps a rollback journal where a write-ahead log cannot work, and says so', () => {
    const folder = tempFolder()
    const file = must(createProjectFile(join(folder, 'a.parley'), { ...options, wal: false }))
    expect(file.journal).toBe('rollback')
    store(file, project)
    expect(readdirSync(folder).toSorted()).toEqual(['a.parley', 'a.parley-lock'])
    closeProjectFile(file)
    expect(readdirSync(folder)).toEqual(['a.parley'])
  })

  it('is never made over a file that is there', () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'notes.parley'), 'my notes')
    expect(createProjectFile(join(folder, 'notes.parley'), options)).toMatchObject({
      ok: false,
      problem: { code: 'fileExists' }
    })
    expect(readFileSync(join(folder, 'notes.parley'), 'utf8')).toBe('my notes')
    expect(readdirSync(folder)).toEqual(['notes.parley'])
  })

  it('cannot be made in a folder that is not there', () => {
    expect(createProjectFile(join(tempFolder(), 'gone', 'a.parley'), options)).toMatchObject({
      ok: false,
      problem: { code: 'folderUnwritable' }
    })
  })

  it('lets a reader of another thread look on while it is written', () => {
    const file = tempProject()
    store(file, project)
    const reader = must(openReader(file.path, options))
    expect(totals(reader)).toEqual(totals(file))
    expect(() => reader.connection.database.exec('DELETE FROM meta')).toThrow(/readonly/)
    expect(closeProjectFile(file)).toEqual({ single: false })
    reader.connection.close()
  })

  it('tells that it was last written elsewhere, until its tables are made anew', () => {
    const file = tempProject()
    store(file, project)
    closeProjectFile(file)
    const elsewhere = must(openProjectFile(file.path, { ...options, writer: 'another', mode: 'write' }))
    expect(tablesAreFresh(elsewhere)).toBe(false)
    project.run('issue.create', { name: 'Made elsewhere' })
    store(elsewhere, project)
    closeProjectFile(elsewhere)
    const here = must(openAgain(file.path))
    expect(tablesAreFresh(here)).toBe(false)
    must(rebuildAtOnce(here))
    closeProjectFile(here)
    const again = must(openAgain(file.path))
    expect(tablesAreFresh(again)).toBe(true)
    closeProjectFile(again)
  })
})

describe('a file that is no project, or not a sound one', () => {
  const wrong: readonly (readonly [string, string, (path: string) => void])[] = [
    ['an empty file', 'notAProject', (path) => writeFileSync(path, '')],
    [
      'a text',
      'notAProject',
      (path) => writeFileSync(path, 'SQLite format 3 is what I write about. '.repeat(20))
    ],
    [
      'another SQLite database',
      'notAProject',
      (path) => new Database(path).exec('CREATE TABLE t (a)').close()
    ],
    [
      'another SQLite database in WAL mode',
      'notAProject',
      (path) => {
        const other = new Database(path)
        other.pragma('journal_mode = WAL')
        other.exec('CREATE TABLE t (a)').close()
      }
    ],
    [
      'a project cut short',
      'projectDamaged',
      (path) => {
        makeProject(path)
        truncateSync(path, statSync(path).size - 4096)
      }
    ],
    [
      'a project whose first page is garbage after its header',
      'projectDamaged',
      (path) => {
        makeProject(path)
        const bytes = readFileSync(path)
        bytes.fill(0xff, 100, 4096)
        writeFileSync(path, bytes)
      }
    ],
    [
      'a project with a trigger',
      'projectForeignSchema',
      (path) => makeProject(path, 'CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM change; END')
    ],
    [
      'a project with a view',
      'projectForeignSchema',
      (path) => makeProject(path, 'CREATE VIEW v AS SELECT * FROM change')
    ],
    ['a project with a table', 'projectForeignSchema', (path) => makeProject(path, 'CREATE TABLE extra (a)')],
    [
      'a project with an index',
      'projectForeignSchema',
      (path) => makeProject(path, 'CREATE INDEX i ON change (stamp)')
    ],
    [
      'a project whose view was exchanged',
      'projectForeignSchema',
      (path) => makeProject(path, 'DROP VIEW dataset; CREATE VIEW dataset AS SELECT 1')
    ],
    [
      'a project that lacks a table',
      'projectForeignSchema',
      (path) => makeProject(path, 'DROP TABLE decision')
    ],
    ['a project of a newer version', 'projectNewer', (path) => makeProject(path, 'PRAGMA user_version = 7')]
  ]

  it.each(wrong)('%s is refused with %s and left as it is', (_what, code, make) => {
    const folder = tempFolder()
    const path = join(folder, 'x.parley')
    make(path)
    const before = readFileSync(path)
    for (const mode of ['write', 'read'] as const)
      expect(openAgain(path, mode)).toMatchObject({ ok: false, problem: { code } })
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['x.parley'])
  })

  it('is told apart from one that is not there', () => {
    const folder = tempFolder()
    expect(openAgain(join(folder, 'gone.parley'))).toMatchObject({ ok: false, problem: { code: 'fileGone' } })
    expect(readdirSync(folder)).toEqual([])
  })

  it.skipIf(process.getuid?.() === 0)('says so where the folder cannot be written', () => {
    const folder = tempFolder()
    makeProject(join(folder, 'x.parley'))
    chmodSync(folder, 0o500)
    expect(openAgain(join(folder, 'x.parley'))).toMatchObject({ ok: false })
    chmodSync(folder, 0o700)
  })
})

describe('a project opened twice', () => {
  it('is locked for the second, who may read, and free when the first closes', () => {
    const file = tempProject()
    expect(openAgain(file.path)).toMatchObject({ ok: false, problem: { code: 'projectLocked' } })
    const second = must(openAgain(file.path, 'read'))
    expect(second.mode).toBe('read')
    closeProjectFile(second)
    closeProjectFile(file)
    closeProjectFile(must(openAgain(file.path)))
  })

  it('is locked by another process, and free again when that is killed', async () => {
    const file = tempProject()
    store(file, project)
    closeProjectFile(file)
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'testChild.ts'), 'hold', file.path, '77'],
      {
        stdio: ['ignore', 'pipe', 'inherit']
      }
    )
    await once(child.stdout, 'data')
    expect(openAgain(file.path)).toMatchObject({ ok: false, problem: { code: 'projectLocked' } })
    const looking = must(openAgain(file.path, 'read'))
    expect(totals(looking).documents).toBe(1)
    closeProjectFile(looking)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const again = must(openAgain(file.path))
    expect(again.afterCrash).toBe(true)
    closeProjectFile(again)
    expect(readdirSync(join(file.path, '..'))).toEqual(['talks.parley'])
  })
})

describe('a project of an older version', () => {
  const version2 = {
    version: 2,
    tables: [
      ...version1.tables.filter((statement) => !/\bdecision\b/.test(statement)),
      'CREATE TABLE decision (n INTEGER PRIMARY KEY, more TEXT) STRICT'
    ]
  }
  const versions = [...schemaVersions, version2]

  it('keeps its log, gets new tables to be rebuilt, and leaves a backup of how it was', () => {
    const file = tempProject()
    store(file, project)
    const changes = countChanges(file.path)
    closeProjectFile(file)
    const migrated = must(openProjectFile(file.path, { ...options, versions, mode: 'write' }))
    expect(tablesAreFresh(migrated)).toBe(false)
    expect(countChanges(file.path)).toEqual(changes)
    expect(migrated.connection.database.pragma('user_version', { simple: true })).toBe(2)
    expect(backupsOf(migrated).map(({ name }) => name.replace(/ \d\d-\d\d-\d\d /, ' time '))).toEqual([
      'talks 2026-11-22 time before update.parley'
    ])
    closeProjectFile(migrated)
    const [backup] = backupsOf(file)
    expect(openAgain(file.path)).toMatchObject({ ok: false, problem: { code: 'projectNewer' } })
    const before = must(openAgain(backup?.path ?? ''))
    expect(totals(before).documents).toBe(1)
    closeProjectFile(before)
  })
})

function makeProject(path: string, statements?: string): void {
  const database = new Database(path)
  createSchema(database, version1)
  expect(database.pragma('application_id', { simple: true })).toBe(applicationId)
  if (statements) database.exec(statements)
  database.close()
}

function countChanges(path: string): unknown {
  const database = new Database(path, { readonly: true })
  const count = database.prepare('SELECT count(*), max(stamp) FROM change').raw().get()
  database.close()
  return count
}
