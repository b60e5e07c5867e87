/** The thread of the passages list: pages through a large project on a connection of its own, so that tagging never waits for it. */
import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError, type Result } from '../../shared/errors.ts'
import { annotationsPage } from '../db/annotationsPage.ts'
import { closeProjectFile, openReader } from '../db/open.ts'
import { nodeSha256 } from './nodePorts.ts'
import type { FromPassages, PassagesPage, ToPassages } from './passages.ts'

const { path } = workerData as { readonly path: string }
const opened = openReader(path, { sha256: nodeSha256 })
const port = parentPort

port?.on('message', (message: ToPassages) => {
  if (message.kind === 'close') {
    if (opened.ok) closeProjectFile(opened.value)
    port.close()
    return
  }
  const answer: FromPassages = { id: message.id, result: answerTo(message.query) }
  port.postMessage(answer)
})

function answerTo(query: Extract<ToPassages, { kind: 'page' }>['query']): Result<PassagesPage> {
  if (!opened.ok) return opened
  try {
    return { ok: true, value: annotationsPage(opened.value, query) }
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem }
    throw error
  }
}
