/** Where the search indexes of a project lie, and when they go. */
import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { discardIndex, isOfTheDisk } from './indexFile.ts'

export type IndexPaths = { readonly texts: string; readonly annotations: string }

/**
 * The files of a project's indexes in `folder`. `key` names the project, the same in all its copies, which may share their texts: those are
 * named by their hashes. Annotations go by numbers of the one file at `project`.
 */
export function indexPaths(folder: string, key: string, project: string): IndexPaths {
  const own = createHash('sha256').update(project).digest('hex').slice(0, 16)
  return {
    texts: join(folder, `${key}-texts.sqlite`),
    annotations: join(folder, `${key}-${own}-annotations.sqlite`)
  }
}

/** Removes indexes that were not opened for 90 days. `now`: milliseconds since 1970. */
export function removeUnusedIndexes(folder: string, now: number): void {
  try {
    for (const name of readdirSync(folder)) {
      if (!/-(?:texts|annotations)\.sqlite$/.test(name)) continue
      const path = join(folder, name)
      if (statSync(path).mtimeMs < now - unusedFor) discardIndex(path)
    }
  } catch (error) {
    // Somebody else removed it, or there is no folder yet.
    if (!isOfTheDisk(error)) throw error
  }
}

const unusedFor = 90 * 24 * 3600 * 1000
