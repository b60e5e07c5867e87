/** Fleiss' kappa (1971): every unit judged by the same number of coders, not necessarily the same persons. */
import { figure, undefinedFigure, type Figure } from './figure.ts'
import { countsOf, valuesOf, type Ratings } from './ratings.ts'

export type FleissKappa = {
  readonly kappa: Figure
  /** Units that were left out because not every coder judged them. */
  readonly excluded: number
  /** Per category: how well it is told from all others. */
  readonly byCategory: readonly Figure[]
}

/** Over the units that as many coders judged as judged any unit; the others are counted. */
export function fleissKappa(ratings: Ratings): FleissKappa {
  const { units, categories } = ratings
  const m = units.reduce((most, unit) => Math.max(most, valuesOf(unit).length), 0)
  const whole = m < 2 ? [] : units.filter((unit) => valuesOf(unit).length === m)
  const excluded = units.length - whole.length
  const none = (why: 'nothingToCompare' | 'noVariation'): FleissKappa => ({
    kappa: undefinedFigure(why),
    excluded,
    byCategory: Array.from({ length: categories }, () => undefinedFigure(why))
  })
  if (whole.length === 0) return none('nothingToCompare')
  const counts = whole.map((unit) => countsOf(unit, categories))
  const total = whole.length * m
  const shares = Array.from(
    { length: categories },
    (_none, k) => sumOf(counts, (unit) => unit[k] ?? 0) / total
  )
  const agreed =
    sumOf(counts, (unit) => (unit.reduce((sum, n) => sum + n * n, 0) - m) / (m * (m - 1))) / whole.length
  const chance = shares.reduce((sum, share) => sum + share * share, 0)
  // One category alone: its share is exactly 1.
  if (shares.some((share) => share === 1)) return none('noVariation')
  const byCategory = shares.map((share, k) => {
    if (share === 0 || share === 1) return undefinedFigure('noVariation')
    const split = sumOf(counts, (unit) => (unit[k] ?? 0) * (m - (unit[k] ?? 0)))
    return figure(1 - split / (whole.length * m * (m - 1) * share * (1 - share)))
  })
  return { kappa: figure((agreed - chance) / (1 - chance)), excluded, byCategory }
}

function sumOf(counts: readonly (readonly number[])[], of: (unit: readonly number[]) => number): number {
  return counts.reduce((sum, unit) => sum + of(unit), 0)
}
