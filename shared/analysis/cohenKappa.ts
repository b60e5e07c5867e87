/** Measures for exactly two coders, over the units that both judged. */
import { figure, undefinedFigure, type Figure } from './figure.ts'
import type { Ratings } from './ratings.ts'

/** How much a disagreement counts, by the places of the two categories in their declared order. */
export type Weights =
  | 'unweighted'
  | 'linear'
  | 'quadratic'
  /** `[i][j]`: 0 where they agree. */
  | readonly (readonly number[])[]

/**
 * Cohen's kappa (1960), weighted (1968): 1 - weighted observed / weighted expected disagreement, at most 1. Places count in the declared
 * scale, also where a category is not used.
 */
export function cohenKappa(ratings: Ratings, weights: Weights = 'unweighted'): Figure {
  if (weights === 'unweighted') return plainKappa(ratings)
  return twoCoders(ratings, (table, rows, columns, n) => {
    const weight = weightOf(weights)
    let observed = 0
    let expected = 0
    for (const [i, row] of table.entries()) {
      for (const [j, count] of row.entries()) {
        observed += (weight(i, j) * count) / n
        expected += (weight(i, j) * (rows[i] ?? 0) * (columns[j] ?? 0)) / (n * n)
      }
    }
    return expected === 0 ? undefinedFigure('noVariation') : figure(1 - observed / expected)
  })
}

/** The same without weights: no table, since there may be hundreds of categories and the figure is drawn a thousand times. */
function plainKappa({ units, categories, times }: Ratings): Figure {
  const rows = new Float64Array(categories)
  const columns = new Float64Array(categories)
  let n = 0
  let agreed = 0
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] ?? []
    if (unit.length !== 2) return undefinedFigure('notTwoCoders')
    const a = unit[0] ?? null
    const b = unit[1] ?? null
    if (a === null || b === null) continue
    const often = times === undefined ? 1 : (times[at] ?? 0)
    n += often
    if (a === b) agreed += often
    rows[a] = (rows[a] ?? 0) + often
    columns[b] = (columns[b] ?? 0) + often
  }
  if (n === 0) return undefinedFigure('nothingToCompare')
  let chance = 0
  for (let k = 0; k < categories; k++) chance += (rows[k] ?? 0) * (columns[k] ?? 0)
  // Whole numbers, so that no variation is exactly 0.
  const expected = n * n - chance
  return expected === 0 ? undefinedFigure('noVariation') : figure(1 - (n * (n - agreed)) / expected)
}

/** Scott's pi (1955): chance as if both coders used the values equally often. */
export function scottPi(ratings: Ratings): Figure {
  return twoCoders(ratings, (table, rows, columns, n) => {
    const agreed = diagonal(table) / n
    const chance = rows.reduce((sum, row, k) => sum + ((row + (columns[k] ?? 0)) / (2 * n)) ** 2, 0)
    return chance >= 1 ? undefinedFigure('noVariation') : figure((agreed - chance) / (1 - chance))
  })
}

/** Bennett's S (1954), also known as Brennan and Prediger's kappa: chance as if all declared values were equally likely. */
export function bennettS(ratings: Ratings): Figure {
  return twoCoders(ratings, (table, _rows, _columns, n) => {
    const chance = 1 / ratings.categories
    return chance >= 1
      ? undefinedFigure('noVariation')
      : figure((diagonal(table) / n - chance) / (1 - chance))
  })
}

/** How often the first coder gave i where the second gave j, over the units that both judged. */
export function contingency({ units, categories, times }: Ratings): readonly (readonly number[])[] {
  const table = Array.from({ length: categories }, () => Array.from({ length: categories }, () => 0))
  for (const [at, [a, b]] of units.entries()) {
    if (a === null || a === undefined || b === null || b === undefined) continue
    const row = table[a]
    if (row) row[b] = (row[b] ?? 0) + (times?.[at] ?? 1)
  }
  return table
}

type Measure = (
  table: readonly (readonly number[])[],
  rows: readonly number[],
  columns: readonly number[],
  n: number
) => Figure

function twoCoders(ratings: Ratings, measure: Measure): Figure {
  if (ratings.units.some((unit) => unit.length !== 2)) return undefinedFigure('notTwoCoders')
  const table = contingency(ratings)
  const rows = table.map((row) => row.reduce((a, b) => a + b, 0))
  const columns = table.map((_row, j) => table.reduce((sum, row) => sum + (row[j] ?? 0), 0))
  const n = rows.reduce((a, b) => a + b, 0)
  return n === 0 ? undefinedFigure('nothingToCompare') : measure(table, rows, columns, n)
}

function weightOf(weights: Exclude<Weights, 'unweighted'>): (i: number, j: number) => number {
  if (weights === 'linear') return (i, j) => Math.abs(i - j)
  if (weights === 'quadratic') return (i, j) => (i - j) ** 2
  return (i, j) => weights[i]?.[j] ?? 0
}

function diagonal(table: readonly (readonly number[])[]): number {
  return table.reduce((sum, row, k) => sum + (row[k] ?? 0), 0)
}
