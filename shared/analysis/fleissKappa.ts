/** Fleiss' kappa (1971): every unit judged by the same number of coders, not necessarily the same persons. */
import { figure, undefinedFigure, type Figure } from './figure.ts'
import { pairable, timesOf, unitsIn, type Ratings } from './ratings.ts'

export type FleissKappa = {
  readonly kappa: Figure
  /** Units that were left out because not every coder judged them. */
  readonly excluded: number
  /** Per category: how well it is told from all others. */
  readonly byCategory: readonly Figure[]
}

/** Over the units that as many coders judged as judged any unit; the others are counted. */
export function fleissKappa(ratings: Ratings): FleissKappa {
  const { categories } = ratings
  const judged = pairable(ratings).flatMap(({ values, at }) => {
    const times = timesOf(ratings, at)
    return times > 0 ? [{ values, times }] : []
  })
  const m = judged.reduce((most, { values }) => Math.max(most, values.length), 0)
  const whole = judged.filter(({ values }) => values.length === m)
  const n = whole.reduce((sum, { times }) => sum + times, 0)
  const excluded = unitsIn(ratings) - n
  const none = (why: 'nothingToCompare' | 'noVariation'): FleissKappa => ({
    kappa: undefinedFigure(why),
    excluded,
    byCategory: Array.from({ length: categories }, () => undefinedFigure(why))
  })
  if (whole.length === 0) return none('nothingToCompare')
  const shares = Array.from({ length: categories }, () => 0)
  const splits = Array.from({ length: categories }, () => 0)
  let agreed = 0
  for (const { values, times } of whole)
    for (const [k, count] of tallied(values)) {
      shares[k] = (shares[k] ?? 0) + (times * count) / (n * m)
      splits[k] = (splits[k] ?? 0) + times * count * (m - count)
      agreed += (times * count * (count - 1)) / (m * (m - 1) * n)
    }
  const used = new Set(whole.flatMap(({ values }) => values))
  const chance = shares.reduce((sum, share) => sum + share * share, 0)
  if (used.size < 2) return none('noVariation')
  const byCategory = shares.map((share, k) =>
    share === 0
      ? undefinedFigure('noVariation')
      : figure(1 - (splits[k] ?? 0) / (n * m * (m - 1) * share * (1 - share)))
  )
  return { kappa: figure((agreed - chance) / (1 - chance)), excluded, byCategory }
}

/** How often each value stands in a unit. */
function tallied(values: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
