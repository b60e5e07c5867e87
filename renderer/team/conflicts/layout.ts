/** Where headings and conflicts stand in one list: kind by kind, each below its heading. */
import { conflictKinds, type ConflictKind } from '../../../shared/api/conflictMethods.ts'
import type { Counts } from './useConflicts.ts'

/** What stands in a row; `index` counts conflicts alone, as the host does. */
export type Place =
  | { readonly what: 'heading'; readonly kind: ConflictKind }
  | { readonly what: 'conflict'; readonly kind: ConflictKind; readonly index: number }

export type Layout = {
  readonly rows: number
  readonly at: (row: number) => Place | undefined
  /** The conflicts in rows [first, last]: their first and last index; null where there are only headings. */
  readonly range: (first: number, last: number) => readonly [number, number] | null
}

/** The rows of a list that shows these kinds. */
export function layoutOf(counts: Counts, kinds: readonly ConflictKind[]): Layout {
  const sections: {
    readonly kind: ConflictKind
    readonly row: number
    readonly index: number
    readonly count: number
  }[] = []
  let rows = 0
  let index = 0
  for (const kind of conflictKinds) {
    const count = kinds.includes(kind) ? (counts[kind] ?? 0) : 0
    if (count === 0) continue
    sections.push({ kind, row: rows, index, count })
    rows += count + 1
    index += count
  }
  const at = (row: number): Place | undefined => {
    const section = row < rows ? sections.findLast((one) => one.row <= row) : undefined
    if (!section) return undefined
    return row === section.row
      ? { what: 'heading', kind: section.kind }
      : { what: 'conflict', kind: section.kind, index: section.index + row - section.row - 1 }
  }
  return {
    rows,
    at,
    range(first, last) {
      const found: number[] = []
      for (let row = first; row <= Math.min(last, rows - 1); row++) {
        const place = at(row)
        if (place?.what === 'conflict') found.push(place.index)
      }
      const [start] = found
      const end = found.at(-1)
      return start === undefined || end === undefined ? null : [start, end]
    }
  }
}
