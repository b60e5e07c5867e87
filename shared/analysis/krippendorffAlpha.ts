/** Krippendorff's alpha for predefined units: any number of coders, values may be missing. Krippendorff 2011, Computing Krippendorff's Alpha-Reliability. */
import { figure, undefinedFigure, type Figure } from './figure.ts'
import { pairable, timesOf, type Ratings } from './ratings.ts'

/**
 * How far apart two categories are. Ordinal: the categories stand in their declared order. Interval and ratio: `points` holds the number that
 * each category stands for. Custom: distances as they are, not squared again.
 */
export type Level =
  | { readonly level: 'nominal' }
  | { readonly level: 'ordinal' }
  | { readonly level: 'interval' | 'ratio'; readonly points: readonly number[] }
  | { readonly level: 'custom'; readonly distances: readonly (readonly number[])[] }

/** Alpha = 1 - observed / expected disagreement, at most 1; 0 is chance. Units with fewer than two values are left out. */
export function krippendorffAlpha(ratings: Ratings, level: Level): Figure {
  const units = pairable(ratings)
  const margins = new Float64Array(ratings.categories)
  let n = 0
  for (const { values, at } of units) {
    const times = timesOf(ratings, at)
    n += times * values.length
    for (const value of values) margins[value] = (margins[value] ?? 0) + times
  }
  if (n === 0) return undefinedFigure('nothingToCompare')
  const distance = squaredDistance(level, margins)
  let observed = 0
  for (const { values, at } of units) {
    const times = timesOf(ratings, at)
    if (times === 0) continue
    let apart = 0
    for (let i = 1; i < values.length; i++)
      for (let j = 0; j < i; j++) {
        const [a, b] = [values[i] ?? 0, values[j] ?? 0]
        if (a !== b) apart += 2 * distance(a, b)
      }
    observed += (times * apart) / (values.length - 1)
  }
  const expected = level.level === 'nominal' ? differingPairs(margins, n) : pairSum(margins, distance)
  if (expected === 0) return undefinedFigure('noVariation')
  return figure(1 - ((n - 1) * observed) / expected)
}

type Distance = (c: number, k: number) => number

/** The sum over pairs of different categories, both ways round. */
function pairSum(margins: Float64Array, distance: Distance): number {
  let sum = 0
  for (const [c, a] of margins.entries()) {
    if (a === 0) continue
    for (let k = 0; k < c; k++) {
      const b = margins[k] ?? 0
      if (b > 0) sum += 2 * a * b * distance(c, k)
    }
  }
  return sum
}

/** The same where all differences count 1. */
function differingPairs(margins: Float64Array, n: number): number {
  return margins.reduce((sum, count) => sum + count * (n - count), 0)
}

function squaredDistance(level: Level, margins: Float64Array): Distance {
  switch (level.level) {
    case 'nominal':
      return () => 1
    case 'ordinal': {
      const upTo = [0]
      for (const [i, count] of margins.entries()) upTo.push((upTo[i] ?? 0) + count)
      return (c, k) => {
        const [low, high] = c < k ? [c, k] : [k, c]
        const between = (upTo[high + 1] ?? 0) - (upTo[low] ?? 0)
        return (between - ((margins[c] ?? 0) + (margins[k] ?? 0)) / 2) ** 2
      }
    }
    case 'interval':
      return (c, k) => ((level.points[c] ?? 0) - (level.points[k] ?? 0)) ** 2
    case 'ratio':
      return (c, k) => {
        const [a, b] = [level.points[c] ?? 0, level.points[k] ?? 0]
        return a + b === 0 ? 0 : ((a - b) / (a + b)) ** 2
      }
    case 'custom':
      return (c, k) => level.distances[c]?.[k] ?? 0
  }
}
