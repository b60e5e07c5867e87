/** Checks colleagues' logs, one file after another, while the thread that started this one takes them in. */
import { workerData } from 'node:worker_threads'
import { CheckedAhead, checkAhead } from '../db/checkAhead.ts'
import { openForeignAgain } from '../db/foreign.ts'
import type { CheckJob } from './checkAheadThread.ts'
import { nodeSha256 } from './nodePorts.ts'

for (const { path, memory } of workerData as CheckJob) {
  const file = openForeignAgain(path, { sha256: nodeSha256 })
  try {
    checkAhead(file, new CheckedAhead(memory))
  } finally {
    file.connection.close()
  }
}
