/** The other side of readingThread.ts: answers questions on a connection of its own until it is told to close. Runs in a thread. */
import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError, type Result } from '../../shared/errors.ts'
import { lookAs } from '../db/blind.ts'
import { closeProjectFile, openReader } from '../db/open.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { nodeSha256 } from './nodePorts.ts'
import type { FromReading, ToReading } from './readingThread.ts'

/** Hears how far the work is. */
export type OnStep = (step: string, done: number, total: number) => void

/** Milliseconds between two tellings of a step. */
const pause = 100

/** Takes every question that comes. `answer` may throw a ProblemError; what else it throws is a bug and ends the thread. */
export function answerQuestions<Question>(
  answer: (file: ProjectFile, question: Question, onStep: OnStep) => Result<unknown>
): void {
  const { path } = workerData as { readonly path: string }
  const opened = openReader(path, { sha256: nodeSha256 })
  const port = parentPort
  port?.on('message', (message: ToReading<Question>) => {
    if (message.kind === 'close') {
      if (opened.ok) closeProjectFile(opened.value)
      port.close()
      return
    }
    const { id, question, eyes } = message
    if (!opened.ok) return tell({ kind: 'answer', id, result: opened })
    if (eyes !== undefined) lookAs(opened.value, eyes)
    tell({ kind: 'answer', id, result: answered(opened.value, id, question) })
  })

  function answered(file: ProjectFile, id: number, question: Question): Result<unknown> {
    let toldAt = performance.now()
    try {
      return answer(file, question, (step, done, total) => {
        const now = performance.now()
        if (now - toldAt < pause) return
        toldAt = now
        tell({ kind: 'progress', id, step, done, total })
      })
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      return { ok: false, problem: error.problem }
    }
  }

  function tell(message: FromReading): void {
    port?.postMessage(message)
  }
}
