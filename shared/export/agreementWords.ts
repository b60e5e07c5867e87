/** What measures of agreement are called in files, and how a figure is written. */
import type { AgreementFigure, MeasureName } from '../analysis/agreementFigures.ts'

/** As methods sections name them. */
export const measureTitles: Readonly<Record<MeasureName, string>> = {
  percent: 'percent agreement',
  cohenKappa: 'Cohen’s kappa',
  cohenKappaLinear: 'Cohen’s kappa, linear weights',
  cohenKappaQuadratic: 'Cohen’s kappa, quadratic weights',
  fleissKappa: 'Fleiss’ kappa',
  alphaNominal: 'Krippendorff’s alpha, nominal',
  alphaOrdinal: 'Krippendorff’s alpha, ordinal',
  alphaInterval: 'Krippendorff’s alpha, interval',
  uAlpha: 'u-alpha',
  binaryUAlpha: '|u-alpha',
  cuAlpha: 'cu-alpha',
  kuAlpha: '(k)u-alpha',
  f1Exact: 'F1 of identical passages',
  f1Overlap: 'F1 of overlapping passages',
  characterDice: 'Dice over characters'
}

/** A figure with its interval and what it counts, e.g. `0.885 (95 % interval 0.700 to 1.000; n = 23 units, 2 left out)`. */
export function figureInWords({ value, why, interval, n, of, excluded }: AgreementFigure): string {
  const counted = `n = ${n} ${n === 1 ? of.slice(0, -1) : of}${excluded > 0 ? `, ${excluded} left out` : ''}`
  if (value === null) return `${why.charAt(0).toLowerCase()}${why.slice(1).replace(/\.$/, '')} (${counted})`
  const within = interval ? `95 % interval ${decimals(interval.low)} to ${decimals(interval.high)}; ` : ''
  return `${decimals(value)} (${within}${counted})`
}

/** Three decimals, the same on every machine. */
export function decimals(value: number): string {
  return value.toFixed(3).replace(/^-(0\.000)$/, '$1')
}
