/** The thread of adjudication: works the questions of a large project out on a connection of its own, and keeps them for the next question. */
import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError, type Result } from '../../shared/errors.ts'
import { lookAs } from '../db/blind.ts'
import { closeProjectFile, openReader } from '../db/open.ts'
import { answerQuestion, type FromAdjudication, type ToAdjudication } from './adjudication.ts'
import { nodeSha256 } from './nodePorts.ts'

const { path } = workerData as { readonly path: string }
const opened = openReader(path, { sha256: nodeSha256 })
const port = parentPort

port?.on('message', (message: ToAdjudication) => {
  if (message.kind === 'close') {
    if (opened.ok) closeProjectFile(opened.value)
    port.close()
    return
  }
  tell({ id: message.id, result: answer(message) })
})

function answer({ question, coder }: Extract<ToAdjudication, { kind: 'ask' }>): Result<unknown> {
  if (!opened.ok) return opened
  if (coder !== undefined) lookAs(opened.value, coder)
  try {
    return answerQuestion(opened.value, question)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { ok: false, problem: error.problem }
  }
}

function tell(message: FromAdjudication): void {
  port?.postMessage(message)
}
