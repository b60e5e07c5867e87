/** Project files in a folder of their own, for the tests of this folder. Serves tests alone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { must } from '../../shared/errors.ts'
import { batchId, changeId, type BatchId, type RecordId, type SessionId } from '../../shared/ids.ts'
import { currentSchema, type Change } from '../../shared/log/change.ts'
import { stampOf } from '../../shared/log/stamp.ts'
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

/** Who writes in `projectWith`. */
export const session = 'aaaaaaaaaaaaaaaa' as SessionId

/** A project in which one batch wrote so many annotations, a change each: unfinished ones, of nothing. */
export function projectWith(annotations: number, folder?: string, name?: string): ProjectFile {
  const file = tempProject(folder, name)
  const batch = batchId(session, 1)
  const changes = Array.from({ length: annotations }, (_, i): Change => ({
    id: changeId(session, i + 1),
    stamp: stampOf(1000 + i, 0),
    batch,
    record: { kind: 'annotation', id: `ann_${String(i).padStart(16, '0')}` as RecordId },
    fields: { created: i, note: `Note ${i}` },
    basedOn: [],
    schema: currentSchema
  }))
  must(commit(file, { batch: { id: batch, coder: null, command: 'annotation.tag', undoes: null }, changes }))
  return file
}
