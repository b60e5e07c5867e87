/** What is a word to a search, and when two words are the same. Both sides of a search go through here: the index and the query. */

/** The words of a text in order: `from[i]` to `to[i]` in UTF-16 code units, and the word as it is compared. */
export type Words = {
  readonly words: readonly string[]
  readonly from: readonly number[]
  readonly to: readonly number[]
}

/** 'folded': case, accents, points and vowel signs make no difference. 'exact': only how characters are written down does not (é in two forms). */
export type WordForm = 'folded' | 'exact'

/**
 * The words of a text. A word is a run of letters, digits and their marks; soft hyphens and other invisible characters in it do not count. In
 * writing without spaces (Chinese, Japanese, Thai …) each character is a word, so that a search for several is a search for a phrase. An
 * emoji is a word, and so are %, § and signs of currencies. What no letter or digit is left of is no word.
 */
export function wordsOf(text: string, form: WordForm): Words {
  if (!beyondAscii.test(text)) return plainWordsOf(text, form)
  const words: string[] = []
  const from: number[] = []
  const to: number[] = []
  const formed = form === 'folded' ? foldWord : exactWord
  anyWord.lastIndex = 0
  for (let match = anyWord.exec(text); match !== null; match = anyWord.exec(text)) {
    const word = formed(match[0])
    if (word === '') continue
    words.push(word)
    from.push(match.index)
    to.push(match.index + match[0].length)
  }
  return { words, from, to }
}

/**
 * A word without case, accents, Arabic vowel signs and stretching, Hebrew points, and the differences of full and half width: Straße as
 * strasse, GENÈVE as geneve, ısı and İSİ as isi. й stays apart from и, and signs that stand for sounds (Thai, Hindi, Japanese) stay.
 */
export function foldWord(word: string): string {
  if (!beyondAscii.test(word)) return word.toLowerCase()
  let folded = foldedWords.get(word)
  if (folded === undefined) {
    folded = fold(word)
    // A search over every text of a project must not fill the memory with its words.
    if (foldedWords.size >= 100_000) foldedWords.clear()
    foldedWords.set(word, folded)
  }
  return folded
}

/** A word as it stands, composed, without invisible characters. */
export function exactWord(word: string): string {
  return beyondAscii.test(word) ? word.replace(invisible, '').normalize('NFC') : word
}

/** The same for a text of ASCII alone, several times as fast: most texts are. */
function plainWordsOf(text: string, form: WordForm): Words {
  const words: string[] = []
  const from: number[] = []
  const to: number[] = []
  const formed = form === 'folded' ? text.toLowerCase() : text
  let start = -1
  for (let at = 0; at <= text.length; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : 0
    const isLetter = (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57)
    if (isLetter) {
      if (start < 0) start = at
      continue
    }
    if (start >= 0) {
      words.push(formed.slice(start, at))
      from.push(start)
      to.push(at)
      start = -1
    }
    // % and $
    if (unit === 37 || unit === 36) {
      words.push(text.charAt(at))
      from.push(at)
      to.push(at + 1)
    }
  }
  return { words, from, to }
}

const foldedWords = new Map<string, string>()

const beyondAscii = /[\u0080-\uffff]/

/** Characters of scripts that put no spaces between words; a sign of voicing belongs to the one before it. */
const spaceless =
  '[[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Bopo}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}\\p{sc=Yiii}\\u30fc\\uff70]&&[\\p{L}\\p{M}\\p{N}]]'
const letter = `[[\\p{L}\\p{M}\\p{N}]--${spaceless}]`
// A mark belongs to the letter before it, whatever its script: й before a Thai mark is written down in two orders.
const inWord = `[${letter}\\p{M}]`
const hidden =
  '[\\u00ad\\u034f\\u061c\\u180e\\u200c-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufe00-\\ufe0f\\ufeff]'
const picture = '[[\\u{1f000}-\\u{1faff}\\u2600-\\u27bf]&&\\p{ExtPict}]'
const emoji = `\\p{RI}\\p{RI}|${picture}[\\ufe0f\\p{EMod}]*(?:\\u200d${picture}[\\ufe0f\\p{EMod}]*)*`
const anyWord = new RegExp(
  `${spaceless}[\\u3099\\u309a\\uff9e\\uff9f]*|${letter}(?:${hidden}*${inWord})*|${emoji}|[\\p{Sc}%§]`,
  'gv'
)
const invisible = new RegExp(hidden, 'gv')

/** Marks that are written or left out at will: of Latin, Greek and Cyrillic; Hebrew points; Arabic and Syriac vowel signs. */
const marks =
  /(?<!и\p{M}*)\u0306|[\u0300-\u0305\u0307-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u08d3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]|\u0640/gu
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ς: 'σ'
}
const lettersToFold = /[ßæœøłđðħŧıς]/g
const nothingToFind = /[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{RI}\p{Sc}%§]/gu

function fold(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(invisible, '')
    .replace(marks, '')
    .replace(lettersToFold, (one) => letters[one] ?? one)
    .replace(nothingToFind, '')
    .normalize('NFC')
}
