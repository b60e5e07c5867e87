/** Puts something between its siblings by a fractional key. */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'
import type { RecordId } from '../ids.ts'

/** A new order key, and the later neighbour's where two keys were equal (both kept the same place before a merge). */
export type Ordered = {
  readonly order: string
  readonly alsoMove: { readonly id: RecordId; readonly order: string } | null
}

/**
 * The key for standing right before `before` among `siblings` (in their order), or last where it is null or not among them. `moving` itself
 * does not count as a sibling.
 */
export function orderBefore(
  siblings: readonly { readonly id: RecordId; readonly order: string }[],
  before: RecordId | null,
  moving: RecordId | null
): Ordered {
  const others = siblings.filter((sibling) => sibling.id !== moving)
  const found = before === null ? -1 : others.findIndex((sibling) => sibling.id === before)
  const at = found < 0 ? others.length : found
  const left = usable(others[at - 1]?.order)
  const right = others[at]
  const rightKey = usable(right?.order)
  if (left !== null && rightKey !== null && left >= rightKey && right) {
    const next =
      others
        .slice(at + 1)
        .map((sibling) => usable(sibling.order))
        .find((key) => key !== null && key > left) ?? null
    const order = generateKeyBetween(left, next)
    return { order, alsoMove: { id: right.id, order: generateKeyBetween(order, next) } }
  }
  return { order: generateKeyBetween(left, rightKey), alsoMove: null }
}

/**
 * Keys, in their order, for `count` records that are to stand right before `before` among `siblings` (in their order, none of those records
 * among them), or last.
 */
export function ordersBefore(
  siblings: readonly { readonly id: RecordId; readonly order: string }[],
  before: RecordId | null,
  count: number
): { readonly orders: readonly string[]; readonly alsoMove: Ordered['alsoMove'] } {
  const { order, alsoMove } = orderBefore(siblings, before, null)
  const at = siblings.findIndex((sibling) => sibling.id === before)
  const next = alsoMove?.order ?? (at < 0 ? null : usable(siblings[at]?.order))
  const rest = next !== null && next <= order ? null : next
  return { orders: [order, ...generateNKeysBetween(order, rest, count - 1)], alsoMove }
}

/** Keys for `count` new siblings after the last of `siblings`. */
export function ordersAtEnd(
  siblings: readonly { readonly order: string }[],
  count: number
): readonly string[] {
  const keys: string[] = []
  let last = siblings.reduce<string | null>(
    (greatest, { order }) =>
      usable(order) !== null && (greatest === null || order > greatest) ? order : greatest,
    null
  )
  for (let i = 0; i < count; i++) {
    last = generateKeyBetween(last, null)
    keys.push(last)
  }
  return keys
}

/** A key that the library accepts; one that a foreign file made up counts as none. */
function usable(order: string | undefined): string | null {
  if (order === undefined) return null
  try {
    generateKeyBetween(order, null)
    return order
  } catch (refused) {
    if (refused instanceof Error) return null
    throw refused
  }
}
