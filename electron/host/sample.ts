/** The sample project, as the log that build/sample/make.ts made of its readable sources. */
import type { Hash } from '../../shared/ids.ts'
import type { Result } from '../../shared/errors.ts'
import { fail, ok } from '../../shared/errors.ts'
import type { Batch, Change } from '../../shared/log/change.ts'
import { putBlob } from '../db/blobs.ts'
import { write, writtenBy } from '../db/commit.ts'
import { appendBatch } from '../db/log.ts'
import { guarded } from '../db/problems.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { updateTables, type Touched } from '../db/tables.ts'
import content from './sampleProject.json' with { type: 'json' }

/** A log and the texts it names: `blobs` holds revisions and original files, each named by its SHA-256. */
export type SampleLog = {
  readonly batches: readonly { readonly batch: Batch; readonly changes: readonly Change[] }[]
  readonly blobs: Readonly<Record<Hash, string>>
}

/** What the sample project is called. */
export const sampleName = 'Peace proposals, April 2025'

/**
 * Stores the sample in a project file that is new and empty (no stance scale, no name: the sample brings its own), in one transaction. Its
 * batches arrive from elsewhere, so nothing of it stands on anybody's undo stack. Every sample holds the same changes, wherever it is made.
 */
export function fillWithSample(file: ProjectFile): Result<Touched> {
  if (file.mode === 'read') return fail('readOnly')
  const { batches, blobs } = content as unknown as SampleLog
  const encoder = new TextEncoder()
  return guarded(file.name, () =>
    ok(
      write(file, () => {
        for (const [hash, text] of Object.entries(blobs)) putBlob(file, hash as Hash, encoder.encode(text))
        for (const { batch, changes } of batches) appendBatch(file, batch, changes, arrival)
        return updateTables(file, writtenBy(batches.flatMap(({ changes }) => changes)))
      })
    )
  )
}

/** The number of the arrival that the sample's batches came by: the first of a new file. */
const arrival = 1
