/** A colleague's file, read from a temporary copy and taken for untrusted: nothing of it is used before it was checked. */
import { copyFileSync, existsSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fail, ok, type Problem, type Result } from '../../shared/errors.ts'
import type { Sha256 } from '../../shared/ids.ts'
import { checkHeader } from './header.ts'
import { Names } from './names.ts'
import { harden } from './open.ts'
import { codeOf, guarded } from './problems.ts'
import type { ProjectFile } from './projectFile.ts'
import { foreignObject, schemaVersions } from './schema.ts'
import Database from 'better-sqlite3'
import { Connection } from './sql.ts'

/** What is wrong with a colleague's file, told to whoever got it: their way out is another copy, not a backup. */
export function problemOfCopy({ code, about }: Problem): Problem {
  if (code === 'notAProject') return { code: 'copyNoProject', about }
  return { code: code === 'projectDamaged' ? 'copyDamaged' : code, about }
}

/** An open copy; `close` removes it. */
export type ForeignFile = { readonly file: ProjectFile; readonly close: () => void }

/**
 * Copies a file into a new folder below `tempFolder` and opens the copy to read its log. Fails on what is no project, is damaged, or holds
 * objects that Parley did not make. A file of a newer version is opened where its log has the form it always has.
 */
export function openForeign(
  path: string,
  options: { readonly sha256: Sha256; readonly tempFolder: string }
): Result<ForeignFile> {
  const name = basename(path)
  return guarded(name, () => {
    const header = checkHeader(path)
    if (!header.ok) return header
    const folder = mkdtempSync(join(options.tempFolder, 'parley-copy-'))
    const remove = (): void => rmSync(folder, { recursive: true, force: true })
    let database: Database.Database | null = null
    try {
      const copy = join(folder, 'copy.parley')
      copyWithJournal(path, copy)
      // Opened to write, so that a journal left by a crash is taken in; it is our own copy.
      database = new Database(copy, { fileMustExist: true })
      harden(database)
      const wrong = whatIsWrong(database, name)
      if (wrong) {
        database.close()
        remove()
        return wrong
      }
      const file = forReading(database, { path: copy, name, sha256: options.sha256 })
      return ok({
        file,
        close: () => {
          file.connection.close()
          remove()
        }
      })
    } catch (error) {
      database?.close()
      remove()
      if (codeOf(error) === 'SQLITE_ERROR') return fail('projectDamaged', { name })
      throw error
    }
  })
}

/** Another connection to a copy that `openForeign` opened and that is still open, for another thread. The caller closes it. */
export function openForeignAgain(path: string, options: { readonly sha256: Sha256 }): ProjectFile {
  const database = new Database(path, { fileMustExist: true })
  harden(database)
  return forReading(database, { path, name: basename(path), sha256: options.sha256 })
}

function forReading(
  database: Database.Database,
  is: Pick<ProjectFile, 'path' | 'name' | 'sha256'>
): ProjectFile {
  database.pragma('query_only = ON')
  const connection = new Connection(database)
  return {
    ...is,
    mode: 'read',
    journal: 'rollback',
    afterCrash: false,
    connection,
    names: new Names(connection),
    writer: '',
    tables: { fresh: false }
  }
}

/** Whether two paths name one and the same file. */
export function isSameFile(a: string, b: string): boolean {
  if (!existsSync(a) || !existsSync(b)) return false
  if (realpathSync(a) === realpathSync(b)) return true
  const [left, right] = [statSync(a), statSync(b)]
  return left.ino === right.ino && left.dev === right.dev && left.ino !== 0
}

function whatIsWrong(database: Database.Database, name: string): ReturnType<typeof fail> | null {
  const number = Number(database.pragma('user_version', { simple: true }))
  const version = schemaVersions.find((one) => one.version === number)
  const latest = schemaVersions.at(-1)?.version ?? 0
  if (!version && number <= latest) return fail('projectDamaged', { name })
  const object = foreignObject(database, version ?? null)
  if (object !== null) return fail('projectForeignSchema', { name, object })
  const said = database.pragma('integrity_check(1)', { simple: true })
  return said === 'ok' ? null : fail('projectDamaged', { name })
}

function copyWithJournal(from: string, to: string): void {
  copyFileSync(from, to)
  // The shared-memory file is an index of the log and is made anew.
  for (const suffix of ['-wal', '-journal'])
    if (existsSync(from + suffix)) copyFileSync(from + suffix, to + suffix)
}
