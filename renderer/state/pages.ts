/** Rows that are asked for page by page, as a list is scrolled. */
import { createStore, type StoreApi } from 'zustand'
import type { Problem, Result } from '../../shared/errors.ts'

export type PagesState<T> = {
  /** Null until the first page is here. */
  readonly total: number | null
  /** False while the host still looks for rows: `total` grows. */
  readonly isWhole: boolean
  readonly problem: Problem | null
  /** Page number -> its rows. */
  readonly pages: ReadonlyMap<number, readonly T[]>
}

export type Pages<T> = {
  readonly store: StoreApi<PagesState<T>>
  /** The row at an index, undefined while it is on its way. */
  row(index: number): T | undefined
  /** Asks for what is missing of rows [first, last]. */
  need(first: number, last: number): void
  /** Asks again for the rows needed last; those shown stay until the answer is here. */
  refresh(): void
  close(): void
}

/** Rows of a page where nothing else is asked for. */
export const pageSize = 100

/** `isWhole` false: so many were found so far. */
export type PageAnswer<T> = {
  readonly total: number
  readonly rows: readonly T[]
  readonly isWhole?: boolean
}

/** Pages asked for at a time: those that were scrolled past before their turn came are never asked for. */
const atOnce = 2
/** Milliseconds until the host is asked again for what it had not found yet. */
const pause = 150

/** Keeps about `keep` pages of `size` rows. `ask` gives rows [offset, offset + limit). */
export function makePages<T>(
  ask: (offset: number, limit: number) => Promise<Result<PageAnswer<T>>>,
  size = pageSize,
  keep = 40
): Pages<T> {
  const store = createStore<PagesState<T>>(() => ({
    total: null,
    isWhole: true,
    problem: null,
    pages: new Map()
  }))
  /** Page number -> the round it was asked in. */
  const underway = new Map<number, number>()
  let asksAgain: ReturnType<typeof setTimeout> | undefined
  let round = 0
  let shown: readonly [number, number] = [0, 0]
  let closed = false
  const stale = new Set<number>()

  return { store, row, need, refresh, close }

  function row(index: number): T | undefined {
    return store.getState().pages.get(Math.floor(index / size))?.[index % size]
  }

  function need(first: number, last: number): void {
    closed = false
    shown = [Math.floor(Math.max(0, first) / size), Math.floor(Math.max(0, last) / size)]
    askOn()
  }

  function refresh(): void {
    round++
    for (const page of store.getState().pages.keys()) stale.add(page)
    askOn()
  }

  function close(): void {
    closed = true
    clearTimeout(asksAgain)
  }

  /** Asks for what is in sight, as far as not too much is underway. */
  function askOn(): void {
    for (let page = shown[0]; page <= shown[1]; page++) {
      if ([...underway.values()].filter((asked) => asked === round).length >= atOnce) return
      void load(page)
    }
  }

  async function load(page: number): Promise<void> {
    const { pages } = store.getState()
    if (closed || underway.get(page) === round || (pages.has(page) && !stale.has(page))) return
    const asked = round
    underway.set(page, asked)
    const answer = await ask(page * size, size)
    if (underway.get(page) === asked) underway.delete(page)
    // An answer of an older round was overtaken by a change; the newer question is on its way.
    if (closed || asked !== round) return
    if (!answer.ok) return store.setState({ problem: answer.problem })
    const { total, rows, isWhole = true } = answer.value
    stale.delete(page)
    store.setState((state) => ({
      // What is being found anew does not make the list shorter meanwhile.
      total: isWhole ? total : Math.max(total, state.total ?? 0),
      isWhole,
      problem: null,
      pages: trimmed(new Map([...state.pages, [page, rows]]))
    }))
    if (!isWhole) askAgain()
    askOn()
  }

  /** What is in sight may have more rows by now. */
  function askAgain(): void {
    clearTimeout(asksAgain)
    asksAgain = setTimeout(() => {
      for (let page = shown[0]; page <= shown[1]; page++) stale.add(page)
      askOn()
    }, pause)
  }

  function trimmed(pages: Map<number, readonly T[]>): Map<number, readonly T[]> {
    if (pages.size <= keep) return pages
    const middle = (shown[0] + shown[1]) / 2
    const near = [...pages.keys()]
      .toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
      .slice(0, keep)
    return new Map(near.map((page) => [page, pages.get(page) ?? []]))
  }
}
