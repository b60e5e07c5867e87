/** Two moves that would put an issue under itself: which move was set aside, and which stands in its way. */
import type { IssueId, RecordId } from '../ids.ts'
import { compareChanges, type Change } from '../log/change.ts'
import type { Json } from '../model/record.ts'
import type { Lookup } from './command.ts'

export type Circle = {
  /** The move that was set aside. */
  readonly own: Change
  /** The newest move on the way from where it would stand down from itself; undefined where that record is not here. */
  readonly other: Change | undefined
  /** What it would be put under. */
  readonly target: RecordId
  /** The issue right below it on the way to the target: it changes places with it where the move is to hold. */
  readonly child: RecordId | null
}

/** The circle that a set-aside move would make; undefined where none was set aside. */
export function circleOf(lookup: Pick<Lookup, 'read' | 'arrangement'>, issue: RecordId): Circle | undefined {
  const own = placeHead(lookup, issue)
  const target = own && parentIn(own.fields['place'])
  if (!own || target === undefined || target === null) return undefined
  const { parents, joined } = lookup.arrangement('issue')
  const way: RecordId[] = []
  let at: RecordId | null = joined.get(target) ?? target
  for (; at !== null && at !== issue && !way.includes(at); at = parents.get(at) ?? null) way.push(at)
  if (at !== issue) return { own, other: undefined, target, child: null }
  const moves = way.flatMap((id) => placeHead(lookup, id) ?? [])
  return { own, other: moves.toSorted(compareChanges).at(-1), target, child: way.at(-1) ?? null }
}

/** The order key that a place holds. */
export function orderIn(place: Json | undefined): string | undefined {
  const order = partOf(place, 'order')
  return typeof order === 'string' ? order : undefined
}

function parentIn(place: Json | undefined): IssueId | null | undefined {
  const parent = partOf(place, 'parent')
  return typeof parent === 'string' ? (parent as IssueId) : parent === null ? null : undefined
}

function partOf(place: Json | undefined, name: string): Json | undefined {
  return typeof place === 'object' && place !== null && !Array.isArray(place)
    ? (place as Readonly<Record<string, Json>>)[name]
    : undefined
}

function placeHead(lookup: Pick<Lookup, 'read'>, id: RecordId): Change | undefined {
  return lookup.read({ kind: 'issue', id })?.heads.get('place')?.at(-1)
}
