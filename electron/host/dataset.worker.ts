/** The thread that exports a dataset or reads one back: a reading connection of its own, so that tagging is not held up. */
import { parentPort, workerData } from 'node:worker_threads'
import { must, ok, ProblemError, type Result } from '../../shared/errors.ts'
import { lookAs } from '../db/blind.ts'
import { closeProjectFile, openReader } from '../db/open.ts'
import { exportDataset } from './datasetExport.ts'
import { readBack } from './datasetReadBack.ts'
import type { DatasetAnswer, DatasetJob, FromDatasetThread, ToDatasetThread } from './datasetThread.ts'
import { problemOf } from './nodeErrors.ts'
import { nodeRandomBytes, nodeSha256 } from './nodePorts.ts'
import { writeReport } from './writeReport.ts'

if (!parentPort) throw new Error('The dataset’s thread has to be started as a thread')
const port = parentPort
const job = workerData as DatasetJob
let isEnded = false
let answered: ((result: Result<unknown>) => void) | null = null

port.on('message', (message: ToDatasetThread) => {
  if (message.kind === 'end') isEnded = true
  else answered?.(message.result)
})

send({ kind: 'done', result: await guarded() })
port.close()

async function guarded(): Promise<Result<DatasetAnswer>> {
  try {
    return ok(await work())
  } catch (error) {
    const problem = problemOf(
      error,
      job.kind === 'readBack' ? job.source : job.order.target,
      job.kind === 'readBack' ? 'reading' : 'writing'
    )
    if (problem instanceof ProblemError) return { ok: false, problem: problem.problem }
    throw error
  }
}

async function work(): Promise<DatasetAnswer> {
  const file = must(openReader(job.project, { sha256: nodeSha256 }))
  if (job.kind !== 'readBack' && job.eyes !== undefined) lookAs(file, job.eyes)
  try {
    const onWritten = (done: number, total: number): void =>
      send({ kind: 'progress', step: 'writing', done, total })
    if (job.kind === 'export') return { kind: 'exported', ...exportDataset(file, job.order, onWritten) }
    if (job.kind === 'report') return { kind: 'reported', ...writeReport(file, job.order, onWritten) }
    const back = await readBack(job.source, {
      file,
      coder: job.coder,
      now: job.now,
      randomBytes: nodeRandomBytes,
      isEnded: () => isEnded,
      onProgress: (step, share) =>
        send({ kind: 'progress', step, done: Math.round(share * 1000), total: 1000 }),
      write: (order) =>
        new Promise((resolve) => {
          answered = resolve
          send({ kind: 'write', order })
        })
    })
    return { kind: 'readBack', ...back }
  } finally {
    closeProjectFile(file)
  }
}

function send(message: FromDatasetThread): void {
  port.postMessage(message)
}
