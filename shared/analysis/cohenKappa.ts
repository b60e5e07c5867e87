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
  return twoCoders(ratings, (table, rows, columns, n) => {
    const weight = weightOf(weights)
    let observed = 0
    let expected = 0
    for (const [i, row] of table.entries()) {
      for (const [j, count] of row.entries()) {
        if (count === 0 && (rows[i] === 0 || columns[j] === 0)) continue
        observed += (weight(i, j) * count) / n
        expected += (weight(i, j) * (rows[i] ?? 0) * (columns[j] ?? 0)) / (n * n)
      }
    }
    return expected === 0 ? undefinedFigure('noVariation') : figure(1 - observed / expected)
  })
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

function weightOf(weights: Weights): (i: number, j: number) => number {
  if (weights === 'unweighted') return (i, j) => (i === j ? 0 : 1)
  if (weights === 'linear') return (i, j) => Math.abs(i - j)
  if (weights === 'quadratic') return (i, j) => (i - j) ** 2
  return (i, j) => weights[i]?.[j] ?? 0
}

function diagonal(table: readonly (readonly number[])[]): number {
  return table.reduce((sum, row, k) => sum + (row[k] ?? 0), 0)
}
