/** The rows of the table: passages, and above each group its heading; a closed group is its heading alone. */

export type ListGroup = { readonly key: string | null; readonly name: string; readonly count: number }

/** `at`: the passage's place in the host's list. `group` counts groups from 0. */
export type ListRow =
  | { readonly kind: 'group'; readonly group: number }
  | { readonly kind: 'passage'; readonly at: number; readonly group: number | null }

export type ListRows = {
  readonly count: number
  /** The row at an index; undefined past the end. */
  row(index: number): ListRow | undefined
  /** The index of the row of a passage; that of its group's heading where the group is closed. */
  indexOf(at: number): number
  /** The index of a group's heading. */
  headingOf(group: number): number
}

/** Names a group among those that are closed. */
export function groupKey(key: string | null): string {
  return key ?? '-'
}

/** Without groups: the passages alone. */
export function listRows(
  groups: readonly ListGroup[] | null,
  total: number,
  closed: ReadonlySet<string> = new Set()
): ListRows {
  if (groups === null)
    return {
      count: total,
      row: (index) => (index >= 0 && index < total ? { kind: 'passage', at: index, group: null } : undefined),
      indexOf: (at) => at,
      headingOf: () => 0
    }
  const headings: number[] = []
  const firsts: number[] = []
  let index = 0
  let at = 0
  for (const { key, count } of groups) {
    headings.push(index)
    firsts.push(at)
    index += 1 + (closed.has(groupKey(key)) ? 0 : count)
    at += count
  }
  const count = index
  return { count, row, indexOf, headingOf: (group) => headings[group] ?? 0 }

  function row(wanted: number): ListRow | undefined {
    if (wanted < 0 || wanted >= count) return undefined
    const group = lastAtMost(headings, wanted)
    const inside = wanted - (headings[group] ?? 0)
    return inside === 0
      ? { kind: 'group', group }
      : { kind: 'passage', at: (firsts[group] ?? 0) + inside - 1, group }
  }

  function indexOf(wanted: number): number {
    const group = lastAtMost(firsts, wanted)
    const heading = headings[group] ?? 0
    return closed.has(groupKey(groups?.[group]?.key ?? null))
      ? heading
      : heading + 1 + wanted - (firsts[group] ?? 0)
  }
}

/** The place of the last number that is at most `wanted`, in rising numbers. */
function lastAtMost(numbers: readonly number[], wanted: number): number {
  let [low, high] = [0, numbers.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((numbers[middle] ?? 0) <= wanted) low = middle
    else high = middle - 1
  }
  return low
}
