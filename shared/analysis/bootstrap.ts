/** An interval around a figure by drawing its units again: percentiles, with a fixed seed, so that everybody gets the same. */
import type { Figure } from './figure.ts'

export type Interval = {
  /** The 2.5th and 97.5th percentile of the figures drawn. */
  readonly low: number
  readonly high: number
  readonly draws: number
  /** Draws that gave no figure; they are left out. */
  readonly withoutFigure: number
  /** The share of draws below .667, where Krippendorff would not draw even tentative conclusions. */
  readonly belowTentative: number
}

export type Bootstrap = { readonly draws?: number; readonly seed?: number }

/**
 * Draws as many units as there are, with replacement, and measures each draw. Called "unit bootstrap": Krippendorff's own algorithm draws
 * deviations and gives other limits. Null where fewer than half of the draws gave a figure.
 */
export function bootstrap<U>(
  units: readonly U[],
  measure: (drawn: readonly U[]) => Figure,
  { draws = 1000, seed = 20_160_101 }: Bootstrap = {}
): Interval | null {
  if (units.length === 0) return null
  const random = mulberry32(seed)
  const figures: number[] = []
  for (let draw = 0; draw < draws; draw++) {
    const drawn = units.map(() => units[Math.floor(random() * units.length)] as U)
    const { value } = measure(drawn)
    if (value !== null) figures.push(value)
  }
  if (figures.length * 2 < draws) return null
  figures.sort((a, b) => a - b)
  return {
    low: percentile(figures, 0.025),
    high: percentile(figures, 0.975),
    draws,
    withoutFigure: draws - figures.length,
    belowTentative: figures.filter((value) => value < 0.667).length / figures.length
  }
}

/** Between two neighbours by their distance, as R's type 7 does. `sorted` is not empty. */
function percentile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0]
  return below + (above - below) * (at - Math.floor(at))
}

/** Numbers in [0, 1) that look random and are the same for the same seed (mulberry32). */
function mulberry32(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
