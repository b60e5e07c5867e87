/** Finding names by the words that were typed. */

/**
 * The `limit` best: every word typed must occur in the name, in any order and in upper or lower case; names that start with what was
 * typed come first, then those in which a word starts with it, then the rest; among equals the order stays.
 */
export function bestMatches<T extends { readonly name: string }>(
  all: readonly T[],
  typed: string,
  limit: number
): readonly T[] {
  const wanted = plain(typed)
    .split(' ')
    .filter((word) => word !== '')
  const whole = wanted.join(' ')
  return all
    .flatMap((one, at) => {
      const name = plain(one.name)
      if (!wanted.every((word) => name.includes(word))) return []
      const rank = name.startsWith(whole)
        ? 0
        : wanted.every((word) => ` ${name}`.includes(` ${word}`))
          ? 1
          : 2
      return [{ one, rank, at }]
    })
    .toSorted((a, b) => a.rank - b.rank || a.at - b.at)
    .slice(0, limit)
    .map(({ one }) => one)
}

/** Without accents and case, in single spaces. */
function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}
