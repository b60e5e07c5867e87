/** The words beside a hit, as a narrow row shows them. */

/** So many UTF-16 code units stand before a hit, so that the hit itself is in sight. */
const most = 46

/** The end of the words before a hit, from a word on where the writing has spaces; what was left out is shown. */
export function lastWords(before: string): string {
  if (before.length <= most) return before
  const near = before.slice(-most)
  const space = near.search(/\s\S/)
  // Without spaces any place will do, but none inside a character.
  return `…${space >= 0 && space < most / 2 ? near.slice(space + 1) : near.replace(/^[\udc00-\udfff\p{M}\u200d]+/u, '')}`
}
