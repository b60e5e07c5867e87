/** Starts the thread that checks colleagues' logs while a merge takes them in. */
import { Worker } from 'node:worker_threads'
import { CheckedAhead } from '../db/checkAhead.ts'
import type { Source } from '../db/takeFrom.ts'

export type CheckJob = readonly { readonly path: string; readonly memory: SharedArrayBuffer }[]

/** `sources` with what is checked of each; `end` settles when the thread has let go of the files. */
export type Checking = { readonly sources: readonly Source[]; readonly end: () => Promise<void> }

/** Starts to check the logs of files that `openForeign` opened. It needs nothing of the thread that calls it, which may be busy all the while. */
export function startChecking(sources: readonly Omit<Source, 'ahead'>[]): Checking {
  const checked = sources.map((source) => ({ ...source, ahead: CheckedAhead.of(source.file) ?? undefined }))
  const job: CheckJob = checked.flatMap(({ file, ahead }) =>
    ahead ? [{ path: file.path, memory: ahead.memory }] : []
  )
  if (job.length === 0) return { sources, end: () => Promise.resolve() }
  const thread = new Worker(new URL('./checkAhead.worker.ts', import.meta.url), {
    workerData: job,
    name: 'parley check'
  })
  // What it does not check the merge checks itself.
  const over = new Promise<void>((resolve) =>
    thread.once('error', () => resolve()).once('exit', () => resolve())
  )
  return {
    sources: checked,
    end: async () => {
      for (const { ahead } of checked) ahead?.end()
      await over
    }
  }
}
