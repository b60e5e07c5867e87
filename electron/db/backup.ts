/** Backups: whole copies of a project beside it, written under another name, flushed, renamed. And clean copies for sharing. */
import Database from 'better-sqlite3'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { backupName, parseBackupName, toRemove, type BackupReason } from './backupNames.ts'
import { codeOf, problemOf } from './problems.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql, type Connection } from './sql.ts'

export type BackupOptions = BackupRoom & {
  readonly reason: BackupReason
  /** Milliseconds since 1970: stands in the name, in local time. */
  readonly now: number
}

/** Where backups may go, and how many may stay. */
export type BackupRoom = {
  /** A folder to use where the one beside the project cannot be written. */
  readonly elsewhere?: string | undefined
  /** Bytes that all backups of a project may take together; the newest always stays. */
  readonly limit?: number | undefined
}

export type Backup = { readonly name: string; readonly path: string }

/** Bytes that the backups of a project take at most, unless told otherwise. */
export const defaultLimit = 2 * 1024 ** 3

/** Writes a backup page by page while the project stays in use. Fails with backupFailed; old backups go when it is written. */
export async function writeBackup(
  file: ProjectFile,
  options: BackupOptions & {
    readonly signal?: AbortSignal
    readonly onProgress?: (done: number, total: number) => void
  }
): Promise<Result<Backup>> {
  const folder = backupFolder(file.path, options.elsewhere)
  if (folder === null) return fail('backupFailed')
  const name = freeName(folder, file.name, options)
  const unfinished = join(folder, `.${name}.part`)
  const changes = lastChange(file.connection)
  try {
    rmSync(unfinished, { force: true })
    await file.connection.database.backup(unfinished, {
      progress: ({ totalPages, remainingPages }) => {
        if (options.signal?.aborted) throw new Error('stopped')
        options.onProgress?.(totalPages - remainingPages, totalPages)
        return 2000
      }
    })
    settle(unfinished)
    finish(unfinished, join(folder, name))
  } catch (error) {
    removePart(unfinished)
    if (options.signal?.aborted) return fail('cancelled')
    if (problemOf(error, file.name) === null) throw error
    return fail('backupFailed')
  }
  if (file.mode === 'write') file.connection.run(setBackedUp, String(changes))
  tidy(folder, file.name, options)
  return ok({ name, path: join(folder, name) })
}

/** Writes a backup at once, holding the connection; for a step that must not begin without one, before the file is open for use. */
export function writeBackupNow(connection: Connection, path: string, options: BackupOptions): Result<Backup> {
  const folder = backupFolder(path, options.elsewhere)
  if (folder === null) return fail('backupFailed')
  const name = freeName(folder, basename(path), options)
  const copied = copyInto(connection, join(folder, name))
  if (!copied.ok) return fail('backupFailed')
  tidy(folder, basename(path), options)
  return ok({ name, path: join(folder, name) })
}

/** Whether the daily backup is due: something changed since the last backup, and none was written today (by the local clock). */
export function backupIsDue(
  file: ProjectFile,
  options: { readonly now: number; readonly elsewhere?: string | undefined }
): boolean {
  const backedUp = Number(file.connection.get(getBackedUp)?.value ?? 0)
  if (lastChange(file.connection) <= backedUp) return false
  const today = backupName(file.name, options.now, 'daily').slice(0, -' 00-00-00 daily.parley'.length)
  return !backupsOf(file, options).some(({ name }) => name.startsWith(`${today} `))
}

/** The backups of a project, newest first. */
export function backupsOf(
  file: Pick<ProjectFile, 'path' | 'name'>,
  options: { readonly elsewhere?: string | undefined } = {}
): readonly (Backup & { readonly size: number })[] {
  const folders = [besideProject(file.path), ...(options.elsewhere === undefined ? [] : [options.elsewhere])]
  return folders
    .flatMap((folder) => listFolder(folder, file.name))
    .toSorted((a, b) => (a.name < b.name ? 1 : -1))
}

/** Copies what a connection reads into a new file at `to`, under another name until it is whole and flushed. */
function copyInto(connection: Connection, to: string): Result<null> {
  const unfinished = join(dirname(to), `.${basename(to)}.part`)
  try {
    rmSync(unfinished, { force: true })
    connection.database.prepare('VACUUM INTO ?').run(unfinished)
    settle(unfinished)
    finish(unfinished, to)
    return ok(null)
  } catch (error) {
    removePart(unfinished)
    const problem = problemOf(error, basename(to))
    if (problem === null) throw error
    return { ok: false, problem }
  }
}

/** Makes a copy one file at rest: a copy of a file in WAL mode says so in its header. */
function settle(path: string): void {
  const copy = new Database(path)
  try {
    copy.pragma('trusted_schema = OFF')
    copy.pragma('synchronous = FULL')
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
}

function finish(unfinished: string, to: string): void {
  flush(unfinished)
  renameSync(unfinished, to)
  flushFolder(dirname(to))
}

/** Puts a rename on the disk. */
export function flushFolder(folder: string): void {
  try {
    flush(folder)
  } catch (error) {
    // Windows does not flush folders.
    if (codeOf(error) === null) throw error
  }
}

/** Puts what was written to a file, or the names in a folder, on the disk. */
export function flush(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Removes an unfinished file with what SQLite may have put beside it. */
export function removePart(unfinished: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(unfinished + suffix, { force: true })
}

function besideProject(path: string): string {
  return join(dirname(path), 'Parley backups')
}

/** The name of a new backup. Two within a second differ by a second in their names: none takes the place of an earlier one. */
function freeName(folder: string, projectName: string, { now, reason }: BackupOptions): string {
  for (let time = now; ; time += 1000) {
    const name = backupName(projectName, time, reason)
    if (!existsSync(join(folder, name))) return name
  }
}

/** The first folder that can be written; null where none can. */
function backupFolder(path: string, elsewhere: string | undefined): string | null {
  for (const folder of [besideProject(path), elsewhere]) {
    if (folder === undefined) continue
    const probe = join(folder, `.parley-${process.pid}.part`)
    try {
      mkdirSync(folder, { recursive: true })
      closeSync(openSync(probe, 'w'))
      rmSync(probe)
      return folder
    } catch (error) {
      if (codeOf(error) === null) throw error
    }
  }
  return null
}

function tidy(folder: string, projectName: string, { now, limit = defaultLimit }: BackupOptions): void {
  for (const name of toRemove(listFolder(folder, projectName), now, limit))
    rmSync(join(folder, name), { force: true })
}

function listFolder(folder: string, projectName: string): readonly (Backup & { readonly size: number })[] {
  let names: readonly string[]
  try {
    names = readdirSync(folder)
  } catch (error) {
    // No folder yet, or none that may be read: no backups there.
    if (codeOf(error) === null) throw error
    return []
  }
  return names
    .filter((name) => parseBackupName(name, projectName) !== null)
    .map((name) => ({ name, path: join(folder, name), size: statSync(join(folder, name)).size }))
}

function lastChange(connection: Connection): number {
  return connection.get(selectLastChange)?.n ?? 0
}

const selectLastChange = sql<[], { n: number | null }>('SELECT max(n) AS n FROM change')
const getBackedUp = sql<[], { value: string }>("SELECT value FROM meta WHERE key = 'backedUp'")
const setBackedUp = sql<[string]>(
  "INSERT INTO meta (key, value) VALUES ('backedUp', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
