/** Works out what needs several records: the issue tree, joins, and what was deleted but is in use. The other half of what a project *is*. */
import type { RecordId } from '../ids.ts'
import type { Json } from '../model/record.ts'
import { compareChanges, type Change } from './change.ts'
import type { Folded } from './fold.ts'

/** A record that can stand somewhere or be joined into another: an issue, actor, coder or document. */
export type Placed = {
  readonly id: RecordId
  /** Where it would stand, the displayed place first, then earlier ones by falling stamp. Only issues have any. */
  readonly places: readonly PlaceTaken[]
  readonly join: { readonly into: RecordId; readonly by: Change } | null
}

export type PlaceTaken = { readonly parent: RecordId | null; readonly order: string; readonly by: Change }

export type Arrangement = {
  /** Displayed parent of each record that is not joined away; null at the top. */
  readonly parents: ReadonlyMap<RecordId, RecordId | null>
  /** What each joined record is now part of, followed to the end. */
  readonly joined: ReadonlyMap<RecordId, RecordId>
  /** Order key of each record among its siblings. */
  readonly orders: ReadonlyMap<RecordId, string>
  readonly setAside: readonly SetAside[]
}

/** A move or join that would put a record under or into itself, or names a record that is not here (yet). */
export type SetAside = {
  readonly record: RecordId
  readonly field: 'place' | 'joinedInto'
  readonly target: RecordId
}

/** Reads from a record's changes and its fold what `arrange` needs of it. */
export function placedFrom(folded: Folded, changes: readonly Change[]): Placed {
  const displayed = folded.heads.get('place')?.at(-1)
  const earlier = changes
    .filter((change) => Object.hasOwn(change.fields, 'place') && change !== displayed)
    .toSorted((a, b) => compareChanges(b, a))
  const places = (displayed ? [displayed, ...earlier] : []).flatMap((by) => placeIn(by))
  const joining = folded.heads.get('joinedInto')?.at(-1)
  const into = joining?.fields['joinedInto']
  return {
    id: folded.record.id,
    places,
    join: joining && typeof into === 'string' ? { into: into as RecordId, by: joining } : null
  }
}

/**
 * Places and joins of one kind of record. Displayed places and joins are taken in the order of their stamps; one that would make a circle is
 * set aside, and the record stands at its latest earlier place that holds, else at the top. The order of `records` does not matter.
 */
export function arrange(records: readonly Placed[]): Arrangement {
  const parent = new Map<RecordId, RecordId>()
  const into = new Map<RecordId, RecordId>()
  const orders = new Map<RecordId, string>()
  const setAside: SetAside[] = []
  const here = new Set(records.map((record) => record.id))
  const end = (id: RecordId): RecordId => {
    let at = id
    for (let next = into.get(at); next !== undefined; next = into.get(at)) at = next
    return at
  }
  const up = (id: RecordId): RecordId | undefined => {
    const above = parent.get(id)
    return above === undefined ? undefined : end(above)
  }
  /** Whether `ancestor` is `id` or stands above it. */
  const isUnder = (id: RecordId, ancestor: RecordId): boolean => {
    const top = end(ancestor)
    for (let at: RecordId | undefined = end(id); at !== undefined; at = up(at)) if (at === top) return true
    return false
  }
  for (const step of stepsInOrder(records)) {
    if (step.kind === 'join') join(step.record, step.into)
    else move(step.record)
  }
  const parents = new Map<RecordId, RecordId | null>()
  for (const record of records) if (!into.has(record.id)) parents.set(record.id, up(record.id) ?? null)
  const joined = new Map([...into.keys()].map((id) => [id, end(id)]))
  return {
    parents,
    joined,
    orders,
    setAside: setAside.toSorted((a, b) =>
      a.record === b.record ? (a.field < b.field ? -1 : 1) : a.record < b.record ? -1 : 1
    )
  }

  function join(record: Placed, target: RecordId): void {
    const from = end(record.id)
    const to = end(target)
    if (!here.has(target) || from === to || (isUnder(to, from) && up(to) !== from)) {
      setAside.push({ record: record.id, field: 'joinedInto', target })
      return
    }
    if (up(to) === from) {
      // Joined into its own child: the child takes its place.
      const above = up(from)
      const order = orders.get(from)
      if (above === undefined) parent.delete(to)
      else parent.set(to, above)
      if (order !== undefined) orders.set(to, order)
    }
    into.set(from, to)
    parent.delete(from)
  }

  function move(record: Placed): void {
    for (const [i, place] of record.places.entries()) {
      if (i === 0) orders.set(record.id, place.order)
      if (end(record.id) !== record.id) return
      if (place.parent !== null && (!here.has(place.parent) || isUnder(place.parent, record.id))) {
        // Only the displayed place is listed: earlier ones are where it falls back to.
        if (i === 0) setAside.push({ record: record.id, field: 'place', target: place.parent })
        continue
      }
      orders.set(record.id, place.order)
      if (place.parent !== null) parent.set(record.id, place.parent)
      return
    }
  }
}

/** Siblings in their order: by order key, then by id. */
export function compareSiblings(
  a: { readonly order: string; readonly id: string },
  b: { readonly order: string; readonly id: string }
): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

type Step =
  | { readonly kind: 'move'; readonly record: Placed; readonly by: Change }
  | { readonly kind: 'join'; readonly record: Placed; readonly into: RecordId; readonly by: Change }

function stepsInOrder(records: readonly Placed[]): readonly Step[] {
  const steps: Step[] = []
  for (const record of records) {
    const displayed = record.places[0]
    if (displayed) steps.push({ kind: 'move', record, by: displayed.by })
    if (record.join) steps.push({ kind: 'join', record, into: record.join.into, by: record.join.by })
  }
  return steps.toSorted(
    (a, b) => compareChanges(a.by, b.by) || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0)
  )
}

function placeIn(by: Change): readonly PlaceTaken[] {
  const place = by.fields['place']
  if (!isObject(place)) return []
  const order = place['order']
  const above = place['parent'] ?? null
  return typeof order === 'string' && (above === null || typeof above === 'string')
    ? [{ parent: above as RecordId | null, order, by }]
    : []
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
