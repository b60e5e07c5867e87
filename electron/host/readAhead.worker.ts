/** Reads colleagues' logs, one file after another, ahead of the thread that takes them in and started this one. */
import { workerData } from 'node:worker_threads'
import { openForeignAgain } from '../db/foreign.ts'
import { readAhead, Walk } from '../db/readAhead.ts'
import { nodeSha256 } from './nodePorts.ts'
import type { ReadAheadJob } from './readAheadThread.ts'

for (const { path, memory, port } of workerData as ReadAheadJob) {
  const file = openForeignAgain(path, { sha256: nodeSha256 })
  try {
    readAhead(file, new Walk(memory), (stretch) => port.postMessage(stretch, [stretch.numbers.buffer]))
  } finally {
    file.connection.close()
    port.close()
  }
}
