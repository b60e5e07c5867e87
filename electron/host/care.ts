/** Caring for a project: looking it over and repairing it. */
import { Worker } from 'node:worker_threads'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { ok, type Result } from '../../shared/errors.ts'
import { telling } from '../db/blind.ts'
import { repair, type DoctorStep } from '../db/doctor.ts'
import type { Report } from '../db/doctorSteps.ts'
import { sentenceOfFinding } from '../db/findings.ts'
import { backupRoom } from './backups.ts'
import type { Core } from './core.ts'
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
    if (!input.repair || !isRepairable) return ok(told(session, first.value, ''))
    const repaired = await session.gate.shared(() =>
      repair(session.file, {
        now: core.ports.clock(),
        backups: backupRoom(core),
        signal: task.signal,
        onProgress: (step, done, total) => task.progress(step, done, total)
      })
    )
    if (!repaired.ok) return repaired
    announce(core, session, null, 'rebuild')
    const after = await look(core, session, task, null)
    return after.ok ? ok(told(session, after.value, repaired.value.backup.name)) : after
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

function told(session: ProjectSession, report: Report, backup: string): OutputOf<'project.doctor'> {
  const isTold = telling(session.file)
  const findings = report.findings.map((finding) => ({
    code: finding.code,
    sentence: sentenceOfFinding(finding),
    count: finding.count,
    records: finding.records.map(({ kind, id }) => ({ kind, id })).filter((record) => isTold({ record }))
  }))
  return { findings, checked: { ...report.checked }, repaired: backup !== '', backup }
}
