/** One look at the team folder: reading and writing, one after the other, whoever asks. */
import { fail, ProblemError, type Problem } from '../../shared/errors.ts'
import path from 'node:path'
import { tablesAreFresh } from '../db/open.ts'
import { listTeamFolder, removeParts, type TeamListing } from '../io/teamFolder.ts'
import { isNodeError } from './nodeErrors.ts'
import { store, type TeamArrival } from './teamMemory.ts'
import { readTeamFolder } from './teamReading.ts'
import { arrivalView, folderName, type Team } from './teamState.ts'
import { gatherSmallFiles, noteMissing, writeTeamFolder } from './teamWriting.ts'

export type RoundDone = {
  readonly taken: number
  readonly written: number
  readonly arrivals: readonly TeamArrival[]
}

export type RoundOptions = {
  readonly signal: AbortSignal
  readonly progress?: (done: number, total: number) => void
}

const nothing: RoundDone = { taken: 0, written: 0, arrivals: [] }
const rounds = new WeakMap<Team, Promise<unknown>>()

/** Reads and writes once, after whatever runs already. What is wrong with the folder is noted in the team, never thrown. */
export function roundOf(team: Team, options: RoundOptions): Promise<RoundDone> {
  const before = rounds.get(team) ?? Promise.resolve()
  const done = before.then(() => round(team, options))
  rounds.set(
    team,
    done.catch(() => undefined)
  )
  return done
}

async function round(team: Team, options: RoundOptions): Promise<RoundDone> {
  const { core, session } = team
  const signal = AbortSignal.any([options.signal, team.ending.signal])
  if (signal.aborted) return nothing
  const before = toldState(team)
  team.isWorking = true
  try {
    const listing = await listed(team)
    if (!listing) return nothing
    return await readAndWrite(team, listing, { ...options, signal })
  } catch (error) {
    // A folder that answers after the project was closed: what it holds is looked at when the project is opened again.
    if (!session.file.connection.database.open) return nothing
    const problem = problemIn(team, error)
    if (!problem) throw error
    team.problem = problem
    return nothing
  } finally {
    team.isWorking = false
    if (session.file.connection.database.open && toldState(team) !== before && !team.ending.signal.aborted) {
      keep(team)
      if (core.session === session) core.publish({ event: 'team', content: { arrivals: [] } })
    }
  }
}

async function readAndWrite(
  team: Team,
  listing: TeamListing,
  { signal, progress }: RoundOptions
): Promise<RoundDone> {
  let written = 0
  let unwritable: Problem | null = null
  const writeNow = async (): Promise<void> => {
    await attempt(async () => {
      written += await writeTeamFolder(team, listing, signal)
    })
  }
  const attempt = async (writing: () => Promise<void>): Promise<void> => {
    try {
      await writing()
    } catch (error) {
      const problem = problemIn(team, error, 'writing')
      if (!problem) throw error
      unwritable = problem
    }
  }
  // What is in the folder has to be known before anything is written, or all of it would be written again.
  if (team.hasRead) await writeNow()
  const isReadable = tablesAreFresh(team.session.file)
  const arrivals = isReadable
    ? await readTeamFolder(team, listing, {
        signal,
        progress: progress ?? (() => undefined),
        between: () => (team.hasRead ? writeNow() : Promise.resolve())
      })
    : []
  if (isReadable && !signal.aborted) team.hasRead = true
  if (arrivals.length > 0)
    team.core.publish({
      event: 'team',
      content: { arrivals: arrivals.map((arrival) => arrivalView(team.session, arrival)) }
    })
  if (team.hasRead) await writeNow()
  if (unwritable === null && team.hasRead) await attempt(() => gatherSmallFiles(team, signal))
  team.problem = unwritable
  team.looked = team.core.ports.clock()
  return { taken: arrivals.reduce((sum, { changes }) => sum + changes, 0), written, arrivals }
}

/** What lies in the folder; null where it is not to be used now, and why is noted. */
async function listed(team: Team): Promise<TeamListing | null> {
  const { memory } = team
  try {
    const listing = await listTeamFolder(memory.folder)
    const isEmpty = listing.subfolders.every((folder) => folder.changes.length === 0)
    if (isEmpty && Object.keys(memory.inFolder).length > 0) {
      // A share that is not mounted looks like an empty folder: writing into it would begin a second team folder.
      const code = listing.unreadable.length > 0 ? 'teamGone' : 'teamEmptied'
      team.problem = fail(code, { name: folderName(team) }).problem
      return null
    }
    if (!team.hasRead) await clearParts(team, listing)
    noteMissing(team, listing)
    return listing
  } catch (error) {
    if (!isNodeError(error)) throw error
    team.problem = fail('teamGone', { name: folderName(team) }).problem
    return null
  }
}

async function clearParts(team: Team, listing: TeamListing): Promise<void> {
  const mine = Object.entries(team.memory.people).flatMap(([folder, whose]) =>
    whose === team.session.coder ? [folder] : []
  )
  for (const folder of listing.subfolders)
    if (mine.includes(folder.name))
      try {
        await removeParts(path.join(team.memory.folder, folder.name))
      } catch (error) {
        // What a crash left is in nobody's way; a folder that cannot be written is told when something is to be written.
        if (!isNodeError(error)) throw error
      }
}

function problemIn(team: Team, error: unknown, doing: 'reading' | 'writing' = 'reading'): Problem | null {
  if (error instanceof ProblemError) return error.problem
  if (!isNodeError(error)) return null
  const name = folderName(team)
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return fail('diskFull').problem
  return fail(doing === 'writing' && error.code !== 'ENOENT' ? 'teamUnwritable' : 'teamGone', { name })
    .problem
}

/** Notes what is known. Where the settings cannot be written it is kept while the project is open. */
function keep(team: Team): void {
  try {
    store(team.core.ports.folders.settings, team.session, team.memory)
  } catch (error) {
    if (!isNodeError(error)) throw error
  }
}

/** What windows show of it, but for the time of the last look. */
function toldState(team: Team): string {
  const { problem, waiting, copies, others, hasRead, memory } = team
  return JSON.stringify([
    problem,
    [...waiting].map(([key, { why }]) => [key, why]),
    copies,
    others,
    hasRead,
    memory.looked,
    memory.lookedBlobs,
    memory.read.size,
    Object.keys(memory.people),
    memory.arrivals.length,
    memory.setAside
  ])
}
