/** Where the cards of the margin stand: beside their text, never over each other. */

/** A card wants to stand at `top` and is `height` high, in CSS pixels. */
export type Wanted = { readonly top: number; readonly height: number }

/**
 * The tops of cards that are given in the order of their wishes. No two overlap (`gap` pixels between them) and their order stays.
 * The card `pinned` stands exactly where it wants to, and the others make way for it; the rest give way downwards only.
 */
export function placeCards(
  cards: readonly Wanted[],
  { gap, pinned = -1 }: { readonly gap: number; readonly pinned?: number }
): number[] {
  const tops: number[] = []
  let free = Number.NEGATIVE_INFINITY
  for (const [i, card] of cards.entries()) {
    const top = i === pinned ? card.top : Math.max(card.top, free)
    tops.push(top)
    free = top + card.height + gap
  }
  for (let i = pinned - 1; i >= 0; i -= 1) {
    const limit = (tops[i + 1] ?? 0) - gap - (cards[i]?.height ?? 0)
    if ((tops[i] ?? 0) <= limit) break
    tops[i] = limit
  }
  return tops
}
