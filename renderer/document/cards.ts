/** Where the cards of the margin stand: beside their words, never over each other, and where they stood before. */

/** A card wants to stand at `top` and is `height` high, in CSS pixels of the page. `key` names it from one time to the next. */
export type Wanted = { readonly key: string; readonly top: number; readonly height: number }
/** Where a card stands that wanted to stand at `wanted`. */
export type Home = { readonly wanted: number; readonly height: number; readonly top: number }

/**
 * The homes of cards, given in the order of their wishes; none for a card that finds no room within `drift` pixels below its wish. No two
 * overlap (`gap` pixels between them). A card that had a home and wants what it wanted keeps it, whatever was added or taken away beside it:
 * newcomers take what is free. A card that grew keeps its home where it fits.
 */
export function homesOf(
  cards: readonly Wanted[],
  before: ReadonlyMap<string, Home>,
  { gap, drift }: { readonly gap: number; readonly drift: number }
): ReadonlyMap<string, Home> {
  const homes = new Map<string, Home>()
  const taken: { readonly top: number; readonly bottom: number }[] = []
  const settle = ({ key, top: wanted, height }: Wanted, top: number): void => {
    homes.set(key, { wanted, height, top })
    const at = taken.findIndex((other) => other.top > top)
    taken.splice(at < 0 ? taken.length : at, 0, { top, bottom: top + height })
  }
  const isFree = (top: number, height: number): boolean =>
    taken.every((other) => top >= other.bottom + gap || top + height + gap <= other.top)
  const staying = cards.filter((card) => {
    const home = before.get(card.key)
    return home !== undefined && Math.abs(home.wanted - card.top) < 1
  })
  const isSame = (card: Wanted): boolean => before.get(card.key)?.height === card.height
  for (const card of [...staying.filter(isSame), ...staying.filter((one) => !isSame(one))]) {
    const top = before.get(card.key)?.top ?? card.top
    if (isFree(top, card.height)) settle(card, top)
  }
  for (const card of cards) {
    if (homes.has(card.key)) continue
    let top = card.top
    for (const other of taken) {
      if (top + card.height + gap <= other.top) break
      top = Math.max(top, other.bottom + gap)
    }
    if (top - card.top <= drift) settle(card, top)
  }
  return homes
}
