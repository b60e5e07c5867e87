/** A file of another version, read through its log alone: a copy with today's tables, made in a temporary folder. */
import { mkdtempSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { ok, type Result } from '../../shared/errors.ts'
import { openForeign } from './foreign.ts'
import { closeProjectFile, createProjectFile, openProjectFile, type OpenOptions } from './open.ts'
import type { ProjectFile } from './projectFile.ts'
import { takeFrom } from './takeFrom.ts'

/**
 * Opens what can be read of a file that `openProjectFile` calls projectNewer: everything in its log that this version knows. `notShown`
 * counts changes that broke their schema. `close` removes the copy. Takes as long as a merge of the whole file.
 */
export function openCopyToRead(
  path: string,
  options: OpenOptions & { readonly tempFolder: string }
): Result<{ readonly file: ProjectFile; readonly notShown: number; readonly close: () => void }> {
  const other = openForeign(path, options)
  if (!other.ok) return other
  const folder = mkdtempSync(join(options.tempFolder, 'parley-read-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = copyLog(join(folder, basename(path)), other.value.file, options)
    if (!copy.ok) {
      remove()
      return copy
    }
    const opened = openProjectFile(copy.value.path, { ...options, mode: 'read' })
    if (!opened.ok) {
      remove()
      return opened
    }
    return ok({
      file: opened.value,
      notShown: copy.value.notShown,
      close: () => {
        closeProjectFile(opened.value)
        remove()
      }
    })
  } finally {
    other.value.close()
  }
}

function copyLog(
  path: string,
  other: ProjectFile,
  options: OpenOptions
): Result<{ readonly path: string; readonly notShown: number }> {
  const created = createProjectFile(path, options)
  if (!created.ok) return created
  try {
    const taken = takeFrom(created.value, other, { now: options.now(), source: other.name, anyProject: true })
    if (!taken.ok) return taken
    return ok({ path, notShown: Object.values(taken.value.setAside).reduce((sum, count) => sum + count, 0) })
  } finally {
    closeProjectFile(created.value)
  }
}
