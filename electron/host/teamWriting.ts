/** Writing to a team folder: what of the log is not in it yet, under the coder's own subfolder, each file once. */
import path from 'node:path'
import { must, ok } from '../../shared/errors.ts'
import type { CoderId } from '../../shared/ids.ts'
import type { Batch, Change } from '../../shared/log/change.ts'
import {
  partsOfTeamName,
  readTeamFile,
  teamFiles,
  teamSubfolder,
  type TeamBatch,
  type TeamFile,
  type TeamWriter
} from '../../shared/merge/teamFile.ts'
import { rangesHold, withChanges, withoutStretch } from '../../shared/merge/teamRanges.ts'
import { takeBatch, takeChange } from '../../shared/merge/merge.ts'
import fs from 'node:fs/promises'
import { blobIsWhole, getBlob } from '../db/blobs.ts'
import { guarded } from '../db/problems.ts'
import { batchesSince, blobsSince, projectRoots } from '../db/teamLog.ts'
import { blobFolder, readTeamBytes, textOfBytes, writeOnce, type TeamListing } from '../io/teamFolder.ts'
import { isNodeError } from './nodeErrors.ts'
import { breathe, mutable } from './teamReading.ts'
import { coderName, type Team } from './teamState.ts'

/** Rows of the log looked at in one go. */
const rows = 2000
/** Files with fewer numbers than this are made into one when their session has ended. */
const small = 1000

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
    written += await writeFiles(team, folder, teamFiles(missing, writer, session.file.sha256), writer)
    memory.looked = upTo
    await breathe()
  }
  return written
}

/** Files of one's own that somebody took out of the folder are written again; what lies in a folder that cannot be read counts as there. */
export function noteMissing(team: Team, listing: TeamListing): void {
  const { memory } = team
  const there = new Set(
    listing.subfolders.flatMap((folder) => folder.changes.map((name) => `${folder.name}/${name}`))
  )
  for (const [session, names] of Object.entries(memory.written)) {
    const gone = names.filter((name) => !there.has(name) && !listing.unreadable.includes(path.dirname(name)))
    if (gone.length === 0) continue
    memory.written[session] = names.filter((name) => !gone.includes(name))
    for (const name of gone) {
      memory.read.delete(name)
      const parts = partsOfTeamName(path.basename(name))
      if (parts) memory.inFolder = mutable(withoutStretch(memory.inFolder, parts))
    }
    memory.looked = 0
    // Whoever took these out may have taken the texts beside them.
    memory.lookedBlobs = 0
  }
}

/**
 * Makes the small files of sessions that have ended into fewer: the new ones are written first, then the old ones taken away, so that a reader
 * meets each change at least once. Files of some size stay as they are, and so do those that were written as another coder.
 */
export async function gatherSmallFiles(team: Team, signal: AbortSignal): Promise<void> {
  const writer = writerOf(team)
  if (!writer) return
  const { memory, ended } = team
  for (const session of [...ended]) {
    if (signal.aborted) return
    const old = (memory.written[session] ?? []).filter((name) => isSmall(name))
    const isOwn = old.every((name) => memory.people[path.dirname(name)] === writer.coder)
    const batches = isOwn && old.length > 1 ? await batchesIn(team, old) : null
    if (batches) await replaceFiles(team, session, old, batches, writer)
    ended.delete(session)
  }
}

function isSmall(name: string): boolean {
  const parts = partsOfTeamName(path.basename(name))
  return parts !== null && parts.last - parts.first < small
}

async function replaceFiles(
  team: Team,
  session: string,
  old: readonly string[],
  batches: readonly TeamBatch[],
  writer: TeamWriter
): Promise<void> {
  const { memory } = team
  const folder = path.dirname(old[0] ?? '')
  const files = [...teamFiles(batches, writer, team.session.file.sha256)]
  // Files that could not be made fewer stay: a version that writes them otherwise must not double them.
  if (files.length >= old.length) return
  await writeFiles(team, folder, files, writer)
  const now = new Set(files.map(({ name }) => `${folder}/${name}`))
  // One that was there already, from another computer of this coder, may still be on its way: then nothing is taken away yet.
  if ((await batchesIn(team, [...now])) === null) {
    for (const name of now) memory.read.delete(name)
    return
  }
  const gone = old.filter((name) => !now.has(name))
  for (const name of gone) {
    await fs.rm(path.join(memory.folder, name), { force: true })
    memory.read.delete(name)
  }
  memory.written[session] = (memory.written[session] ?? []).filter((name) => !gone.includes(name))
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

async function writeFiles(
  team: Team,
  folder: string,
  files: Iterable<TeamFile>,
  writer: TeamWriter
): Promise<number> {
  const { memory } = team
  let written = 0
  for (const file of files) {
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
  while (!signal.aborted) {
    const { upTo, hashes } = blobsSince(session.file, memory.lookedBlobs)
    if (upTo === memory.lookedBlobs) return
    const there = new Set(listing.subfolders.flatMap((one) => one.blobs))
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
    const read = await readOrGone(path.join(memory.folder, name))
    const text = read.how === 'read' ? textOfBytes(read.bytes) : null
    const reading = text === null ? null : readTeamFile(text, projectRoots(session.file), session.file.sha256)
    if (reading?.how !== 'whole' || reading.misplaced > 0) return null
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

/** What cannot be read now is as good as gone: its copy stays. */
async function readOrGone(file: string): ReturnType<typeof readTeamBytes> {
  try {
    return await readTeamBytes(file)
  } catch (error) {
    if (isNodeError(error)) return { how: 'gone' }
    throw error
  }
}
