/** Making, opening and closing a project file: identity, schema, version, lock, journal. Every file is taken for untrusted. */
import Database from 'better-sqlite3'
import { existsSync, linkSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fail, ok, ProblemError, type Result } from '../../shared/errors.ts'
import type { Sha256 } from '../../shared/ids.ts'
import { writeBackupNow, type BackupRoom } from './backup.ts'
import { checkHeader, noteOpen } from './header.ts'
import { takeLock, type Lock } from './lock.ts'
import { Names } from './names.ts'
import { codeOf, guarded } from './problems.ts'
import type { ProjectFile } from './projectFile.ts'
import {
  createSchema,
  foreignObject,
  latestVersion,
  migrate,
  schemaVersions,
  type SchemaVersion
} from './schema.ts'
import { Connection, sql } from './sql.ts'

export type OpenOptions = {
  readonly sha256: Sha256
  /** Stands for this installation: what it wrote last is trusted to be right, see `tablesAreFresh`. */
  readonly writer: string
  /** Milliseconds since 1970: names the backup before a migration. */
  readonly now: () => number
  /** Where backups go when the folder beside the project cannot be written. */
  readonly backups?: BackupRoom
  /** For tests of migrations. */
  readonly versions?: readonly SchemaVersion[]
  /** False keeps the rollback journal, as on a file system that cannot carry a write-ahead log. */
  readonly wal?: boolean
}

/**
 * Makes an empty project file and opens it for writing. Fails with fileExists (what stands at `path` is never written over) and with
 * folderUnwritable.
 */
export function createProjectFile(path: string, options: OpenOptions): Result<ProjectFile> {
  const name = basename(path)
  return guarded(name, () => {
    if (existsSync(path)) return fail('fileExists', { name })
    if (!existsSync(dirname(path))) return fail('folderUnwritable', { name })
    // Under another name until it is whole: a crash leaves no half project where people look.
    const unfinished = join(dirname(path), `.${name}.new`)
    rmSync(unfinished, { force: true })
    try {
      const database = inFolder(name, () => new Database(unfinished))
      try {
        database.pragma('synchronous = FULL')
        createSchema(database, latestVersion(options.versions))
      } finally {
        database.close()
      }
      if (!moveToFree(unfinished, path)) return fail('fileExists', { name })
    } finally {
      rmSync(unfinished, { force: true })
    }
    const opened = openProjectFile(path, { ...options, mode: 'write' })
    if (opened.ok) trustTables(opened.value)
    return opened
  })
}

/**
 * Opens a project file. 'write' takes the lock (projectLocked where somebody else holds it: open to read then), brings an older file to
 * today's version after a backup, and keeps a write-ahead log until it is closed. 'read' changes nothing. A newer or older file that is to
 * be read alone fails with projectNewer: see `openCopyToRead`. Nothing that is not a project is created, changed or kept open.
 */
export function openProjectFile(
  path: string,
  options: OpenOptions & { readonly mode: 'write' | 'read' }
): Result<ProjectFile> {
  const name = basename(path)
  return guarded(name, () => {
    const header = checkHeader(path)
    if (!header.ok) return header
    const real = realpathSync(path)
    const lock = options.mode === 'write' ? takeLock(real) : null
    if (options.mode === 'write' && !lock) return fail('projectLocked', { name })
    try {
      const opened = openChecked(real, options, lock)
      if (!opened.ok) lock?.free()
      return opened
    } catch (error) {
      lock?.free()
      throw error
    }
  })
}

/** A connection of its own that only reads, for a thread. The file must be open for writing elsewhere, or at rest. */
export function openReader(path: string, options: { readonly sha256: Sha256 }): Result<ProjectFile> {
  const name = basename(path)
  return guarded(name, () => {
    const opened = connect(path, 'read')
    const version = latestVersion()
    const object = foreignObject(opened.database, version)
    if (object !== null) {
      opened.close()
      return fail('projectForeignSchema', { name, object })
    }
    const file = describe(path, opened, {
      ...options,
      writer: '',
      mode: 'read',
      journal: journalOf(opened),
      afterCrash: false
    })
    file.tables.fresh = tablesAreMarkedFresh(opened)
    return ok(file)
  })
}

/**
 * A second connection that writes, for a thread of the installation that has the file open for writing and lets nobody else write meanwhile;
 * or for a copy of our own. Takes no lock and changes no journal. In a rollback journal nothing reaches the file before the commit, so that
 * readers are held up by that alone.
 */
export function openBesideWriter(
  path: string,
  options: Pick<OpenOptions, 'sha256' | 'writer'>
): Result<ProjectFile> {
  const name = basename(path)
  return guarded(name, () => {
    const connection = connect(path, 'write')
    const object = foreignObject(connection.database, latestVersion())
    if (object !== null) {
      connection.close()
      return fail('projectForeignSchema', { name, object })
    }
    const journal = journalOf(connection)
    const { database } = connection
    database.pragma(`synchronous = ${journal === 'wal' ? 'FULL' : 'EXTRA'}`)
    database.pragma('cache_size = -131072')
    database.pragma('busy_timeout = 60000')
    if (journal === 'rollback') database.pragma('cache_spill = OFF')
    const file = describe(path, connection, { ...options, mode: 'write', journal, afterCrash: false })
    file.tables.fresh =
      tablesAreMarkedFresh(connection) && connection.get(getMeta, 'writer')?.value === options.writer
    return ok(file)
  })
}

/**
 * Closes a project file. Open for writing, it is left as one file: the write-ahead log is taken in and its files go. `single` is false where
 * another connection still reads it; then they go with that one or at the next opening.
 */
export function closeProjectFile(file: ProjectFile): { readonly single: boolean } {
  const hold = holds.get(file)
  holds.delete(file)
  let single = true
  try {
    if (file.mode === 'write' && file.journal === 'wal' && file.connection.database.open)
      single = settleJournal(file.connection.database)
  } finally {
    file.connection.close()
    hold?.forget()
    hold?.lock?.free()
  }
  return { single }
}

/**
 * Takes the write-ahead log into the file as far as no reader is in the way. To be called when nobody is waiting: a commit does it by itself
 * only when the log has grown to some 30 MB, so that no tag pays for it.
 */
export function checkpoint(file: ProjectFile): void {
  if (file.mode === 'write' && file.journal === 'wal')
    file.connection.database.pragma('wal_checkpoint(PASSIVE)')
}

/** Whether the tables can be shown as they are: written last by this installation, and not half rebuilt. */
export function tablesAreFresh(file: ProjectFile): boolean {
  return file.tables.fresh
}

/** Notes in the file that its tables are whole and ours. For a new file and at the end of a rebuild. */
export function trustTables(file: ProjectFile): void {
  file.connection.transaction(() => {
    file.connection.run(setMeta, 'tables', 'fresh')
    file.connection.run(setMeta, 'writer', file.writer)
  })
  file.tables.fresh = true
}

/** Notes in the file that its tables must be rebuilt before they are shown. Inside or outside a transaction. */
export function distrustTables(file: ProjectFile): void {
  file.connection.run(setMeta, 'tables', 'stale')
  file.tables.fresh = false
}

/** Pragmas for a file that may come from anybody. */
export function harden(database: Database.Database): void {
  database.pragma('trusted_schema = OFF')
  database.pragma('cell_size_check = ON')
  database.pragma('mmap_size = 0')
}

type Hold = { readonly lock: Lock | null; readonly forget: () => void }
const holds = new WeakMap<ProjectFile, Hold>()

function openChecked(
  path: string,
  options: OpenOptions & { readonly mode: 'write' | 'read' },
  lock: Lock | null
): Result<ProjectFile> {
  const name = basename(path)
  const afterCrash = lock !== null && (existsSync(`${path}-wal`) || existsSync(`${path}-journal`))
  const forget = noteOpen(path)
  let connection: Connection | null = null
  let kept = false
  try {
    connection = connect(path, options.mode)
    const { database } = connection
    const checked = checkVersion(connection, path, options)
    if (!checked.ok) return checked
    const journal =
      options.mode === 'write' ? startJournal(database, options.wal ?? true) : journalOf(connection)
    const file = describe(path, connection, { ...options, journal, afterCrash })
    file.tables.fresh =
      tablesAreMarkedFresh(connection) && connection.get(getMeta, 'writer')?.value === options.writer
    holds.set(file, { lock, forget })
    kept = true
    return ok(file)
  } catch (error) {
    // A file whose schema cannot even be read.
    if (codeOf(error) === 'SQLITE_ERROR') throw new ProblemError({ code: 'projectDamaged', about: { name } })
    throw error
  } finally {
    if (!kept) {
      connection?.close()
      forget()
    }
  }
}

function checkVersion(
  connection: Connection,
  path: string,
  options: OpenOptions & { readonly mode: 'write' | 'read' }
): Result<null> {
  const { database } = connection
  const name = basename(path)
  const versions = options.versions ?? schemaVersions
  const latest = latestVersion(versions)
  if (Number(database.pragma('application_id', { simple: true })) === 0) return fail('notAProject', { name })
  const number = Number(database.pragma('user_version', { simple: true }))
  const version = versions.find((one) => one.version === number)
  if (!version)
    return number > latest.version ? fail('projectNewer', { name }) : fail('projectDamaged', { name })
  const object = foreignObject(database, version)
  if (object !== null) return fail('projectForeignSchema', { name, object })
  if (version === latest) return ok(null)
  if (options.mode === 'read') return fail('projectNewer', { name })
  const backup = writeBackupNow(connection, path, {
    reason: 'before update',
    now: options.now(),
    ...options.backups
  })
  if (!backup.ok) return backup
  migrate(database, latest)
  const after = foreignObject(database, latest)
  if (after !== null)
    throw new Error(`The migration to version ${latest.version} left ${after} in another form`)
  return ok(null)
}

function connect(path: string, mode: 'write' | 'read'): Connection {
  const database = new Database(path, { readonly: mode === 'read', fileMustExist: true, timeout: 5000 })
  try {
    harden(database)
  } catch (error) {
    database.close()
    throw error
  }
  return new Connection(database)
}

function describe(
  path: string,
  connection: Connection,
  how: Pick<ProjectFile, 'mode' | 'journal' | 'afterCrash' | 'sha256' | 'writer'>
): ProjectFile {
  const { mode, journal, afterCrash, sha256, writer } = how
  return {
    path,
    name: basename(path),
    mode,
    journal,
    afterCrash,
    connection,
    names: new Names(connection),
    sha256,
    writer,
    tables: { fresh: false }
  }
}

/** WAL with every commit flushed; where the file system cannot carry it, a rollback journal whose removal is flushed too. */
function startJournal(database: Database.Database, wanted: boolean): 'wal' | 'rollback' {
  if (wanted) {
    try {
      if (database.pragma('journal_mode = WAL', { simple: true }) === 'wal') {
        // Said aloud: this build of SQLite would flush a write-ahead log at checkpoints alone.
        database.pragma('synchronous = FULL')
        database.pragma('wal_autocheckpoint = 8000')
        database.prepare('SELECT count(*) FROM meta').get()
        return 'wal'
      }
    } catch (error) {
      if (!/^SQLITE_(IOERR|CANTOPEN|PROTOCOL)/.test(codeOf(error) ?? '')) throw error
    }
  }
  database.pragma('journal_mode = DELETE')
  database.pragma('synchronous = EXTRA')
  return 'rollback'
}

function journalOf(connection: Connection): 'wal' | 'rollback' {
  return connection.database.pragma('journal_mode', { simple: true }) === 'wal' ? 'wal' : 'rollback'
}

/** Takes the write-ahead log in and returns to one file; false where a reader is in the way. */
function settleJournal(database: Database.Database): boolean {
  try {
    database.pragma('busy_timeout = 200')
    database.pragma('wal_checkpoint(TRUNCATE)')
    return database.pragma('journal_mode = DELETE', { simple: true }) === 'delete'
  } catch (error) {
    if (/^SQLITE_(BUSY|LOCKED)/.test(codeOf(error) ?? '')) return false
    throw error
  }
}

function tablesAreMarkedFresh(connection: Connection): boolean {
  return connection.get(getMeta, 'tables')?.value === 'fresh'
}

/** A database that cannot be made says so of its folder. */
function inFolder<T>(name: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (!codeOf(error)?.startsWith('SQLITE_CANTOPEN')) throw error
    throw new ProblemError({ code: 'folderUnwritable', about: { name } })
  }
}

/** Gives `from` the name `to` where nothing has it; false where something has. */
export function moveToFree(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    // A file system without hard links.
    if (existsSync(to)) return false
    renameSync(from, to)
    return true
  }
}

const getMeta = sql<[string], { value: string }>('SELECT value FROM meta WHERE key = ?')
const setMeta = sql<[string, string]>(
  'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
)
