/** Writing to a team folder: what of the log is not in it yet, under the coder's own subfolder, each file once. */
import path from 'node:path'
import { must } from '../../shared/errors.ts'
import type { CoderId } from '../../shared/ids.ts'
import type { Batch, Change } from '../../shared/log/change.ts'
import {
  partsOfTeamName,
  readTeamFile,
  teamFiles,
  teamSubfolder,
  type TeamBatch,
  type TeamWriter
} from '../../shared/merge/teamFile.ts'
import { rangesHold, withChanges, withoutStretch } from '../../shared/merge/teamRanges.ts'
import { takeBatch, takeChange } from '../../shared/merge/merge.ts'
import fs from 'node:fs/promises'
import { blobIsWhole, getBlob } from '../db/blobs.ts'
import { guarded } from '../db/problems.ts'
import { ok } from '../../shared/errors.ts'
import { batchesSince, blobsSince, projectRoots } from '../db/teamLog.ts'
import { blobFolder, readTeamBytes, textOfBytes, writeOnce, type TeamListing } from '../io/teamFolder.ts'
import { breathe, mutable } from './teamReading.ts'
import { coderName, type Team } from './teamState.ts'

/** Rows of the log looked at in one go. */
const rows = 2000

/**
 * Writes every batch of which some change is not in the folder: one's own work, and what came here by another way than the folder, so that a
 * third colleague misses nothing that the others' work rests on. Gives the number of changes. Nobody coding yet: nothing is written.
 */
export async function writeTeamFolder(
  team: Team,
  listing: TeamListing,
  signal: AbortSignal
): Promise<number> {
  const writer = writerOf(team)
  if (!writer) return 0
  const { session, memory } = team
  const folder = ownSubfolder(team, writer.coder)
  await writeTexts(team, folder, listing, signal)
  let written = 0
  while (!signal.aborted) {
    const { upTo, batches } = must(
      guarded(session.file.name, () => ok(batchesSince(session.file, memory.looked, rows)))
    )
    if (upTo === memory.looked) break
    const missing = batches.filter(({ changes }) =>
      changes.some(({ id }) => !rangesHold(memory.inFolder, id))
    )
    written += await writeBatches(team, folder, missing, writer)
    memory.looked = upTo
    await breathe()
  }
  return written
}

/** Files of one's own that somebody took out of the folder are written again. */
export function noteMissing(team: Team, listing: TeamListing): void {
  const { memory } = team
  const there = new Set(
    listing.subfolders.flatMap((folder) => folder.changes.map((name) => `${folder.name}/${name}`))
  )
  for (const [session, names] of Object.entries(memory.written)) {
    const gone = names.filter((name) => !there.has(name))
    if (gone.length === 0) continue
    memory.written[session] = names.filter((name) => there.has(name))
    for (const name of gone) {
      memory.read.delete(name)
      const parts = partsOfTeamName(path.basename(name))
      if (parts) memory.inFolder = mutable(withoutStretch(memory.inFolder, parts))
    }
    memory.looked = 0
  }
}

/**
 * Makes the small files of sessions that have ended into few: the new ones are written first, then the old ones taken away, so that a reader
 * meets each change at least once.
 */
export async function gatherSmallFiles(team: Team, signal: AbortSignal): Promise<void> {
  const writer = writerOf(team)
  if (!writer) return
  const { memory, ended } = team
  for (const session of [...ended]) {
    if (signal.aborted) return
    const old = memory.written[session] ?? []
    const batches = old.length > 1 ? await batchesIn(team, old) : null
    if (batches) {
      const folder = path.dirname(old[0] ?? '')
      await writeBatches(team, folder, batches, writer)
      const now = new Set((memory.written[session] ?? []).slice(old.length))
      if (now.size > 0 && now.size < old.length) {
        for (const name of old) {
          if (now.has(name)) continue
          await fs.rm(path.join(memory.folder, name), { force: true })
          memory.read.delete(name)
        }
        memory.written[session] = [...now]
      }
    }
    ended.delete(session)
  }
}

function writerOf(team: Team): TeamWriter | null {
  const { coder, file } = team.session
  const [project] = projectRoots(file)
  if (coder === null || project === undefined) return null
  return { project, version: team.core.ports.version, coder }
}

/** The coder's folder: the one that is there already, whatever name the coder had then. */
function ownSubfolder(team: Team, coder: CoderId): string {
  const name = teamSubfolder(coder, coderName(team.session, coder))
  const ending = teamSubfolder(coder, '').slice('coder'.length)
  const known = Object.entries(team.memory.people).find(
    ([folder, whose]) => whose === coder && folder.endsWith(ending)
  )
  return known?.[0] ?? name
}

async function writeBatches(
  team: Team,
  folder: string,
  batches: readonly TeamBatch[],
  writer: TeamWriter
): Promise<number> {
  const { memory, session } = team
  let written = 0
  for (const file of teamFiles(batches, writer, session.file.sha256)) {
    const key = `${folder}/${file.name}`
    await writeOnce(path.join(memory.folder, folder, file.name), file.text)
    const of = partsOfTeamName(file.name)?.session ?? ''
    memory.written[of] = [...(memory.written[of] ?? []).filter((name) => name !== key), key]
    memory.read.add(key)
    memory.people[folder] ??= writer.coder
    memory.inFolder = mutable(
      withChanges(
        memory.inFolder,
        file.changes.map(({ id }) => id)
      )
    )
    written += file.changes.length
  }
  return written
}

async function writeTexts(
  team: Team,
  folder: string,
  listing: TeamListing,
  signal: AbortSignal
): Promise<void> {
  const { session, memory } = team
  const there = new Set(listing.subfolders.flatMap((one) => one.blobs))
  while (!signal.aborted) {
    const { upTo, hashes } = blobsSince(session.file, memory.lookedBlobs)
    if (upTo === memory.lookedBlobs) return
    for (const hash of hashes) {
      if (there.has(hash) || !blobIsWhole(session.file, hash)) continue
      const bytes = getBlob(session.file, hash)
      if (bytes) await writeOnce(path.join(memory.folder, folder, blobFolder, hash), bytes)
    }
    memory.lookedBlobs = upTo
  }
}

/** What these files hold, as it would be taken; null where one of them is not whole: then all stay. */
async function batchesIn(team: Team, names: readonly string[]): Promise<readonly TeamBatch[] | null> {
  const { memory, session } = team
  const batches = new Map<string, { batch: Batch; changes: Map<string, Change> }>()
  for (const name of names) {
    const read = await readTeamBytes(path.join(memory.folder, name))
    const text = read.how === 'read' ? textOfBytes(read.bytes) : null
    const reading = text === null ? null : readTeamFile(text, projectRoots(session.file), session.file.sha256)
    if (reading?.how !== 'whole') return null
    for (const one of reading.batches) {
      const sound = takeBatch(one.batch)
      if ('why' in sound) return null
      const own = batches.get(sound.batch.id) ?? { batch: sound.batch, changes: new Map<string, Change>() }
      batches.set(sound.batch.id, own)
      for (const value of one.changes) {
        const change = takeChange(value)
        if ('why' in change) return null
        own.changes.set(change.change.id, change.change)
      }
    }
  }
  return [...batches.values()].map(({ batch, changes }) => ({ batch, changes: [...changes.values()] }))
}
