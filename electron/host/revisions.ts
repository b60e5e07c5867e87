/** The texts that a document has or had: listed, read, compared. */
import { Worker } from 'node:worker_threads'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import type { RevisionEntry } from '../../shared/api/views.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { millisecondsOf } from '../../shared/log/stamp.ts'
import { annotationsOfDocument } from '../db/annotationViews.ts'
import { documentNamed } from '../db/documentViews.ts'
import { batchNamed } from '../db/log.ts'
import { revisionChangesOf } from '../db/places.ts'
import { revisionSize } from '../db/revisions.ts'
import type { Core } from './core.ts'
import type { CompareJob } from './compare.worker.ts'
import { answerOf } from './inThread.ts'
import { openSession } from './projectSession.ts'
import { sessionTask } from './sessionTask.ts'

/** Every text that a document, or one joined into it, has or had: the newest first. */
export function listRevisions(
  core: Core,
  { document: id }: CheckedInputOf<'revisions.list'>
): Result<RevisionEntry[]> {
  const { file } = openSession(core.session)
  const document = documentNamed(file, id)
  const n = file.names.find(id)
  if (!document || n === null) return fail('missingRecord', { kind: 'document' })
  const madeOn = new Map<string, number>()
  for (const { anchor } of annotationsOfDocument(file, id))
    madeOn.set(anchor.revision, (madeOn.get(anchor.revision) ?? 0) + 1)
  const entries = new Map<string, RevisionEntry>()
  for (const { change, correction } of revisionChangesOf(file, n)) {
    const { hash, from, kept } = correction
    if (entries.has(hash)) continue
    const size = revisionSize(file, hash)
    entries.set(hash, {
      hash,
      from,
      time: millisecondsOf(change.stamp),
      coder: batchNamed(file, change.batch)?.coder ?? null,
      length: size?.length ?? null,
      blocks: size?.blocks ?? null,
      kept: from === null ? null : kept.reduce((sum, [, , length]) => sum + length, 0),
      fromLength: from === null ? null : (revisionSize(file, from)?.length ?? null),
      annotations: madeOn.get(hash) ?? 0,
      isToday: hash === document.revision
    })
  }
  return ok([...entries.values()].toReversed())
}

/** What two texts differ in, worked out in a thread that can be ended. */
export function compareRevisions(
  core: Core,
  { before, after, task }: CheckedInputOf<'revisions.compare'>
): Promise<Result<OutputOf<'revisions.compare'>>> {
  return sessionTask(core, task, (session, work) => {
    work.progress('comparing', 0, 0)
    const workerData: CompareJob = { path: session.file.path, before, after }
    return answerOf<OutputOf<'revisions.compare'>>(
      new Worker(new URL('./compare.worker.ts', import.meta.url), { workerData, name: 'parley compare' }),
      work
    )
  })
}
