/** Merging project files: the union of two sets of changes. Pure; screens and files are elsewhere. */
import type { BatchId, ChangeId, Sha256 } from '../ids.ts'
import { checkField, splitField, type Json, type RecordKind } from '../model/record.ts'
import { kindNamed } from '../model/records.ts'
import { isWellFormed } from '../text/wellFormed.ts'
import {
  batchSchema,
  changeSchema,
  currentSchema,
  isBatch,
  isChange,
  whatBreaksChange,
  type Batch,
  type Change
} from '../log/change.ts'
import { canonical } from '../log/fold.ts'

export type Log = {
  readonly changes: ReadonlyMap<ChangeId, Change>
  readonly batches: ReadonlyMap<BatchId, Batch>
}

/** Two different contents under one id: a tampered or broken file. The one with the smaller hash stays, whichever came first. */
export type Clash = { readonly id: ChangeId | BatchId; readonly kept: 'ours' | 'theirs' }

/** Why something in a colleague's file is not taken. */
export type SetAsideWhy = 'brokenChange' | 'brokenBatch' | 'brokenValue' | 'batchMissing'

/** Both logs in one. Commutative, associative, idempotent: what is kept under an id depends on the contents alone. */
export function union(
  ours: Log,
  theirs: Log,
  sha256: Sha256
): { readonly log: Log; readonly clashes: readonly Clash[] } {
  const clashes: Clash[] = []
  const changes = new Map(ours.changes)
  for (const [id, change] of theirs.changes) keep(changes, id, change, clashes, sha256)
  const batches = new Map(ours.batches)
  for (const [id, batch] of theirs.batches) keep(batches, id, batch, clashes, sha256)
  return { log: { changes, batches }, clashes }
}

/** Which of two contents under one id stays: the one whose canonical JSON has the smaller hash. */
export function whichStays(
  ours: Change | Batch,
  theirs: Change | Batch,
  sha256: Sha256
): 'same' | 'ours' | 'theirs' {
  const left = canonical(ours as unknown as Json)
  const right = canonical(theirs as unknown as Json)
  if (left === right) return 'same'
  return sha256(left) < sha256(right) ? 'ours' : 'theirs'
}

/** A change out of a colleague's file, or why it is not taken. Kinds and fields of a newer version are taken as they are. */
export function takeChange(value: unknown): { readonly change: Change } | { readonly why: SetAsideWhy } {
  if (typeof value === 'object' && value !== null && 'fields' in value && !isReadable(value.fields))
    return { why: 'brokenChange' }
  const parsed = changeSchema.safeParse(value)
  if (!parsed.success) return { why: 'brokenChange' }
  return whatBreaksChange(parsed.data) === null ? { change: parsed.data } : { why: 'brokenValue' }
}

/**
 * The same for a change whose fields were just parsed from their canonical JSON text (what `JSON.stringify` gives), so that they are JSON for
 * certain: several times as fast, and equal to `takeChange` for every such change.
 */
export function takeParsedChange(
  change: Change,
  sound: SoundFields = new SoundFields()
): { readonly change: Change } | { readonly why: SetAsideWhy } {
  if (!isReadable(change.fields) || !isChange(change)) return { why: 'brokenChange' }
  const kind = kindNamed(change.record.kind)
  if (!kind || change.schema > currentSchema)
    return isWellFormed(change.fields) ? { change } : { why: 'brokenValue' }
  for (const [field, value] of Object.entries(change.fields))
    if (!sound.has(kind, field, value)) return { why: 'brokenValue' }
  return { change }
}

/** Remembers which short values fit their field: a log repeats them (its documents, issues, stances) more often than not. */
export class SoundFields {
  readonly #known = new Map<RecordKind, Map<string, Set<Json>>>()
  #count = 0

  /** Whether a value fits a field of its kind, or the field is of a newer version. */
  has(kind: RecordKind, field: string, value: Json): boolean {
    const isShort = value === true || (typeof value === 'string' && value.length <= 40)
    if (isShort && this.#known.get(kind)?.get(field)?.has(value)) return true
    const isSound = isWellFormed([field, value]) && checkField(kind, field, value) !== 'breaks'
    if (isSound && isShort && this.#count < 50_000) this.#keep(kind, field, value)
    return isSound
  }

  #keep(kind: RecordKind, field: string, value: Json): void {
    const fields = this.#known.get(kind) ?? new Map<string, Set<Json>>()
    this.#known.set(kind, fields)
    const values = fields.get(field) ?? new Set<Json>()
    fields.set(field, values)
    values.add(value)
    this.#count++
  }
}

/** Whether a change holds something that this version keeps and does not show. */
export function isOfNewer({ record, fields, schema }: Change): boolean {
  const kind = kindNamed(record.kind)
  if (!kind || schema > currentSchema) return true
  return Object.keys(fields).some((field) => !Object.hasOwn(kind.fields, splitField(field).name))
}

/** A batch out of a colleague's file, or why it is not taken. */
export function takeBatch(value: unknown): { readonly batch: Batch } | { readonly why: SetAsideWhy } {
  const parsed = batchSchema.safeParse(value)
  return parsed.success ? { batch: parsed.data } : { why: 'brokenBatch' }
}

/** Lists and objects within each other, at most: where a check would run out of stack differs from run to run, and a merge must not. */
const deepest = 100

/** No version names a field `__proto__`, and the two ways to check a change would not read such a one alike. */
function isReadable(fields: unknown): boolean {
  return (
    !isTooDeep(fields) &&
    !(typeof fields === 'object' && fields !== null && Object.hasOwn(fields, '__proto__'))
  )
}

function isTooDeep(value: unknown, left = deepest): boolean {
  if (typeof value !== 'object' || value === null) return false
  return left === 0 || Object.values(value).some((inner) => isTooDeep(inner, left - 1))
}

/** The same for a batch whose shape is the type's: several times as fast, and equal to `takeBatch` for every such batch. */
export function takeReadBatch(batch: Batch): { readonly batch: Batch } | { readonly why: SetAsideWhy } {
  return isBatch(batch) ? { batch } : { why: 'brokenBatch' }
}

function keep<Id extends ChangeId | BatchId, T extends Change | Batch>(
  into: Map<Id, T>,
  id: Id,
  theirs: T,
  clashes: Clash[],
  sha256: Sha256
): void {
  const ours = into.get(id)
  if (!ours) {
    into.set(id, theirs)
    return
  }
  const stays = whichStays(ours, theirs, sha256)
  if (stays === 'same') return
  clashes.push({ id, kept: stays })
  if (stays === 'theirs') into.set(id, theirs)
}
