/** Starts the dataset's thread and speaks with it. */
import { Worker } from 'node:worker_threads'
import { fail, type Result } from '../../shared/errors.ts'
import type { CoderId } from '../../shared/ids.ts'
import type { looksAs } from '../db/blind.ts'
import type { Exported, ExportOrder } from './datasetExport.ts'
import type { ReadBack, WriteOrder } from './datasetReadBack.ts'
import type { Reported, ReportOrder } from './writeReport.ts'
import type { Task } from './tasks.ts'

/** With whose eyes the project is looked at (db/blind.ts). */
type Eyes = ReturnType<typeof looksAs>

/** `project`: the path of the open project file. */
export type DatasetJob =
  | { readonly kind: 'export'; readonly project: string; readonly order: ExportOrder; readonly eyes: Eyes }
  | { readonly kind: 'report'; readonly project: string; readonly order: ReportOrder; readonly eyes: Eyes }
  | {
      readonly kind: 'readBack'
      readonly project: string
      readonly source: string
      readonly coder: CoderId | null
      readonly now: number
    }

export type DatasetAnswer =
  | ({ readonly kind: 'exported' } & Exported)
  | ({ readonly kind: 'reported' } & Reported)
  | ({ readonly kind: 'readBack' } & ReadBack)

export type FromDatasetThread =
  | { readonly kind: 'progress'; readonly step: string; readonly done: number; readonly total: number }
  | { readonly kind: 'write'; readonly order: WriteOrder }
  | { readonly kind: 'done'; readonly result: Result<DatasetAnswer> }

export type ToDatasetThread =
  { readonly kind: 'written'; readonly result: Result<unknown> } | { readonly kind: 'end' }

/**
 * Runs a job in a thread. Ended by its task: at once as long as nothing was written to the project (`cancelled`); after that it stops between
 * two batches and tells what it did. A bug in the thread is thrown here.
 */
export function runDatasetJob(
  job: DatasetJob,
  task: Task,
  write: (order: WriteOrder) => Result<unknown>
): Promise<Result<DatasetAnswer>> {
  return new Promise((resolve, reject) => {
    if (task.signal.aborted) return resolve(fail('cancelled'))
    const thread = new Worker(new URL('./dataset.worker.ts', import.meta.url), {
      workerData: job,
      name: 'parley dataset'
    })
    let hasWritten = false
    let answer: Result<DatasetAnswer> | null = null
    const end = (): void => {
      if (hasWritten) send({ kind: 'end' })
      else void thread.terminate()
    }
    const send = (message: ToDatasetThread): void => thread.postMessage(message)
    task.signal.addEventListener('abort', end)
    thread.on('message', (message: FromDatasetThread) => {
      if (message.kind === 'progress') task.progress(message.step, message.done, message.total)
      else if (message.kind === 'done') answer = message.result
      else if (task.signal.aborted && !hasWritten) end()
      else {
        hasWritten = true
        send({ kind: 'written', result: resultOf(() => write(message.order)) })
      }
    })
    let bug: Error | null = null
    thread.on('error', (error: unknown) => {
      bug = asError(error)
    })
    thread.on('exit', () => {
      task.signal.removeEventListener('abort', end)
      if (answer) resolve(answer)
      else if (bug !== null) reject(bug)
      else if (task.signal.aborted) resolve(fail('cancelled'))
      else reject(new Error('The dataset’s thread ended without an answer'))
    })

    /** A bug while writing ends the thread and is thrown on. */
    function resultOf(work: () => Result<unknown>): Result<unknown> {
      try {
        return work()
      } catch (error) {
        bug = asError(error)
        void thread.terminate()
        return fail('internal')
      }
    }
  })
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('The dataset’s thread failed', { cause: error })
}
