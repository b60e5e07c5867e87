/** Project files in a folder of their own, for the tests of this folder. Serves tests alone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { must } from '../../shared/errors.ts'
import type { BatchId } from '../../shared/ids.ts'
import type { Change } from '../../shared/log/change.ts'
import type { MemoryProject } from '../../shared/testing/memoryProject.ts'
import { sha256 } from '../../shared/testing/memoryProject.ts'
import { commit } from './commit.ts'
import { closeProjectFile, createProjectFile, type OpenOptions } from './open.ts'
import type { ProjectFile } from './projectFile.ts'
import type { Touched } from './tables.ts'

export const options: OpenOptions = {
  sha256,
  writer: 'this installation',
  now: () => Date.UTC(2026, 10, 22, 12)
}

type AtEnd = (clean: () => void) => void

/** A folder that is removed when the test ends; outside a test give `afterAll`. */
export function tempFolder(atEnd: AtEnd = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-db-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A new, empty project file, closed when the test ends. */
export function tempProject(
  folder?: string,
  name = 'talks.parley',
  atEnd: AtEnd = onTestFinished
): ProjectFile {
  const file = must(createProjectFile(join(folder ?? tempFolder(atEnd), name), options))
  atEnd(() => {
    if (file.connection.database.open) closeProjectFile(file)
  })
  return file
}

/** Commits the batches of a project that the file lacks, each on its own, in the order they were written or came. */
export function store(
  file: ProjectFile,
  project: MemoryProject,
  batches: Iterable<BatchId> = project.batches.keys()
): readonly Touched[] {
  const byBatch = new Map<BatchId, Change[]>()
  for (const change of project.changes.values()) {
    const own = byBatch.get(change.batch)
    if (own) own.push(change)
    else byBatch.set(change.batch, [change])
  }
  const touched: Touched[] = []
  for (const id of batches) {
    const batch = project.batches.get(id)
    if (
      !batch ||
      file.connection.database
        .prepare('SELECT 1 FROM batch b JOIN name s ON s.n = b.session WHERE s.id || ? || b.seq = ?')
        .get('-', id.slice(2))
    )
      continue
    touched.push(must(commit(file, { batch, changes: byBatch.get(id) ?? [] })))
  }
  return touched
}
