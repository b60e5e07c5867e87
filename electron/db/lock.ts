/** Opened twice: an exclusive SQLite transaction held on a file beside the project, which the system frees when the process dies. */
import Database from 'better-sqlite3'
import { closeSync, openSync, rmSync, statSync } from 'node:fs'
import { codeOf } from './problems.ts'

export type Lock = { readonly free: () => void }

/**
 * The lock of a project file, or null where somebody else (another process, or this one) holds it. Throws where the side file cannot be
 * made. The side file is only ever opened by SQLite while it may be locked: closing another descriptor of it would drop the lock.
 */
export function takeLock(projectPath: string): Lock | null {
  const path = lockPath(projectPath)
  // Who frees a lock removes the file; whoever then holds a file that is no longer there tries again.
  for (let attempt = 0; attempt < 20; attempt++) {
    const before = inodeOf(path) ?? makeEmpty(path)
    const database = new Database(path, { timeout: 0 })
    try {
      // No file but the lock itself: an exclusive transaction would begin a journal beside it.
      database.pragma('journal_mode = MEMORY')
      database.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      database.close()
      if (codeOf(error)?.startsWith('SQLITE_BUSY')) return null
      if (codeOf(error) === 'SQLITE_NOTADB') rmSync(path, { force: true })
      else throw error
      continue
    }
    if (inodeOf(path) === before) return { free: () => free(database, path) }
    database.close()
  }
  return null
}

/** Whether somebody holds the lock of a project file now. A side file alone says nothing: a process that was killed leaves it. */
export function isLocked(projectPath: string): boolean {
  const path = lockPath(projectPath)
  if (inodeOf(path) === null) return false
  const database = new Database(path, { timeout: 0, readonly: true })
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
    return false
  } catch (error) {
    if (codeOf(error)?.startsWith('SQLITE_BUSY')) return true
    // Not Parley's, or it cannot be read: then nobody holds it.
    if (codeOf(error) === null) throw error
    return false
  } finally {
    database.close()
  }
}

function lockPath(projectPath: string): string {
  return projectPath.endsWith('.parley') ? `${projectPath}-lock` : `${projectPath}.parley-lock`
}

function free(database: Database.Database, path: string): void {
  if (!database.open) return
  const removed = remove(path)
  database.close()
  // Where an open file cannot be removed (Windows) it is removed now, unless somebody holds it already.
  if (!removed) remove(path)
}

function remove(path: string): boolean {
  try {
    rmSync(path, { force: true })
    return true
  } catch (error) {
    if (codeOf(error) === null) throw error
    return false
  }
}

function makeEmpty(path: string): number | null {
  try {
    closeSync(openSync(path, 'wx'))
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
  return inodeOf(path)
}

function inodeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? null
}
