/** Initials of a name. */

/** Up to three, in any script: "Aino Byström" gives "AB". */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s-]+/)
    .filter((word) => word !== '')
  const letters = words.slice(0, 3).map((word) => [...new Intl.Segmenter().segment(word)][0]?.segment ?? '')
  return letters.join('').toUpperCase().slice(0, 8)
}
