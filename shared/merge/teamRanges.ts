/** Which changes of which sessions: sets of numbers as stretches, small however many there are. */
import { partsOfChangeId, type ChangeId } from '../ids.ts'

/** Session -> stretches [first, last] of change numbers, both inclusive, ascending, none touching the next. */
export type Ranges = Readonly<Record<string, readonly (readonly [number, number])[]>>

/** The ranges with these changes in them. */
export function withChanges(ranges: Ranges, ids: Iterable<ChangeId>): Ranges {
  const added = new Map<string, number[]>()
  for (const id of ids) {
    const parts = partsOfChangeId(id)
    if (!parts) continue
    const own = added.get(parts.session)
    if (own) own.push(parts.seq)
    else added.set(parts.session, [parts.seq])
  }
  const next: Record<string, readonly (readonly [number, number])[]> = { ...ranges }
  for (const [session, numbers] of added)
    next[session] = joined([
      ...(ranges[session] ?? []),
      ...numbers.map((n): readonly [number, number] => [n, n])
    ])
  return next
}

/** The ranges without one stretch of numbers of a session. */
export function withoutStretch(
  ranges: Ranges,
  { session, first, last }: { readonly session: string; readonly first: number; readonly last: number }
): Ranges {
  const left = (ranges[session] ?? []).flatMap(([from, to]): (readonly [number, number])[] => [
    ...(from < first ? [[from, Math.min(to, first - 1)] as const] : []),
    ...(to > last ? [[Math.max(from, last + 1), to] as const] : [])
  ])
  return { ...ranges, [session]: left }
}

/** Whether a change is in the set. */
export function rangesHold(ranges: Ranges, id: ChangeId): boolean {
  const parts = partsOfChangeId(id)
  const stretches = parts && Object.hasOwn(ranges, parts.session) ? ranges[parts.session] : undefined
  if (!parts || !stretches) return false
  let [low, high] = [0, stretches.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last] = stretches[middle] ?? [0, 0]
    if (parts.seq < first) high = middle - 1
    else if (parts.seq > last) low = middle + 1
    else return true
  }
  return false
}

function joined(stretches: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const result: [number, number][] = []
  for (const [first, last] of stretches.toSorted((a, b) => a[0] - b[0])) {
    const before = result.at(-1)
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else result.push([first, last])
  }
  return result
}
