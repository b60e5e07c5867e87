/** Pairs out of two groups, as many as possible (Hopcroft and Karp 1973). */

/**
 * A greatest matching: `edges[i]` names the partners that i may have, the preferred first, each from 0 to `count` - 1. Gives pairs [i, partner]
 * in rising i; no i and no partner is in two. `given`: pairs among the edges to start from; whoever has a partner in them keeps one, though
 * perhaps another.
 */
export function matchAll(
  edges: readonly (readonly number[])[],
  count: number,
  given: readonly (readonly [number, number])[] = []
): readonly (readonly [number, number])[] {
  const partnerOf: number[] = edges.map(() => -1)
  const takenBy = Array.from({ length: count }, () => -1)
  for (const [i, partner] of given) {
    partnerOf[i] = partner
    takenBy[partner] = i
  }
  for (const [i, partners] of edges.entries()) {
    if (partnerOf[i] !== -1) continue
    const free = partners.find((partner) => takenBy[partner] === -1)
    if (free === undefined) continue
    partnerOf[i] = free
    takenBy[free] = i
  }
  for (
    let levels = levelsOf(edges, partnerOf, takenBy);
    levels;
    levels = levelsOf(edges, partnerOf, takenBy)
  ) {
    const next = edges.map(() => 0)
    for (const i of partnerOf.keys())
      if (partnerOf[i] === -1) augment(edges, partnerOf, takenBy, levels, next, i)
  }
  return [...partnerOf.entries()].filter(([, partner]) => partner !== -1)
}

/** How many pairs away from somebody without a partner each one is; null where nobody can be given one any more. */
function levelsOf(
  edges: readonly (readonly number[])[],
  partnerOf: readonly number[],
  takenBy: readonly number[]
): readonly number[] | null {
  const levels: number[] = partnerOf.map((partner) => (partner === -1 ? 0 : -1))
  const queue = [...levels.keys()].filter((i) => levels[i] === 0)
  let found = false
  for (let at = 0; at < queue.length; at++) {
    const i = queue[at] ?? 0
    for (const partner of edges[i] ?? []) {
      const other = takenBy[partner] ?? -1
      if (other === -1) found = true
      else if (levels[other] === -1) {
        levels[other] = (levels[i] ?? 0) + 1
        queue.push(other)
      }
    }
  }
  return found ? levels : null
}

/** Gives `root` a partner along the levels, moving others on; walked without recursion, since a chain may be as long as the list. */
function augment(
  edges: readonly (readonly number[])[],
  partnerOf: number[],
  takenBy: number[],
  levels: readonly number[],
  next: number[],
  root: number
): void {
  const way: { readonly i: number; readonly partner: number }[] = []
  for (let i = root; ;) {
    const partner = edges[i]?.[next[i] ?? 0]
    if (partner === undefined) {
      const back = way.pop()
      if (!back) return
      i = back.i
      next[i] = (next[i] ?? 0) + 1
      continue
    }
    const other = takenBy[partner] ?? -1
    if (other === -1) {
      way.push({ i, partner })
      for (const step of way) {
        partnerOf[step.i] = step.partner
        takenBy[step.partner] = step.i
      }
      return
    }
    if (levels[other] === (levels[i] ?? 0) + 1) {
      way.push({ i, partner })
      i = other
    } else next[i] = (next[i] ?? 0) + 1
  }
}
