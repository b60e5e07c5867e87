/** Walking back to a batch, or forward again: many ordinary undos or redos in one transaction. */
import type { OutputOf } from '../../shared/api/contract.ts'
import type { HistoryBatch } from '../../shared/api/historyViews.ts'
import { fail, must, ok, type Result } from '../../shared/errors.ts'
import type { BatchId, RecordId } from '../../shared/ids.ts'
import { planUndo, redoOrder, undoOrder } from '../../shared/log/undo.ts'
import type { KindName } from '../../shared/model/records.ts'
import { write } from '../db/commit.ts'
import { batchNamed, batchesOf, changesOfBatch, type StoredBatch } from '../db/log.ts'
import { lookupIn } from '../db/lookup.ts'
import { guarded } from '../db/problems.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import type { Touched } from '../db/tables.ts'
import type { Executed } from './execute.ts'
import type { ProjectSession, Written } from './projectSession.ts'

type Way = 'undo' | 'redo'
type Walk = NonNullable<HistoryBatch['walk']>

/** So far back the coder at work can go at once; a backup goes further. */
export const mostSteps = 2000

/** By the number of a batch: how the coder at work can walk to it. */
export function stepsOf(session: ProjectSession): ReadonlyMap<number, Walk> {
  const { file, coder, readOnly } = session
  if (coder === null || readOnly !== null) return new Map()
  const key = `${coder} ${lastOf(session)}`
  const kept = walks.get(file)
  if (kept?.key === key) return kept.steps
  const steps = new Map<number, Walk>()
  for (const way of ['undo', 'redo'] as const)
    ahead(session, way).forEach((batch, at) => steps.set(batch.n, { way, steps: at + 1 }))
  walks.set(file, { key, steps })
  return steps
}

const walks = new WeakMap<ProjectFile, { readonly key: string; readonly steps: ReadonlyMap<number, Walk> }>()

/** Takes everything of the coder at work back to this batch, itself included; all of it or nothing. */
export function undoTo(session: ProjectSession, to: BatchId): Result<Executed<OutputOf<'undo.to'>>> {
  return walk(session, 'undo', to)
}

/** Does everything again that was undone, up to this undo. */
export function redoTo(session: ProjectSession, to: BatchId): Result<Executed<OutputOf<'redo.to'>>> {
  return walk(session, 'redo', to)
}

function walk(session: ProjectSession, way: Way, to: BatchId): Result<Executed<OutputOf<'undo.to'>>> {
  if (session.readOnly !== null) return fail('readOnly')
  const all = ahead(session, way)
  const end = all.findIndex((batch) => batch.id === to)
  if (session.coder === null || end < 0) return fail(way === 'undo' ? 'nothingToUndo' : 'nothingToRedo')
  const { file, coder, savedAt } = session
  const leftAlone: OutputOf<'undo.to'>['leftAlone'] = []
  const written: Written[] = []
  const done = guarded(file.name, () =>
    ok(
      write(file, () => {
        for (const batch of all.slice(0, end + 1)) {
          const plan = planUndo(lookupIn(file), changesOfBatch(file, batch.id))
          written.push(must(session.write({ coder, command: way, undoes: batch.id, drafts: plan.drafts })))
          for (const { record, field, why } of plan.leftAlone)
            leftAlone.push({ kind: record.kind, id: record.id, field, why })
        }
      })
    )
  )
  if (!done.ok) {
    session.savedAt = savedAt
    return done
  }
  const last = written.at(-1)
  if (!last) throw new Error('A walk of no steps')
  return ok({
    output: { steps: written.length, leftAlone },
    written: { ...last, touched: together(written) }
  })
}

/** The batches that undo after undo (redo after redo) would take back, next first. */
function ahead(session: ProjectSession, way: Way): readonly StoredBatch[] {
  const { file, coder } = session
  if (coder === null) return []
  const order = (way === 'undo' ? undoOrder : redoOrder)(batchesOf(file, coder), (id) => batchNamed(file, id))
  const batches: StoredBatch[] = []
  for (const batch of order) {
    batches.push(batch)
    if (batches.length >= mostSteps) break
  }
  return batches
}

function lastOf(session: ProjectSession): number {
  for (const batch of batchesOf(session.file, session.coder)) return batch.n
  return 0
}

function together(written: readonly Written[]): Touched {
  const records = new Map<KindName, Set<RecordId>>()
  const documents = new Set(written.flatMap(({ touched }) => [...touched.documents]))
  for (const { touched } of written)
    for (const [kind, ids] of touched.records) {
      const own = records.get(kind) ?? new Set()
      for (const id of ids) own.add(id)
      records.set(kind, own)
    }
  return { records, documents }
}
