/** The team folder of the open project: choosing and leaving it, and keeping it in step while somebody works. */
import fs from 'node:fs'
import path from 'node:path'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, ok, type Problem, type Result } from '../../shared/errors.ts'
import { teamHeader } from '../../shared/merge/teamFile.ts'
import { projectRoots } from '../db/teamLog.ts'
import { firstLineOf, listTeamFolder, type TeamListing } from '../io/teamFolder.ts'
import { pathOf, type Core } from './core.ts'
import { isNodeError, problemOf } from './nodeErrors.ts'
import { openSession, type ProjectSession } from './projectSession.ts'
import { sessionTask } from './sessionTask.ts'
import { forgetTeam, knownMemory, newMemory, realPathOf, rememberedTeam, store } from './teamMemory.ts'
import { roundOf } from './teamRound.ts'
import { arrivalView, newTeam, statusOf, type Team } from './teamState.ts'

/** How often the folder is looked at where nothing told of a change, in milliseconds: network drives tell nothing. */
const poll = 10_000
/** How long after a change it is looked at, so that one look takes several, in milliseconds. */
const settle = 500
/** How long closing a project waits for the folder, in milliseconds. */
const lastChance = 3000
/** Of each coder's files, so many are looked at to learn whose folder it is. */
const headersRead = 5

type Kept = { team: Team | null; left: Problem | null; wake: () => void; woken: Promise<void> }
const kept = new WeakMap<ProjectSession, Kept>()

/** Begins with what this machine remembers; scripts ask for each look themselves. */
export function startTeam(core: Core, session: ProjectSession): void {
  if (session.readOnly !== null) return
  const own = keptFor(core, session)
  if (core.ports.shell === 'direct') return
  session.inBackground((closing) => keepInStep(core, session, own, closing))
}

/** Where the project is open to read only, somebody else may be keeping it in step: told is what this machine remembers of that. */
export function teamStatus(core: Core): OutputOf<'team.status'> {
  const session = openSession(core.session)
  if (session.readOnly !== null) {
    const memory = knownMemory(core.ports.folders.settings, session)
    return statusOf(session, memory && newTeam(core, session, memory), null)
  }
  const { team, left } = keptFor(core, session)
  return statusOf(session, team, left)
}

/** Begins an empty folder, or joins the one of this project. */
export async function chooseTeam(
  core: Core,
  input: CheckedInputOf<'team.choose'>
): Promise<Result<OutputOf<'team.choose'>>> {
  const session = openSession(core.session)
  if (session.readOnly !== null) return fail('readOnly')
  if (session.coder === null) return fail('noCoder')
  const folder = pathOf(core, input.folder)
  const name = path.basename(folder)
  let listing: TeamListing
  try {
    if (fs.existsSync(path.dirname(folder))) fs.mkdirSync(folder, { recursive: true })
    fs.accessSync(folder, fs.constants.W_OK)
    listing = await listTeamFolder(folder)
  } catch (error) {
    if (isNodeError(error, 'EEXIST', 'ENOTDIR')) return fail('teamNotFolder', { name })
    throw problemOf(error, folder, 'writing')
  }
  const whose = await whoseFolder(folder, listing, session)
  if (whose === 'other') return fail('teamOtherProject', { name })
  if (whose === 'newer') return fail('teamNewer', { name })
  if (whose === 'files') return fail('teamNotEmpty', { name })
  const own = keptFor(core, session)
  leave(core, session, own)
  const memory = newMemory(fs.realpathSync(folder), realPathOf(session))
  store(core.ports.folders.settings, session, memory)
  own.team = newTeam(core, session, memory)
  own.left = null
  own.wake()
  return ok({ began: whose === 'nobody', status: statusOf(session, own.team, null) })
}

/** Forgets the folder on this machine; nothing in it is touched. */
export function leaveTeam(core: Core): Result<OutputOf<'team.leave'>> {
  const session = openSession(core.session)
  if (session.readOnly !== null) return fail('readOnly')
  const own = keptFor(core, session)
  leave(core, session, own)
  own.left = null
  return ok(statusOf(session, null, null))
}

/** Reads and writes once. What keeps the folder from being used is the answer. */
export function syncTeam(
  core: Core,
  input: CheckedInputOf<'team.sync'>
): Promise<Result<OutputOf<'team.sync'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    const { team, left } = keptFor(core, session)
    if (session.readOnly !== null) return fail('readOnly')
    if (!team) return left ? { ok: false, problem: left } : fail('teamNone')
    const done = await roundOf(team, {
      signal: task.signal,
      progress: (at, total) => task.progress('reading', at, total)
    })
    if (task.signal.aborted) return fail('cancelled')
    if (team.problem) return { ok: false, problem: team.problem }
    if (session.coder === null) return fail('noCoder')
    return ok({
      taken: done.taken,
      written: done.written,
      arrivals: done.arrivals.map((arrival) => arrivalView(session, arrival)),
      status: statusOf(session, team, null)
    })
  })
}

function keptFor(core: Core, session: ProjectSession): Kept {
  const before = kept.get(session)
  if (before) return before
  const found: ReturnType<typeof rememberedTeam> =
    session.readOnly === null ? rememberedTeam(core.ports.folders.settings, session) : { how: 'none' }
  const own: Kept = { team: null, left: null, wake: () => undefined, woken: Promise.resolve() }
  renew(own)
  if (found.how === 'joined') own.team = newTeam(core, session, found.memory)
  if (found.how === 'restored') {
    own.left = fail('teamRestored', { name: path.basename(found.folder) }).problem
    forgetTeam(core.ports.folders.settings, session)
    session.notices.push({ code: 'teamLeft', about: { name: path.basename(found.folder) } })
  }
  kept.set(session, own)
  return own
}

function leave(core: Core, session: ProjectSession, own: Kept): void {
  own.team?.ending.abort()
  own.team = null
  forgetTeam(core.ports.folders.settings, session)
  own.wake()
}

/** Whose folder it is, by the first lines of some files: 'files' where there are only others' files, 'nobody' where it is empty. */
async function whoseFolder(
  folder: string,
  listing: TeamListing,
  session: ProjectSession
): Promise<'ours' | 'other' | 'newer' | 'files' | 'nobody'> {
  const roots = projectRoots(session.file)
  let [hasOther, isNewer, hasFiles] = [false, false, listing.others + listing.unreadable.length > 0]
  for (const { name, changes } of listing.subfolders) {
    if (changes.length > 0) hasFiles = true
    for (const file of changes.slice(0, headersRead)) {
      const line = await lineOrNone(path.join(folder, name, file))
      const head = teamHeader(line)
      if (head === 'newer') isNewer = true
      else if (head && roots.includes(head.project)) return 'ours'
      else if (head) hasOther = true
    }
  }
  if (hasOther) return 'other'
  if (isNewer) return 'newer'
  return hasFiles ? 'files' : 'nobody'
}

async function lineOrNone(file: string): Promise<string> {
  try {
    return await firstLineOf(file)
  } catch (error) {
    // A file that cannot be read says nothing about whose folder it is.
    if (isNodeError(error)) return ''
    throw error
  }
}

/** Looks at the folder when something was written here, when it changed, and every so often, until the project is closed. */
async function keepInStep(
  core: Core,
  session: ProjectSession,
  own: Kept,
  closing: AbortSignal
): Promise<void> {
  const watched: { team: Team | null; close: () => void } = { team: null, close: () => undefined }
  const closed = new Promise<void>((resolve) => closing.addEventListener('abort', () => resolve()))
  while (!closing.aborted) {
    const { team } = own
    renew(own)
    const written = session.nextWrite()
    if (team !== watched.team) {
      watched.close()
      watched.team = team
      watched.close = team ? watchFolder(team, () => own.wake()) : () => undefined
    }
    if (team) await safely(core, () => roundOf(team, { signal: closing }))
    await Promise.race([own.woken, written, closed, ...(team ? [pause(poll)] : [])])
    if (!closing.aborted) await Promise.race([pause(settle), closed])
  }
  watched.close()
  const { team } = own
  // What was tagged last goes out before the project is closed, if the folder answers in time.
  if (team?.hasRead && session.file.connection.database.open) {
    const late = new AbortController()
    await Promise.race([
      safely(core, () => roundOf(team, { signal: late.signal })),
      pause(lastChance).then(() => late.abort())
    ])
  }
}

async function safely(core: Core, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    // A bug in looking at the folder must not keep anybody from tagging.
    core.ports.onBug('team folder', error)
  }
}

/** Calls back when something in the folder changes, where the system tells; network drives do not. */
function watchFolder(team: Team, changed: () => void): () => void {
  const watchers = new Map<string, fs.FSWatcher>()
  const watch = (folder: string): void => {
    if (watchers.has(folder)) return
    try {
      const watcher = fs.watch(folder, { persistent: false }, () => {
        changed()
        if (folder === team.memory.folder) watchInside()
      })
      watcher.on('error', () => {
        watcher.close()
        watchers.delete(folder)
      })
      watchers.set(folder, watcher)
    } catch (error) {
      // Not every drive tells of changes: the regular look finds them.
      if (!isNodeError(error)) throw error
    }
  }
  const watchInside = (): void => {
    try {
      for (const entry of fs.readdirSync(team.memory.folder, { withFileTypes: true }))
        if (entry.isDirectory() && !entry.name.startsWith('.'))
          watch(path.join(team.memory.folder, entry.name))
    } catch (error) {
      if (!isNodeError(error)) throw error
    }
  }
  watch(team.memory.folder)
  watchInside()
  return () => {
    for (const watcher of watchers.values()) watcher.close()
  }
}

function renew(own: Kept): void {
  own.woken = new Promise((resolve) => {
    own.wake = resolve
  })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref())
}
