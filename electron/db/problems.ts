/** SQLite's failures as problems people can act on. */
import Database from 'better-sqlite3'
import { ProblemError, type Problem, type Result } from '../../shared/errors.ts'

/** The problem behind a failure of SQLite or of the file system; null for a bug. `name` is the file's name without its folder. */
export function problemOf(error: unknown, name: string): Problem | null {
  if (error instanceof ProblemError) return error.problem
  const code = codeOf(error)
  if (code === null) return null
  if (
    /^SQLITE_(FULL|IOERR_WRITE|IOERR_FSYNC|IOERR_TRUNCATE)$/.test(code) ||
    code === 'ENOSPC' ||
    code === 'EDQUOT'
  )
    return { code: 'diskFull', about: {} }
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(code))
    return { code: 'projectDamaged', about: { name } }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return { code: 'projectLocked', about: { name } }
  if (code.startsWith('SQLITE_READONLY')) return { code: 'readOnly', about: {} }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return { code: 'folderUnwritable', about: { name } }
  if (code === 'ENOENT') return { code: 'fileGone', about: { name } }
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR'))
    return { code: 'fileUnreadable', about: { name } }
  return null
}

/** Runs `work`; an expected failure of SQLite or the file system becomes a failed Result, a bug is thrown on. */
export function guarded<T>(name: string, work: () => Result<T>): Result<T> {
  try {
    return work()
  } catch (error) {
    const problem = problemOf(error, name)
    if (!problem) throw error
    return { ok: false, problem }
  }
}

/** The code of a failure of SQLite (`SQLITE_FULL`) or of the system (`ENOENT`); null where it has none. */
export function codeOf(error: unknown): string | null {
  if (error instanceof Database.SqliteError) return error.code
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return null
}
