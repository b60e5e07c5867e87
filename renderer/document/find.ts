/** Finding words in a text, stretch by stretch. Offsets are UTF-16 code units. */
import { graphemeEnd, graphemeStart, wordAround } from '../../shared/text/snap.ts'
import { fold, type Folding } from './folding.ts'

export type Found = { readonly start: number; readonly end: number }
export type FindQuery = {
  /** The words, or with `regex` a regular expression of JavaScript. */
  readonly words: string
  /** Small and capital letters, and letters with and without accents, are different ones. */
  readonly matchCase: boolean
  readonly wholeWords: boolean
  readonly regex: boolean
}
/** What one stretch of the text gave; everything before `upTo` has been looked at. `isMany`: there are more than are told. */
export type FindPart = { readonly found: readonly Found[]; readonly upTo: number; readonly isMany: boolean }
/** A text to look in; `edges`: where each of its blocks starts and ends, one after the other. */
export type FindText = { readonly text: string; readonly edges: ArrayLike<number> }

/** More places than this are not listed; who finds so many types another letter. */
export const mostFound = 20_000
/** Code units looked at in one go. */
const stretch = 100_000

/**
 * Every place where the words stand, in the order of the text, a part for every stretch of it. White space in the words stands for any,
 * also between two blocks; a regular expression is looked for in one block after the other. A place never cuts a character as people
 * see it: where small and capital letters are alike it takes the whole of it, where they are not it is none. Nothing for a pattern
 * that `whatBreaksPattern`.
 */
export function* findIn(source: FindText, query: FindQuery): Generator<FindPart> {
  if (query.words.trim() === '' || whatBreaksPattern(query) !== null) return
  let left = mostFound
  let last = -1
  for (const { found, upTo } of query.regex ? inBlocks(source, query) : inStretches(source, query)) {
    const kept: Found[] = []
    for (const one of found) {
      const at = takeWhole(source.text, one, query)
      if (!at || at.start <= last) continue
      if (left === 0) {
        yield { found: kept, upTo, isMany: true }
        return
      }
      last = at.start
      left -= 1
      kept.push(at)
    }
    yield { found: kept, upTo, isMany: false }
  }
}

/** Why a regular expression is none, in the words of the browser; null where there is nothing wrong. */
export function whatBreaksPattern({ regex, words }: FindQuery): string | null {
  if (!regex) return null
  try {
    return expression(words, '') && null
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : ''
  }
}

/** The index of the first place at or after an offset; the first of all where none follows; -1 where there is none. */
export function nextFrom(found: readonly Found[], offset: number): number {
  if (found.length === 0) return -1
  let low = 0
  let high = found.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((found[middle]?.start ?? 0) >= offset) high = middle
    else low = middle + 1
  }
  return low === found.length ? 0 : low
}

type Part = { readonly found: readonly Found[]; readonly upTo: number }

function* inStretches({ text }: FindText, { words, matchCase }: FindQuery): Generator<Part> {
  const how: Folding = matchCase ? 'exact' : 'loose'
  const pattern = patternOf(words, how)
  // What starts in a stretch may end behind it.
  const reach = words.length * 4 + 1000
  for (let from = 0; from < text.length;) {
    const to = graphemeEnd(text, Math.min(text.length, from + stretch))
    const folded = fold(text, from, graphemeEnd(text, Math.min(text.length, to + reach)), how)
    const found: Found[] = []
    let upTo = to
    for (const match of folded.text.matchAll(pattern)) {
      const [first, end] = [match.index, match.index + match[0].length]
      const one = { start: folded.startOf(first), end: folded.endOf(end) }
      if (one.start >= to) break
      // Half of what became several letters is no place where everything counts.
      if (how === 'exact' && (folded.endOf(first) > one.start || folded.startOf(end) < one.end)) continue
      found.push(one)
      upTo = Math.max(upTo, one.end)
    }
    yield { found, upTo }
    from = upTo
  }
}

function* inBlocks({ text, edges }: FindText, { words, matchCase }: FindQuery): Generator<Part> {
  const pattern = expression(words, matchCase ? 'gm' : 'gim')
  let found: Found[] = []
  let looked = 0
  for (let i = 0; i + 1 < edges.length; i += 2) {
    const [from, to] = [edges[i] ?? 0, edges[i + 1] ?? 0]
    for (const match of text.slice(from, to).matchAll(pattern))
      if (match[0] !== '')
        found.push({ start: from + match.index, end: from + match.index + match[0].length })
    looked += to - from
    if (looked < stretch && found.length <= mostFound) continue
    yield { found, upTo: to }
    found = []
    looked = 0
  }
  yield { found, upTo: text.length }
}

function expression(words: string, flags: string): RegExp {
  return new RegExp(words, `${flags}u`)
}

function patternOf(words: string, how: Folding): RegExp {
  const folded = fold(words, 0, words.length, how).text.trim()
  // A lone accent folds to nothing: it is then looked for as it stands.
  const wanted = folded === '' ? words.trim() : folded
  return new RegExp(
    wanted
      .split(/\s+/)
      .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
      .join('\\s+'),
    'g'
  )
}

/** The place with whole characters, where it is one. */
function takeWhole(text: string, at: Found, { matchCase, wholeWords, regex }: FindQuery): Found | null {
  const start = graphemeStart(text, at.start)
  const end = graphemeEnd(text, at.end)
  if (matchCase && !regex && (start !== at.start || end !== at.end)) return null
  if (wholeWords && (wordAround(text, start) !== null || wordAround(text, end) !== null)) return null
  return { start, end }
}
