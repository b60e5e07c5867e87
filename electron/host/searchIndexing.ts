/** Keeps the search indexes of an open project filled, in a thread of its own, while somebody works in it. */
import { accessSync, constants, mkdirSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { indexPaths, type IndexPaths } from '../db/searchIndex/places.ts'
import { isNodeError } from './nodeErrors.ts'
import type { Core } from './core.ts'
import type { ProjectSession } from './projectSession.ts'
import { readySearch } from './searchThreads.ts'
import type { Task } from './tasks.ts'

export type IndexingJob = {
  readonly project: string
  readonly paths: IndexPaths
  /** Where the indexes lie: unused ones there are removed. */
  readonly folder: string
}
export type ToIndexing =
  /** `ending`: its first number becomes 1 when filling is to end. `now`: milliseconds since 1970. */
  | { readonly kind: 'fill'; readonly ending: SharedArrayBuffer; readonly now: number }
  | { readonly kind: 'close' }
export type FromIndexing =
  | { readonly kind: 'progress'; readonly step: string; readonly done: number; readonly total: number }
  | { readonly kind: 'filled' }

/** Under this name its progress is told. */
export const indexingTask = 'search-index'

/** How long the first looks of the analyst come before, in milliseconds. */
const calm = 3000
/** How long nothing was written before it is taken in. */
const rest = 1500

/** Where the indexes of a project lie; null while nothing was ever written to it. */
export function indexesOf(session: ProjectSession): IndexPaths | null {
  const folder = folders.get(session)
  const key = folder === undefined ? null : session.key()
  return folder === undefined || key === null ? null : indexPaths(folder, key, session.file.path)
}

/** Notes where the indexes of a project lie, and keeps them filled until it is closed; scripts use what is there and fill none. */
export function startIndexing(core: Core, session: ProjectSession): void {
  folders.set(session, writableFolder(core))
  if (core.ports.shell === 'direct') return
  session.inBackground(async (closing) => {
    let thread: Worker | null = null
    try {
      await pauseFor(calm, closing)
      if (!closing.aborted) readySearch(session)
      while (!closing.aborted) {
        const paths = indexesOf(session)
        const written = session.nextWrite()
        if (paths) {
          thread ??= startThread({ project: session.file.path, paths, folder: path.dirname(paths.texts) })
          const filled = await fillOnce(core, thread, closing)
          if (!filled.ok && filled.problem.code !== 'cancelled') thread = null
        }
        await Promise.race([written, aborted(closing)])
        await pauseFor(rest, closing)
      }
    } finally {
      if (thread) await closeThread(thread)
    }
  })
}

const folders = new WeakMap<ProjectSession, string>()

function writableFolder(core: Core): string {
  const folder = path.join(core.ports.folders.settings, 'search')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    return folder
  } catch (error) {
    if (!isNodeError(error)) throw error
    // For this session alone.
    return path.join(core.files.temporaryFolder(), 'search')
  }
}

function startThread(workerData: IndexingJob): Worker {
  return new Worker(new URL('./searchIndex.worker.ts', import.meta.url), {
    workerData,
    name: 'parley search index'
  })
}

function fillOnce(core: Core, thread: Worker, closing: AbortSignal): Promise<Result<null>> {
  return core.tasks.run(indexingTask, (task) =>
    fill(core, thread, { ...task, signal: AbortSignal.any([task.signal, closing]) })
  )
}

/** One filling, up to what the project holds now. A thread that broke is told, and started again at the next. */
function fill(core: Core, thread: Worker, task: Task): Promise<Result<null>> {
  return new Promise((resolve) => {
    if (task.signal.aborted) return resolve(fail('cancelled'))
    const ending = new SharedArrayBuffer(4)
    const end = (): void => void Atomics.store(new Int32Array(ending), 0, 1)
    const settle = (result: Result<null>): void => {
      task.signal.removeEventListener('abort', end)
      thread.off('message', heard)
      thread.off('error', broke)
      thread.off('exit', exited)
      resolve(result)
    }
    const heard = (message: FromIndexing): void => {
      if (message.kind === 'progress') task.progress(message.step, message.done, message.total)
      else settle(task.signal.aborted ? fail('cancelled') : ok(null))
    }
    const broke = (error: Error): void => {
      core.ports.onBug('search index', error)
      settle(fail('internal'))
    }
    const exited = (): void => settle(fail('internal'))
    task.signal.addEventListener('abort', end, { once: true })
    thread.on('message', heard)
    thread.on('error', broke)
    thread.on('exit', exited)
    send(thread, { kind: 'fill', ending, now: core.ports.clock() })
  })
}

function closeThread(thread: Worker): Promise<void> {
  return new Promise((resolve) => {
    if (thread.threadId < 0) return resolve()
    thread.once('exit', () => resolve())
    send(thread, { kind: 'close' })
  })
}

function send(thread: Worker, message: ToIndexing): void {
  thread.postMessage(message)
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

async function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds)
    }),
    aborted(signal)
  ])
  clearTimeout(timer)
}
