/** The language of a word search, as SQLite's FTS5 has it: words, "a phrase", pre*, NEAR(a b, 5), AND, OR, NOT, brackets. */
import { fail, ok, type Result } from '../errors.ts'
import { wordsOf } from './searchWords.ts'

/** Words one after the other. `opensAnywhere`: the first may begin with anything (*port); `endsAnywhere`: the last may end so (port*). */
export type Phrase = {
  readonly kind: 'phrase'
  /** As a person wrote them: folded or taken exactly by who looks for them. */
  readonly text: string
  readonly opensAnywhere: boolean
  readonly endsAnywhere: boolean
}

export type WordQuery =
  | Phrase
  /** At most `distance` words between the end of the first and the start of the last, in any order. */
  | { readonly kind: 'near'; readonly phrases: readonly Phrase[]; readonly distance: number }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly WordQuery[] }
  | { readonly kind: 'not'; readonly wanted: WordQuery; readonly unwanted: WordQuery }

/**
 * Reads what somebody typed. Words side by side must all be there, and hold together more tightly than NOT, AND and OR, in this order.
 * Operators are written in capitals; in quotation marks they are words. What can be no word (a dash, a bracket in a word) divides words, and
 * words divided so are a phrase: state-owned. Fails with searchNothing, searchQuote, searchBracket, searchOperator, searchNear.
 */
export function parseWordQuery(text: string): Result<WordQuery> {
  const tokens = tokensOf(text)
  if (!tokens.ok) return tokens
  const reader: Reader = { tokens: tokens.value, at: 0 }
  const query = readOr(reader)
  if (!query.ok) return query
  const left = reader.tokens[reader.at]
  if (left?.kind === 'close') return fail('searchBracket')
  if (left) return fail('searchOperator', { word: left.text })
  return query.value === null ? fail('searchNothing') : ok(query.value)
}

/** Every phrase that a match may rest on: those that must not be there are left out. */
export function wantedPhrases(query: WordQuery): readonly Phrase[] {
  if (query.kind === 'phrase') return [query]
  if (query.kind === 'near') return query.phrases
  if (query.kind === 'not') return wantedPhrases(query.wanted)
  return query.parts.flatMap(wantedPhrases)
}

type Token =
  | { readonly kind: 'phrase'; readonly phrase: Phrase; readonly text: string }
  | { readonly kind: 'near'; readonly query: WordQuery | null; readonly text: string }
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not'; readonly text: string }

type Reader = { readonly tokens: readonly Token[]; at: number }
/** Null: nothing there that could be looked for. */
type Read = Result<WordQuery | null>

/** The distance of NEAR where none is named, as in FTS5. */
const usualDistance = 10

const quotes = '"“”„«»'
const pieces = new RegExp(
  `\\s+|(\\*?)[${quotes}]([^${quotes}]*)[${quotes}](\\s*\\*)?|NEAR\\(([^()]*)\\)|([()])|([^\\s()${quotes}]+)|(.)`,
  'gsu'
)
const operators: Readonly<Record<string, 'and' | 'or' | 'not'>> = { AND: 'and', OR: 'or', NOT: 'not' }

function tokensOf(text: string): Result<readonly Token[]> {
  const tokens: Token[] = []
  for (const [whole, before, quoted, after, near, bracket, bare, stray] of text.matchAll(pieces)) {
    if (stray !== undefined) return fail('searchQuote')
    if (quoted !== undefined) tokens.push(phraseToken(quoted, before === '*', after !== undefined))
    else if (near !== undefined) {
      const query = readNear(near)
      if (!query.ok) return query
      tokens.push({ kind: 'near', query: query.value, text: whole })
    } else if (bracket !== undefined) tokens.push({ kind: bracket === '(' ? 'open' : 'close', text: bracket })
    else if (bare !== undefined) {
      const operator = operators[bare]
      if (operator) tokens.push({ kind: operator, text: whole })
      else tokens.push(phraseToken(bare, /^\*+[^*]/u.test(bare), /[^*]\*+$/u.test(bare)))
    }
  }
  return ok(tokens)
}

function phraseToken(text: string, opensAnywhere: boolean, endsAnywhere: boolean): Token {
  return { kind: 'phrase', phrase: { kind: 'phrase', text, opensAnywhere, endsAnywhere }, text }
}

function readOr(reader: Reader): Read {
  return readChain(reader, 'or', readAnd)
}

function readAnd(reader: Reader): Read {
  return readChain(reader, 'and', readNot)
}

/** Parts with one operator between them. */
function readChain(reader: Reader, kind: 'and' | 'or', readPart: (reader: Reader) => Read): Read {
  const parts: WordQuery[] = []
  for (;;) {
    const part = readPart(reader)
    if (!part.ok) return part
    if (part.value) parts.push(part.value)
    if (reader.tokens[reader.at]?.kind !== kind) return ok(joined(kind, parts))
    reader.at += 1
  }
}

function readNot(reader: Reader): Read {
  let query = readSideBySide(reader)
  while (query.ok && reader.tokens[reader.at]?.kind === 'not') {
    reader.at += 1
    const unwanted = readSideBySide(reader)
    if (!unwanted.ok) return unwanted
    if (query.value === null) return fail('searchOperator', { word: 'NOT' })
    if (unwanted.value)
      query = ok<WordQuery | null>({ kind: 'not', wanted: query.value, unwanted: unwanted.value })
  }
  return query
}

function readSideBySide(reader: Reader): Read {
  const parts: WordQuery[] = []
  const start = reader.at
  for (;;) {
    const token = reader.tokens[reader.at]
    if (
      !token ||
      token.kind === 'close' ||
      token.kind === 'and' ||
      token.kind === 'or' ||
      token.kind === 'not'
    ) {
      if (reader.at > start) return ok(joined('and', parts))
      // An operator with nothing before or after it.
      const word = token && token.kind !== 'close' ? token : reader.tokens[reader.at - 1]
      if (word && word.kind !== 'open') return fail('searchOperator', { word: word.text })
      return fail('searchNothing')
    }
    reader.at += 1
    if (token.kind === 'phrase') {
      if (hasWords(token.phrase)) parts.push(token.phrase)
    } else if (token.kind === 'near') {
      if (token.query) parts.push(token.query)
    } else {
      const inside = readOr(reader)
      if (!inside.ok) return inside
      if (reader.tokens[reader.at]?.kind !== 'close') return fail('searchBracket')
      reader.at += 1
      if (inside.value) parts.push(inside.value)
    }
  }
}

/** What stands in the brackets of NEAR: phrases, then perhaps a comma and how many words may stand between them. */
function readNear(inside: string): Read {
  const [, list = inside, named] = /^(.*),\s*(\d{1,6})\s*$/su.exec(inside) ?? []
  const tokens = tokensOf(list.replaceAll(',', ' '))
  if (!tokens.ok) return tokens
  const phrases: Phrase[] = []
  for (const token of tokens.value) {
    if (token.kind !== 'phrase') return fail('searchNear')
    if (hasWords(token.phrase)) phrases.push(token.phrase)
  }
  const [only] = phrases
  if (tokens.value.length === 0) return fail('searchNear')
  if (phrases.length < 2) return ok(only ?? null)
  return ok({ kind: 'near', phrases, distance: named === undefined ? usualDistance : Number(named) })
}

function hasWords(phrase: Phrase): boolean {
  return wordsOf(phrase.text, 'folded').words.length > 0
}

function joined(kind: 'and' | 'or', parts: readonly WordQuery[]): WordQuery | null {
  const [only] = parts
  return parts.length > 1 ? { kind, parts } : (only ?? null)
}
