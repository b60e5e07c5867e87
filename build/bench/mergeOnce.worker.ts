/** Merges files into a project as the product does, a transaction each, and says what that cost. */
import fs from 'node:fs'
import path from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { writeBackup } from '../../electron/db/backup.ts'
import { write } from '../../electron/db/commit.ts'
import { openForeign } from '../../electron/db/foreign.ts'
import { mergeInside } from '../../electron/db/mergePreview.ts'
import { startReadingAhead } from '../../electron/host/readAheadThread.ts'
import { closeProjectFile, openBesideWriter, openProjectFile } from '../../electron/db/open.ts'
import { must } from '../../shared/errors.ts'
import { sha256 } from '../../shared/testing/memoryProject.ts'
import { benchInstallation } from './bigProject.ts'
import { noCost, now, since, sum, type Cost } from './cost.ts'

export type MergeOnceJob = {
  readonly folder: string
  readonly file: string
  readonly theirs: readonly string[]
  /** How many annotations each of them brings. */
  readonly annotations: number
}

export type MergeOnceCosts = { readonly cost: Cost; readonly opening: Cost; readonly backup: Cost }

if (!parentPort) throw new Error('This has to be started as a thread')
parentPort.postMessage(await mergeAll(workerData as MergeOnceJob))

async function mergeAll({ folder, file, theirs, annotations }: MergeOnceJob): Promise<MergeOnceCosts> {
  const options = { sha256, writer: benchInstallation, now: Date.now, mode: 'write' as const }
  const holder = must(openProjectFile(file, options))
  const project = must(openBesideWriter(file, { sha256, writer: benchInstallation }))
  let [opening, backup, cost] = [noCost, noCost, noCost]
  for (const one of theirs) {
    const began = now()
    const foreign = must(openForeign(one, { sha256, tempFolder: folder }))
    opening = sum(opening, since(began))
    // In the product's order: the other file is read ahead while the backup is written.
    const reading = startReadingAhead([{ file: foreign.file, name: path.basename(one) }])
    const copying = now()
    const written = must(await writeBackup(project, { reason: 'before merge', now: Date.now() }))
    backup = sum(backup, since(copying))
    fs.rmSync(path.dirname(written.path), { recursive: true })
    const start = now()
    const merged = write(project, () =>
      mergeInside(project, reading.sources, { now: Date.now(), mostTouched: 2000 })
    )
    cost = sum(cost, since(start))
    await reading.end()
    foreign.close()
    if (merged.told.annotations.new !== annotations)
      throw new Error(`${merged.told.annotations.new} annotations arrived`)
  }
  project.connection.close()
  closeProjectFile(holder)
  return { cost, opening, backup }
}
