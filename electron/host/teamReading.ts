/** Reading a team folder: every file that is whole and not yet taken, in slices that never hold up tagging. */
import path from 'node:path'
import { must } from '../../shared/errors.ts'
import type { ChangeId, Hash } from '../../shared/ids.ts'
import { partsOfTeamName, readTeamFile, type TeamReading } from '../../shared/merge/teamFile.ts'
import { withChanges } from '../../shared/merge/teamRanges.ts'
import { sourceOf } from '../db/arrivals.ts'
import { hasBlob } from '../db/blobs.ts'
import { takeBatches, takeBlobs, type ForeignBatch } from '../db/takeBatches.ts'
import { isNamed, projectRoots } from '../db/teamLog.ts'
import { blobFolder, readTeamBytes, stateOfFile, textOfBytes, type TeamListing } from '../io/teamFolder.ts'
import { isNodeError } from './nodeErrors.ts'
import { Came } from './teamCame.ts'
import { withArrivals, type TeamArrival } from './teamMemory.ts'
import { coderName, folderName, type Team, type Waiting } from './teamState.ts'

/** How long one transaction may take, in milliseconds; the number of changes in the next follows. */
const sliceTime = 25
/** How long a file that has not changed waits before it is tried again, in milliseconds. */
const again = 600_000

export type ReadRound = {
  readonly signal: AbortSignal
  /** Between files: what was tagged meanwhile is to be written. */
  readonly between: () => Promise<void>
  readonly progress: (done: number, total: number) => void
}

/** Takes what is new; gives what came, a coder each. */
export async function readTeamFolder(
  team: Team,
  listing: TeamListing,
  round: ReadRound
): Promise<readonly TeamArrival[]> {
  const came = new Came(team)
  const files = listing.subfolders.flatMap((folder) =>
    folder.changes
      .filter((name) => !team.memory.read.has(`${folder.name}/${name}`))
      .map((name) => [folder.name, name] as const)
  )
  team.others = listing.others
  forgetGone(team, listing)
  for (const name of listing.unreadable) wait(team, unreadableKey(team, name), 'unreadable', '')
  let done = 0
  try {
    for (const [folder, name] of files) {
      if (round.signal.aborted) break
      await takeFile(team, folder, name, came, round.signal)
      round.progress(++done, files.length)
      await round.between()
    }
    await takeTexts(team, listing, came, round.signal)
  } finally {
    came.tell()
  }
  const arrivals = came.arrivals()
  team.copies = listing.subfolders.reduce(
    (sum, { name: folder, changes }) =>
      sum +
      changes.filter((name) => partsOfTeamName(name) === null && team.memory.read.has(`${folder}/${name}`))
        .length,
    0
  )
  team.memory.arrivals = withArrivals(team.memory.arrivals, arrivals)
  return arrivals
}

async function takeFile(
  team: Team,
  folder: string,
  name: string,
  came: Came,
  signal: AbortSignal
): Promise<void> {
  const { memory, session, core } = team
  const key = `${folder}/${name}`
  const file = path.join(memory.folder, folder, name)
  const state = await whatStateToTry(team, key, file)
  if (state === null) return
  const reading = await readChanges(team, file)
  if (reading === 'gone') return
  if (typeof reading === 'string' || reading.how !== 'whole')
    return wait(team, key, typeof reading === 'string' ? reading : reading.how, state)
  const source = sourceOf('team', coderName(session, reading.coder) || folder)
  let size = 50
  const ids: ChangeId[] = []
  const aside = { ...memory.setAside }
  const leave = (why: string, count: number): void => void (aside[why] = (aside[why] ?? 0) + count)
  let isOursKept = false
  for (let at = 0; at < reading.batches.length;) {
    await breathe()
    if (signal.aborted) return
    const [slice, next] = sliceFrom(reading.batches, at, size)
    at = next
    const began = performance.now()
    const arriving = { arrival: came.arrivalOf(folder), now: core.ports.clock(), source }
    const taken = must(await session.gate.shared(() => takeBatches(session.file, slice, arriving)))
    const took = performance.now() - began
    size = Math.max(10, Math.min(5000, Math.round((size * sliceTime) / Math.max(took, 1))))
    came.add(folder, reading.coder, taken)
    for (const [why, count] of Object.entries(taken.setAside)) leave(why, count)
    for (const id of taken.asTheyCame) ids.push(id)
    if (taken.keptOurs.length > 0) isOursKept = true
  }
  if (reading.misplaced > 0) leave('brokenChange', reading.misplaced)
  // Counted once the file is read to its end: one that was broken off is read again from its beginning.
  memory.setAside = aside
  memory.inFolder = mutable(withChanges(memory.inFolder, ids))
  // The other content lies in the folder now; ours has to go there too, so that all copies choose between the same two.
  if (isOursKept) memory.looked = 0
  memory.people[folder] ??= reading.coder
  memory.read.add(key)
  team.waiting.delete(key)
}

/** A file's state where it is to be tried: it is new, it changed since, or it waited long. One whose state cannot be read waits for the next round. */
async function whatStateToTry(team: Team, key: string, file: string): Promise<string | null> {
  let state: string | null
  try {
    state = await stateOfFile(file)
  } catch (error) {
    if (!isNodeError(error)) throw error
    wait(team, key, 'unreadable', '')
    return null
  }
  const waiting = team.waiting.get(key)
  if (state === null) team.waiting.delete(key)
  return waiting && waiting.state === state && team.core.ports.clock() - waiting.tried < again ? null : state
}

async function readChanges(
  team: Team,
  file: string
): Promise<TeamReading | 'gone' | 'tooLarge' | 'unreadable' | 'incomplete'> {
  try {
    const read = await readTeamBytes(file)
    if (read.how !== 'read') return read.how
    const text = textOfBytes(read.bytes)
    const { session } = team
    return text === null ? 'incomplete' : readTeamFile(text, projectRoots(session.file), session.file.sha256)
  } catch (error) {
    if (isNodeError(error)) return 'unreadable'
    throw error
  }
}

async function takeTexts(team: Team, listing: TeamListing, came: Came, signal: AbortSignal): Promise<void> {
  const { session, memory, blobsHere } = team
  for (const folder of listing.subfolders) {
    for (const name of folder.blobs) {
      if (signal.aborted) return
      const hash = name as Hash
      if (blobsHere.has(hash)) continue
      if (hasBlob(session.file, hash)) {
        blobsHere.add(hash)
        continue
      }
      // What nobody names is nobody's text: a folder full of them must not fill the project.
      if (!isNamed(session.file, hash)) continue
      const key = `${folder.name}/${name}`
      const file = path.join(memory.folder, folder.name, blobFolder, name)
      const state = await whatStateToTry(team, key, file)
      if (state === null) continue
      const bytes = await bytesOf(file)
      if (typeof bytes === 'string') {
        if (bytes !== 'gone') wait(team, key, bytes, state)
      } else if (session.file.sha256(bytes) !== hash) wait(team, key, 'incomplete', state)
      else {
        came.touch(must(await session.gate.shared(() => takeBlobs(session.file, new Map([[hash, bytes]])))))
        blobsHere.add(hash)
        team.waiting.delete(key)
        await breathe()
      }
    }
  }
}

async function bytesOf(file: string): Promise<Uint8Array | 'gone' | 'tooLarge' | 'unreadable'> {
  try {
    const read = await readTeamBytes(file)
    return read.how === 'read' ? read.bytes : read.how
  } catch (error) {
    if (isNodeError(error)) return 'unreadable'
    throw error
  }
}

function wait(team: Team, key: string, why: Waiting['why'], state: string): void {
  const now = team.core.ports.clock()
  const before = team.waiting.get(key)
  team.waiting.set(key, { why, state, since: before?.why === why ? before.since : now, tried: now })
}

/** Files that waited and are not there any more are not waited for. */
function forgetGone(team: Team, listing: TeamListing): void {
  const there = new Set([
    ...listing.unreadable.map((name) => unreadableKey(team, name)),
    ...listing.subfolders.flatMap((folder) =>
      [...folder.changes, ...folder.blobs].map((name) => `${folder.name}/${name}`)
    )
  ])
  for (const key of team.waiting.keys()) if (!there.has(key)) team.waiting.delete(key)
}

/** By what a folder that cannot be read waits: where it lies and its own name. */
function unreadableKey(team: Team, name: string): string {
  return name.includes('/') ? name : `${folderName(team)}/${name}`
}

/** Whole batches from `at` on with about `size` changes, and where the next begin. */
function sliceFrom(
  batches: readonly ForeignBatch[],
  at: number,
  size: number
): readonly [readonly ForeignBatch[], number] {
  let end = at
  for (let changes = 0; end < batches.length && (end === at || changes < size); end++)
    changes += batches[end]?.changes.length ?? 0
  return [batches.slice(at, end), end]
}

/** Lets whatever waits in the host's thread come first. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** The form in which ranges are remembered. */
export function mutable(ranges: ReturnType<typeof withChanges>): Record<string, [number, number][]> {
  return Object.fromEntries(
    Object.entries(ranges).map(([session, stretches]) => [
      session,
      stretches.map(([first, last]): [number, number] => [first, last])
    ])
  )
}
