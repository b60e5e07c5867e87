/** Starts the thread that reads colleagues' logs ahead of a merge that takes them in. */
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads'
import type { PackedStretch } from '../db/packedStretch.ts'
import { RowsAhead, Walk } from '../db/readAhead.ts'
import type { Source } from '../db/takeFrom.ts'
import { mergeLimits } from './mergeLimits.ts'

export type ReadAheadJob = readonly {
  readonly path: string
  readonly memory: SharedArrayBuffer
  readonly port: MessagePort
}[]

/** `sources` with what is read of each; `end` settles when the thread has let go of the files. */
export type ReadingAhead = { readonly sources: readonly Source[]; readonly end: () => Promise<void> }

/** Starts to read the logs of files that `openForeign` opened. It needs nothing of the thread that calls it, which may be busy all the while. */
export function startReadingAhead(sources: readonly Omit<Source, 'ahead'>[]): ReadingAhead {
  const job: { path: string; memory: SharedArrayBuffer; port: MessagePort }[] = []
  const ports: MessagePort[] = []
  const read = sources.map((source): Source => {
    if (!Walk.isWorthReadingAhead(source.file)) return source
    const walk = new Walk()
    const { port1, port2 } = new MessageChannel()
    ports.push(port1)
    job.push({ path: source.file.path, memory: walk.memory, port: port2 })
    const receive = (): PackedStretch | undefined =>
      receiveMessageOnPort(port1)?.message as PackedStretch | undefined
    return { ...source, ahead: new RowsAhead(walk, receive) }
  })
  if (job.length === 0) return { sources, end: () => Promise.resolve() }
  const thread = new Worker(new URL('./readAhead.worker.ts', import.meta.url), {
    workerData: job satisfies ReadAheadJob,
    transferList: job.map(({ port }) => port),
    resourceLimits: mergeLimits,
    name: 'parley read ahead'
  })
  // What it does not read the merge reads itself; after an error, too, it ends by 'exit'.
  const ended = new Promise<void>((resolve) =>
    thread.on('error', () => undefined).once('exit', () => resolve())
  )
  return {
    sources: read,
    end: async () => {
      for (const { ahead } of read) ahead?.walk.end()
      await ended
      for (const port of ports) port.close()
    }
  }
}
