/** Folds one record from its own changes: its heads, the values shown, and what is in conflict. Half of what a project *is*. */
import type { ChangeId } from '../ids.ts'
import type { Json, RecordRef } from '../model/record.ts'
import { compareChanges, type Change } from './change.ts'
import type { Stamp } from './stamp.ts'

export type Folded = {
  readonly record: RecordRef
  /** By log field: the changes writing it that no other change writing it replaces, oldest first. */
  readonly heads: ReadonlyMap<string, readonly Change[]>
  /** The change that is the one head of every field; null where there are several. */
  readonly only: Change | null
  /** By log field: the value of the head with the greatest stamp. Nulls are left out. */
  readonly shown: Readonly<Record<string, Json>>
  readonly conflicts: readonly FieldConflict[]
  /** Deleted, and nothing that the deletion had not seen. */
  readonly deleted: boolean
  /** The first and the last stamp among all changes of the record. */
  readonly firstStamp: Stamp
  readonly lastStamp: Stamp
}

/** `values`: several heads differ. `deletedButChanged`: deleted here, changed there; the record stays visible. */
export type FieldConflict =
  | { readonly why: 'values'; readonly field: string; readonly sides: readonly ConflictSide[] }
  | { readonly why: 'deletedButChanged'; readonly field: 'deleted'; readonly sides: readonly ConflictSide[] }

export type ConflictSide = { readonly change: ChangeId; readonly field: string; readonly value: Json }

/**
 * Folds the changes of one record, in any order. A `basedOn` link to a change that is not stamped earlier is ignored, so there are no cycles
 * whatever a file says. Throws on no changes.
 */
export function fold(changes: readonly Change[]): Folded {
  const first = changes[0]
  if (!first) throw new RangeError('A record without changes cannot be folded')
  if (changes.length === 1) return foldOne(first)
  const heads = headsOf(changes)
  // No prototype: a file may name a field `__proto__`.
  const shown = Object.create(null) as Record<string, Json>
  const conflicts: FieldConflict[] = []
  for (const [field, own] of heads) {
    const value = own.at(-1)?.fields[field] ?? null
    if (value !== null) shown[field] = value
    if (own.length > 1 && new Set(own.map((head) => canonical(head.fields[field] ?? null))).size > 1) {
      conflicts.push({ why: 'values', field, sides: own.map((head) => side(head, field)) })
    }
  }
  const clash = unseenByDeletion(heads)
  if (clash) conflicts.push({ why: 'deletedButChanged', field: 'deleted', sides: clash })
  const deletions = heads.get('deleted') ?? []
  return {
    record: first.record,
    heads,
    only: onlyHead(heads),
    shown,
    conflicts: conflicts.toSorted((a, b) =>
      a.field === b.field ? (a.why < b.why ? -1 : 1) : a.field < b.field ? -1 : 1
    ),
    deleted: deletions.length > 0 && deletions.every((head) => head.fields['deleted'] === true) && !clash,
    firstStamp: changes.reduce((least, change) => (change.stamp < least ? change.stamp : least), first.stamp),
    lastStamp: changes.reduce(
      (greatest, change) => (change.stamp > greatest ? change.stamp : greatest),
      first.stamp
    )
  }
}

/** The same of a record that was written once, as most annotations are: a merge folds a hundred thousand of these. */
function foldOne(change: Change): Folded {
  const shown = withoutNulls(change.fields)
  let heads: Folded['heads'] | null = null
  return {
    record: change.record,
    get heads() {
      return (heads ??= headsOf([change]))
    },
    only: change,
    shown,
    conflicts: [],
    deleted: shown['deleted'] === true,
    firstStamp: change.stamp,
    lastStamp: change.stamp
  }
}

/** The values of a change, itself where it takes no value back. */
function withoutNulls(fields: Change['fields']): Folded['shown'] {
  if (!Object.hasOwn(fields, '__proto__') && !Object.values(fields).includes(null)) return fields
  const shown = Object.create(null) as Record<string, Json>
  for (const [field, value] of Object.entries(fields)) if (value !== null) shown[field] = value
  return shown
}

/** Every change that is a head of some field: what a view has seen of a record, and what a command names to say so. In total order. */
export function allHeads(folded: Folded): readonly ChangeId[] {
  if (folded.only) return [folded.only.id]
  const seen = new Map<ChangeId, Change>()
  for (const own of folded.heads.values()) for (const head of own) seen.set(head.id, head)
  return [...seen.values()].toSorted(compareChanges).map((change) => change.id)
}

function onlyHead(heads: Folded['heads']): Change | null {
  let only: Change | null = null
  for (const own of heads.values()) {
    const head = own[0]
    if (!head || own.length > 1 || (only !== null && only !== head)) return null
    only = head
  }
  return only
}

/** The heads of some fields alone, in total order. */
export function headsOfFields(folded: Folded, fields: Iterable<string>): readonly ChangeId[] {
  const seen = new Map<ChangeId, Change>()
  for (const field of fields) for (const head of folded.heads.get(field) ?? []) seen.set(head.id, head)
  return [...seen.values()].toSorted(compareChanges).map((change) => change.id)
}

/** The changes that `basis` names and everything these were based on: the record as somebody saw it who named exactly these heads. */
export function asSeenFrom(changes: readonly Change[], basis: Iterable<ChangeId>): readonly Change[] {
  const byId = new Map(changes.map((change) => [change.id, change]))
  const seen = new Set<Change>()
  const open = [...basis].map((id) => byId.get(id))
  for (let change = open.pop(); change !== undefined || open.length > 0; change = open.pop()) {
    if (change === undefined || seen.has(change)) continue
    seen.add(change)
    for (const id of change.basedOn) {
      const earlier = byId.get(id)
      if (earlier && earlier.stamp < change.stamp) open.push(earlier)
    }
  }
  return [...seen]
}

/** One text a value, whatever order its keys came in: equal texts are equal values. */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value as Readonly<Record<string, Json>>).toSorted(([a], [b]) =>
    a < b ? -1 : 1
  )
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

/** The heads of each field of these changes, oldest first. */
export function headsOf(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const [only] = changes
  if (only && changes.length === 1) {
    const own = [only]
    const heads = new Map<string, readonly Change[]>()
    for (const field of Object.keys(only.fields)) heads.set(field, own)
    return heads
  }
  const byId = new Map(changes.map((change) => [change.id, change]))
  const replaced = new Map<string, Set<ChangeId>>()
  for (const change of byId.values()) {
    for (const id of change.basedOn) {
      const earlier = byId.get(id)
      if (!earlier || earlier.stamp >= change.stamp) continue
      for (const field of Object.keys(change.fields))
        if (Object.hasOwn(earlier.fields, field)) add(replaced, field, id)
    }
  }
  const heads = new Map<string, Change[]>()
  for (const change of [...byId.values()].toSorted(compareChanges)) {
    for (const field of Object.keys(change.fields)) {
      if (replaced.get(field)?.has(change.id)) continue
      const own = heads.get(field)
      if (own) own.push(change)
      else heads.set(field, [change])
    }
  }
  return heads
}

/** The two sides of "deleted here, changed there": heads of other fields that no deletion among the heads had seen. */
function unseenByDeletion(heads: ReadonlyMap<string, readonly Change[]>): readonly ConflictSide[] | null {
  const deletions = (heads.get('deleted') ?? []).filter((head) => head.fields['deleted'] === true)
  if (deletions.length === 0) return null
  const seen = new Set(deletions.flatMap((head) => [head.id, ...head.basedOn]))
  const unseen: ConflictSide[] = []
  for (const [field, own] of heads) {
    if (field !== 'deleted') for (const head of own) if (!seen.has(head.id)) unseen.push(side(head, field))
  }
  return unseen.length > 0 ? [...deletions.map((head) => side(head, 'deleted')), ...unseen] : null
}

function side(change: Change, field: string): ConflictSide {
  return { change: change.id, field, value: change.fields[field] ?? null }
}

function add(sets: Map<string, Set<ChangeId>>, field: string, id: ChangeId): void {
  const own = sets.get(field)
  if (own) own.add(id)
  else sets.set(field, new Set([id]))
}
