/** Undo, for any command: what a batch wrote is taken back by writing what stood before. */
import type { BatchId, ChangeId } from '../ids.ts'
import { splitField, type Json, type RecordRef } from '../model/record.ts'
import { kindNamed } from '../model/records.ts'
import type { Batch, Change } from './change.ts'
import { allHeads, asSeenFrom, canonical, fold, headsOf } from './fold.ts'

/** What undo reads of a project. */
export type UndoLookup = {
  /** All changes of a record, in any order. */
  changesOf(record: RecordRef): readonly Change[]
  batch(id: BatchId): Batch | undefined
  /**
   * How many annotations that are not deleted name it themselves (a document: stand in it; a coder: were made by them), and for an actor the
   * documents it is an author of.
   */
  uses(record: RecordRef): number
  /** Shown records that stand under this one (issues). */
  childrenOf(record: RecordRef): readonly RecordRef[]
}

export type UndoDraft = {
  readonly record: RecordRef
  readonly fields: Readonly<Record<string, Json>>
  readonly basedOn: readonly ChangeId[]
}

/** What undo did not touch: changed since by somebody, in conflict, or a made record that others use. */
export type LeftAlone = {
  readonly record: RecordRef
  readonly field: string
  readonly why: 'changedSince' | 'conflict' | 'inUse'
}

export type UndoPlan = { readonly drafts: readonly UndoDraft[]; readonly leftAlone: readonly LeftAlone[] }

/**
 * Plans the batch that takes `changes`, all of one batch, back. Where the batch's change is a field's only head, what stood before is written:
 * one change per earlier head, each based on the present heads and carrying that head's own basis, so that an undone settlement is a conflict
 * again. Records that the batch first made are deleted. A head that an undo wrote counts as the change whose value it sent again.
 */
export function planUndo(lookup: UndoLookup, changes: readonly Change[]): UndoPlan {
  const drafts: UndoDraft[] = []
  const leftAlone: LeftAlone[] = []
  const mine = new Set(changes.map((change) => change.id))
  const plans = recordsOf(changes).map((record) => planRecord(lookup, record, mine))
  const settled = isSettlement(lookup, changes)
  const going = new Map<string, number>()
  const goingRecords = new Set<string>()
  for (const plan of plans) {
    if (!plan.deletes) continue
    goingRecords.add(key(plan.record))
    for (const used of usedBy(plan.shown)) going.set(used, (going.get(used) ?? 0) + 1)
  }
  for (const plan of plans) {
    leftAlone.push(...plan.leftAlone)
    // A deletion that a settlement took back stood beside the uses before: it is a conflict again, and nothing goes.
    const used =
      plan.deletes &&
      !settled &&
      (lookup.uses(plan.record) > (going.get(plan.record.id) ?? 0) ||
        lookup.childrenOf(plan.record).some((child) => !goingRecords.has(key(child))))
    if (used) leftAlone.push({ record: plan.record, field: 'deleted', why: 'inUse' })
    else drafts.push(...plan.drafts)
  }
  return { drafts, leftAlone }
}

/**
 * The batch that undo takes back next: the newest that stands, among batches of the coder at work written here, newest first. A redone batch
 * is taken back through its redo. Null where there is none.
 */
export function nextToUndo(
  newestFirst: Iterable<Batch>,
  batchOf: (id: BatchId) => Batch | undefined
): Batch | null {
  for (const batch of undoOrder(newestFirst, batchOf)) return batch
  return null
}

/** Every batch that undo after undo would take back, in that order: none of them changes which one comes next. */
export function* undoOrder<B extends Batch>(
  newestFirst: Iterable<B>,
  batchOf: (id: BatchId) => Batch | undefined
): Generator<B> {
  const superseded = new Set<BatchId>()
  for (const batch of newestFirst) {
    if (batch.undoes) superseded.add(batch.undoes)
    if (!superseded.has(batch.id) && !isUndo(batch, batchOf)) yield batch
  }
}

/** The undo that redo takes back next: the newest that stands, up to the newest command. Null where there is none. */
export function nextToRedo(
  newestFirst: Iterable<Batch>,
  batchOf: (id: BatchId) => Batch | undefined
): Batch | null {
  for (const batch of redoOrder(newestFirst, batchOf)) return batch
  return null
}

/** Every undo that redo after redo would take back, in that order. */
export function* redoOrder<B extends Batch>(
  newestFirst: Iterable<B>,
  batchOf: (id: BatchId) => Batch | undefined
): Generator<B> {
  const superseded = new Set<BatchId>()
  for (const batch of newestFirst) {
    if (!batch.undoes) return
    superseded.add(batch.undoes)
    if (!superseded.has(batch.id) && isUndo(batch, batchOf)) yield batch
  }
}

/** The command at the start of a chain of undo and redo. */
export function rootOf(batch: Batch, batchOf: (id: BatchId) => Batch | undefined): Batch {
  const met = new Set<BatchId>()
  let at = batch
  while (at.undoes && !met.has(at.id)) {
    met.add(at.id)
    const next = batchOf(at.undoes)
    if (!next) return at
    at = next
  }
  return at
}

/** True for an undo, false for a command or a redo. */
export function isUndo(batch: Batch, batchOf: (id: BatchId) => Batch | undefined): boolean {
  const met = new Set<BatchId>()
  let odd = false
  for (let at: Batch | undefined = batch; at?.undoes && !met.has(at.id); at = batchOf(at.undoes)) {
    met.add(at.id)
    odd = !odd
  }
  return odd
}

type RecordPlan = {
  readonly record: RecordRef
  readonly drafts: readonly UndoDraft[]
  readonly leftAlone: readonly LeftAlone[]
  readonly deletes: boolean
  readonly shown: Readonly<Record<string, Json>>
}

function planRecord(lookup: UndoLookup, record: RecordRef, mine: ReadonlySet<ChangeId>): RecordPlan {
  const all = lookup.changesOf(record)
  const folded = fold(all)
  const own = all.filter((change) => mine.has(change.id))
  const base = { record, shown: folded.shown }
  const isMine = (field: string, head: Change): boolean => standsFor(lookup, all, field, head, mine)
  if (madeBy(all, mine)) {
    const foreign = [...folded.heads].filter(([field, heads]) => !heads.every((head) => isMine(field, head)))
    if (folded.deleted) return { ...base, drafts: [], leftAlone: [], deletes: false }
    // Taking the fields it was made of from under what a colleague wrote would hide that too.
    if (foreign.length > 0)
      return {
        ...base,
        drafts: [],
        leftAlone: [{ record, field: 'deleted', why: 'changedSince' }],
        deletes: false
      }
    return {
      ...base,
      drafts: [{ record, fields: { deleted: true }, basedOn: allHeads(folded) }],
      leftAlone: [],
      deletes: true
    }
  }
  const drafts = new Map<string, { fields: Record<string, Json>; basedOn: Set<ChangeId> }>()
  const leftAlone: LeftAlone[] = []
  const fields = new Set(own.flatMap((change) => Object.keys(change.fields)))
  const earlier = fields.has('deleted') ? headsBefore(all, own, mine, 'deleted') : []
  const wasDeleted = earlier.length === 1 && earlier[0]?.fields['deleted'] === true
  let deletes = false
  for (const field of fields) {
    const heads = folded.heads.get(field) ?? []
    if (!heads.every((head) => isMine(field, head))) {
      const some = heads.some((head) => isMine(field, head))
      leftAlone.push({ record, field, why: some ? 'conflict' : 'changedSince' })
      continue
    }
    const before = headsBefore(all, own, mine, field)
    const restored =
      before.length > 0
        ? before.map((head) => ({
            from: head.id as string,
            value: head.fields[field] ?? null,
            basis: head.basedOn
          }))
        : [{ from: '', value: null, basis: [] }]
    for (const { from, value, basis } of restored) {
      // A deletion that comes back with other values comes as one change with them: apart, it would not have seen them.
      const key = wasDeleted && restored.length === 1 ? 'deletion' : from
      const draft = drafts.get(key) ?? { fields: {}, basedOn: new Set<ChangeId>() }
      draft.fields[field] = value
      for (const head of heads) draft.basedOn.add(head.id)
      for (const id of basis) draft.basedOn.add(id)
      drafts.set(key, draft)
      if (field !== 'deleted' || value !== true) continue
      deletes = true
      // What the deletion had seen may stand here again under a new id, by an undo and its redo: it is still seen.
      const seen = new Set(asSeenFrom(all, basis).map((change) => change.id))
      for (const [other, standing] of folded.heads)
        for (const head of standing) if (standsFor(lookup, all, other, head, seen)) draft.basedOn.add(head.id)
    }
  }
  return {
    ...base,
    drafts: [...drafts.values()].map((draft) => ({
      record,
      fields: draft.fields,
      basedOn: [...draft.basedOn]
    })),
    leftAlone,
    deletes
  }
}

/** Whether the changes were written by settling conflicts, or by doing that again. */
function isSettlement(lookup: Pick<UndoLookup, 'batch'>, changes: readonly Change[]): boolean {
  const batch = changes[0] && lookup.batch(changes[0].batch)
  return batch !== undefined && rootOf(batch, (id) => lookup.batch(id)).command.startsWith('conflict.settle')
}

/** The heads of a field as they were before the batch. */
function headsBefore(
  all: readonly Change[],
  own: readonly Change[],
  mine: ReadonlySet<ChangeId>,
  field: string
): readonly Change[] {
  const basis = own
    .filter((change) => Object.hasOwn(change.fields, field))
    .flatMap((change) => change.basedOn)
  const before = asSeenFrom(all, basis).filter((change) => !mine.has(change.id))
  return headsOf(before).get(field) ?? []
}

/** The change whose value a head holds: its own, or the one that an undo or redo sent again. Says who meant it, and when. */
export function meantBy(
  lookup: Pick<UndoLookup, 'batch'>,
  all: readonly Change[],
  field: string,
  head: Change
): Change {
  const met = new Set<ChangeId>()
  for (let at = head; ;) {
    met.add(at.id)
    const before = sentAgain(lookup, all, field, at)
    if (!before || met.has(before.id)) return at
    at = before
  }
}

/** The change whose value an undo or redo sent again by this one; undefined for any other change, and for a null where nothing stood before. */
function sentAgain(
  lookup: Pick<UndoLookup, 'batch'>,
  all: readonly Change[],
  field: string,
  change: Change
): Change | undefined {
  const undone = lookup.batch(change.batch)?.undoes
  if (!undone) return undefined
  const taken = all.filter((one) => one.batch === undone)
  const value = canonical(change.fields[field] ?? null)
  return headsBefore(all, taken, new Set(taken.map(({ id }) => id)), field).find(
    (one) => canonical(one.fields[field] ?? null) === value
  )
}

/**
 * Whether a head is the batch's own, or was written by an undo or redo that sent a value of the batch again. A null that an undo wrote because
 * nothing stood before counts too.
 */
function standsFor(
  lookup: UndoLookup,
  all: readonly Change[],
  field: string,
  head: Change,
  mine: ReadonlySet<ChangeId>
): boolean {
  const met = new Set<ChangeId>()
  for (let at = head; !mine.has(at.id);) {
    if (!lookup.batch(at.batch)?.undoes || met.has(at.id)) return false
    met.add(at.id)
    const before = sentAgain(lookup, all, field, at)
    if (!before) return (at.fields[field] ?? null) === null
    at = before
  }
  return true
}

/**
 * True where the batch wrote the first changes of the record and nobody wrote it beside them. A change that only adds what was not there (a
 * first note) is based on nothing either, but makes no record.
 */
function madeBy(all: readonly Change[], mine: ReadonlySet<ChangeId>): boolean {
  const here = new Set(all.map((change) => change.id))
  const required = kindNamed(all[0]?.record.kind ?? '')?.required ?? []
  const first = all.filter(
    (change) =>
      !change.basedOn.some((id) => here.has(id)) &&
      (required.length === 0 || required.some((field) => Object.hasOwn(change.fields, field)))
  )
  return first.length > 0 && first.every((change) => mine.has(change.id))
}

/** The ids a record's shown values name: what it uses. */
function usedBy(shown: Readonly<Record<string, Json>>): readonly string[] {
  const ids = new Set<string>()
  for (const [field, value] of Object.entries(shown)) {
    const { name, element } = splitField(field)
    if (element !== null && (name === 'actors' || name === 'authors')) ids.add(element)
    else if (typeof value === 'string' && ['document', 'issue', 'stance', 'coder'].includes(name))
      ids.add(value)
  }
  return [...ids]
}

function recordsOf(changes: readonly Change[]): readonly RecordRef[] {
  return [...new Map(changes.map((change) => [key(change.record), change.record])).values()]
}

function key(record: RecordRef): string {
  return `${record.kind}:${record.id}`
}
