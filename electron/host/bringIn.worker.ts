/** The thread that reads another project and works out what bringing it in would write; it writes nothing but a copy of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { fail, must, ok, ProblemError, type Result } from '../../shared/errors.ts'
import type { DocumentId, Hash } from '../../shared/ids.ts'
import type { BringInMapping, BringInPreview } from '../../shared/api/bringInMethods.ts'
import { getBlob } from '../db/blobs.ts'
import { copyToBringIn } from '../db/bringInCopy.ts'
import { problemOfCopy } from '../db/foreign.ts'
import { nameOf, planBringIn, type BringInOrder, type BringInPlan } from '../db/bringInPlan.ts'
import { closeProjectFile, openReader } from '../db/open.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { sentenceOfLeftOut } from '../../shared/merge/bringInWords.ts'
import type { FromWork } from './inThread.ts'
import { problemOf } from './nodeErrors.ts'
import { nodeSha256 } from './nodePorts.ts'

export type BringInJob = {
  /** The path of the open project. */
  readonly project: string
  readonly source: string
  readonly name: string
  readonly now: number
  readonly tempFolder: string
  /** The copy that an earlier look left; null: none of this file as it is now. */
  readonly copy: ReadableCopy | null
  readonly documents: readonly DocumentId[] | undefined
  readonly mapping: Partial<BringInMapping>
  /** A look gives no order: it would be as large as the project. */
  readonly wants: 'look' | 'order'
}

export type ReadableCopy = { readonly path: string; readonly folder: string; readonly broken: number }

export type BringInAnswer = {
  readonly copy: ReadableCopy
  readonly preview: BringInPreview
  readonly order: { readonly input: BringInOrder; readonly blobs: ReadonlyMap<Hash, Uint8Array> } | null
}

/** Blobs that one command takes, in bytes: they are held in memory. */
const mostBytes = 400_000_000

const job = workerData as BringInJob
let toldAt = 0
say({ kind: 'done', result: guarded() })

function guarded(): Result<BringInAnswer> {
  try {
    return work()
  } catch (error) {
    const problem = problemOf(error, job.source, 'reading')
    if (problem instanceof ProblemError) return { ok: false, problem: problem.problem }
    throw error
  }
}

function work(): Result<BringInAnswer> {
  const ours = must(openReader(job.project, { sha256: nodeSha256 }))
  try {
    const copy = job.copy ?? must(newCopy(ours))
    const theirs = must(openReader(copy.path, { sha256: nodeSha256 }))
    try {
      const { documents, mapping, name } = job
      const planned = planBringIn(
        ours,
        theirs,
        { documents, mapping },
        { name, onProgress: progress('comparing') }
      )
      if (!planned.ok) return planned
      const preview = previewOf(planned.value, theirs, copy.broken)
      if (job.wants === 'look') return ok({ copy, preview, order: null })
      const blobs = blobsOf(planned.value, theirs)
      return blobs.ok
        ? ok({ copy, preview, order: { input: planned.value.order, blobs: blobs.value } })
        : blobs
    } finally {
      closeProjectFile(theirs)
    }
  } finally {
    closeProjectFile(ours)
  }
}

function newCopy(ours: ProjectFile): Result<ReadableCopy> {
  const folder = mkdtempSync(join(job.tempFolder, 'parley-other-'))
  let made = false
  try {
    say({ kind: 'progress', step: 'copying', done: 0, total: 0 })
    const copy = copyToBringIn(job.source, ours, {
      sha256: nodeSha256,
      writer: '',
      now: () => job.now,
      tempFolder: folder,
      onProgress: (step, done, total) => progress(step)(done, total)
    })
    if (!copy.ok) return { ok: false, problem: problemOfCopy(copy.problem) }
    made = true
    return ok({ ...copy.value, folder })
  } finally {
    if (!made) rmSync(folder, { recursive: true, force: true })
  }
}

function previewOf(plan: BringInPlan, theirs: ProjectFile, broken: number): BringInPreview {
  const { proposals, documents, counts } = plan
  return {
    projectName: nameOf(theirs),
    documents: documents.map(({ view, state, into }) => ({
      id: view.id,
      title: view.title,
      annotations: view.annotations,
      state,
      into: into && { id: into.id, title: into.title }
    })),
    records: {
      issue: [...proposals.issue],
      stance: [...proposals.stance],
      actor: [...proposals.actor],
      coder: [...proposals.coder]
    },
    would: {
      ...counts,
      leftOut: [
        ...counts.leftOut,
        ...(broken > 0
          ? [{ why: 'brokenFile', count: broken, sentence: sentenceOfLeftOut('brokenFile', broken) }]
          : [])
      ]
    }
  }
}

function blobsOf(plan: BringInPlan, theirs: ProjectFile): Result<ReadonlyMap<Hash, Uint8Array>> {
  const blobs = new Map<Hash, Uint8Array>()
  let bytes = 0
  for (const hash of plan.blobs) {
    const blob = getBlob(theirs, hash)
    if (!blob) continue
    bytes += blob.length
    if (bytes > mostBytes)
      return fail('tooMuchAtOnce', {
        name: job.name,
        what: `more than ${mostBytes / 1_000_000} MB of texts and files`
      })
    blobs.set(hash, blob)
  }
  return ok(blobs)
}

/** At most some twenty a second. */
function progress(step: string): (done: number, total: number) => void {
  return (done, total) => {
    const now = performance.now()
    if (now - toldAt < 50) return
    toldAt = now
    say({ kind: 'progress', step, done, total })
  }
}

function say(message: FromWork<BringInAnswer>): void {
  parentPort?.postMessage(message)
}
