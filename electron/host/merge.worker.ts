/** The merge's thread: looks at or takes in colleagues' files on a connection of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { fail, ProblemError, type Result } from '../../shared/errors.ts'
import { EndedError, previewMergeJob, runMergeJob, type MergeAnswer, type MergeJob } from './mergeJob.ts'
import type { FromMerge, ToMerge } from './mergeThread.ts'
import { nodeSha256 } from './nodePorts.ts'

if (!parentPort) throw new Error('The merge’s thread has to be started as a thread')
const port = parentPort
const job = workerData as MergeJob
const send = (message: FromMerge): void => port.postMessage(message)

async function work(): Promise<Result<MergeAnswer>> {
  try {
    return await (job.kind === 'preview' ? previewMergeJob : runMergeJob)(job, {
      sha256: nodeSha256,
      progress: (step, done, total) => send({ kind: 'progress', step, done, total }),
      turn: () =>
        new Promise((resolve) => {
          port.once('message', (_go: ToMerge) => resolve())
          send({ kind: 'ready' })
        })
    })
  } catch (error) {
    if (error instanceof EndedError) return fail('cancelled')
    if (error instanceof ProblemError) return { ok: false, problem: error.problem }
    throw error
  }
}

const result = await work()
send({ kind: 'done', result })
port.close()
