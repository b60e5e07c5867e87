/** Opening, making and closing the project of a host, and who codes in it. */
import fs from 'node:fs'
import path from 'node:path'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import type { ProjectState, RecentProject } from '../../shared/api/views.ts'
import { planNewProject } from '../../shared/commands/newProject.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { CoderId } from '../../shared/ids.ts'
import { sourceOf } from '../db/arrivals.ts'
import { isBlind, lookAs } from '../db/blind.ts'
import { closeProjectFile, createProjectFile, openProjectFile, type OpenOptions } from '../db/open.ts'
import { isSameFile, openForeign } from '../db/foreign.ts'
import { takePresetCoder } from '../db/presetCoder.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { idsOfKind } from '../db/read.ts'
import { takeFrom } from '../db/takeFrom.ts'
import { backupRoom } from './backups.ts'
import { startBackground } from './background.ts'
import type { Core } from './core.ts'
import { runCommand } from './execute.ts'
import { leftover, syncingFolder } from './places.ts'
import { withEnding } from './projectNames.ts'
import { openSession, ProjectSession, type ReadOnlyReason } from './projectSession.ts'
import { startTeam } from './team.ts'
import { fillWithSample, sampleName } from './sample.ts'
import { announce, announced, announceProject, stateOf } from './state.ts'

/** Opens a project file, to read only where it cannot be written; the one that was open is closed then. */
export async function openProject(core: Core, file: string): Promise<Result<ProjectState>> {
  const opened = openForWork(core, file)
  if (!opened.ok) return opened
  if (opened.value === core.session) return ok(stateOf(opened.value))
  return adopt(core, opened.value, file, 'opened')
}

/** Makes a project with a name and the default stance scale, and opens it. */
export async function createProject(core: Core, chosen: string, name: string): Promise<Result<ProjectState>> {
  const file = withEnding(chosen)
  const made = createProjectFile(file, openOptions(core))
  if (!made.ok) return made
  const session = new ProjectSession(made.value, null, core.ports)
  const written = session.write({
    coder: null,
    command: 'project.create',
    undoes: null,
    drafts: planNewProject(name, core.ports.randomBytes).drafts
  })
  if (!written.ok) {
    closeProjectFile(made.value)
    return written
  }
  return adopt(core, session, file, 'made')
}

/** Opens the sample project: a new file where `chosen` says, else the one among the user's documents, made where it is not there yet. */
export async function openSample(core: Core, chosen: string | null): Promise<Result<ProjectState>> {
  const usual = path.join(core.ports.folders.documents, `${sampleName}.parley`)
  if (chosen === null && fs.existsSync(usual)) return openProject(core, usual)
  const file = withEnding(chosen ?? usual)
  const made = createProjectFile(file, openOptions(core))
  if (!made.ok) return made
  const filled = fillWithSample(made.value)
  if (!filled.ok) {
    closeProjectFile(made.value)
    return filled
  }
  return adopt(core, new ProjectSession(made.value, null, core.ports), file, 'made')
}

/** Closes the open project, so that one file is at rest. */
export async function closeProject(core: Core): Promise<void> {
  const { session } = core
  if (!session) return
  core.session = null
  await closeSession(session)
  announceProject(core)
}

/** Says who is coding in this project on this machine: a coder who is there, or a new one. */
export function chooseCoder(core: Core, input: CheckedInputOf<'project.chooseCoder'>): Result<ProjectState> {
  const session = openSession(core.session)
  if ('coder' in input) {
    if (!idsOfKind(session.file, 'coder').includes(input.coder))
      return fail('missingRecord', { kind: 'coder' })
    workAs(core, session, input.coder)
  } else {
    const order = {
      command: 'coder.create' as const,
      input: { name: input.name, initials: input.initials },
      seen: {},
      coder: null
    }
    const executed = runCommand(session, order, core.ports)
    if (!executed.ok) return executed
    workAs(core, session, executed.value.output.made[0]?.id as CoderId)
    core.settings.set({ coderName: input.name })
    announced(core, session, executed.value, 'command')
  }
  announceProject(core)
  // Another coder may see other annotations.
  if (isBlind(session.file)) announce(core, session, null, 'command')
  return ok(stateOf(session))
}

/** Recent projects, newest first. */
export function recentProjects(core: Core): OutputOf<'recent.list'> {
  return core.settings.recents().map((one): RecentProject => ({
    handle: core.files.handleOf(one.path),
    name: one.name,
    fileName: path.basename(one.path),
    folder: path.basename(path.dirname(one.path)),
    opened: one.opened,
    state: leftover(one.path)
  }))
}

/** What electron/db wants of this installation. */
export function openOptions(core: Core): OpenOptions {
  return {
    sha256: core.ports.sha256,
    writer: core.settings.installation(),
    now: core.ports.clock,
    backups: backupRoom(core)
  }
}

function openForWork(core: Core, file: string): Result<ProjectSession> {
  const { session } = core
  const isOpen = session?.readOnly === null && isSameFile(session.file.path, file)
  if (session && isOpen) return ok(session)
  const options = openOptions(core)
  const opened = openProjectFile(file, { ...options, mode: 'write' })
  if (opened.ok) return ok(withNotices(new ProjectSession(opened.value, null, core.ports)))
  const reason = reasonsToRead[opened.problem.code]
  if (!reason) return opened
  const toRead =
    reason === 'newer' ? copyOfNewer(core, file) : openProjectFile(file, { ...options, mode: 'read' })
  // The file's own problem says more than that it cannot be read either.
  return toRead.ok ? ok(withNotices(new ProjectSession(toRead.value, reason, core.ports))) : opened
}

/** Why a file can only be read, by the problem of opening it to write. */
const reasonsToRead: Readonly<Record<string, ReadOnlyReason>> = {
  projectLocked: 'locked',
  projectNewer: 'newer',
  folderUnwritable: 'unwritable',
  readOnly: 'unwritable'
}

/** What this version understands of a newer file, in a copy of our own: its log has the form that every version's has. */
function copyOfNewer(core: Core, file: string): Result<ProjectFile> {
  const foreign = openForeign(file, { sha256: core.ports.sha256, tempFolder: core.files.temporaryFolder() })
  if (!foreign.ok) return foreign
  try {
    const folder = fs.mkdtempSync(path.join(core.files.temporaryFolder(), 'newer-'))
    const copy = createProjectFile(path.join(folder, path.basename(file)), openOptions(core))
    if (!copy.ok) return copy
    const taken = takeFrom(copy.value, foreign.value.file, {
      now: core.ports.clock(),
      source: sourceOf('copy', path.basename(file)),
      anyProject: true
    })
    if (taken.ok) return copy
    closeProjectFile(copy.value)
    return taken
  } finally {
    foreign.value.close()
  }
}

async function adopt(
  core: Core,
  session: ProjectSession,
  file: string,
  how: 'opened' | 'made'
): Promise<Result<ProjectState>> {
  const before = core.session
  core.session = session
  // Nobody is at work yet: whatever is asked before that is known sees nobody's annotations where coding is blind.
  lookThrough(core, session)
  if (before) await closeSession(before)
  await startBackground(core, session, how)
  startTeam(core, session)
  const key = session.key()
  const known = key === null ? null : core.settings.coderOf(key)
  // A copy can say for whom it was made: asked for only where nobody has coded in this project here.
  const coder = known ?? takePresetCoder(session.file)
  if (coder !== null && idsOfKind(session.file, 'coder').includes(coder)) {
    session.coder = coder
    if (known === null && key !== null) core.settings.setCoder(key, coder)
  }
  lookThrough(core, session)
  const state = stateOf(session)
  core.settings.remember({ path: realPath(file), name: state.name, opened: core.ports.clock() })
  core.ports.onProjectFile?.(realPath(file))
  announceProject(core)
  return ok(state)
}

function workAs(core: Core, session: ProjectSession, coder: CoderId): void {
  session.coder = coder
  lookThrough(core, session)
  const key = session.key()
  if (key !== null) core.settings.setCoder(key, coder)
}

/** A window sees what the coder at work may see; the command line, which nobody codes in, sees everything. */
function lookThrough(core: Core, session: ProjectSession): void {
  if (core.ports.shell === 'direct') return
  lookAs(session.file, session.coder)
}

async function closeSession(session: ProjectSession): Promise<void> {
  await session.settle()
  closeProjectFile(session.file)
}

function withNotices(session: ProjectSession): ProjectSession {
  const { file, readOnly, notices } = session
  const about = { name: file.name }
  const codes = { locked: 'lockedElsewhere', newer: 'newerVersion', unwritable: 'unwritable' } as const
  if (readOnly !== null) notices.push({ code: codes[readOnly], about })
  if (file.afterCrash) notices.push({ code: 'afterCrash', about })
  if (file.mode === 'write' && file.journal === 'rollback') notices.push({ code: 'rollbackJournal', about })
  const syncing = syncingFolder(file.path)
  if (syncing !== null) notices.push({ code: 'syncedFolder', about: { ...about, folder: syncing } })
  return session
}

function realPath(file: string): string {
  return fs.existsSync(file) ? fs.realpathSync(file) : path.resolve(file)
}

/** The session that is open and its file, or the problem that none is. */
export function openFile(core: Core): ProjectFile {
  return openSession(core.session).file
}
