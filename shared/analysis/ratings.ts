/** Ratings: what each coder said of each unit, as numbers of categories. */

/**
 * `units[u][i]`: the category (0 … categories - 1) that coder i gave unit u; null: none, which is never a category. Every unit has a place for
 * each coder.
 */
export type Ratings = {
  readonly categories: number
  readonly units: readonly (readonly (number | null)[])[]
}

/** Ratings out of a table of two coders: rows the first one's categories, columns the second one's, cells how many units. */
export function ratingsOfTable(table: readonly (readonly number[])[]): Ratings {
  const units: (readonly number[])[] = []
  for (const [row, cells] of table.entries())
    for (const [column, count] of cells.entries()) for (let n = 0; n < count; n++) units.push([row, column])
  return { categories: table.length, units }
}

/** Ratings out of counts: how many coders gave each unit each category. Who gave which is not told, and no measure for counts asks. */
export function ratingsOfCounts(table: readonly (readonly number[])[]): Ratings {
  const units = table.map((counts) =>
    counts.flatMap((count, category) => Array.from({ length: count }, () => category))
  )
  return { categories: table[0]?.length ?? 0, units }
}

/** The values that a unit was given. */
export function valuesOf(unit: readonly (number | null)[]): readonly number[] {
  return unit.filter((value) => value !== null)
}

/** How often each category is among the values of a unit. */
export function countsOf(unit: readonly (number | null)[], categories: number): readonly number[] {
  const counts = Array.from({ length: categories }, () => 0)
  for (const value of unit) if (value !== null) counts[value] = (counts[value] ?? 0) + 1
  return counts
}

/** The units that at least two coders judged. */
export function pairable({ units }: Ratings): Ratings['units'] {
  return units.filter((unit) => valuesOf(unit).length >= 2)
}
