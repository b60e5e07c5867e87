/** What happens in an open project without being asked for: tables made anew where they are stale, the daily backup. */
import { backupIsDue, writeBackup } from '../db/backup.ts'
import { tablesAreFresh } from '../db/open.ts'
import { rebuildTables } from '../db/rebuild.ts'
import { backupRoom } from './backups.ts'
import { look } from './care.ts'
import type { Core } from './core.ts'
import type { Notice } from '../../shared/api/views.ts'
import type { ProjectSession } from './projectSession.ts'
import { startIndexing } from './searchIndexing.ts'
import { announce, announceProject } from './state.ts'

/** How long opening waits for the tables of a file that was last written elsewhere, in milliseconds; larger ones appear as they are made. */
const patience = 1500
/** How long the first looks of the analyst come before checks, in milliseconds. */
const calm = 3000

/** Starts it. Settles when the project can be shown: at once, or when the tables are made anew, or when that takes long. */
export async function startBackground(
  core: Core,
  session: ProjectSession,
  how: 'opened' | 'made'
): Promise<void> {
  startIndexing(core, session)
  if (session.readOnly !== null) return
  let rebuilt: Promise<void> = Promise.resolve()
  session.inBackground(async (signal) => {
    if (!tablesAreFresh(session.file)) {
      rebuilt = Promise.resolve(session.gate.shared(() => rebuild(core, session, signal)))
      await rebuilt
    }
    // A script asks for what it wants.
    if (core.ports.shell === 'direct') return
    await quiet(signal)
    // What was made a moment ago has no day's work in it yet.
    if (how === 'opened') await backUpDaily(core, session, signal)
    await check(core, session, signal)
  })
  // A script shows nothing until it is right.
  const enough =
    core.ports.shell === 'direct' ? [] : [new Promise((resolve) => setTimeout(resolve, patience).unref())]
  await Promise.race([rebuilt, ...enough])
}

/** Adds or takes away a notice, and tells the windows. */
export function setNotice(core: Core, session: ProjectSession, notice: Notice, is: 'there' | 'gone'): void {
  const at = session.notices.findIndex((one) => one.code === notice.code)
  if (at >= 0) session.notices.splice(at, 1)
  if (is === 'there') session.notices.push(notice)
  if (core.session !== session) return
  announceProject(core)
  if (is === 'there') core.publish({ event: 'notice', content: { notice } })
}

async function rebuild(core: Core, session: ProjectSession, signal: AbortSignal): Promise<void> {
  const checking: Notice = { code: 'checking', about: { name: session.file.name } }
  session.notices.push(checking)
  const done = await core.tasks.run('rebuild', (task) =>
    rebuildTables(session.file, {
      signal: AbortSignal.any([signal, task.signal]),
      onProgress: (at, total) => task.progress('rebuilding', at, total)
    })
  )
  setNotice(core, session, checking, 'gone')
  if (!done.ok) {
    if (done.problem.code !== 'cancelled')
      setNotice(core, session, { code: 'checkFailed', about: { name: session.file.name, count: 1 } }, 'there')
    return
  }
  announce(core, session, null, 'rebuild')
}

/** Looks at the file and at every quote: what does not hold is told. */
async function check(core: Core, session: ProjectSession, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const silent = { signal, progress: () => undefined }
  const report = await look(core, session, silent, ['file', 'quotes'])
  if (!report.ok) return
  const count = report.value.findings.reduce((sum, finding) => sum + finding.count, 0)
  if (count > 0)
    setNotice(core, session, { code: 'checkFailed', about: { name: session.file.name, count } }, 'there')
}

async function backUpDaily(core: Core, session: ProjectSession, signal: AbortSignal): Promise<void> {
  const options = { now: core.ports.clock(), ...backupRoom(core) }
  if (signal.aborted || !backupIsDue(session.file, options)) return
  const done = await session.gate.shared(() =>
    writeBackup(session.file, { ...options, reason: 'daily', signal })
  )
  if (!done.ok && done.problem.code !== 'cancelled') core.ports.onBug('daily backup', done.problem.code)
}

/** Waits until the first looks of the analyst are over, or the project is closed. */
function quiet(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, calm)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
