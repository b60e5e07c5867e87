/** Finding a quote that was slightly changed: bounded approximate search with a similarity. Offsets are UTF-16 code units. */
import search from 'approx-string-match'
import { span, type Span } from './offsets.ts'
import { snapToGraphemes } from './snap.ts'

/** `similarity` is 1 - edits / length of the quote: 1 for the very words, and never below the limit that was asked for. */
export type FuzzyMatch = { readonly at: Span; readonly similarity: number }

/**
 * The places of a text that are most like a quote, best first: the best one and the best on either side of it, so that a rival is seen.
 * Nothing below `least` (0 to 1) is given. Ends are grown to whole grapheme clusters. Bit-parallel (Myers), about
 * text x quote / 32 steps; of a quote longer than 1,000 code units the two ends are searched and the middle is measured.
 */
export function fuzzyMatches(text: string, quote: string, least: number): readonly FuzzyMatch[] {
  if (quote === '') return []
  const best = closest(text, quote, 0, text.length, least)
  if (!best) return []
  const before = closest(text, quote, 0, best.at.start, least)
  const after = closest(text, quote, best.at.end, text.length, least)
  return [best, ...[before, after].filter((rival) => rival !== null)]
}

/** How alike two short strings are, 0 to 1: 1 - edits / the longer length. Equal strings, also two empty ones, give 1. */
export function likeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length)
  return a === b ? 1 : 1 - editDistance(a, b) / longer
}

const longestPattern = 1_000

function closest(text: string, quote: string, from: number, to: number, least: number): FuzzyMatch | null {
  if (to - from < quote.length * least) return null
  const within = text.slice(from, to)
  const found =
    quote.length <= longestPattern ? closestShort(within, quote, least) : closestLong(within, quote, least)
  return found && { ...found, at: snapToGraphemes(text, span(from + found.at.start, from + found.at.end)) }
}

function closestShort(text: string, quote: string, least: number): FuzzyMatch | null {
  const found = search(text, quote, Math.floor(quote.length * (1 - least)))
  // Several ends with equally many edits belong to one place: the one whose length is nearest the quote's reads best.
  const best = found.reduce<(typeof found)[number] | null>(
    (kept, match) => (!kept || strangeness(match, quote) < strangeness(kept, quote) ? match : kept),
    null
  )
  return best && { at: span(best.start, best.end), similarity: 1 - best.errors / quote.length }
}

function strangeness(
  match: { readonly start: number; readonly end: number; readonly errors: number },
  quote: string
): number {
  return match.errors * quote.length * 4 + Math.abs(match.end - match.start - quote.length)
}

/** A long quote by its two ends: they must lie about as far apart as they did, and what stands between counts too. */
function closestLong(text: string, quote: string, least: number): FuzzyMatch | null {
  const piece = longestPattern / 2
  const head = closestShort(text, quote.slice(0, piece), least)
  if (!head) return null
  const slack = Math.ceil(quote.length * (1 - least))
  const tailFrom = Math.max(head.at.end, head.at.start + quote.length - slack - piece)
  const tailTo = Math.min(text.length, head.at.start + quote.length + slack)
  const tail = closestShort(text.slice(tailFrom, tailTo), quote.slice(-piece), least)
  if (!tail) return null
  const at = span(head.at.start, tailFrom + tail.at.end)
  const similarity = similarityByParts(text.slice(at.start, at.end), quote)
  return similarity >= least ? { at, similarity } : null
}

/** Similarity of two long strings, piece by piece, each piece searched near its proportional place. Never above the true similarity by much. */
function similarityByParts(found: string, quote: string): number {
  const piece = 250
  let edits = 0
  for (let from = 0; from < quote.length; from += piece) {
    const part = quote.slice(from, from + piece)
    const middle = Math.round((from / quote.length) * found.length)
    const slack = Math.abs(found.length - quote.length) + piece
    const near = found.slice(Math.max(0, middle - slack), middle + part.length + slack)
    const [match] = search(near, part, part.length)
    edits += match ? match.errors : part.length
  }
  return 1 - edits / quote.length
}

/** Levenshtein distance in UTF-16 code units; for short strings only (it takes a x b steps). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(swap, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}
