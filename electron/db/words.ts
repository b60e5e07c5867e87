/** Searching for words, whatever their case and however their accents are written. */

/** The words of a search, folded; none for a blank search. */
export function wordsIn(search: string): readonly string[] {
  return folded(search)
    .split(/\s+/u)
    .filter((word) => word !== '')
}

/** Whether every word (folded by `wordsIn`) stands in the text. */
export function holdsWords(text: string, words: readonly string[]): boolean {
  const own = folded(text)
  return words.every((word) => own.includes(word))
}

/** A text as it is searched in: composed, lower case. */
export function folded(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
