/** Starts the merge's thread and speaks with it. */
import fs from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { fail, type Result } from '../../shared/errors.ts'
import { backupRoom } from './backups.ts'
import { pathOf, type Core } from './core.ts'
import type { MergeAnswer, MergeJob } from './mergeJob.ts'
import { mergeLimits } from './mergeLimits.ts'
import type { ProjectSession } from './projectSession.ts'
import type { Task } from './tasks.ts'

export type FromMerge =
  | { readonly kind: 'progress'; readonly step: string; readonly done: number; readonly total: number }
  /** Everything is looked at; waits for its turn to write. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly result: Result<MergeAnswer> }

export type ToMerge = { readonly kind: 'go' }

/**
 * Runs a merge, or a preview of one, in a thread. A run waits for its turn at the session's gate, and nobody else writes until the thread is
 * done and `then` is over. Ended by its task before its commit: `cancelled`, and nothing is left. A bug in the thread is thrown here.
 */
export async function runMergeThread<T>(
  core: Core,
  session: ProjectSession,
  task: Task,
  asked: { readonly kind: MergeJob['kind']; readonly files: readonly string[] },
  then: (answer: Result<MergeAnswer>) => T
): Promise<T> {
  const temporary = fs.mkdtempSync(path.join(core.files.temporaryFolder(), 'merge-'))
  const ending = new SharedArrayBuffer(4)
  const job: MergeJob = {
    kind: asked.kind,
    project: session.file.path,
    files: asked.files.map((handle) => ({ handle, path: pathOf(core, handle) })),
    temporary,
    now: core.ports.clock(),
    writer: core.settings.installation(),
    backups: backupRoom(core),
    ending
  }
  const end = (): void => void Atomics.store(new Int32Array(ending), 0, 1)
  task.signal.addEventListener('abort', end, { once: true })
  if (task.signal.aborted) end()
  const thread = new Worker(new URL('./merge.worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: mergeLimits,
    name: 'parley merge'
  })
  try {
    return await conversation(session, thread, task, then)
  } finally {
    task.signal.removeEventListener('abort', end)
    fs.rmSync(temporary, { recursive: true, force: true })
  }
}

function conversation<T>(
  session: ProjectSession,
  thread: Worker,
  task: Task,
  then: (answer: Result<MergeAnswer>) => T
): Promise<T> {
  return new Promise((resolve, reject) => {
    let answer: Result<MergeAnswer> | null = null
    let bug: Error | null = null
    const exited = new Promise<void>((over) => thread.once('exit', () => over()))
    /** What the thread said, once it let go of the file. */
    const settled = async (): Promise<T> => {
      await exited
      if (bug !== null) throw bug
      if (answer) return then(answer)
      if (task.signal.aborted) return then(fail('cancelled'))
      throw new Error('The merge’s thread ended without an answer')
    }
    const go = (): void => {
      const message: ToMerge = { kind: 'go' }
      thread.postMessage(message)
    }
    // A thread that waits for its turn goes on, and stops at once.
    task.signal.addEventListener('abort', go, { once: true })
    let hasTurn = false
    thread.on('message', (message: FromMerge) => {
      if (message.kind === 'progress') task.progress(message.step, message.done, message.total)
      else if (message.kind === 'done') answer = message.result
      else {
        session.gate
          .alone(() => {
            hasTurn = true
            if (answer === null) go()
            return settled()
          })
          .then(resolve, reject)
      }
    })
    thread.on('error', (error: unknown) => {
      bug = error instanceof Error ? error : new Error('The merge’s thread failed', { cause: error })
    })
    void exited.then(() => {
      task.signal.removeEventListener('abort', go)
      if (!hasTurn) settled().then(resolve, reject)
    })
  })
}
