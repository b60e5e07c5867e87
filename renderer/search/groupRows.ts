/** Rows of a list in groups, counted through: every group has a head, and its rows while it is open. */

/** A row of a group; null: the group's head. */
export type ListPlace = { readonly group: number; readonly row: number | null }

/** The number of each group's head among the rows shown, and at the end how many rows there are. */
export function groupStarts(
  groups: readonly { readonly rows: number; readonly isOpen: boolean }[]
): readonly number[] {
  const starts = [0]
  let count = 0
  for (const { rows, isOpen } of groups) {
    count += 1 + (isOpen ? rows : 0)
    starts.push(count)
  }
  return starts
}

/** What stands at a row. */
export function placeAt(starts: readonly number[], index: number): ListPlace {
  let low = 0
  let high = Math.max(0, starts.length - 2)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= index) low = middle
    else high = middle - 1
  }
  const inside = index - (starts[low] ?? 0)
  return { group: low, row: inside === 0 ? null : inside - 1 }
}

/** The row where something stands; what a closed group hides stands at its head. */
export function rowOf(starts: readonly number[], { group, row }: ListPlace): number {
  const start = starts[group] ?? 0
  if (row === null) return start
  const end = starts[group + 1] ?? start + 1
  return Math.min(start + 1 + row, end - 1)
}
