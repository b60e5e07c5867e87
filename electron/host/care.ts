/** Caring for a project: looking it over, repairing it, and taking in a colleague's copy. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { sentenceOfSetAside, type ToldWhy } from '../../shared/merge/setAsideWords.ts'
import { writeBackup } from '../db/backup.ts'
import { repair, type DoctorStep } from '../db/doctor.ts'
import type { Report } from '../db/doctorSteps.ts'
import { sentenceOfFinding } from '../db/findings.ts'
import { isSameFile, openForeign } from '../db/foreign.ts'
import { missingFrom, takeFrom, type Missing } from '../db/takeFrom.ts'
import { backupRoom } from './backups.ts'
import { pathOf, type Core } from './core.ts'
import type { DoctorJob } from './doctor.worker.ts'
import { answerOf } from './inThread.ts'
import type { ProjectSession } from './projectSession.ts'
import { sessionTask } from './sessionTask.ts'
import { announce } from './state.ts'
import type { Task } from './tasks.ts'

/** Looks the project over in a thread; where asked to and tables are wrong, makes them anew after a backup, and looks again. */
export function doctor(
  core: Core,
  input: CheckedInputOf<'project.doctor'>
): Promise<Result<OutputOf<'project.doctor'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    const first = await look(core, session, task, null)
    if (!first.ok) return first
    const isRepairable = first.value.findings.some(({ severity }) => severity === 'tables')
    if (!input.repair || !isRepairable) return ok(told(first.value, ''))
    const repaired = await repair(session.file, {
      now: core.ports.clock(),
      backups: backupRoom(core),
      signal: task.signal,
      onProgress: (step, done, total) => task.progress(step, done, total)
    })
    if (!repaired.ok) return repaired
    announce(core, session, null, 'rebuild')
    const after = await look(core, session, task, null)
    return after.ok ? ok(told(after.value, repaired.value.backup.name)) : after
  })
}

/** Examines the project's file, or parts of it, on a connection of its own. */
export function look(
  core: Core,
  session: ProjectSession,
  task: Task,
  parts: readonly DoctorStep[] | null
): Promise<Result<Report>> {
  const workerData: DoctorJob = { path: session.file.path, now: core.ports.clock(), parts }
  return answerOf<Report>(
    new Worker(new URL('./doctor.worker.ts', import.meta.url), { workerData, name: 'parley doctor' }),
    task
  )
}

/** Takes in what a copy of this project has and this one lacks, after a backup. A copy with nothing new changes nothing. */
export function mergeProject(
  core: Core,
  input: CheckedInputOf<'project.merge'>
): Promise<Result<OutputOf<'project.merge'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    if (session.readOnly !== null) return fail('readOnly')
    const source = pathOf(core, input.file)
    // Nothing is in it that is not here; and copying a file that SQLite has open would drop its locks.
    if (isSameFile(session.file.path, source))
      return ok({ changes: 0, batches: 0, blobs: 0, setAside: [], conflicts: 0, backup: '' })
    task.progress('copying', 0, 0)
    const foreign = openForeign(source, {
      sha256: core.ports.sha256,
      tempFolder: core.files.temporaryFolder()
    })
    if (!foreign.ok) return foreign
    try {
      const { file } = foreign.value
      const missing = missingFrom(session.file, file, {
        onProgress: (step, done) => task.progress(step, done, 0)
      })
      if (!missing.ok) return missing
      const { changes, blobs, clashes } = missing.value
      if (changes + blobs + clashes.length === 0)
        return ok({ ...counted(missing.value), conflicts: 0, backup: '' })
      const now = core.ports.clock()
      const backup = await writeBackup(session.file, {
        reason: 'before merge',
        now,
        ...backupRoom(core),
        signal: task.signal
      })
      if (!backup.ok) return backup
      if (core.session !== session) return fail('noProject')
      const onProgress = (step: string, done: number): void => task.progress(step, done, 0)
      const taken = takeFrom(session.file, file, { now, source: path.basename(source), onProgress })
      if (!taken.ok) return taken
      announce(core, session, taken.value.touched, 'merge')
      return ok({ ...counted(taken.value), conflicts: taken.value.conflicts, backup: backup.value.name })
    } finally {
      foreign.value.close()
    }
  })
}

type Counted = Pick<OutputOf<'project.merge'>, 'changes' | 'batches' | 'blobs' | 'setAside'>

function counted({ changes, batches, blobs, setAside, clashes }: Missing): Counted {
  const told = { ...setAside, ...(clashes.length > 0 && { clash: clashes.length }) }
  return {
    changes,
    batches,
    blobs,
    setAside: Object.entries(told).map(([why, count]) => ({
      why,
      count,
      sentence: sentenceOfSetAside(why as ToldWhy, count)
    }))
  }
}

function told(report: Report, backup: string): OutputOf<'project.doctor'> {
  const findings = report.findings.map((finding) => ({
    code: finding.code,
    sentence: sentenceOfFinding(finding),
    count: finding.count,
    records: finding.records.map(({ kind, id }) => ({ kind, id }))
  }))
  return { findings, checked: { ...report.checked }, repaired: backup !== '', backup }
}
