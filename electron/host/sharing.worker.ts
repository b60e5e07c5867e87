/** The thread that looks at what a shared copy would hold, or writes it: on a reading connection of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError, type Result } from '../../shared/errors.ts'
import type { CoderId } from '../../shared/ids.ts'
import { closeProjectFile, openReader } from '../db/open.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import type { ShareChoice } from '../db/shareChoice.ts'
import { writeSharedCopy, type Copied } from '../db/shareCopy.ts'
import { writePublishedCopy } from '../db/sharePublish.ts'
import { surveyShare, type ShareSurvey } from '../db/shareSurvey.ts'
import type { FromWork } from './inThread.ts'
import { nodeRandomBytes, nodeSha256 } from './nodePorts.ts'

export type SharingJob = { readonly project: string; readonly choice: ShareChoice } & (
  | { readonly work: 'survey' }
  | {
      readonly work: 'code' | 'publish'
      readonly target: string
      readonly coder: CoderId | null
      /** Milliseconds since 1970. */
      readonly now: number
      /** The project's name. */
      readonly source: string
    }
)
export type SharingAnswer = ShareSurvey | Copied

const job = workerData as SharingJob
const send = (message: FromWork<SharingAnswer>): void => parentPort?.postMessage(message)
const opened = openReader(job.project, { sha256: nodeSha256 })
if (!opened.ok) send({ kind: 'done', result: opened })
else {
  let result: Result<SharingAnswer>
  try {
    result = await answer(opened.value)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    result = { ok: false, problem: error.problem }
  }
  closeProjectFile(opened.value)
  send({ kind: 'done', result })
}

function answer(file: ProjectFile): Result<SharingAnswer> | Promise<Result<SharingAnswer>> {
  const { choice } = job
  const onProgress = (step: string, done: number, total: number): void =>
    send({ kind: 'progress', step, done, total })
  if (job.work === 'survey')
    return surveyShare(file, choice, (done, total) => onProgress('reading', done, total))
  const options = { now: job.now, source: job.source, onProgress }
  return job.work === 'code'
    ? writeSharedCopy(file, job.target, choice, { ...options, coder: job.coder })
    : writePublishedCopy(file, job.target, choice, { ...options, randomBytes: nodeRandomBytes })
}
