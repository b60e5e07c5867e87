/** Exporting the dataset and reading it back: the host's side, which alone writes to the project. */
import path from 'node:path'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { refusal, sentenceOfRefusal, type RefusedRow } from '../../shared/export/refusals.ts'
import { hiddenAnnotations, looksAs } from '../db/blind.ts'
import { pathOf, type Core } from './core.ts'
import { removeUnfinished } from '../io/wholeFile.ts'
import { dictionaryName } from './datasetExport.ts'
import { runDatasetJob, type DatasetAnswer } from './datasetThread.ts'
import { runCommand } from './execute.ts'
import { isProject } from './projectNames.ts'
import { sessionTask } from './sessionTask.ts'
import { announced } from './state.ts'
import { tablesAreWhole } from './wholeTables.ts'

/** More rows than this are not told one by one. */
const mostTold = 10_000

/** Writes the tagged passages that pass the filter, and the dictionary beside them. A project is never written over. */
export function exportDataset(
  core: Core,
  input: CheckedInputOf<'dataset.export'>
): Promise<Result<OutputOf<'dataset.export'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    const whole = await tablesAreWhole(session, task)
    if (!whole.ok) return whole
    const target = pathOf(core, input.file)
    if (isProject(target)) return fail('fileExists', { name: path.basename(target) })
    const { format, offsets, bom, formulaGuard, filter, sort, descending, group } = input
    const order = { target, format, offsets, bom, formulaGuard, filter, sort, descending, group }
    const done = await runDatasetJob(
      { kind: 'export', project: session.file.path, order, eyes: looksAs(session.file) },
      task,
      () => fail('readOnly')
    )
    // A thread that was ended, or an earlier run that was killed, could not clear up.
    removeUnfinished(target)
    removeUnfinished(path.join(path.dirname(target), dictionaryName(path.basename(target))))
    if (!done.ok) return done
    const { rows, name, dictionary } = exported(done.value)
    return ok({ rows, name, dictionary, hidden: hiddenAnnotations(session.file) })
  })
}

/** Reads a dataset back: its annotations, and what the codebook and the documents lack. In batches of the coder at work. */
export function annotateFromDataset(
  core: Core,
  input: CheckedInputOf<'dataset.annotate'>
): Promise<Result<OutputOf<'dataset.annotate'>>> {
  return sessionTask(core, input.task, async (session, task) => {
    if (session.readOnly !== null) return fail('readOnly')
    const whole = await tablesAreWhole(session, task)
    if (!whole.ok) return whole
    const source = pathOf(core, input.file)
    if (isProject(source)) return fail('badTable', { name: path.basename(source), why: 'it is a project' })
    const job = {
      kind: 'readBack' as const,
      project: session.file.path,
      source,
      coder: session.coder,
      now: core.ports.clock()
    }
    const done = await runDatasetJob(job, task, ({ command, input: content }) => {
      // Another project may have been opened meanwhile.
      if (core.session !== session) return fail('noProject')
      const executed = runCommand(session, { command, input: content, seen: {} }, core.ports)
      return executed.ok ? ok(announced(core, session, executed.value, 'import')) : executed
    })
    if (!done.ok) return done
    const back = readBack(done.value)
    return ok({ ...back, refused: shortened(back.refused), told: shortened(back.told) })
  })
}

function exported(answer: DatasetAnswer): Extract<DatasetAnswer, { kind: 'exported' }> {
  if (answer.kind !== 'exported') throw new Error('The dataset’s thread answered another question')
  return answer
}

function readBack(answer: DatasetAnswer): Omit<Extract<DatasetAnswer, { kind: 'readBack' }>, 'kind'> {
  if (answer.kind !== 'readBack') throw new Error('The dataset’s thread answered another question')
  const { kind: _kind, ...back } = answer
  return back
}

/** A long list ends with how many more there are. */
function shortened(rows: readonly RefusedRow[]): RefusedRow[] {
  const [shown, last] = [rows.slice(0, mostTold), rows[mostTold]]
  return last
    ? [
        ...shown,
        { row: last.row, sentence: sentenceOfRefusal(refusal('more', { count: rows.length - mostTold })) }
      ]
    : shown
}
