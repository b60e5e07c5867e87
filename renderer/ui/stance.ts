/** How a stance shows beside its word: a glyph that needs no colour. */

/** ↑ supports, ↗ partly, → neutral, ↘ partly opposes, ↓ opposes, ○ no position. `polarity` in [-1, 1] or null. */
export function stanceGlyph(polarity: number | null): string {
  if (polarity === null) return '○'
  if (polarity >= 0.75) return '↑'
  if (polarity > 0.1) return '↗'
  if (polarity >= -0.1) return '→'
  return polarity > -0.75 ? '↘' : '↓'
}

/** The glyph of an annotation whose stance is not decided yet. */
export const undecidedGlyph = '–'

/** The token a polarity is coloured by where the scale gives no colour of its own. */
export function stanceToken(polarity: number | null): string {
  if (polarity === null) return 'var(--stance-none)'
  if (polarity >= 0.75) return 'var(--stance-supports)'
  if (polarity > 0.1) return 'var(--stance-conditional)'
  if (polarity >= -0.1) return 'var(--stance-neutral)'
  return 'var(--stance-opposes)'
}
