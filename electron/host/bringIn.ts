/** Bringing another project in: a look in a thread, then a backup and one command of the coder at work. */
import { existsSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { BringInCounts } from '../../shared/api/bringInMethods.ts'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, ok, ProblemError, type Result } from '../../shared/errors.ts'
import { writeBackup } from '../db/backup.ts'
import { isSameFile } from '../db/foreign.ts'
import { backupRoom } from './backups.ts'
import type { BringInAnswer, BringInJob, ReadableCopy } from './bringIn.worker.ts'
import { pathOf, type Core } from './core.ts'
import { runCommand } from './execute.ts'
import { answerOf } from './inThread.ts'
import { problemOf } from './nodeErrors.ts'
import type { ProjectSession } from './projectSession.ts'
import { sessionTask } from './sessionTask.ts'
import { announced } from './state.ts'
import type { Task } from './tasks.ts'
import { tablesAreWhole } from './wholeTables.ts'

/** What bringing a project in would do. Changes nothing. */
export function previewBringIn(
  core: Core,
  input: CheckedInputOf<'bringIn.preview'>
): Promise<Result<OutputOf<'bringIn.preview'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    const whole = await tablesAreWhole(session, task)
    if (!whole.ok) return whole
    const answer = await ask(core, session, task, input, 'look')
    return answer.ok ? ok(answer.value.preview) : answer
  })
}

/** A backup, then everything in one batch. Where nothing is new, nothing is written. */
export function runBringIn(
  core: Core,
  input: CheckedInputOf<'bringIn.run'>
): Promise<Result<OutputOf<'bringIn.run'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    if (session.readOnly !== null) return fail('readOnly')
    const whole = await tablesAreWhole(session, task)
    if (!whole.ok) return whole
    const answer = await ask(core, session, task, input, 'order')
    if (!answer.ok) return answer
    const { preview, order } = answer.value
    const done = preview.would
    if (order === null) throw new Error('The thread gave no order')
    if (isNothing(done)) return ok({ backup: '', done })
    if (session.coder === null) return fail('noCoder')
    const backup = await writeBackup(session.file, {
      reason: 'before merge',
      now: core.ports.clock(),
      ...backupRoom(core),
      signal: task.signal,
      onProgress: (at, total) => task.progress('backup', at, total)
    })
    if (!backup.ok) return backup
    if (core.session !== session) return fail('noProject')
    task.progress('saving', 0, 0)
    const executed = runCommand(
      session,
      { command: 'project.bringIn', input: order.input, seen: {}, blobs: order.blobs },
      core.ports
    )
    if (!executed.ok) return executed
    announced(core, session, executed.value, 'import')
    return ok({ backup: backup.value.name, done })
  })
}

/** The copy of the file that was looked at last, so that another look does not read it all again. */
const copies = new WeakMap<Core, { readonly key: string; readonly copy: ReadableCopy }>()

async function ask(
  core: Core,
  session: ProjectSession,
  task: Task,
  { file, documents, mapping }: Pick<CheckedInputOf<'bringIn.run'>, 'file' | 'documents' | 'mapping'>,
  wants: BringInJob['wants']
): Promise<Result<BringInAnswer>> {
  const source = pathOf(core, file)
  const name = path.basename(source)
  if (isSameFile(session.file.path, source)) return fail('sameProject', { name })
  const key = keyOf(session, source)
  if (!key.ok) return key
  const last = copies.get(core)
  const isHere = last?.key === key.value && existsSync(last.copy.path)
  if (last && !isHere) forget(core, last.copy)
  const workerData: BringInJob = {
    project: session.file.path,
    source,
    name,
    now: core.ports.clock(),
    tempFolder: core.files.temporaryFolder(),
    copy: isHere ? last.copy : null,
    documents,
    mapping,
    wants
  }
  const answer = await answerOf<BringInAnswer>(
    new Worker(new URL('./bringIn.worker.ts', import.meta.url), { workerData, name: 'parley bring in' }),
    task
  )
  if (answer.ok) copies.set(core, { key: key.value, copy: answer.value.copy })
  return answer
}

function forget(core: Core, copy: ReadableCopy): void {
  copies.delete(core)
  rmSync(copy.folder, { recursive: true, force: true })
}

/** Names a file as it is now, for this project. */
function keyOf(session: ProjectSession, source: string): Result<string> {
  try {
    // The journal of a project that is open elsewhere holds its newest work.
    const parts = [source, `${source}-wal`].map((one) => {
      const found = statSync(one, { throwIfNoEntry: one === source })
      return found ? `${found.ino}:${found.size}:${found.mtimeMs}` : ''
    })
    return ok([session.file.path, source, ...parts].join(' '))
  } catch (error) {
    const problem = problemOf(error, source, 'reading')
    if (problem instanceof ProblemError) return { ok: false, problem: problem.problem }
    throw error
  }
}

function isNothing({ documents, annotations, issues, stances, actors, coders }: BringInCounts): boolean {
  return documents + annotations + issues + stances + actors + coders === 0
}
