/** A change writes fields of one record; a batch is what one command wrote. Both are immutable for ever. */
import { z } from 'zod'
import {
  batchIdSchema,
  changeIdSchema,
  coderId,
  partsOfChangeId,
  recordId,
  type BatchId,
  type ChangeId,
  type CoderId
} from '../ids.ts'
import { checkField, type Json, type RecordRef } from '../model/record.ts'
import { kindNamed } from '../model/records.ts'
import { isWellFormed } from '../text/wellFormed.ts'
import { stampSchema, type Stamp } from './stamp.ts'

export type Change = {
  readonly id: ChangeId
  readonly stamp: Stamp
  readonly batch: BatchId
  readonly record: RecordRef
  /** Log fields (`anchor`, `actors/act_…`) with their new values; null unsets. Never empty. */
  readonly fields: Readonly<Record<string, Json>>
  /** The changes of the same record that this one replaces in the fields both write. */
  readonly basedOn: readonly ChangeId[]
  /** The form of the fields: see `upcast`. */
  readonly schema: number
}

export type Batch = {
  readonly id: BatchId
  /** Who made the edit; null for what Parley writes by itself. */
  readonly coder: CoderId | null
  /** The command's kind, e.g. `annotation.tag`. */
  readonly command: string
  readonly undoes: BatchId | null
}

/** The schema number that this version writes. */
export const currentSchema = 1

const json = z.json() as unknown as z.ZodType<Json>
const fieldName = z.string().min(1).max(8000)

/** A change as it may come from a file; fields of unknown kinds pass, see `whatBreaksChange` for the rest. */
export const changeSchema: z.ZodType<Change> = z.strictObject({
  id: changeIdSchema,
  stamp: stampSchema,
  batch: batchIdSchema,
  record: z.strictObject({ kind: z.string().regex(/^[a-z][A-Za-z]{0,39}$/), id: recordId }),
  fields: z.record(fieldName, json).refine((fields) => Object.keys(fields).length > 0, 'at least one field'),
  basedOn: z.array(changeIdSchema).max(10_000),
  schema: z.number().int().min(1).max(1_000_000)
}) as z.ZodType<Change>

/** Whether a change whose fields are JSON fits `changeSchema`, told without building it anew. Its shape is the type's. */
export function isChange({ id, stamp, batch, record, fields, basedOn, schema }: Change): boolean {
  const names = Object.keys(fields)
  return (
    changeForm.test(id) &&
    stampForm.test(stamp) &&
    batchForm.test(batch) &&
    kindForm.test(record.kind) &&
    recordForm.test(record.id) &&
    names.length > 0 &&
    names.every((name) => name.length > 0 && name.length <= longestName) &&
    basedOn.length <= mostBasedOn &&
    basedOn.every((one) => changeForm.test(one)) &&
    Number.isSafeInteger(schema) &&
    schema >= 1 &&
    schema <= greatestSchema
  )
}

const changeForm = /^[0-9a-z]{16}-[1-9][0-9]{0,14}$/
const stampForm = /^[0-9a-f]{12}-[0-9a-f]{4}$/
const batchForm = /^b-[0-9a-z]{16}-[1-9][0-9]{0,14}$/
const kindForm = /^[a-z][A-Za-z]{0,39}$/
const recordForm = /^[A-Za-z0-9._:-]{1,120}$/
const commandForm = /^[a-z][A-Za-z.]{0,79}$/
const longestName = 8000
const mostBasedOn = 10_000
const greatestSchema = 1_000_000

export const batchSchema: z.ZodType<Batch> = z.strictObject({
  id: batchIdSchema,
  coder: coderId.nullable(),
  command: z.string().regex(commandForm),
  undoes: batchIdSchema.nullable()
})

/** Whether a batch fits `batchSchema`, told without building it anew. Its shape is the type's. */
export function isBatch({ id, coder, command, undoes }: Batch): boolean {
  return (
    batchForm.test(id) &&
    (coder === null || recordForm.test(coder)) &&
    commandForm.test(command) &&
    (undoes === null || batchForm.test(undoes))
  )
}

/**
 * Why a change of a known form must not be taken: the first field that breaks its kind's schema. Null where it is sound; kinds and fields of
 * a newer version are sound (kept, not shown), unless they hold half a character.
 */
export function whatBreaksChange(change: Change): string | null {
  const kind = change.schema > currentSchema ? undefined : kindNamed(change.record.kind)
  for (const [field, value] of Object.entries(change.fields))
    if (!isWellFormed([field, value]) || (kind && checkField(kind, field, value) === 'breaks')) return field
  return null
}

/** Reads a change of an older form as one of today's: pure, for ever. Form 1 is the first, so nothing is to be done yet. */
export function upcast(change: Change): Change {
  return change
}

/** Orders changes by stamp, then by id (session as text, number as number): a total order on every machine. */
export function compareChanges(a: { stamp: Stamp; id: ChangeId }, b: { stamp: Stamp; id: ChangeId }): number {
  if (a.stamp !== b.stamp) return a.stamp < b.stamp ? -1 : 1
  return compareChangeIds(a.id, b.id)
}

/** Orders change ids: session as text, number as number. */
export function compareChangeIds(a: ChangeId, b: ChangeId): number {
  const left = partsOfChangeId(a)
  const right = partsOfChangeId(b)
  if (!left || !right || left.session !== right.session) return a < b ? -1 : a > b ? 1 : 0
  return left.seq - right.seq
}
