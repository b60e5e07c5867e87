/** Exporting the list of passages as people read it: the host's side. */
import path from 'node:path'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { hiddenAnnotations, looksAs } from '../db/blind.ts'
import { removeUnfinished } from '../io/wholeFile.ts'
import { pathOf, type Core } from './core.ts'
import { runDatasetJob } from './datasetThread.ts'
import { isProject } from './projectNames.ts'
import { sessionTask } from './sessionTask.ts'
import { stateOf } from './state.ts'
import { tablesAreWhole } from './wholeTables.ts'

/** Writes the passages that pass the filter, grouped and in order, each quote with its source. A project is never written over. */
export function exportReport(
  core: Core,
  input: CheckedInputOf<'passages.report'>
): Promise<Result<OutputOf<'passages.report'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    const tables = await tablesAreWhole(session, task)
    if (!tables.ok) return tables
    const target = pathOf(core, input.file)
    if (isProject(target)) return fail('fileExists', { name: path.basename(target) })
    const { format, filter, sort, descending, group } = input
    const title = stateOf(session).name
    const order = { target, format, title, filter, sort, descending, group }
    const job = { kind: 'report' as const, project: session.file.path, order, eyes: looksAs(session.file) }
    const done = await runDatasetJob(job, task, () => fail('readOnly'))
    removeUnfinished(target)
    if (!done.ok) return done
    if (done.value.kind !== 'reported') throw new Error('The dataset’s thread answered another question')
    return ok({
      rows: done.value.rows,
      name: done.value.name,
      hidden: hiddenAnnotations(session.file)
    })
  })
}
