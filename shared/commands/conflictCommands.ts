/** Settling conflicts: ordinary changes based on every side, so that what was settled stays settled wherever it arrives. */
import { fail } from '../errors.ts'
import type { ChangeId, CoderId, RecordId } from '../ids.ts'
import { compareChanges, type Change } from '../log/change.ts'
import { canonical, type Folded } from '../log/fold.ts'
import { meantBy } from '../log/undo.ts'
import { checkField, splitField, type Json, type RecordRef } from '../model/record.ts'
import { kindNamed, type KindName } from '../model/records.ts'
import { circleOf, orderIn } from './circles.ts'
import { defineCommand, missing, planOf, present, shownHeads, type Draft, type Planning } from './command.ts'
import { recordKey, type CheckedInput } from './inputs.ts'

type ToSettle = CheckedInput<'conflict.settleMany'>['conflicts'][number]
type Take = ToSettle['take']
type Side = 'mine' | 'theirs' | 'newer'
type Heads = ReadonlyMap<string, readonly Change[]>

/** Writes one side's value again, based on all sides, so that it is the only head everywhere once it arrives. */
export const settleConflict = defineCommand('conflict.settle', (planning, { record, field, take }) => {
  const folded = planning.lookup.read(record)
  if (!folded || !kindNamed(record.kind)) return fail('missingRecord', { kind: record.kind })
  const why = 'keepDeleted' in take ? 'deletedButChanged' : 'values'
  const drafts = draftsOf(planning, [{ record, field, why, take }])
  return drafts.length > 0 ? planOf(nameOf(folded), drafts) : fail('staleView', { fields: field })
})

/** The same for many, in one batch. Fails with staleView where nothing of it fits any more. */
export const settleConflicts = defineCommand('conflict.settleMany', (planning, { conflicts }) => {
  for (const { record, take } of conflicts) {
    if (!kindNamed(record.kind)) return fail('missingRecord', { kind: record.kind })
    if ('joinInto' in take) {
      const refused = refusesJoin(planning, record, take.joinInto)
      if (refused) return refused
    }
  }
  const drafts = draftsOf(planning, conflicts)
  if (drafts.length === 0) return fail('staleView', { fields: conflicts[0]?.field ?? '' })
  const [only] = drafts
  const folded = drafts.length === 1 && only ? planning.lookup.read(only.record) : undefined
  return planOf(folded ? nameOf(folded) : String(drafts.length), drafts)
})

/** A head in conflict, by the field it is looked at for. */
type Head = { readonly change: Change; readonly field: string }

/**
 * The side to take of the heads in conflict: the newest of the coder at work, of anybody else, or of all; undefined where that side has none.
 * Whoever was joined into the coder at work is that coder, and what an undo sent again is whose it was.
 */
function sideOf(
  { lookup, coder }: Pick<Planning, 'lookup' | 'coder'>,
  heads: readonly Head[],
  side: Side
): Change | undefined {
  const inOrder = heads.toSorted((a, b) => compareChanges(a.change, b.change))
  if (side === 'newer') return inOrder.at(-1)?.change
  const { joined } = lookup.arrangement('coder')
  const whole = (id: CoderId | null | undefined): RecordId | null => (id ? (joined.get(id) ?? id) : null)
  const me = whole(coder)
  const isMine = ({ change, field }: Head): boolean => {
    const batch = lookup.batch(change.batch)
    // Most were never undone: the record's changes need not be read again for them.
    const meant = batch?.undoes ? meantBy(lookup, lookup.changesOf(change.record), field, change) : change
    return me !== null && whole((meant === change ? batch : lookup.batch(meant.batch))?.coder) === me
  }
  return inOrder.findLast((head) => isMine(head) === (side === 'mine'))?.change
}

/** What is written of one record: one change, since a deletion has to be told apart from what it had not seen. */
type Writing = {
  readonly record: RecordRef
  readonly fields: Record<string, Json>
  readonly basedOn: Set<ChangeId>
}

function draftsOf(planning: Planning, conflicts: readonly ToSettle[]): readonly Draft[] {
  const writings = new Map<string, Writing>()
  for (const conflict of conflicts) settle(conflict)
  return [...writings.values()].map(({ record, fields, basedOn }) => ({
    record,
    fields,
    basedOn: [...basedOn]
  }))

  function settle({ record, field, why, take }: ToSettle): void {
    const heads = shownHeads(planning.lookup, record, planning.seen)
    if (heads.size === 0) return
    if ('joinInto' in take) return join(record, heads, take.joinInto)
    switch (why) {
      case 'values': {
        const value = valueTaken(planning, record, field, heads.get(field) ?? [], take)
        if (value !== undefined) put(record, heads, { [field]: value })
        return
      }
      case 'deletedButChanged':
      case 'deletedInUse': {
        const keeps = staysDeleted(planning, heads, take)
        // What is in use cannot go: taking the deletion would leave the conflict where it is.
        if (keeps === undefined || (keeps && why === 'deletedInUse')) return
        return put(record, heads, { deleted: keeps || null }, 'all')
      }
      case 'setAside':
        return field === 'place' ? settleCircle(record, heads, take) : dropJoin(record, heads, take)
      case 'same':
    }
  }

  function join(record: RecordRef, heads: Heads, into: RecordId): void {
    const deleted = heads.get('deleted')?.some((head) => head.fields['deleted'] === true) ?? false
    put(record, heads, { joinedInto: into, ...(deleted ? { deleted: null } : {}) }, deleted ? 'all' : 'own')
  }

  function dropJoin(record: RecordRef, heads: Heads, take: Take): void {
    if ('value' in take && take.value === null) put(record, heads, { joinedInto: null })
  }

  /** Either the issue stays where it stands, or the two change places. */
  function settleCircle(record: RecordRef, heads: Heads, take: Take): void {
    const circle = circleOf(planning.lookup, record.id)
    if (!circle) return
    const { own, other, child } = circle
    const taken =
      'change' in take
        ? take.change
        : 'side' in take
          ? sideOf(planning, headsOf('place', other ? [own, other] : [own]), take.side)?.id
          : undefined
    const { parents, orders } = planning.lookup.arrangement('issue')
    const stands = { parent: parents.get(record.id) ?? null, order: orders.get(record.id) ?? 'a0' }
    if (taken === own.id && child !== null && own.fields['place']) {
      const ref = { kind: 'issue', id: child }
      put(ref, shownHeads(planning.lookup, ref, planning.seen), { place: stands })
      put(record, heads, { place: own.fields['place'] })
    } else if (taken !== undefined && taken !== own.id && taken === other?.id)
      put(record, heads, { place: { ...stands, order: orderIn(stands) ?? 'a0' } })
  }

  function put(
    record: RecordRef,
    heads: Heads,
    fields: Readonly<Record<string, Json>>,
    basedOn: 'own' | 'all' = 'own'
  ): void {
    const key = recordKey(record.kind, record.id)
    const writing = writings.get(key) ?? { record, fields: {}, basedOn: new Set<ChangeId>() }
    Object.assign(writing.fields, fields)
    for (const [field, own] of heads)
      if (basedOn === 'all' || Object.hasOwn(fields, field))
        for (const head of own) writing.basedOn.add(head.id)
    writings.set(key, writing)
  }
}

/** The value to be written; undefined where nothing is in conflict or `take` does not fit. */
function valueTaken(
  planning: Planning,
  record: RecordRef,
  field: string,
  own: readonly Change[],
  take: Take
): Json | undefined {
  const valueOf = (head: Change): Json => head.fields[field] ?? null
  if (new Set(own.map((head) => canonical(valueOf(head)))).size < 2) return undefined
  if ('change' in take || 'side' in take) {
    const head =
      'change' in take
        ? own.find(({ id }) => id === take.change)
        : sideOf(planning, headsOf(field, own), take.side)
    return head && valueOf(head)
  }
  if ('keepDeleted' in take) return field === 'deleted' ? take.keepDeleted || null : undefined
  if (!('value' in take)) return undefined
  const value = take.value as Json
  if (own.some((head) => canonical(valueOf(head)) === canonical(value))) return value
  const kind = kindNamed(record.kind)
  // Anchors, texts, places and joins belong to their record: another's makes no sense in it.
  const isOwn = ['anchor', 'revision', 'original', 'place', 'joinedInto', 'draftOf'].includes(
    splitField(field).name
  )
  const unsets = value === null && (kind?.required.includes(field) ?? true)
  return kind && !isOwn && !unsets && checkField(kind, field, value) === 'fits' ? value : undefined
}

/** Whether what was deleted here and changed there is to stay deleted; undefined where `take` does not say. */
function staysDeleted(planning: Planning, heads: Heads, take: Take): boolean | undefined {
  if ('keepDeleted' in take) return take.keepDeleted
  const deletions = (heads.get('deleted') ?? []).filter((head) => head.fields['deleted'] === true)
  if (deletions.length === 0) return undefined
  const seen = new Set(deletions.flatMap((head) => [head.id, ...head.basedOn]))
  const sides = [
    ...headsOf('deleted', deletions),
    ...[...heads].flatMap(([field, own]) =>
      headsOf(
        field,
        own.filter((head) => !seen.has(head.id))
      )
    )
  ]
  const taken =
    'change' in take
      ? sides.find(({ change }) => change.id === take.change)?.change
      : 'side' in take
        ? sideOf(planning, sides, take.side)
        : undefined
  return taken && deletions.includes(taken)
}

function headsOf(field: string, changes: readonly Change[]): readonly Head[] {
  return changes.map((change) => ({ change, field }))
}

function refusesJoin(planning: Planning, record: RecordRef, into: RecordId): ReturnType<typeof fail> | null {
  const { lookup } = planning
  const { kind, id } = record
  if (kind !== 'issue' && kind !== 'actor' && kind !== 'coder' && kind !== 'document')
    return missing(kind as KindName)
  if (!present(lookup, kind, id) || !present(lookup, kind, into)) return missing(kind)
  const { joined, parents } = lookup.arrangement(kind)
  const end = joined.get(into) ?? into
  const above = parents.get(end) ?? null
  for (let at: RecordId | null = above; at !== null; at = parents.get(at) ?? null)
    if (at === id && above !== id) return refusal()
  return end === id ? refusal() : null

  function refusal(): ReturnType<typeof fail> {
    const folded = lookup.read(record)
    return fail('intoItself', { name: folded ? nameOf(folded) : '' })
  }
}

function nameOf(folded: Folded): string {
  const { name, title, label } = folded.shown
  for (const value of [name, title, label]) if (typeof value === 'string') return value
  return ''
}
