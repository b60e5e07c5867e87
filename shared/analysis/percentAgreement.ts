/** How often coders agree, without a correction for chance. */
import { figure, undefinedFigure, type Figure } from './figure.ts'
import { countsOf, pairable, valuesOf, type Ratings } from './ratings.ts'

/**
 * The share of agreeing pairs of coders, in [0, 1], over the units that at least two coders judged, each weighted by how many values it has:
 * 1 minus the observed disagreement that nominal alpha is made of. Where every unit has the same number of values this is the plain mean.
 */
export function percentAgreement(ratings: Ratings): Figure {
  const units = pairable(ratings)
  if (units.length === 0) return undefinedFigure('nothingToCompare')
  let agreed = 0
  let values = 0
  for (const unit of units) {
    const m = valuesOf(unit).length
    const agreeing = countsOf(unit, ratings.categories).reduce((pairs, n) => pairs + n * (n - 1), 0)
    agreed += agreeing / (m - 1)
    values += m
  }
  return figure(agreed / values)
}
