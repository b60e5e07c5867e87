/** Asks the index of texts where a word query may match. What it gives is looked at again on the text itself. */
import { assertNever } from '../../../shared/errors.ts'
import { wordsOf, type WordForm } from '../../../shared/text/searchWords.ts'
import type { Phrase, WordQuery } from '../../../shared/text/wordQuery.ts'
import { sql, type Connection } from '../sql.ts'

/** Blocks that may match. `between` gives the numbers of those in [from, end), rising, and asks the index only as far as it is read. */
export type Candidates = { readonly between: (from: number, end: number) => Iterable<number> }

/** The blocks that may match; null where nothing of the query narrows them down: every block may. */
export function candidateBlocks(index: Connection, query: WordQuery, form: WordForm): Candidates | null {
  const match = depthOf(query) > deepest ? everything : matchOf(index, query, form)
  if (match === everything) return null
  return match === nothing ? { between: () => [] } : matching(index, match)
}

/** Of words that stand everywhere the first blocks are there long before the last: they are asked for in growing pages. */
function matching(index: Connection, match: string): Candidates {
  const known: number[] = []
  let page = firstPage
  let isWhole = false
  const more = (): void => {
    const next = index.all(matchingFrom, match, (known.at(-1) ?? -1) + 1, page)
    for (const { n } of next) known.push(n)
    isWhole = next.length < page
    page = Math.min(page * 2, largestPage)
  }
  return {
    *between(from, end) {
      while (!isWhole && (known.at(-1) ?? -1) < from) more()
      for (let at = firstAtLeast(known, from); ; at += 1) {
        if (at === known.length && !isWhole) more()
        const n = known[at]
        if (n === undefined || n >= end) return
        yield n
      }
    }
  }
}

const firstPage = 200
const largestPage = 20_000

function firstAtLeast(numbers: readonly number[], wanted: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? Infinity) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** Every block may match. */
const everything = null
/** None can. */
const nothing = false
type Match = string | typeof everything | typeof nothing

/** The expression of FTS5: words of ours in quotation marks, so that nothing in them is an operator. */
function matchOf(index: Connection, query: WordQuery, form: WordForm): Match {
  switch (query.kind) {
    case 'phrase':
      return phraseMatch(index, query)
    case 'near': {
      const parts = query.phrases.map((phrase) => phraseMatch(index, phrase))
      const isSimple = query.phrases.every(({ opensAnywhere }) => !opensAnywhere)
      return isSimple && query.distance < 1_000_000
        ? `NEAR(${parts.join(' ')}, ${query.distance})`
        : all(parts)
    }
    case 'and':
      return all(query.parts.map((part) => matchOf(index, part, form)))
    case 'or': {
      const parts = query.parts.map((part) => matchOf(index, part, form)).filter((part) => part !== nothing)
      return parts.includes(everything)
        ? everything
        : parts.length === 0
          ? nothing
          : parts.map(bracketed).join(' OR ')
    }
    case 'not': {
      const wanted = matchOf(index, query.wanted, form)
      // Only what the index knows for certain leaves a block out: it knows no case, and of *port treaty only the treaty.
      const isCertain = form === 'folded' && !opensAnywhere(query.unwanted)
      const unwanted = isCertain ? matchOf(index, query.unwanted, form) : nothing
      if (wanted === nothing || unwanted === nothing || wanted === everything) return wanted
      return unwanted === everything ? wanted : `${bracketed(wanted)} NOT ${bracketed(unwanted)}`
    }
    default:
      return assertNever(query)
  }
}

/** FTS5 reads no more brackets within brackets than some thirty. */
const deepest = 20

function depthOf(query: WordQuery): number {
  if (query.kind === 'phrase' || query.kind === 'near') return 0
  const parts = query.kind === 'not' ? [query.wanted, query.unwanted] : query.parts
  return 1 + Math.max(...parts.map(depthOf))
}

/** More words than these are not asked for one by one. */
const mostWords = 400

function phraseMatch(index: Connection, { text, opensAnywhere, endsAnywhere }: Phrase): Match {
  const { words } = wordsOf(text, 'folded')
  if (!opensAnywhere) return `"${words.join(' ')}"${endsAnywhere ? ' *' : ''}`
  const [first = '', ...rest] = words
  if (rest.length > 0) return `"${rest.join(' ')}"${endsAnywhere ? ' *' : ''}`
  const pattern = `%${first.replaceAll(/[%_\\]/g, String.raw`\$&`)}${endsAnywhere ? '%' : ''}`
  const known = index.all(wordsLike, pattern, mostWords + 1)
  if (known.length > mostWords) return everything
  return known.length === 0 ? nothing : known.map(({ word }) => `"${word}"`).join(' OR ')
}

function opensAnywhere(query: WordQuery): boolean {
  if (query.kind === 'phrase') return query.opensAnywhere
  if (query.kind === 'near') return query.phrases.some(opensAnywhere)
  return query.kind === 'not'
    ? opensAnywhere(query.wanted) || opensAnywhere(query.unwanted)
    : query.parts.some(opensAnywhere)
}

function all(parts: readonly Match[]): Match {
  if (parts.includes(nothing)) return nothing
  const narrowing = parts.filter((part) => part !== everything)
  return narrowing.length === 0 ? everything : narrowing.map(bracketed).join(' AND ')
}

function bracketed(part: Match): string {
  return `(${String(part)})`
}

const matchingFrom = sql<[string, number, number], { n: number }>(
  'SELECT rowid AS n FROM words WHERE words MATCH ? AND rowid >= ? ORDER BY rowid LIMIT ?'
)
const wordsLike = sql<[string, number], { word: string }>(
  "SELECT word FROM word WHERE word LIKE ? ESCAPE '\\' LIMIT ?"
)
