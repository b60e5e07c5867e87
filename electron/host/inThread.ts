/** Long work that only reads, in a thread of its own that can be ended. */
import type { Worker } from 'node:worker_threads'
import { fail, type Result } from '../../shared/errors.ts'
import type { Task } from './tasks.ts'

/** What such a thread says: how far it is, then its answer. */
export type FromWork<T> =
  | { readonly kind: 'progress'; readonly step: string; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly result: Result<T> }

/** Waits for a thread's answer. Ended by its task: `cancelled`. A bug in the thread is thrown here. */
export function answerOf<T>(thread: Worker, task: Task): Promise<Result<T>> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      // Not before the thread let go of the file.
      void thread.terminate().then(() => resolve(fail('cancelled')))
    }
    if (task.signal.aborted) return end()
    task.signal.addEventListener('abort', end, { once: true })
    thread.on('message', (message: FromWork<T>) => {
      if (message.kind === 'progress') task.progress(message.step, message.done, message.total)
      else resolve(message.result)
    })
    thread.on('error', reject)
    thread.on('exit', () => {
      task.signal.removeEventListener('abort', end)
      if (!task.signal.aborted) reject(new Error('A thread ended without an answer'))
    })
  })
}
