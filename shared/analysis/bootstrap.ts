/** An interval around a figure by drawing its units again: percentiles, with a fixed seed, so that everybody gets the same. */
import { drawAgain, seeded } from './drawing.ts'

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
 * Draws as many units as there are, with replacement, and measures each draw. `times[u]`: how often unit u is there, so that alike units are
 * held once; `measure` gets how often each was drawn and gives any number of figures, so that one draw serves them all. Called "unit
 * bootstrap": Krippendorff's own algorithm draws deviations and gives other limits. Null where fewer than half of the draws gave a figure.
 */
export function bootstrap(
  times: readonly number[],
  measure: (drawn: readonly number[]) => readonly (number | null)[],
  { draws = 1000, seed = 20_160_101 }: Bootstrap = {}
): readonly (Interval | null)[] {
  return intervalsOver(drawsOf(times, { draws, seed }), measure)
}

/** What is drawn, draw after draw: how often each unit. The same for the same times and seed, so that it may be drawn once for many measures. */
export function drawsOf(
  times: readonly number[],
  { draws = 1000, seed = 20_160_101 }: Bootstrap = {}
): readonly (readonly number[])[] {
  const random = seeded(seed)
  return Array.from({ length: draws }, () => drawAgain(times, random))
}

/** Intervals over draws that are there already. */
export function intervalsOver(
  draws: readonly (readonly number[])[],
  measure: (drawn: readonly number[]) => readonly (number | null)[]
): readonly (Interval | null)[] {
  const drawn: number[][] = []
  for (const times of draws)
    for (const [i, value] of measure(times).entries()) {
      const own = (drawn[i] ??= [])
      if (value !== null) own.push(value)
    }
  return drawn.map((figures) => intervalOf(figures, draws.length))
}

function intervalOf(figures: number[], draws: number): Interval | null {
  if (figures.length === 0 || figures.length * 2 < draws) return null
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
