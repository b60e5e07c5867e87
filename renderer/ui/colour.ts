/** Colours that come from a project file: checked before they reach a style. */

/** The colour where it is `#rrggbb`, else `otherwise` (a token). Nothing else from a file reaches a style. */
export function safeColour(colour: string, otherwise = 'var(--ink-faint)'): string {
  return /^#[0-9a-f]{6}$/i.test(colour) ? colour : otherwise
}

/** A colour from a file for signs and words: as it is on light ground, lightened on dark, so that it stays readable. */
export function inkColour(colour: string, otherwise = 'var(--ink-faint)'): string {
  const safe = safeColour(colour, '')
  return safe === ''
    ? otherwise
    : `light-dark(color-mix(in oklab, ${safe} 88%, black), color-mix(in oklab, ${safe} 62%, white))`
}

/** Coders have no colour of their own: they take hues in their order, from 0. */
export function coderColour(index: number): string {
  const hues = ['#3d7eb0', '#b8400e', '#5f8a2e', '#7a5ca8', '#a8791b', '#2c8a94', '#9c3d75', '#6b7280']
  return hues[Math.max(0, index) % hues.length] ?? '#6b7280'
}
