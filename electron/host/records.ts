/** One record, its conflicts and its history, in words of the log. */
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import type { HistoryEntry } from '../../shared/api/views.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { compareChanges, type Change } from '../../shared/log/change.ts'
import { allHeads, fold } from '../../shared/log/fold.ts'
import { millisecondsOf } from '../../shared/log/stamp.ts'
import { telling } from '../db/blind.ts'
import {
  batchNamed,
  batchesPage,
  changeNamed,
  changesOf,
  changesOfBatch,
  type StoredBatch
} from '../db/log.ts'
import type { ProjectFile } from '../db/projectFile.ts'

/** Where a record stands now. */
export function recordOf(
  file: ProjectFile,
  { kind, id }: CheckedInputOf<'record.get'>
): Result<OutputOf<'record.get'>> {
  const changes = changesOf(file, { kind, id }).filter(telling(file))
  if (changes.length === 0) return fail('missingRecord', { kind })
  const folded = fold(changes)
  const conflicts = folded.conflicts.map(({ why, field, sides }) => ({
    why,
    field,
    sides: sides.map((side) => {
      const change = changeNamed(file, side.change)
      const coder = change ? (batchNamed(file, change.batch)?.coder ?? null) : null
      return {
        change: side.change,
        field: side.field,
        value: asJson(side.value),
        coder,
        time: change ? millisecondsOf(change.stamp) : 0
      }
    })
  }))
  return ok({
    kind,
    id,
    values: asJson(folded.shown) as Record<string, never>,
    heads: [...allHeads(folded)],
    deleted: folded.deleted,
    conflicts
  })
}

/** Each field of a record as it is shown, with the change that wrote it; fields that were emptied are left out. */
export function blameOf(
  file: ProjectFile,
  { kind, id }: CheckedInputOf<'record.blame'>
): Result<OutputOf<'record.blame'>> {
  const changes = changesOf(file, { kind, id }).filter(telling(file))
  if (changes.length === 0) return fail('missingRecord', { kind })
  const folded = fold(changes)
  const inConflict = new Set(folded.conflicts.map(({ field }) => field))
  const fields = [...folded.heads].flatMap(([field, heads]) => {
    const value = folded.shown[field]
    const head = heads.toSorted(compareChanges).at(-1)
    if (value === undefined || value === null || !head) return []
    return [
      {
        field,
        value: asJson(value),
        coder: batchNamed(file, head.batch)?.coder ?? null,
        time: millisecondsOf(head.stamp),
        batch: head.batch,
        isConflict: inConflict.has(field)
      }
    ]
  })
  return ok({ fields: fields.toSorted((a, b) => b.time - a.time || (a.field < b.field ? -1 : 1)) })
}

/** What was written about a record, oldest first, each batch with what it wrote of this record. */
export function historyOf(
  file: ProjectFile,
  { kind, id }: CheckedInputOf<'record.history'>
): OutputOf<'record.history'> {
  const byBatch = new Map<string, Change[]>()
  for (const change of changesOf(file, { kind, id }).filter(telling(file)).toSorted(compareChanges)) {
    const own = byBatch.get(change.batch)
    if (own) own.push(change)
    else byBatch.set(change.batch, [change])
  }
  return [...byBatch.values()].flatMap((changes) => {
    const [first] = changes
    const batch = first && batchNamed(file, first.batch)
    return batch ? [entryOf(batch, changes)] : []
  })
}

/** A page of all batches, newest first, of everybody or of one coder. */
export function logPage(
  file: ProjectFile,
  { offset, limit, coder }: CheckedInputOf<'log.page'>
): OutputOf<'log.page'> {
  const { total, batches } = batchesPage(file, { offset, limit, ...(coder === undefined ? {} : { coder }) })
  return {
    total,
    batches: batches.map((batch) => entryOf(batch, changesOfBatch(file, batch.id).filter(telling(file))))
  }
}

function entryOf(batch: StoredBatch, changes: readonly Change[]): HistoryEntry {
  const [first] = changes
  return {
    batch: batch.id,
    command: batch.command,
    coder: batch.coder,
    time: first ? millisecondsOf(first.stamp) : 0,
    undoes: batch.undoes,
    changes: changes.map(({ record, fields }) => ({
      kind: record.kind,
      id: record.id,
      fields: asJson(fields) as Record<string, never>
    }))
  }
}

/** The same value: the schema's JSON type is the mutable one. */
function asJson(value: unknown): never {
  return value as never
}
