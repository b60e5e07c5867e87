/** The colours that issues and actors get where nobody chose one. */

/** Hues that stay apart on light and dark ground; offered for issues and actors, in this order. */
export const palette: readonly string[] = [
  '#c2552d',
  '#2f7d6d',
  '#5b5fc7',
  '#a8791b',
  '#9c3d75',
  '#3d7eb0',
  '#5f8a2e',
  '#b04a5a',
  '#7a5ca8',
  '#2c8a94',
  '#8a6a4f',
  '#6b7280'
]

/** The palette's colour that fewest of these use, the earliest among equals: what a new issue gets. */
export function nextColour(used: readonly string[]): string {
  return coloursAfter(used)()
}

/** The same for several in a row: each call counts what was given before. */
export function coloursAfter(used: readonly string[]): () => string {
  const counts = palette.map((colour) => used.filter((other) => other.toLowerCase() === colour).length)
  return () => {
    const at = counts.indexOf(Math.min(...counts))
    counts[at] = (counts[at] ?? 0) + 1
    return palette[at] ?? '#6b7280'
  }
}
