/** A text made alike for finding, with the way back: case, accents and look-alike signs folded. Offsets are UTF-16 code units. */

/** `loose`: small and capital letters, accents, quotes and dashes of any shape are alike. `exact`: only the two forms of é are. */
export type Folding = 'loose' | 'exact'

/** A stretch of a text, folded. Indexes count code units of `text`, offsets those of the text it was made from. */
export type Folded = {
  readonly text: string
  /** The offset where the character starts that stands at an index. */
  readonly startOf: (index: number) => number
  /** The offset where the character ends that stands before an index. */
  readonly endOf: (index: number) => number
}

/** Where one character of the source (with its marks) became a text of another length: `size` units at `from` became `became` at `index`. */
type Knot = {
  readonly index: number
  readonly became: number
  readonly from: number
  readonly size: number
}

/** Folds [from, to) of a text. */
export function fold(text: string, from: number, to: number, how: Folding): Folded {
  const source = text.slice(from, to)
  const plain = (words: string): string => (how === 'loose' ? words.toLowerCase() : words)
  const parts: string[] = []
  const knots: Knot[] = []
  let done = 0
  let length = 0
  const take = (words: string): void => {
    parts.push(words)
    length += words.length
  }
  for (const { 0: found, index } of source.matchAll(foreign)) {
    if (index > done) take(plain(source.slice(done, index)))
    const folded = foldCharacter(found, how)
    if (folded.length !== found.length)
      knots.push({ index: length, became: folded.length, from: from + index, size: found.length })
    take(folded)
    done = index + found.length
  }
  if (done < source.length) take(plain(source.slice(done)))
  return {
    text: parts.join(''),
    startOf: (index) => place(knots, index, from).start,
    endOf: (index) => (index === 0 ? from : place(knots, index - 1, from).end)
  }
}

/** A character that is not plain ASCII, or has marks on it, with its marks. */
const foreign = /(?:[^\0-\x7f]|[A-Za-z](?=\p{M}))\p{M}*/gu
const known = { loose: new Map<string, string>(), exact: new Map<string, string>() }
/** Marks whose loss leaves the same word: accents, Hebrew points, Arabic vowels. The vowel signs of Indian scripts are letters. */
const accents =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g
/** Signs that are not seen. */
const unseen = /[\u00ad\u0640\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0e\ufe0f]/g
const alike: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '−': '-'
}

function foldCharacter(character: string, how: Folding): string {
  const before = known[how].get(character)
  if (before !== undefined) return before
  const folded = how === 'exact' ? decompose(character, 'NFD') : loosely(character)
  // A text has few different characters; one made to have many is not remembered for ever.
  if (known[how].size > 20_000) known[how].clear()
  known[how].set(character, folded)
  return folded
}

function loosely(character: string): string {
  const bare = decompose(decompose(character, 'NFKD').toLowerCase(), 'NFKD')
    .replaceAll(accents, '')
    .replaceAll(unseen, '')
  return bare.replaceAll(/[^\0-\x7f]/gu, (one) => alike[one] ?? one)
}

/** Syllables of Hangul stay whole: a syllable is not found inside another that starts alike. */
function decompose(words: string, form: 'NFD' | 'NFKD'): string {
  return /[\uac00-\ud7a3]/.test(words) ? words : words.normalize(form)
}

/** The stretch of the source that became the folded unit at `index`. */
function place(
  knots: readonly Knot[],
  index: number,
  from: number
): { readonly start: number; readonly end: number } {
  let low = 0
  let high = knots.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((knots[middle]?.index ?? 0) <= index) low = middle + 1
    else high = middle
  }
  const knot = knots[low - 1]
  if (!knot) return { start: from + index, end: from + index + 1 }
  if (index < knot.index + knot.became) return { start: knot.from, end: knot.from + knot.size }
  const start = knot.from + knot.size + index - knot.index - knot.became
  return { start, end: start + 1 }
}
