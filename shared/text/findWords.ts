/** Finds in a text what a word query asks for, and where. What an index finds is a guess that is looked at here again. */
import { assertNever } from '../errors.ts'
import { wordsOf, type WordForm, type Words } from './searchWords.ts'
import type { Phrase, WordQuery } from './wordQuery.ts'

/** [start, end) in UTF-16 code units of the text that was searched. */
export type Found = { readonly start: number; readonly end: number }

/** Gives the places in a text, in its order, none twice; none where the text as a whole does not match. */
export type Finder = (text: SearchedText) => readonly Found[]

/** A text that several searches look into: its words are taken apart once, and only where a word may be among them. */
export type SearchedText = {
  readonly text: string
  readonly wordsIn: (form: WordForm) => Words
  /** True where these characters stand nowhere in it, so no word holds them; false: perhaps they do. */
  readonly lacks: (word: string, form: WordForm) => boolean
}

/** Readies a text for finders. */
export function searchedText(text: string): SearchedText {
  const known: Partial<Record<WordForm, Words>> = {}
  let lower: string | null = null
  // What characters beyond ASCII are folded to is known of words alone.
  const isPlain = !/[\u0080-\uffff]/.test(text)
  return {
    text,
    wordsIn: (form) => (known[form] ??= wordsOf(text, form)),
    lacks: (word, form) =>
      isPlain && !(form === 'exact' ? text : (lower ??= text.toLowerCase())).includes(word)
  }
}

/**
 * A finder for a query, over one block at a time: all that is asked for must stand in the same text. Found is each place of each word or
 * phrase that the match rests on; of NEAR, those that stand near each other.
 */
export function findWords(query: WordQuery, form: WordForm): Finder {
  const prepared = prepare(query, form)
  return (text) => {
    const stretches = look(prepared, text, form)
    if (stretches === null) return none
    const words = text.wordsIn(form)
    const places = stretches.map(({ first, end }) => ({
      start: words.from[first] ?? 0,
      end: words.to[end - 1] ?? 0
    }))
    return inOrder(places)
  }
}

/** In the order of the text, none twice and none inside another. */
export function inOrder(places: readonly Found[]): readonly Found[] {
  if (places.length < 2) return places
  const sorted = places.toSorted((a, b) => a.start - b.start || b.end - a.end)
  let reached = -1
  return sorted.filter(({ end }) => {
    if (end <= reached) return false
    reached = end
    return true
  })
}

const none: readonly Found[] = []

/** A stretch of words: from the first to before `end`. */
type Stretch = { readonly first: number; readonly end: number }

type PreparedPhrase = Omit<Phrase, 'text'> & { readonly words: readonly string[] }
type Prepared =
  | PreparedPhrase
  | { readonly kind: 'near'; readonly phrases: readonly PreparedPhrase[]; readonly distance: number }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Prepared[] }
  | { readonly kind: 'not'; readonly wanted: Prepared; readonly unwanted: Prepared }

function prepare(query: WordQuery, form: WordForm): Prepared {
  switch (query.kind) {
    case 'phrase':
      return preparePhrase(query, form)
    case 'near':
      return { ...query, phrases: query.phrases.map((phrase) => preparePhrase(phrase, form)) }
    case 'and':
    case 'or':
      return { kind: query.kind, parts: query.parts.map((part) => prepare(part, form)) }
    case 'not':
      return { kind: 'not', wanted: prepare(query.wanted, form), unwanted: prepare(query.unwanted, form) }
    default:
      return assertNever(query)
  }
}

function preparePhrase({ text, opensAnywhere, endsAnywhere }: Phrase, form: WordForm): PreparedPhrase {
  return { kind: 'phrase', words: wordsOf(text, form).words, opensAnywhere, endsAnywhere }
}

/** Null: does not match. */
function look(query: Prepared, text: SearchedText, form: WordForm): readonly Stretch[] | null {
  switch (query.kind) {
    case 'phrase':
      return orNull(placesOf(query, text, form))
    case 'near':
      return orNull(near(query, text, form))
    case 'and': {
      const all: Stretch[] = []
      for (const part of query.parts) {
        const found = look(part, text, form)
        if (found === null) return null
        all.push(...found)
      }
      return all
    }
    case 'or':
      return orNull(query.parts.flatMap((part) => look(part, text, form) ?? []))
    case 'not': {
      const found = look(query.wanted, text, form)
      return found === null || look(query.unwanted, text, form) !== null ? null : found
    }
    default:
      return assertNever(query)
  }
}

function orNull(stretches: readonly Stretch[]): readonly Stretch[] | null {
  return stretches.length > 0 ? stretches : null
}

function placesOf(
  { words: wanted, opensAnywhere, endsAnywhere }: PreparedPhrase,
  text: SearchedText,
  form: WordForm
): readonly Stretch[] {
  if (wanted.some((word) => text.lacks(word, form))) return []
  const { words } = text.wordsIn(form)
  const count = wanted.length
  const [head = ''] = wanted
  const last = wanted[count - 1] ?? ''
  const opens = (word: string): boolean =>
    count === 1 && endsAnywhere
      ? opensAnywhere
        ? word.includes(head)
        : word.startsWith(head)
      : opensAnywhere
        ? word.endsWith(head)
        : word === head
  const ends = (word: string): boolean => (endsAnywhere ? word.startsWith(last) : word === last)
  const isPlain = !opensAnywhere && !(count === 1 && endsAnywhere)
  const stretches: Stretch[] = []
  for (
    let at = isPlain ? words.indexOf(head) : 0;
    at >= 0 && at + count <= words.length;
    at = isPlain ? words.indexOf(head, at + 1) : at + 1
  ) {
    if (!isPlain && !opens(words[at] ?? '')) continue
    let more = 1
    while (more < count - 1 && words[at + more] === wanted[more]) more += 1
    if (more < count && (more < count - 1 || !ends(words[at + more] ?? ''))) continue
    stretches.push({ first: at, end: at + count })
  }
  return stretches
}

/** The places that belong to some choice of one of each phrase of which the last starts at most `distance` words after the end of each. */
function near(
  { phrases, distance }: Extract<Prepared, { kind: 'near' }>,
  text: SearchedText,
  form: WordForm
): readonly Stretch[] {
  const places = phrases.map((phrase) => placesOf(phrase, text, form))
  if (places.some((own) => own.length === 0)) return []
  const lasts = [...new Set(places.flatMap((own) => own.map(({ first }) => first)))].toSorted((a, b) => a - b)
  // Both ends only move on, so a block of any length is walked once.
  const windows = places.map((own) => ({ own, from: 0, to: 0, taken: 0 }))
  const found: Stretch[] = []
  for (const last of lasts) {
    for (const window of windows) {
      while ((window.own[window.from]?.end ?? Infinity) < last - distance) window.from += 1
      while ((window.own[window.to]?.first ?? Infinity) <= last) window.to += 1
    }
    if (windows.some(({ from, to }) => from >= to)) continue
    for (const window of windows) {
      for (let at = Math.max(window.from, window.taken); at < window.to; at += 1) {
        const one = window.own[at]
        if (one) found.push(one)
      }
      window.taken = Math.max(window.taken, window.to)
    }
  }
  return found
}
