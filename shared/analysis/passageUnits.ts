/** Passages themselves as units: pairs that overlap, matched one to one, and clusters of what overlaps. */
import type { CodedDocument, CodedUnit, CodedUnits, Tag } from './codedUnits.ts'
import { matchPassages } from './spanAgreement.ts'

/**
 * Pairs of passages of two coders that overlap: as many as can be matched one to one, whatever their issues, starting from those that share
 * one. Every two coders in turn; for the others such a unit is missing. `unmatched`: passages that found no partner, counted once a pair of coders.
 * `ids` of the coders: of several greatest matchings the same one is taken in whatever order the coders come.
 */
export function passagePairs(
  documents: readonly CodedDocument[],
  ids: readonly string[]
): CodedUnits & { readonly unmatched: number } {
  const tagged: CodedUnit[] = []
  let unmatched = 0
  for (const [document, { coders }] of documents.entries()) {
    const found: CodedUnit[] = []
    for (const [i, a] of coders.entries())
      for (const [j, b] of coders.entries()) {
        if (i >= j || a === null || b === null) continue
        const isTurned = (ids[i] ?? '') > (ids[j] ?? '')
        const pairs = isTurned
          ? matchPassages(b.map(markedBy), a.map(markedBy)).map(([atB, atA]) => [atA, atB] as const)
          : matchPassages(a.map(markedBy), b.map(markedBy))
        unmatched += a.length + b.length - 2 * pairs.length
        for (const [atA, atB] of pairs) {
          const [one, other] = [a[atA], b[atB]]
          if (!one || !other) continue
          found.push({
            document,
            start: Math.min(one.start, other.start),
            end: Math.max(one.end, other.end),
            coders: coders.map((_tags, coder) => (coder === i ? [one] : coder === j ? [other] : null))
          })
        }
      }
    tagged.push(...found.toSorted((x, y) => x.start - y.start || x.end - y.end))
  }
  return { tagged, blank: [], unmatched }
}

/**
 * Clusters of passages that overlap, of whatever coder: with the issue (by number), or (null) of each nearest issue in turn. What the
 * passages behind a figure about free spans are shown as.
 */
export function passageClusters(documents: readonly CodedDocument[], issue: number | null): CodedUnits {
  const tagged = documents.flatMap(({ coders }, document) => {
    const byIssue = new Map<number, { readonly tag: Tag; readonly coder: number }[]>()
    for (const [coder, tags] of coders.entries())
      for (const tag of tags ?? []) {
        if (issue !== null && !tag.issues.includes(issue)) continue
        const of = issue ?? tag.issue
        const own = byIssue.get(of)
        if (own) own.push({ tag, coder })
        else byIssue.set(of, [{ tag, coder }])
      }
    return [...byIssue.values()]
      .flatMap((all) => clustersOf(all, document, coders))
      .toSorted((x, y) => x.start - y.start || x.end - y.end)
  })
  return { tagged, blank: [] }
}

function clustersOf(
  all: readonly { readonly tag: Tag; readonly coder: number }[],
  document: number,
  coders: CodedDocument['coders']
): readonly CodedUnit[] {
  const clusters: { start: number; end: number; coders: (Tag[] | null)[] }[] = []
  for (const { tag, coder } of all.toSorted((x, y) => x.tag.start - y.tag.start || x.tag.end - y.tag.end)) {
    let last = clusters.at(-1)
    if (!last || tag.start >= last.end) {
      last = { start: tag.start, end: tag.end, coders: coders.map((tags) => (tags === null ? null : [])) }
      clusters.push(last)
    }
    last.end = Math.max(last.end, tag.end)
    last.coders[coder]?.push(tag)
  }
  return clusters.map((cluster) => ({ document, ...cluster }))
}

function markedBy({ start, end, issue }: Tag): { start: number; end: number; value: number } {
  return { start, end, value: issue }
}
