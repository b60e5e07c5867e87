/** What the first 100 bytes of a file say, read before SQLite is let near it: a file that is no project is never touched. */
import { closeSync, existsSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { basename } from 'node:path'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { applicationId } from './schema.ts'

/** Fails with notAProject, fileGone, fileUnreadable or projectDamaged (shorter than it says, with no log beside it that could mend it). */
export function checkHeader(path: string): Result<{ readonly version: number }> {
  const name = basename(path)
  // Closing any descriptor of a file drops every lock that this process holds on it: a file that SQLite has open here is not opened again.
  if (isOpenHere(path)) return ok({ version: -1 })
  const header = Buffer.alloc(100)
  let size: number
  let read: number
  try {
    const descriptor = openSync(path, 'r')
    try {
      size = fstatSync(descriptor).size
      read = readSync(descriptor, header, 0, 100, 0)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    return fail(
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'fileGone' : 'fileUnreadable',
      { name }
    )
  }
  if (read < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0')
    return fail('notAProject', { name })
  if (header.readUInt32BE(68) !== applicationId) return fail('notAProject', { name })
  const pageSize = header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16)
  const mendable = existsSync(`${path}-wal`) || existsSync(`${path}-journal`)
  if (!mendable && size < pageSize * header.readUInt32BE(28)) return fail('projectDamaged', { name })
  return ok({ version: header.readUInt32BE(60) })
}

const openHere = new Map<string, number>()

/** Notes that this thread's SQLite has the file open; the result takes the note back. */
export function noteOpen(path: string): () => void {
  const real = realOf(path)
  openHere.set(real, (openHere.get(real) ?? 0) + 1)
  let noted = true
  return () => {
    if (!noted) return
    noted = false
    const left = (openHere.get(real) ?? 1) - 1
    if (left > 0) openHere.set(real, left)
    else openHere.delete(real)
  }
}

/** Whether this thread has the file open as a project. */
export function isOpenHere(path: string): boolean {
  return openHere.has(realOf(path))
}

function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    // Not there (yet): its name is all there is.
    return path
  }
}
