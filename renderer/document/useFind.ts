/** A search in the text as it goes on: what it found so far, and which place is in hand. */
import { useEffect, useState } from 'react'
import { nextFrom, whatBreaksPattern, type FindQuery, type Found } from './find.ts'
import { Finder, nothingFound, type FindState } from './finder.ts'
import type { Surface } from './surface.ts'

export const noQuery: FindQuery = { words: '', matchCase: false, wholeWords: false, regex: false }

export type Finding = FindState & {
  readonly query: FindQuery
  /** What is wrong with the pattern, in the words of the browser. */
  readonly broken: string | null
  /** The place in hand and its number from 0; null and -1 before the first is found. */
  readonly current: Found | null
  readonly at: number
  readonly change: (query: FindQuery) => void
  /** Goes to the next place (1) or the one before (-1), around at the ends. */
  readonly step: (by: 1 | -1) => void
}

/** Looks for `first` at once; takes the first place at or after `from` into hand. Shows all of them in the text while it is mounted. */
export function useFind(surface: Surface, first: FindQuery, from: number): Finding {
  const [search] = useState(() => new Search(surface, from))
  const [seen, setSeen] = useState<Seen>({ query: first, state: nothingFound, current: null })
  useEffect(() => {
    search.start(setSeen)
    search.change(first)
    return () => search.close()
    // oxlint-disable-next-line react/exhaustive-deps -- a later `first` is what this search made of it itself
  }, [search])
  const { query, state, current } = seen
  return {
    ...state,
    query,
    current,
    at: current ? nextFrom(state.found, current.start) : -1,
    broken: whatBreaksPattern(query),
    change: (wanted) => search.change(wanted),
    step: (by) => search.step(by)
  }
}

type Seen = { readonly query: FindQuery; readonly state: FindState; readonly current: Found | null }

/** Lives as long as the find bar. */
class Search {
  private readonly surface: Surface
  private readonly from: number
  private readonly finder: Finder
  private tell: (seen: Seen) => void = () => undefined
  private seen: Seen = { query: noQuery, state: nothingFound, current: null }

  constructor(surface: Surface, from: number) {
    this.surface = surface
    this.from = from
    this.finder = new Finder(surface.layout.content)
  }

  start(tell: (seen: Seen) => void): void {
    this.tell = tell
  }

  close(): void {
    this.finder.close()
    this.surface.show([], null)
  }

  /** Typing on looks again from where the search began. */
  change(query: FindQuery): void {
    this.set({ query, current: null, state: { ...nothingFound, state: 'looking' } })
    this.finder.look(query, (state) => this.heard(state))
  }

  step(by: 1 | -1): void {
    const { found } = this.seen.state
    const { current } = this.seen
    if (found.length === 0) return
    const at = current ? nextFrom(found, current.start) + by : 0
    this.take(found[(at + found.length) % found.length] ?? null)
  }

  private heard(state: FindState): void {
    this.set({ ...this.seen, state })
    if (this.seen.current) return
    const next = state.found[nextFrom(state.found, this.from)]
    // While the text is still being looked through, a place before the start is not the next one yet.
    if (next && (next.start >= this.from || state.state !== 'looking')) this.take(next)
  }

  private take(current: Found | null): void {
    this.set({ ...this.seen, current })
    if (current) this.surface.scrollTo(current.start)
  }

  private set(seen: Seen): void {
    this.seen = seen
    this.surface.show(seen.state.found, seen.current)
    this.tell(seen)
  }
}
