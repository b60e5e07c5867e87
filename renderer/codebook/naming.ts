/** Keys made from names. */

/** A stance's key from its name: lower-case letters, digits and hyphens, not among `taken`. */
export function keyFrom(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 36)
  const key = plain === '' ? 'stance' : plain
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? key : `${key}-${number}`
    if (!taken.includes(candidate)) return candidate
  }
}
