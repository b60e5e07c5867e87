/** Where the keys that walk a list lead, the same in every list. */
import type { KeyboardEvent } from 'react'

/**
 * The row that a key leads to from row `current` of `count`, or undefined for a key that walks nowhere. `rowHeight` in px: a page is what is in
 * sight, less one row. May lie outside the list: whoever goes there stays within it.
 */
export function stepOf(
  { key, currentTarget }: Pick<KeyboardEvent, 'key' | 'currentTarget'>,
  {
    current,
    count,
    rowHeight
  }: { readonly current: number; readonly count: number; readonly rowHeight: number }
): number | undefined {
  const page = Math.max(1, Math.floor(currentTarget.clientHeight / rowHeight) - 1)
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: count - 1
  }
  return steps[key]
}
