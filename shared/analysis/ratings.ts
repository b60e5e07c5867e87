/** Ratings: what each coder said of each unit, as numbers of categories. */

/**
 * `units[u][i]`: the category (0 … categories - 1) that coder i gave unit u; null: none, which is never a category. Every unit has a place for
 * each coder.
 */
export type Ratings = {
  readonly categories: number
  readonly units: readonly (readonly (number | null)[])[]
  /** How often each unit is there: alike units may be held once. Without: each once. */
  readonly times?: readonly number[]
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

/** A unit that at least two coders judged: its values and its place among the units. */
type Judged = { readonly values: readonly number[]; readonly at: number }

const known = new WeakMap<Ratings['units'], readonly Judged[]>()

/** The units that at least two coders judged. How often each is there is told by `timesOf`. Worked out once for a list of units, which may be drawn again a thousand times. */
export function pairable({ units }: Ratings): readonly Judged[] {
  const before = known.get(units)
  if (before) return before
  const judged = units.flatMap((unit, at) => {
    const values = valuesOf(unit)
    return values.length >= 2 ? [{ values, at }] : []
  })
  known.set(units, judged)
  return judged
}

/** How often the unit at a place is there. */
export function timesOf({ times }: Ratings, at: number): number {
  return times === undefined ? 1 : (times[at] ?? 0)
}

/** The same ratings with alike units held once, in the order in which they first come. */
export function condensed({
  categories,
  units,
  times
}: Ratings): Ratings & { readonly times: readonly number[] } {
  const byValues = new Map<string, { readonly unit: readonly (number | null)[]; times: number }>()
  for (const [at, unit] of units.entries()) {
    const often = times === undefined ? 1 : (times[at] ?? 0)
    const key = unit.join()
    const known = byValues.get(key)
    if (known) known.times += often
    else byValues.set(key, { unit, times: often })
  }
  const all = [...byValues.values()]
  return { categories, units: all.map(({ unit }) => unit), times: all.map((one) => one.times) }
}

/** How many units ratings hold. */
export function unitsIn({ units, times }: Ratings): number {
  return times ? times.reduce((a, b) => a + b, 0) : units.length
}
