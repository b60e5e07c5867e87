/** A command: an intent, checked, and a pure plan that turns it into changes based on exactly what its view showed. */
import { fail, ok, type Problem, type Result } from '../errors.ts'
import type { AnnotationId, ChangeId, CoderId, DocumentId, Hash, RandomBytes, RecordId } from '../ids.ts'
import type { Arrangement } from '../log/arrange.ts'
import type { Change } from '../log/change.ts'
import { allHeads, asSeenFrom, canonical, fold, headsOf, type Folded } from '../log/fold.ts'
import type { UndoLookup } from '../log/undo.ts'
import { splitField, type Json, type RecordRef } from '../model/record.ts'
import { readValues, type KindName, type ValuesByKind } from '../model/records.ts'
import { recordKey, type CheckedInput, type CommandKind, type SeenHeads } from './inputs.ts'

/** What plans read of a project. The host answers from its tables, tests from a set of changes. */
export type Lookup = UndoLookup & {
  /** The record folded; undefined where no change names it. */
  read(record: RecordRef): Folded | undefined
  /** Ids of the records of a kind that are shown (not deleted, all required fields there), joined ones too. */
  idsOf(kind: 'issue' | 'stance' | 'actor' | 'coder'): readonly RecordId[]
  arrangement(kind: 'issue' | 'actor' | 'coder' | 'document'): Arrangement
  /** Shown, not joined records that stand under this issue, or in this group, in their order. */
  siblings(
    kind: 'issue' | 'stance' | 'document' | 'filter',
    under: RecordId | string | null
  ): readonly { readonly id: RecordId; readonly order: string }[]
  /** Annotations that are not deleted and stand in this document. */
  annotationsOf(document: DocumentId): readonly AnnotationId[]
  /** The canonical text of a revision; undefined where its blob is not here. */
  textOf(revision: Hash): string | undefined
}

/** A change before it has an id and a stamp. */
export type Draft = {
  readonly record: RecordRef
  readonly fields: Readonly<Record<string, Json>>
  readonly basedOn: readonly ChangeId[]
}

export type Plan = {
  readonly drafts: readonly Draft[]
  /** Records that were not there before, in the order of the input. */
  readonly made: readonly RecordRef[]
  /** What the command was done to, in a few words for the undo menu: a name or a number. */
  readonly about: string
}

export type PlanContext = {
  readonly coder: CoderId | null
  /** Milliseconds since 1970. */
  readonly now: number
  readonly randomBytes: RandomBytes
}

/** What a plan works with: the lookup, the heads that the view showed, and helpers over both. */
export type Planning = PlanContext & { readonly lookup: Lookup; readonly seen: SeenHeads }

export type Command<K extends CommandKind = CommandKind> = {
  readonly kind: K
  readonly plan: (planning: Planning, input: CheckedInput<K>) => Result<Plan>
}

/** Declares a command's plan. Its input schema stands in inputs.ts. */
export function defineCommand<K extends CommandKind>(kind: K, plan: Command<K>['plan']): Command<K> {
  return { kind, plan }
}

/** A plan out of its parts; parts that change nothing (null) are left out. */
export function planOf(
  about: string,
  parts: readonly (Draft | null)[],
  made: readonly RecordRef[] = []
): Result<Plan> {
  return ok({ drafts: parts.filter((part) => part !== null), made, about })
}

/** A new record: only fields that have a value are written. */
export function make(record: RecordRef, fields: Readonly<Record<string, Json | undefined>>): Draft {
  const written = Object.entries(fields).filter(
    (entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== null
  )
  return { record, fields: Object.fromEntries(written), basedOn: [] }
}

/**
 * Writes fields of a record that is there, based on the heads the view showed (the present ones where the view named none). A field that
 * already has the value, without conflict, is left out; null where nothing is left. A deletion is based on the heads of every field.
 */
export function write(
  { lookup, seen }: Planning,
  record: RecordRef,
  fields: Readonly<Record<string, Json | undefined>>
): Draft | null {
  const heads = shownHeads(lookup, record, seen)
  const written: Record<string, Json> = {}
  const basedOn = new Set<ChangeId>()
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue
    const own = heads.get(field) ?? []
    const same = own.every((head) => canonical(head.fields[field] ?? null) === canonical(value))
    if (same && (own.length > 0 || value === null)) continue
    written[field] = value
    for (const head of own) basedOn.add(head.id)
  }
  if (Object.keys(written).length === 0) return null
  if (written['deleted'] === true)
    for (const own of heads.values()) for (const head of own) basedOn.add(head.id)
  return { record, fields: written, basedOn: [...basedOn] }
}

/** The log fields that turn a set's shown elements into `elements`: true for new ones, null for ones that go. */
export function replaceSet(
  planning: Planning,
  record: RecordRef,
  name: string,
  elements: readonly string[]
): Record<string, Json> {
  const wanted = new Set(elements)
  const fields: Record<string, Json> = {}
  for (const field of shownHeads(planning.lookup, record, planning.seen).keys()) {
    const { name: own, element } = splitField(field)
    if (own === name && element !== null && !wanted.has(element)) fields[field] = null
  }
  for (const element of wanted) fields[`${name}/${element}`] = true
  return fields
}

/** The same for named texts. */
export function replaceMap(
  planning: Planning,
  record: RecordRef,
  name: string,
  values: Readonly<Record<string, string>>
): Record<string, Json> {
  const fields = replaceSet(planning, record, name, Object.keys(values))
  for (const [key, value] of Object.entries(values)) fields[`${name}/${key}`] = value
  return fields
}

/** The values of a record that is there; undefined where it is missing or deleted and not in use. */
export function present<K extends KindName>(
  lookup: Pick<Lookup, 'read' | 'uses'>,
  kind: K,
  id: RecordId
): ValuesByKind[K] | undefined {
  const folded = lookup.read({ kind, id })
  if (!folded || (folded.deleted && lookup.uses(folded.record) === 0)) return undefined
  return readValues(kind, folded.shown)
}

/** The problem of a record that is not there. */
export function missing(kind: KindName): { readonly ok: false; readonly problem: Problem } {
  return fail('missingRecord', { kind })
}

/** The heads of each field as the view showed them; the present ones where it named none. */
export function shownHeads(
  lookup: Lookup,
  record: RecordRef,
  seen: SeenHeads
): ReadonlyMap<string, readonly Change[]> {
  const changes = lookup.changesOf(record)
  if (changes.length === 0) return new Map()
  const named = seen[recordKey(record.kind, record.id)]
  return headsOf(named ? asSeenFrom(changes, named) : asSeenFrom(changes, allHeads(fold(changes))))
}
