/** Finding a few letters in a name, however it is accented: the best places for them, and how well they stand there. */

/** A text folded letter by letter, with the place of each letter in the text (UTF-16 code units). */
export type Folded = { readonly letters: readonly string[]; readonly at: readonly number[] }

/** `at`: places of the letters found, in UTF-16 code units of the text; `score`: greater is better. */
export type FuzzyMatch = { readonly at: readonly number[]; readonly score: number }

/** Lower case without accents; white space is one blank. A letter that folds to several stands at one place. */
export function foldLetters(text: string): Folded {
  const letters: string[] = []
  const at: number[] = []
  let place = 0
  for (const point of text) {
    const plain = point.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
    for (const letter of plain) {
      const one = /\s/u.test(letter) ? ' ' : letter
      if (one === ' ' && (letters.length === 0 || letters.at(-1) === ' ')) continue
      letters.push(one)
      at.push(place)
    }
    place += point.length
  }
  return { letters, at }
}

/** The same as one text, without blanks around it. */
export function foldText(text: string): string {
  return foldLetters(text).letters.join('').trim()
}

/**
 * The letters of `query` in their order somewhere in `text`, where they stand best: at the starts of words, or one after the other. Null
 * where they do not stand so, or so scattered that nobody would see why. Blanks of the query only part words.
 */
export function fuzzyMatch(query: string, text: Folded): FuzzyMatch | null {
  const wanted = [...foldText(query)].filter((letter) => letter !== ' ')
  const { letters, at } = text
  if (wanted.length === 0 || wanted.length > letters.length || wanted.length > 60) return null
  // best[j]: the best way to have the letters so far, with the last of them at j.
  let best: (Way | null)[] = []
  wanted.forEach((letter, i) => {
    const next: (Way | null)[] = []
    let before: Way | null = null
    letters.forEach((own, j) => {
      const adjacent = j > 0 ? (best[j - 1] ?? null) : null
      // Ways that ended before the letter right in front of this one.
      if (j > 1 && best[j - 2] && (!before || (best[j - 2]?.score ?? 0) > before.score))
        before = best[j - 2] ?? null
      if (own !== letter) return void next.push(null)
      const worth = isStart(letters, j) ? 8 : 0
      const ways: (Way | null)[] =
        i === 0
          ? [{ score: worth + (j === 0 ? 4 : 0), place: j, before: null }]
          : [
              adjacent && { score: adjacent.score + 7, place: j, before: adjacent },
              before && {
                score: before.score + (worth > 0 ? worth : isOneWord(letters, before.place, j) ? -1 : -4),
                place: j,
                before
              }
            ]
      next.push(ways.reduce((a, b) => (!a || (b && b.score > a.score) ? b : a), null))
    })
    best = next
  })
  const top = best.reduce<Way | null>((a, b) => (!a || (b && b.score > a.score) ? b : a), null)
  if (!top || top.score < wanted.length * 3) return null
  const places: number[] = []
  for (let way: Way | null = top; way; way = way.before) places.unshift(at[way.place] ?? 0)
  return { at: [...new Set(places)], score: top.score }
}

type Way = { readonly score: number; readonly place: number; readonly before: Way | null }

function isOneWord(letters: readonly string[], from: number, to: number): boolean {
  return letters.slice(from, to).every((letter) => /[\p{L}\p{N}]/u.test(letter))
}

function isStart(letters: readonly string[], j: number): boolean {
  return j === 0 || !/[\p{L}\p{N}]/u.test(letters[j - 1] ?? ' ')
}
