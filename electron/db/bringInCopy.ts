/** Another project made readable: a copy with tables of today's form, made from nothing but what its log holds and keeps its schema. */
import { join } from 'node:path'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { openForeign } from './foreign.ts'
import { closeProjectFile, createProjectFile, type OpenOptions } from './open.ts'
import type { ProjectFile } from './projectFile.ts'
import { isSameProject, takeFrom } from './takeFrom.ts'

/**
 * Writes the copy into `tempFolder` and gives its path; whoever asked for it removes it. `broken`: how many changes and blobs were not sound.
 * Fails with sameProject on a copy of `ours`, and where the file is no sound project. Takes as long as a merge of the whole file.
 */
export function copyToBringIn(
  path: string,
  ours: ProjectFile,
  options: OpenOptions & {
    readonly tempFolder: string
    readonly onProgress?: (step: 'changes' | 'blobs' | 'records', done: number, total: number) => void
  }
): Result<{ readonly path: string; readonly broken: number }> {
  const other = openForeign(path, options)
  if (!other.ok) return other
  try {
    const { file: theirs } = other.value
    if (isSameProject(ours, theirs)) return fail('sameProject', { name: theirs.name })
    const copy = join(options.tempFolder, 'other.parley')
    const created = createProjectFile(copy, options)
    if (!created.ok) return created
    try {
      const { onProgress } = options
      const taken = takeFrom(created.value, theirs, {
        now: options.now(),
        source: theirs.name,
        anyProject: true,
        ...(onProgress ? { onProgress } : {})
      })
      if (!taken.ok) return taken
      const broken = Object.values(taken.value.setAside).reduce((sum, count) => sum + count, 0)
      return ok({ path: copy, broken })
    } finally {
      closeProjectFile(created.value)
    }
  } finally {
    other.value.close()
  }
}
