/** The threads that search: one stays ready, so that a search starts at once; one that does not hear its ending is ended from outside. */
import { Worker } from 'node:worker_threads'
import type { SearchHit } from '../../shared/api/views.ts'
import type { SearchQuery } from '../../shared/api/filters.ts'
import { fail, type Result } from '../../shared/errors.ts'
import type { DocumentId } from '../../shared/ids.ts'
import type { Searched } from '../db/searchIndex/searchTexts.ts'
import type { ProjectSession } from './projectSession.ts'

export type SearchJob =
  | { readonly kind: 'run'; readonly query: SearchQuery; readonly limit: number }
  | { readonly kind: 'inDocument'; readonly document: DocumentId; readonly queries: readonly SearchQuery[] }

/** A place in a document's text, in UTF-16 code units; `query` is the number of the search, from 0. */
export type Place = { readonly query: number; readonly start: number; readonly end: number }
export type AnswerTo = { readonly run: Searched; readonly inDocument: readonly Place[] }

export type ToSearch =
  | {
      readonly kind: 'job'
      readonly job: SearchJob
      /** The path of the index of texts; null: there is none. */
      readonly index: string | null
      /** Its first number becomes 1 when the search is to end. */
      readonly ending: SharedArrayBuffer
    }
  | { readonly kind: 'close' }

export type FromSearch =
  | { readonly kind: 'hits'; readonly hits: readonly SearchHit[] }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly result: Result<AnswerTo[SearchJob['kind']]> }

export type SearchWatch = {
  readonly signal: AbortSignal
  readonly onHits?: (hits: readonly SearchHit[]) => void
  readonly onProgress?: (done: number, total: number) => void
}

/** Runs a search over an open project in a thread. Ended by the signal: `cancelled`, at once. A bug in the thread is thrown here. */
export function searchInThread<K extends SearchJob['kind']>(
  session: ProjectSession,
  index: string | null,
  job: Extract<SearchJob, { kind: K }>,
  watch: SearchWatch
): Promise<Result<AnswerTo[K]>> {
  return threadsOf(session).run(index, job, watch) as Promise<Result<AnswerTo[K]>>
}

/** Starts a thread that will be ready for the first search. */
export function readySearch(session: ProjectSession): void {
  threadsOf(session).ready()
}

/** How long a search has to end by itself, in milliseconds: an expression may be deep in one text. */
const patience = 100

type Threads = ReturnType<typeof makeThreads>
const threads = new WeakMap<ProjectSession, Threads>()

function threadsOf(session: ProjectSession): Threads {
  const known = threads.get(session) ?? makeThreads(session)
  threads.set(session, known)
  return known
}

/** The threads of one session. All are ended before its file is closed. */
function makeThreads(session: ProjectSession) {
  const idle: Worker[] = []
  const running = new Set<Promise<void>>()
  let isClosing = false
  session.inBackground(async (closing) => {
    if (!closing.aborted)
      await new Promise((resolve) => closing.addEventListener('abort', resolve, { once: true }))
    isClosing = true
    for (const thread of idle.splice(0)) close(thread)
    await Promise.all(running)
  })

  return { run, ready: () => idle.length > 0 || isClosing || idle.push(start()) }

  function start(): Worker {
    const thread = new Worker(new URL('./search.worker.ts', import.meta.url), {
      workerData: { path: session.file.path },
      name: 'parley search'
    })
    const ended = new Promise<void>((resolve) => {
      thread.once('exit', () => {
        const at = idle.indexOf(thread)
        if (at >= 0) idle.splice(at, 1)
        running.delete(ended)
        resolve()
      })
    })
    running.add(ended)
    return thread
  }

  function close(thread: Worker): void {
    send(thread, { kind: 'close' })
  }

  function run(
    index: string | null,
    job: SearchJob,
    { signal, onHits, onProgress }: SearchWatch
  ): Promise<Result<AnswerTo[SearchJob['kind']]>> {
    return new Promise((resolve, reject) => {
      if (signal.aborted || isClosing) return resolve(fail('cancelled'))
      const thread = idle.pop() ?? start()
      const ending = new SharedArrayBuffer(4)
      let timer: NodeJS.Timeout | undefined
      const end = (): void => {
        Atomics.store(new Int32Array(ending), 0, 1)
        timer = setTimeout(() => void thread.terminate(), patience)
      }
      const settled = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        thread.off('message', heard)
        thread.off('error', broke)
        thread.off('exit', exited)
      }
      const heard = (message: FromSearch): void => {
        if (message.kind === 'hits') {
          if (!signal.aborted) onHits?.(message.hits)
        } else if (message.kind === 'progress') onProgress?.(message.done, message.total)
        else {
          settled()
          if (isClosing || idle.length > 0) close(thread)
          else idle.push(thread)
          resolve(signal.aborted ? fail('cancelled') : message.result)
        }
      }
      const broke = (error: Error): void => {
        settled()
        reject(error)
      }
      const exited = (): void => {
        settled()
        if (signal.aborted) resolve(fail('cancelled'))
        else reject(new Error('The search’s thread ended without an answer'))
        // The next search need not wait for a thread to start.
        if (!isClosing && idle.length === 0) idle.push(start())
      }
      signal.addEventListener('abort', end, { once: true })
      thread.on('message', heard)
      thread.on('error', broke)
      thread.on('exit', exited)
      send(thread, { kind: 'job', job, index, ending })
    })
  }
}

function send(thread: Worker, message: ToSearch): void {
  thread.postMessage(message)
}
