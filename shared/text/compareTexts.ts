/** What two texts differ in: block by block first, then word by word inside the blocks that were changed. */
import { diffArrays } from 'diff'
import type { Block, RevisionContent } from './revision.ts'

export type DiffPart = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string }

/** A block in two texts; its index from 0 in either, or null where it is not there. */
export type BlockDiff = {
  readonly before: number | null
  readonly after: number | null
  readonly parts: readonly DiffPart[]
}

export type TextDiff = {
  /** The blocks that are not the same in words and shape, in their order. */
  readonly changed: readonly BlockDiff[]
  readonly same: number
}

/** Beyond these many words of two blocks they are told as taken out and put in; so are texts that have next to nothing in common. */
const mostWords = 20_000
const mostEdits = 1_500

/** Compares two texts. `onBlock` is told how many of the changed blocks are done, for progress. */
export function compareTexts(
  before: RevisionContent,
  after: RevisionContent,
  onBlock: (done: number, total: number) => void = () => undefined
): TextDiff {
  const [old, now] = [before, after].map(({ text, blocks }) =>
    blocks.map((block) => ({ key: keyOf(text, block), words: text.slice(block.start, block.end) }))
  ) as [Compared[], Compared[]]
  const hunks = diffArrays(
    old.map(({ key }) => key),
    now.map(({ key }) => key),
    { maxEditLength: mostEdits }
  ) ?? [
    { removed: true, added: false, count: old.length },
    { removed: false, added: true, count: now.length }
  ]
  const changed: BlockDiff[] = []
  let [from, to, same] = [0, 0, 0]
  for (let i = 0; i < hunks.length; i += 1) {
    const hunk = hunks[i]
    if (!hunk) break
    if (!hunk.added && !hunk.removed) {
      from += hunk.count
      to += hunk.count
      same += hunk.count
      continue
    }
    let [gone, come] = hunk.removed ? [hunk.count, 0] : [0, hunk.count]
    const next = hunks[i + 1]
    if (next && (next.added || next.removed) && next.removed !== hunk.removed) {
      if (next.removed) gone = next.count
      else come = next.count
      i += 1
    }
    for (const pair of pairUp(old.slice(from, from + gone), now.slice(to, to + come))) {
      changed.push({
        before: pair.before === null ? null : from + pair.before,
        after: pair.after === null ? null : to + pair.after,
        parts: wordsOf(
          pair.before === null ? '' : (old[from + pair.before]?.words ?? ''),
          pair.after === null ? '' : (now[to + pair.after]?.words ?? '')
        )
      })
      onBlock(changed.length, 0)
    }
    from += gone
    to += come
  }
  return { changed, same }
}

/** What two stretches of words differ in; words and what stands between them count by themselves. */
export function wordsOf(before: string, after: string): readonly DiffPart[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  const [old, now] = [tokensOf(before), tokensOf(after)]
  const parts =
    old.length + now.length > mostWords ? undefined : diffArrays(old, now, { maxEditLength: mostEdits })
  if (!parts)
    return [
      ...(before === '' ? [] : [{ kind: 'removed' as const, text: before }]),
      ...(after === '' ? [] : [{ kind: 'added' as const, text: after }])
    ]
  return parts.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join('')
  }))
}

type Compared = { readonly key: string; readonly words: string }
type Pair = { readonly before: number | null; readonly after: number | null }

/** Words and shape: the same words as another kind of block are another block. */
function keyOf(text: string, block: Block): string {
  const { start, end, ...shape } = block
  return `${text.slice(start, end)}\u0000${JSON.stringify(shape)}`
}

/** Pairs the blocks of a hunk that are most likely the same one corrected: those that share most of their words, in order. */
function pairUp(old: readonly Compared[], now: readonly Compared[]): readonly Pair[] {
  const pairs: Pair[] = []
  const others = new Map<number, ReadonlySet<string>>()
  const otherAt = (after: number): ReadonlySet<string> => {
    const known = others.get(after) ?? distinctWords(now[after]?.words ?? '')
    others.set(after, known)
    return known
  }
  let next = 0
  for (const [before, { words }] of old.entries()) {
    const own = distinctWords(words)
    let best = -1
    let bestShare = 0.34
    for (let after = next; after < Math.min(now.length, next + 12); after += 1) {
      const share = shareOf(own, otherAt(after))
      if (share > bestShare) [best, bestShare] = [after, share]
      if (share > 0.7) break
    }
    if (best < 0 && old.length === 1 && now.length === 1) best = 0
    if (best < 0) {
      pairs.push({ before, after: null })
      continue
    }
    for (; next < best; next += 1) pairs.push({ before: null, after: next })
    pairs.push({ before, after: best })
    others.delete(best)
    next = best + 1
  }
  for (; next < now.length; next += 1) pairs.push({ before: null, after: next })
  return pairs
}

/** How many of the words of the one with more of them are in both, from 0 to 1. */
function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const word of b) if (a.has(word)) shared += 1
  return a.size + b.size === 0 ? 1 : shared / Math.max(a.size, b.size)
}

function distinctWords(words: string): ReadonlySet<string> {
  return new Set(words.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])
}

function tokensOf(words: string): string[] {
  return words.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? []
}
