/** A search that finds more than the one that found nothing. */

/** The search for words that begin as these do; null where it says more than plain words, or says so already. */
export function asBeginnings(text: string): string | null {
  const words = text.trim().split(/\s+/)
  const arePlain = words.every(
    (word) => /^[\p{L}\p{M}\p{N}]+$/u.test(word) && !/^(AND|OR|NOT|NEAR)$/.test(word)
  )
  return arePlain ? words.map((word) => `${word}*`).join(' ') : null
}
