/** Finding the words of an anchor in a text: at their place, elsewhere, or changed; never a silent guess. Offsets are UTF-16 code units. */
import { fuzzyMatches, likeness } from './fuzzyQuote.ts'
import { span, splitsSurrogatePair, type Span } from './offsets.ts'
import { graphemeEnd, graphemeStart } from './snap.ts'

/** What is known of a passage. `hint`: where it stood; prefix and suffix: what stood around it (32 code units are enough). */
export type AnchorWords = {
  readonly text: string
  readonly quote: string
  readonly prefix?: string
  readonly suffix?: string
  readonly hint?: Span
}

/**
 * `position`: the quote stands where it stood. `exact`: the very words stand elsewhere. `fuzzy`: changed words, to be looked at.
 * `ambiguous`: places that an analyst must choose from (one, where its surroundings do not speak for it). `score` is 0 to 1.
 */
export type FoundAnchor =
  | { readonly how: 'position' | 'exact' | 'fuzzy'; readonly at: Span; readonly score: number }
  | {
      readonly how: 'ambiguous'
      readonly candidates: readonly { readonly at: Span; readonly score: number }[]
    }
  | { readonly how: 'lost' }

/**
 * Finds a quote: first at its old place, then by its very words, then by similar ones.
 * A place counts only where nothing speaks for another: the quote is there once (and is long, or its surroundings fit), or its
 * surroundings fit clearly better than any other's. Thresholds: similarity at least 0.8; below 24 code units (exact) or 40 (fuzzy) the
 * surroundings must be at least half alike.
 */
export function findAnchor(words: AnchorWords): FoundAnchor {
  const { text, quote } = words
  if (quote === '') return { how: 'lost' }
  if (hintHolds(words) && contextScore(words, words.hint) === 1)
    return { how: 'position', at: words.hint, score: 1 }
  const occurrences = placesOf(text, quote)
  return occurrences.length > 0 ? chooseExact(words, occurrences) : chooseFuzzy(words)
}

/** What stands before and after a span, up to `length` UTF-16 code units each, never cutting a grapheme cluster or a surrogate pair. */
export function contextOf(
  text: string,
  at: Span,
  length = 32
): { readonly prefix: string; readonly suffix: string } {
  const from = Math.min(graphemeEnd(text, Math.max(0, at.start - length)), at.start)
  const to = Math.max(graphemeStart(text, Math.min(text.length, at.end + length)), at.end)
  return { prefix: text.slice(from, at.start), suffix: text.slice(at.end, to) }
}

/** More places than this are never told apart. */
const mostPlaces = 2_000
const leastSimilarity = 0.8
const leastContext = 0.5
/** How much better than its rival a place must fit. */
const clearMargin = 0.1

function hintHolds(words: AnchorWords): words is AnchorWords & { readonly hint: Span } {
  const { text, quote, hint } = words
  if (!hint || text.slice(hint.start, hint.end) !== quote) return false
  return !splitsSurrogatePair(text, hint.start) && !splitsSurrogatePair(text, hint.end)
}

function placesOf(text: string, quote: string): readonly Span[] {
  const places: Span[] = []
  for (
    let at = text.indexOf(quote);
    at >= 0 && places.length <= mostPlaces;
    at = text.indexOf(quote, at + 1)
  ) {
    if (!splitsSurrogatePair(text, at) && !splitsSurrogatePair(text, at + quote.length))
      places.push(span(at, at + quote.length))
  }
  return places
}

function chooseExact(words: AnchorWords, places: readonly Span[]): FoundAnchor {
  const scored = places
    .slice(0, mostPlaces)
    .map((at) => ({ at, score: contextScore(words, at) }))
    .toSorted((a, b) => b.score - a.score || a.at.start - b.at.start)
  const [best, rival] = scored
  if (!best) return { how: 'lost' }
  const how = words.hint?.start === best.at.start && words.hint.end === best.at.end ? 'position' : 'exact'
  if (!rival) {
    const sure = words.quote.length >= 24 || best.score >= leastContext
    return sure ? { how, at: best.at, score: best.score } : { how: 'ambiguous', candidates: [best] }
  }
  const clear =
    places.length <= mostPlaces && best.score >= leastContext && best.score - rival.score >= clearMargin
  if (clear) return { how, at: best.at, score: best.score }
  return { how: 'ambiguous', candidates: scored.slice(0, 10) }
}

function chooseFuzzy(words: AnchorWords): FoundAnchor {
  const { text, quote, hint } = words
  const scored = fuzzyMatches(text, quote, leastSimilarity)
    .map(({ at, similarity }) => {
      const context = contextScore(words, at)
      const near = hint ? 1 - Math.abs(at.start - hint.start) / Math.max(text.length, 1) : 1
      // The weights of the Hypothesis client: the quote counts most, its place hardly.
      return { at, context, score: (50 * similarity + 40 * context + 2 * Math.max(0, near)) / 92 }
    })
    .filter(({ context }) => quote.length >= 40 || context >= leastContext)
    .toSorted((a, b) => b.score - a.score || a.at.start - b.at.start)
  const [best, rival] = scored
  if (!best) return { how: 'lost' }
  if (rival && best.score - rival.score < clearMargin) {
    return { how: 'ambiguous', candidates: scored.map(({ at, score }) => ({ at, score })) }
  }
  return { how: 'fuzzy', at: best.at, score: best.score }
}

/** How well what stands around a place fits the known prefix and suffix, 0 to 1; what is not known fits. */
function contextScore(words: AnchorWords, at: Span): number {
  const { text, prefix = '', suffix = '' } = words
  const before = text.slice(Math.max(0, at.start - prefix.length), at.start)
  const after = text.slice(at.end, at.end + suffix.length)
  const known = prefix.length + suffix.length
  if (known === 0) return 1
  return (likeness(before, prefix) * prefix.length + likeness(after, suffix) * suffix.length) / known
}
