/** How often coders agree, without a correction for chance. */
import { figure, undefinedFigure, type Figure } from './figure.ts'
import { pairable, timesOf, type Ratings } from './ratings.ts'

/**
 * What each unit weighs. Units: all the same, a plain mean, which is what Parley shows. Values: as many as it has values, which is 1 minus the
 * observed disagreement that nominal alpha is made of. The two differ only where some units were judged by fewer coders than others.
 */
export type Weighing = 'units' | 'values'

/** The share of agreeing pairs of coders, in [0, 1], over the units that at least two coders judged. */
export function percentAgreement(ratings: Ratings, weighing: Weighing = 'values'): Figure {
  let agreed = 0
  let all = 0
  for (const { values, at } of pairable(ratings)) {
    const m = values.length
    const weight = timesOf(ratings, at) * (weighing === 'units' ? 1 : m)
    let agreeing = 0
    for (let i = 1; i < m; i++) for (let j = 0; j < i; j++) if (values[i] === values[j]) agreeing += 2
    agreed += (weight * agreeing) / (m * (m - 1))
    all += weight
  }
  return all === 0 ? undefinedFigure('nothingToCompare') : figure(agreed / all)
}
