/** The parts of one wide table scroll sideways together. */
import { useCallback, type UIEvent } from 'react'

/** For the element of a part of a table; `setRef` is called as well. */
export function useSharedScroll(
  table: number,
  setRef: (element: HTMLElement | null) => void
): {
  readonly ref: (element: HTMLElement | null) => void
  readonly onScroll: (event: UIEvent<HTMLElement>) => void
  readonly 'data-table': number
} {
  const ref = useCallback(
    (element: HTMLElement | null) => {
      setRef(element)
      const other = element && partsBeside(element, table).find((part) => part.scrollLeft !== 0)
      if (other) element.scrollLeft = other.scrollLeft
    },
    [setRef, table]
  )
  const onScroll = useCallback(
    ({ currentTarget }: UIEvent<HTMLElement>) => {
      for (const part of partsBeside(currentTarget, table))
        if (part.scrollLeft !== currentTarget.scrollLeft) part.scrollLeft = currentTarget.scrollLeft
    },
    [table]
  )
  return { ref, onScroll, 'data-table': table }
}

/** The other parts that are drawn. */
function partsBeside(part: HTMLElement, table: number): readonly HTMLElement[] {
  const text = part.closest('.reader-text')
  if (!text) return []
  return [...text.querySelectorAll<HTMLElement>(`.text-table[data-table="${table}"]`)].filter(
    (one) => one !== part
  )
}
