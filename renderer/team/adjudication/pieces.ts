/** Cuts a text into pieces between which nothing about its marks changes. */

/** [start, end) in UTF-16 code units of the same text as the piece; `lane` tells whose it is. */
export type Mark = { readonly start: number; readonly end: number; readonly lane: number }
/** `lanes` in rising order; `starts`: those whose mark begins with the piece. */
export type Piece = {
  readonly start: number
  readonly end: number
  readonly lanes: readonly number[]
  readonly starts: readonly number[]
}

/** The pieces of a stretch, in order, without gaps. */
export function piecesOf(
  { start, end }: { readonly start: number; readonly end: number },
  marks: readonly Mark[]
): readonly Piece[] {
  const within = marks.filter((mark) => mark.start < end && mark.end > start)
  const edges = new Set([start, end])
  for (const mark of within) {
    if (mark.start > start) edges.add(mark.start)
    if (mark.end < end) edges.add(mark.end)
  }
  const cuts = [...edges].toSorted((a, b) => a - b)
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1] ?? end
    const over = within.filter((mark) => mark.start <= from && mark.end >= to)
    return {
      start: from,
      end: to,
      lanes: [...new Set(over.map(({ lane }) => lane))].toSorted((a, b) => a - b),
      starts: [...new Set(over.filter((mark) => mark.start === from).map(({ lane }) => lane))].toSorted(
        (a, b) => a - b
      )
    }
  })
}
