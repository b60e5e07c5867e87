/** Threads that read the open project and keep what they worked out for the next question: at most one of a kind a session. */
import type { Worker } from 'node:worker_threads'
import { fail, type Result } from '../../shared/errors.ts'
import { looksAs } from '../db/blind.ts'
import type { ProjectSession } from './projectSession.ts'
import type { Task } from './tasks.ts'

export type ReadingThread<Question> = {
  /** Questions are answered in their order. Ended by its task: `cancelled`; a bug in the thread is thrown here. */
  ask<T>(question: Question, task?: Task): Promise<Result<T>>
}

/** What such a thread is told. `eyes`: with whose it looks (db/blind.ts). */
export type ToReading<Question> =
  | {
      readonly kind: 'ask'
      readonly id: number
      readonly question: Question
      readonly eyes: ReturnType<typeof looksAs>
    }
  | { readonly kind: 'close' }
export type FromReading =
  | {
      readonly kind: 'progress'
      readonly id: number
      readonly step: string
      readonly done: number
      readonly total: number
    }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }

/** Milliseconds without a question after which a thread is ended, and what it keeps is let go. */
const calm = 120_000

/** How a session's thread of one kind is found: started at the first need, ended before the file is closed. */
export function readingThreads<Question>(
  start: (path: string) => Worker
): (session: ProjectSession) => ReadingThread<Question> {
  const threads = new WeakMap<ProjectSession, ReadingThread<Question>>()
  return (session) => {
    const running = threads.get(session)
    if (running) return running
    const thread = readingThread<Question>(session, start, () => {
      if (threads.get(session) === thread) threads.delete(session)
    })
    threads.set(session, thread)
    return thread
  }
}

type Waiting = {
  readonly resolve: (result: Result<unknown>) => void
  readonly reject: (error: unknown) => void
  readonly task: Task | undefined
}

/** `onEnd`: from now on it takes no question. */
function readingThread<Question>(
  session: ProjectSession,
  start: (path: string) => Worker,
  onEnd: () => void
): ReadingThread<Question> {
  const worker = start(session.file.path)
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let resting: ReturnType<typeof setTimeout> | undefined
  const send = (message: ToReading<Question>): void => worker.postMessage(message)
  worker.on('message', (message: FromReading) => {
    const asked = waiting.get(message.id)
    if (message.kind === 'progress') {
      asked?.task?.progress(message.step, message.done, message.total)
      return
    }
    waiting.delete(message.id)
    asked?.resolve(message.result)
    rest()
  })
  worker.on('error', (error: unknown) => {
    onEnd()
    for (const one of waiting.values()) one.reject(error)
    waiting.clear()
  })
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      clearTimeout(resting)
      onEnd()
      for (const one of waiting.values()) one.resolve(fail('cancelled'))
      waiting.clear()
      resolve()
    })
  })
  session.inBackground((closing) => {
    if (closing.aborted) close()
    else {
      closing.addEventListener('abort', close, { once: true })
      void ended.then(() => closing.removeEventListener('abort', close))
    }
    return ended
  })
  return { ask }

  function ask<T>(question: Question, task?: Task): Promise<Result<T>> {
    clearTimeout(resting)
    const id = ++lastId
    return new Promise<Result<unknown>>((resolve, reject) => {
      if (task?.signal.aborted) return resolve(fail('cancelled'))
      const end = (): void => give(id)
      task?.signal.addEventListener('abort', end, { once: true })
      const settled = (): void => task?.signal.removeEventListener('abort', end)
      waiting.set(id, {
        task,
        resolve: (result) => {
          settled()
          resolve(result)
        },
        reject: (error) => {
          settled()
          reject(error)
        }
      })
      send({ kind: 'ask', id, question, eyes: looksAs(session.file) })
    }) as Promise<Result<T>>
  }

  /** Nobody waits for that answer any more; where nobody waits for any, the work itself is ended. */
  function give(id: number): void {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (waiting.size > 0) return asked?.resolve(fail('cancelled'))
    onEnd()
    // Not before the thread let go of the file.
    void worker.terminate().then(() => asked?.resolve(fail('cancelled')))
  }

  function rest(): void {
    clearTimeout(resting)
    if (waiting.size === 0)
      resting = setTimeout(() => {
        onEnd()
        close()
      }, calm).unref()
  }

  function close(): void {
    send({ kind: 'close' })
  }
}
