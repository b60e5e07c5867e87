/** Errors of the system, told from bugs and turned into problems. */
import path from 'node:path'
import { ProblemError, type ProblemCode } from '../../shared/errors.ts'

/** True for an error of the operating system; with codes, for one of these (`ENOENT`, …). */
export function isNodeError(error: unknown, ...codes: readonly string[]): error is NodeJS.ErrnoException {
  if (
    !(error instanceof Error) ||
    !('code' in error) ||
    typeof error.code !== 'string' ||
    !('syscall' in error)
  )
    return false
  return codes.length === 0 || codes.includes(error.code)
}

/** The problem that an error of the system is for somebody who reads or writes `file`; any other error as it is. */
export function problemOf(error: unknown, file: string, doing: 'reading' | 'writing'): Error {
  if (!isNodeError(error)) return error instanceof Error ? error : new Error(String(error))
  return new ProblemError({ code: codeOf(error, doing), about: { name: path.basename(file) } })
}

function codeOf(error: NodeJS.ErrnoException, doing: 'reading' | 'writing'): ProblemCode {
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return 'diskFull'
  if (doing === 'writing') return error.code === 'EEXIST' ? 'fileExists' : 'folderUnwritable'
  return error.code === 'ENOENT' ? 'fileGone' : 'fileUnreadable'
}
