/** Finding words in a text. Offsets are UTF-16 code units. */

export type Found = { readonly start: number; readonly end: number }

/** More places than this are not listed; who finds so many types another letter. */
export const mostFound = 10_000

/** Every place where the words stand, small or capital letters alike, in the order of the text; white space in the words stands for any. */
export function findIn(text: string, words: string): readonly Found[] {
  const wanted = words.trim()
  if (wanted === '') return []
  const pattern = new RegExp(
    wanted
      .split(/\s+/)
      .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
      .join('\\s+'),
    'giu'
  )
  const found: Found[] = []
  for (const match of text.matchAll(pattern)) {
    found.push({ start: match.index, end: match.index + match[0].length })
    if (found.length === mostFound) break
  }
  return found
}

/** The index of the first place at or after an offset; the first of all where none follows; -1 where there is none. */
export function nextFrom(found: readonly Found[], offset: number): number {
  if (found.length === 0) return -1
  const next = found.findIndex((one) => one.start >= offset)
  return next < 0 ? 0 : next
}
