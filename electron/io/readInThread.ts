/** Reading a document in a thread of its own, which can be ended: no file, however made, can hold up or take down the host. */
import { Worker } from 'node:worker_threads'
import { fail, type Result } from '../../shared/errors.ts'
import type { ReadDocument, ReadInput } from './readDocument.ts'
import type { Progress } from './readDocx.ts'

export type FromReader =
  | { readonly kind: 'progress'; readonly stage: Parameters<Progress>[0] }
  | { readonly kind: 'result'; readonly result: Result<ReadDocument> }

export type ReadOptions = {
  /** Ends the thread; the answer is then `cancelled`. */
  readonly signal?: AbortSignal
  /** Told what the reader is at; 'unpacking' only of archives. */
  readonly onProgress?: Progress
  /** Milliseconds; `readTooLong` after it. Two minutes where nothing else is said. */
  readonly timeLimit?: number
  /** Megabytes of the thread's heap; `tooLarge` beyond. 3,000 where nothing else is said. */
  readonly memoryLimit?: number
}

/**
 * `readDocument` in a thread of its own, with the same answers and also `cancelled`, `readTooLong` and `tooLarge`. The bytes are copied, not
 * taken. Rejects only where the thread breaks by a bug of ours.
 */
export function readInThread(input: ReadInput, options: ReadOptions = {}): Promise<Result<ReadDocument>> {
  const { signal, onProgress, timeLimit = 120_000, memoryLimit = 3_000 } = options
  const { name } = input
  if (signal?.aborted) return Promise.resolve(fail('cancelled'))
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./readDocument.worker.ts', import.meta.url), {
      workerData: input,
      name: 'parley reader',
      // A document's tree is large and short-lived: a roomy nursery halves the time its reading takes.
      resourceLimits: {
        maxOldGenerationSizeMb: memoryLimit,
        maxYoungGenerationSizeMb: Math.min(192, memoryLimit)
      }
    })
    const settle = (answer: () => void): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      answer()
      void thread.terminate()
    }
    const cancel = (): void => settle(() => resolve(fail('cancelled')))
    const timer = setTimeout(() => settle(() => resolve(fail('readTooLong', { name }))), timeLimit)
    signal?.addEventListener('abort', cancel)
    thread.on('message', (message: FromReader) => {
      if (message.kind === 'progress') onProgress?.(message.stage)
      else settle(() => resolve(message.result))
    })
    thread.on('error', (error: Error & { readonly code?: string }) => {
      const size = `${Math.max(1, Math.round(input.bytes.length / 1_000_000))} MB`
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') settle(() => resolve(fail('tooLarge', { name, size })))
      else settle(() => reject(error))
    })
    thread.on('exit', (code) =>
      settle(() => reject(new Error(`The reader of a document ended without an answer (${code})`)))
    )
  })
}
