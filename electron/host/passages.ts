/** The passages list: small projects are read at once, large ones in a thread of their own. */
import { Worker } from 'node:worker_threads'
import type { CheckedInputOf } from '../../shared/api/contract.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { annotationsPage } from '../db/annotationsPage.ts'
import { totals } from '../db/read.ts'
import type { ProjectSession } from './projectSession.ts'

type Query = CheckedInputOf<'annotations.page'>
export type PassagesPage = ReturnType<typeof annotationsPage>
export type ToPassages =
  { readonly kind: 'page'; readonly id: number; readonly query: Query } | { readonly kind: 'close' }
export type FromPassages = { readonly id: number; readonly result: Result<PassagesPage> }

/** With so many annotations a filter may take longer than a tag may wait. */
const manyAnnotations = 20_000

/** A page of the passages that a filter lets through, and how many there are. `many`: from how many annotations on a thread reads. */
export function passagesPage(
  session: ProjectSession,
  query: Query,
  many = manyAnnotations
): Result<PassagesPage> | Promise<Result<PassagesPage>> {
  const { file } = session
  const isPlain = Object.keys(query.filter).length === 0 && query.sort === 'document' && query.offset === 0
  // With a rollback journal a reader of its own would hold up the writer.
  const isQuick =
    isPlain || totals(file).annotations < many || (file.mode === 'write' && file.journal !== 'wal')
  if (isQuick) return ok(annotationsPage(file, query))
  return threadOf(session).ask(query)
}

type PassagesThread = { ask(query: Query): Promise<Result<PassagesPage>> }

const threads = new WeakMap<ProjectSession, PassagesThread>()

/** One thread a session, started at the first need, ended before the file is closed. */
function threadOf(session: ProjectSession): PassagesThread {
  const running = threads.get(session)
  if (running) return running
  const worker = new Worker(new URL('./passages.worker.ts', import.meta.url), {
    workerData: { path: session.file.path },
    name: 'parley passages'
  })
  const waiting = new Map<
    number,
    { resolve(result: Result<PassagesPage>): void; reject(error: Error): void }
  >()
  let lastId = 0
  const send = (message: ToPassages): void => worker.postMessage(message)
  worker.on('message', ({ id, result }: FromPassages) => {
    waiting.get(id)?.resolve(result)
    waiting.delete(id)
  })
  worker.on('error', (error: Error) => {
    for (const one of waiting.values()) one.reject(error)
    waiting.clear()
  })
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      threads.delete(session)
      for (const one of waiting.values()) one.resolve(fail('cancelled'))
      waiting.clear()
      resolve()
    })
  })
  session.inBackground((closing) => {
    if (closing.aborted) send({ kind: 'close' })
    else closing.addEventListener('abort', () => send({ kind: 'close' }), { once: true })
    return ended
  })
  const thread: PassagesThread = {
    ask: (query) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        send({ kind: 'page', id, query })
      })
  }
  threads.set(session, thread)
  return thread
}
