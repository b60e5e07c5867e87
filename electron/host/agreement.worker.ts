/** The thread that measures agreement: it reads the project on a connection of its own, all of it of one moment. */
import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError, type Result } from '../../shared/errors.ts'
import { lookAs } from '../db/blind.ts'
import { closeProjectFile, openReader } from '../db/open.ts'
import type { AgreementJob } from './agreement.ts'
import { answerAgreement } from './agreementAnswers.ts'
import type { FromWork } from './inThread.ts'
import { problemOf } from './nodeErrors.ts'
import { nodeSha256 } from './nodePorts.ts'

const message: FromWork<unknown> = { kind: 'done', result: answer(workerData as AgreementJob) }
parentPort?.postMessage(message)

function answer({ path, eyes, question }: AgreementJob): Result<unknown> {
  const opened = openReader(path, { sha256: nodeSha256 })
  if (!opened.ok) return opened
  const file = opened.value
  try {
    if (eyes !== undefined) lookAs(file, eyes)
    return answerAgreement(file, question, (step, done, total) => {
      const told: FromWork<unknown> = { kind: 'progress', step, done, total }
      parentPort?.postMessage(told)
    })
  } catch (error) {
    if (question.kind !== 'export') throw error
    const problem = problemOf(error, question.target, 'writing')
    if (problem instanceof ProblemError) return { ok: false, problem: problem.problem }
    throw error
  } finally {
    closeProjectFile(file)
  }
}
