/** A new project file that is built under another name and gets its own when it is whole and flushed. */
import Database from 'better-sqlite3'
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fail, ok, ProblemError, type Result } from '../../shared/errors.ts'
import { flush, flushFolder, removePart } from './backup.ts'
import { takeLock, type Lock } from './lock.ts'
import { Names } from './names.ts'
import { harden, moveToFree } from './open.ts'
import { codeOf, guarded } from './problems.ts'
import type { ProjectFile } from './projectFile.ts'
import { createSchema, latestVersion } from './schema.ts'
import { Connection, sql } from './sql.ts'

/**
 * Where a copy is built: beside its place, hidden, and locked by who builds it, which a killed process lets go of. So what a killed run left
 * is removed by the next one of that name, and what another is writing is not.
 */
export function unfinishedCopy(target: string): string {
  return join(dirname(target), `.${basename(target)}.part`)
}

/** Fails where no copy could be written beside `target`: folderUnwritable, fileExists, copyBeingWritten, diskFull. Leaves nothing behind. */
export function checkWritable(target: string): Result<null> {
  const name = basename(target)
  if (existsSync(target)) return fail('fileExists', { name })
  return whileLocked(target, () => {
    removePart(unfinishedCopy(target))
    writeFileSync(unfinishedCopy(target), '')
    rmSync(unfinishedCopy(target))
  })
}

/** Removes what is left of a copy that was not finished; what somebody is writing now stays. */
export function removeUnfinishedCopy(target: string): void {
  whileLocked(target, () => removePart(unfinishedCopy(target)))
}

/**
 * Builds a project file with `fill` and gives it its name; its size in bytes beside what `fill` gave. Fails with fileExists (what stands there
 * is never written over), copyBeingWritten, folderUnwritable, diskFull; then nothing is left behind.
 */
export async function buildFile<T>(
  target: string,
  sha256: ProjectFile['sha256'],
  fill: (file: ProjectFile) => Promise<Result<T>>
): Promise<Result<{ readonly filled: T; readonly size: number }>> {
  const name = basename(target)
  if (existsSync(target)) return fail('fileExists', { name })
  if (!existsSync(dirname(target))) return fail('folderUnwritable', { name })
  const unfinished = unfinishedCopy(target)
  const lock = lockCopy(target)
  if (!lock.ok) return lock
  try {
    const cleared = guarded(name, () => ok(removePart(unfinished)))
    if (!cleared.ok) return cleared
    const made = guarded(name, () => ok(start(unfinished, name, sha256)))
    if (!made.ok) return made
    const file = made.value
    let filled: Result<T>
    try {
      filled = await fill(file)
      if (filled.ok) {
        const settled = guarded(name, () => ok(settle(file)))
        if (!settled.ok) return settled
      }
    } finally {
      file.connection.close()
    }
    if (!filled.ok) return filled
    const done = filled.value
    return guarded(name, () => {
      flush(unfinished)
      const { size } = statSync(unfinished)
      if (!moveToFree(unfinished, target)) return fail('fileExists', { name })
      rmSync(unfinished, { force: true })
      flushFolder(dirname(target))
      return ok({ filled: done, size })
    })
  } catch (error) {
    return guarded<never>(name, () => {
      throw error
    })
  } finally {
    try {
      removePart(unfinished)
    } finally {
      lock.value.free()
    }
  }
}

/** Fails as `lockCopy` does, and with folderUnwritable or diskFull where `work` cannot write. */
function whileLocked(target: string, work: () => void): Result<null> {
  const lock = lockCopy(target)
  if (!lock.ok) return lock
  try {
    return inPlace(target, () => {
      work()
      return ok(null)
    })
  } finally {
    lock.value.free()
  }
}

/** The right to build a copy: copyBeingWritten where somebody else has it, here or in another process. */
function lockCopy(target: string): Result<Lock> {
  return inPlace(target, () => {
    const lock = takeLock(unfinishedCopy(target))
    return lock ? ok(lock) : fail('copyBeingWritten', { name: basename(target) })
  })
}

/** Whatever cannot be written beside `target` says so of the folder. */
function inPlace<T>(target: string, work: () => Result<T>): Result<T> {
  const name = basename(target)
  return guarded(name, () => {
    try {
      return work()
    } catch (error) {
      const code = codeOf(error)
      if (code === null || code === 'ENOSPC' || code === 'EDQUOT') throw error
      return fail('folderUnwritable', { name })
    }
  })
}

function start(path: string, name: string, sha256: ProjectFile['sha256']): ProjectFile {
  const database = inFolder(name, () => new Database(path))
  try {
    harden(database)
    // Nobody sees this file before it is whole, and it is flushed then: a crash on the way leaves nothing that anyone would open.
    database.pragma('synchronous = OFF')
    database.pragma('journal_mode = MEMORY')
    createSchema(database, latestVersion())
  } catch (error) {
    database.close()
    throw error
  }
  const connection = new Connection(database)
  return {
    path,
    name,
    mode: 'write',
    journal: 'rollback',
    afterCrash: false,
    connection,
    names: new Names(connection),
    sha256,
    writer: '',
    tables: { fresh: true }
  }
}

/** Nothing of this installation stays: neither its name nor how often its tables were made. */
function settle(file: ProjectFile): void {
  file.connection.run(forgetInstallation)
  file.connection.database.pragma('journal_mode = DELETE')
}

/** A database that cannot be made says so of its folder. */
function inFolder<T>(name: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (!codeOf(error)?.startsWith('SQLITE_CANTOPEN')) throw error
    throw new ProblemError(fail('folderUnwritable', { name }).problem)
  }
}

const forgetInstallation = sql("DELETE FROM meta WHERE key NOT IN ('tables', 'coder', 'withheld')")
