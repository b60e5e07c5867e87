/** Several copies of a project with all they have been: what the laws of merging are stated over. Serves tests alone. */
import type fc from 'fast-check'
import { compareChanges } from '../log/change.ts'
import { canonical, type Folded } from '../log/fold.ts'
import { nextStamp, type Stamp } from '../log/stamp.ts'
import type { Json } from '../model/record.ts'
import { copiesOf, history, play, type startingProject } from './histories.ts'
import type { MemoryProject } from './memoryProject.ts'

export type Played = {
  /** Two to four copies, each with its session and its clock, after partial merges. */
  readonly copies: readonly [MemoryProject, MemoryProject, ...MemoryProject[]]
  /** The same copies as they were half way: old files that lie about. */
  readonly old: readonly MemoryProject[]
}

/** Random histories of 2 to 4 sessions with skewed clocks, partial merges and files from before. */
export function playedHistory(start: ReturnType<typeof startingProject>): fc.Arbitrary<Played> {
  return history.map(({ skews, steps }) => {
    const copies = copiesOf(start.project, skews)
    const half = Math.floor(steps.length / 2)
    play(copies, steps.slice(0, half), start)
    const old = copies.map((copy) => merged(copy))
    play(copies, steps.slice(half), start)
    const [first, second, ...rest] = copies
    if (!first || !second) throw new Error('at least two copies')
    return { copies: [first, second, ...rest], old }
  })
}

/** A new copy that holds what all of these hold, taken in in this order. */
export function merged(first: MemoryProject, ...others: readonly MemoryProject[]): MemoryProject {
  const copy = first.copy(9999, first.clock)
  for (const other of others) copy.merge(other)
  return copy
}

/** A log as canonical JSON, in total order: two logs with equal texts are equal byte by byte. */
export function exported(project: MemoryProject): string {
  const changes = [...project.changes.values()].toSorted(compareChanges)
  const batches = [...project.batches.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return canonical({ changes, batches } as unknown as Json)
}

/** How many conflicts a record shows, deleted in use among them. */
export function conflictsOf(project: MemoryProject, folded: Folded): number {
  return folded.conflicts.length + (folded.deleted && project.uses(folded.record) > 0 ? 1 : 0)
}

/**
 * The same history as it would have been stamped by other clocks: each session's clock is off by its own number of milliseconds, and still no
 * change is stamped before one that it had seen.
 */
export function stampedAnew(project: MemoryProject, skewOf: (session: string) => number): MemoryProject {
  const copy = project.copy(9998, project.clock)
  const stamps = new Map<string, Stamp>()
  const last = new Map<string, Stamp>()
  for (const change of [...project.changes.values()].toSorted(compareChanges)) {
    const session = change.id.slice(0, 16)
    const clock = 1_760_000_000_000 + skewOf(session) + stamps.size
    const before = last.get(session)
    const after = [
      ...(before === undefined ? [] : [before]),
      ...change.basedOn.flatMap((seen) => stamps.get(seen) ?? [])
    ]
    const stamp = nextStamp(clock, after)
    stamps.set(change.id, stamp)
    last.set(session, stamp)
    copy.changes.set(change.id, { ...change, stamp })
  }
  return copy
}
