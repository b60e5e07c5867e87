/** Which annotations touch a stretch of the text or an offset: intervals kept per stretch, so that nothing scans the whole document. */

/** Something that stands on [start, end) in UTF-16 code units. */
export type Spanned = { readonly id: string; readonly start: number; readonly end: number }
/** A span with its lane: overlapping spans have different ones, so far as `lanes` reach. */
export type Placed<S extends Spanned> = { readonly span: S; readonly lane: number }

/** Lanes that are told apart; whatever overlaps more deeply shares the last one. */
export const lanes = 8

/** An index over stretches that cover the text in order; one document's, changed one span at a time. */
export class SpanIndex<S extends Spanned> {
  private readonly starts: readonly number[]
  private readonly byStretch: Placed<S>[][]
  private readonly byId = new Map<string, Placed<S>>()

  /** `starts`: where each stretch starts, ascending, in UTF-16 code units; a stretch ends where the next one starts. */
  constructor(starts: readonly number[]) {
    this.starts = starts
    this.byStretch = []
  }

  get size(): number {
    return this.byId.size
  }

  /** Adds a span, or replaces the one of its id (which keeps its lane where that is still free). Gives the stretches it touched before and now. */
  add(span: S): ReadonlySet<number> {
    const before = this.byId.get(span.id)
    const touched = new Set(before ? this.remove(span.id) : [])
    const placed = { span, lane: this.freeLane(span, before?.lane) }
    this.byId.set(span.id, placed)
    this.eachStretch(span.start, span.end, (stretch) => {
      const held = this.byStretch[stretch]
      if (held) held.push(placed)
      else this.byStretch[stretch] = [placed]
      touched.add(stretch)
    })
    return touched
  }

  /** Removes a span; gives the stretches it touched. */
  remove(id: string): ReadonlySet<number> {
    const placed = this.byId.get(id)
    const touched = new Set<number>()
    if (!placed) return touched
    this.byId.delete(id)
    this.eachStretch(placed.span.start, placed.span.end, (stretch) => {
      this.byStretch[stretch] = (this.byStretch[stretch] ?? []).filter((other) => other.span.id !== id)
      touched.add(stretch)
    })
    return touched
  }

  get(id: string): S | undefined {
    return this.byId.get(id)?.span
  }

  laneOf(id: string): number {
    return this.byId.get(id)?.lane ?? 0
  }

  ids(): IterableIterator<string> {
    return this.byId.keys()
  }

  /** What touches a stretch, in the order in which it was added. */
  inStretch(stretch: number): readonly Placed<S>[] {
    return this.byStretch[stretch] ?? nothing
  }

  /** The spans over `offset`, the smallest first; of equal ones the one added last. */
  at(offset: number): readonly S[] {
    return this.overlapping(offset, offset + 1)
  }

  /** The spans that share a character with [start, end), the smallest first; of equal ones the one added last. */
  overlapping(start: number, end: number): readonly S[] {
    const found = new Set<S>()
    this.eachStretch(start, end, (stretch) => {
      for (const { span } of this.inStretch(stretch))
        if (span.start < end && span.end > start) found.add(span)
    })
    return [...found].toReversed().toSorted((a, b) => a.end - a.start - (b.end - b.start))
  }

  private freeLane(span: S, wanted: number | undefined): number {
    let taken = 0
    const all = (1 << lanes) - 1
    this.eachStretch(span.start, span.end, (stretch) => {
      for (const other of this.inStretch(stretch)) {
        if (other.span.start < span.end && other.span.end > span.start) taken |= 1 << other.lane
      }
      return taken !== all
    })
    if (taken === all) return lanes - 1
    if (wanted !== undefined && (taken & (1 << wanted)) === 0) return wanted
    let lane = 0
    while (taken & (1 << lane)) lane += 1
    return lane
  }

  /** The stretch that `offset` stands in. */
  private stretchAt(offset: number): number {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  /** Does something for every stretch that [start, end) touches, until it says false. A loop, not a generator: this is what opening waits for. */
  private eachStretch(start: number, end: number, visit: (stretch: number) => boolean | void): void {
    for (let stretch = this.stretchAt(start); stretch < this.starts.length; stretch += 1) {
      if ((this.starts[stretch] ?? 0) >= end || visit(stretch) === false) return
    }
  }
}

const nothing: readonly never[] = []
