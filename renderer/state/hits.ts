/** The hits of a search, by document in the order in which they come, and walking them. */
import type { SearchHit } from '../../shared/api/views.ts'
import type { DocumentId, Hash } from '../../shared/ids.ts'

/** The hits in one document, in the order of its text. */
export type HitGroup = {
  readonly document: DocumentId
  readonly title: string
  /** The text they stand in: their places mean nothing in another one. */
  readonly revision: Hash
  readonly hits: readonly SearchHit[]
}

/** A hit by its group and its place there. It stays the same while more hits come. */
export type HitAt = { readonly group: number; readonly hit: number }

/** The groups with a portion more. Hits of a document that is there already join it. */
export function withHits(groups: readonly HitGroup[], portion: readonly SearchHit[]): readonly HitGroup[] {
  const grown = [...groups]
  const known = new Map(grown.map((group, at) => [group.document, at]))
  // Each run of hits of one document is taken as a whole, so that a long one is not copied hit by hit.
  for (let from = 0; from < portion.length;) {
    const first = portion[from]
    if (!first) break
    let to = from + 1
    while (portion[to]?.document === first.document) to += 1
    const hits = portion.slice(from, to)
    const at = known.get(first.document)
    const group = at === undefined ? undefined : grown[at]
    if (group && at !== undefined) grown[at] = { ...group, hits: [...group.hits, ...hits] }
    else {
      known.set(first.document, grown.length)
      const { document, title, revision } = first
      grown.push({ document, title, revision, hits })
    }
    from = to
  }
  return grown
}

/** The hit at a place; undefined where there is none. */
export function hitAt(groups: readonly HitGroup[], at: HitAt | null): SearchHit | undefined {
  return at === null ? undefined : groups[at.group]?.hits[at.hit]
}

/**
 * The next hit (`by` 1) or the one before (-1), over all documents and round the end. Without one in hand: the first in the document that is
 * open, or the last of it, else of all. Null where there are none.
 */
export function stepHit(
  groups: readonly HitGroup[],
  from: HitAt | null,
  by: 1 | -1,
  open: DocumentId | null
): HitAt | null {
  if (groups.length === 0) return null
  if (from === null) {
    const here = groups.findIndex((group) => group.document === open)
    const group = here >= 0 ? here : by === 1 ? 0 : groups.length - 1
    return { group, hit: by === 1 ? 0 : (groups[group]?.hits.length ?? 1) - 1 }
  }
  const hit = from.hit + by
  if (groups[from.group]?.hits[hit]) return { group: from.group, hit }
  const group = (from.group + by + groups.length) % groups.length
  return { group, hit: by === 1 ? 0 : (groups[group]?.hits.length ?? 1) - 1 }
}

/** How many hits there are before this one, over all documents. */
export function hitsBefore(groups: readonly HitGroup[], at: HitAt): number {
  let count = at.hit
  for (let group = 0; group < at.group; group += 1) count += groups[group]?.hits.length ?? 0
  return count
}
