/** The doctor's thread: looks a project over on a connection of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { examine, type DoctorStep } from '../db/doctor.ts'
import type { Report } from '../db/doctorSteps.ts'
import { closeProjectFile, openReader } from '../db/open.ts'
import type { FromWork } from './inThread.ts'
import { nodeSha256 } from './nodePorts.ts'

export type DoctorJob = {
  readonly path: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** Null: everything. */
  readonly parts: readonly DoctorStep[] | null
}

const { path, now, parts } = workerData as DoctorJob
const send = (message: FromWork<Report>): void => parentPort?.postMessage(message)
const opened = openReader(path, { sha256: nodeSha256 })
if (!opened.ok) send({ kind: 'done', result: opened })
else {
  const onProgress = (step: DoctorStep, done: number, total: number): void =>
    send({ kind: 'progress', step, done, total })
  const result = await examine(opened.value, { now, onProgress, ...(parts ? { only: parts } : {}) })
  closeProjectFile(opened.value)
  send({ kind: 'done', result })
}
