/** Where a passage of one revision stands in another, by the stretches that each correction kept. */
import type { Hash } from '../ids.ts'
import { composeKept, keptOnce, keptWhole, type Kept } from './keptStretches.ts'
import { utf16, type Span } from './offsets.ts'

/** A revision, the one it came from (null: imported), and the stretches [from, to, length] of that one it kept, in UTF-16 code units. */
export type Correction = {
  readonly hash: Hash
  readonly from: Hash | null
  readonly kept: readonly (readonly [from: number, to: number, length: number])[]
}

/**
 * Finds places in the revision `today`: for a passage of any revision, the stretch of today's text from its first kept character to its last,
 * or null where nothing of it was kept or the two have no common ancestor. Of several corrections with one hash the first counts.
 */
export function placesIn(
  corrections: readonly Correction[],
  today: Hash
): (revision: Hash, start: number, end: number) => Span | null {
  const pieces = piecesIn(corrections, today)
  return (revision, start, end) => {
    const kept = pieces(revision, start, end)
    if (kept.length === 0) return null
    const starts = kept.map(([from]) => from)
    const ends = kept.map(([, to]) => to)
    return { start: utf16(least(starts)), end: utf16(-least(ends.map((to) => -to))) }
  }
}

/** The same, but every kept stretch [start, end) of the passage by itself, in no order: none where nothing of it was kept. */
export function piecesIn(
  corrections: readonly Correction[],
  today: Hash
): (revision: Hash, start: number, end: number) => readonly Piece[] {
  const byHash = firstOfEach(corrections)
  const ways = new Map<Hash, readonly Step[] | null>()
  return (revision, start, end) => {
    let way = ways.get(revision)
    if (way === undefined) {
      way = wayBetween(byHash, revision, today)
      ways.set(revision, way)
    }
    if (way === null) return []
    let pieces: readonly Piece[] = [[start, end]]
    for (const step of way) pieces = pieces.flatMap((piece) => through(step, piece))
    return pieces
  }
}

/** What is kept of all of one revision in another, by way of their common ancestor. */
export function keptBetween(corrections: readonly Correction[], from: Hash, to: Hash, length: number): Kept {
  const byHash = firstOfEach(corrections)
  const way = wayBetween(byHash, from, to)
  if (way === null) return []
  return way.reduce<Kept>((kept, { stretches }) => composeKept(kept, stretches), keptWhole(length))
}

/** [start, end) in UTF-16 code units. */
export type Piece = readonly [start: number, end: number]
/** Kept stretches, sorted by where they start on this side, and the furthest end among the first n. */
type Step = {
  readonly stretches: readonly (readonly [here: number, there: number, length: number])[]
  readonly furthest: readonly number[]
}

function firstOfEach(corrections: readonly Correction[]): ReadonlyMap<Hash, Correction> {
  const byHash = new Map<Hash, Correction>()
  for (const correction of corrections)
    if (!byHash.has(correction.hash))
      byHash.set(correction.hash, { ...correction, kept: keptOnce(correction.kept) })
  return byHash
}

/** From a revision up to the nearest common ancestor, then down to the other; null where there is none. */
function wayBetween(byHash: ReadonlyMap<Hash, Correction>, from: Hash, to: Hash): readonly Step[] | null {
  const up = ancestors(byHash, from)
  const down = ancestors(byHash, to)
  const meeting = up.find((hash) => down.includes(hash))
  if (meeting === undefined) return null
  const upward = up.slice(0, up.indexOf(meeting)).map((hash) => step(byHash.get(hash), 'up'))
  const downward = down.slice(0, down.indexOf(meeting)).map((hash) => step(byHash.get(hash), 'down'))
  return [...upward, ...downward.toReversed()]
}

/** A revision and those it came from, nearest first. */
function ancestors(byHash: ReadonlyMap<Hash, Correction>, from: Hash): readonly Hash[] {
  const met: Hash[] = []
  const seen = new Set<Hash>()
  for (let at: Hash | null = from; at !== null && !seen.has(at); at = byHash.get(at)?.from ?? null) {
    met.push(at)
    seen.add(at)
  }
  return met
}

function step(correction: Correction | undefined, direction: 'up' | 'down'): Step {
  const stretches = (correction?.kept ?? [])
    .map(([from, to, length]) =>
      direction === 'down' ? ([from, to, length] as const) : ([to, from, length] as const)
    )
    .toSorted((a, b) => a[0] - b[0])
  let furthest = 0
  return {
    stretches,
    furthest: stretches.map(([here, , length]) => (furthest = Math.max(furthest, here + length)))
  }
}

function through({ stretches, furthest }: Step, [start, end]: Piece): readonly Piece[] {
  const pieces: Piece[] = []
  // The first stretch that any kept character at or after `start` can lie in.
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((furthest[middle] ?? 0) > start) high = middle
    else low = middle + 1
  }
  for (let i = low; i < stretches.length; i++) {
    const [here, there, length] = stretches[i] ?? [0, 0, 0]
    if (here >= end) break
    const from = Math.max(here, start)
    const to = Math.min(here + length, end)
    if (to > from) pieces.push([there + from - here, there + to - here])
  }
  return pieces
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
}
