/** Figures as a report tells them: with interval, with what they count and leave out, or with the reason why there is none. */
import { bootstrap, type Interval } from './bootstrap.ts'
import { cohenKappa } from './cohenKappa.ts'
import { reasonOf, type Figure } from './figure.ts'
import { fleissKappa } from './fleissKappa.ts'
import { krippendorffAlpha } from './krippendorffAlpha.ts'
import { percentAgreement } from './percentAgreement.ts'
import { pairable, timesOf, unitsIn, type Ratings } from './ratings.ts'
import { onScale, type Rated, type Scale } from './unitRatings.ts'

export const measures = [
  'percent',
  'cohenKappa',
  'cohenKappaLinear',
  'cohenKappaQuadratic',
  'fleissKappa',
  'alphaNominal',
  'alphaOrdinal',
  'alphaInterval',
  'uAlpha',
  'binaryUAlpha',
  'cuAlpha',
  'kuAlpha',
  'f1Exact',
  'f1Overlap',
  'characterDice'
] as const
export type MeasureName = (typeof measures)[number]

export type AgreementFigure = {
  readonly measure: MeasureName
  /** What it compares: the issue (tagged with it or not; which of several), the stance where the issue is shared, where passages stand. */
  readonly about: 'issue' | 'stance' | 'span'
  /** Null: undefined; then `why` says so in a sentence, otherwise it is ''. */
  readonly value: number | null
  readonly why: string
  /** `belowTentative`: the share of draws below .667, where Krippendorff would not draw even tentative conclusions. */
  readonly interval: ToldInterval | null
  readonly whyNoInterval: string
  /** What it counts, and how many of these it had to leave out. */
  readonly n: number
  readonly of: 'units' | 'spans' | 'characters'
  readonly excluded: number
}

export type ToldInterval = Pick<Interval, 'low' | 'high' | 'draws' | 'belowTentative'>

export type Drawing = { readonly draws: number; readonly seed: number }

/** What a measure gives for ratings; `name` once a list. */
export type Measure = { readonly name: MeasureName; readonly of: (ratings: Ratings) => Figure }

/** Percent agreement, nominal alpha and the kappa that fits the number of coders; `of`: tagged or not, or which issue. */
export function issueFigures(rated: Rated, coders: CoderCount, drawing: Drawing): readonly AgreementFigure[] {
  return figuresOf(rated, [percent, alphaNominal, ...kappas(coders)], { about: 'issue', drawing })
}

/** Nominal figures over all stances, "no position" among them; ordinal, interval and weighted ones on the declared scale. */
export function stanceFigures(
  rated: Rated,
  scale: Scale,
  coders: CoderCount,
  drawing: Drawing
): readonly AgreementFigure[] {
  const scaled = onScale(rated, scale)
  const about = 'stance' as const
  const onPoints: Measure[] = [
    { name: 'alphaOrdinal', of: (ratings) => krippendorffAlpha(ratings, { level: 'ordinal' }) },
    {
      name: 'alphaInterval',
      of: (ratings) => krippendorffAlpha(ratings, { level: 'interval', points: scaled.points })
    }
  ]
  if (coders === 'two')
    onPoints.push(
      { name: 'cohenKappaLinear', of: (ratings) => cohenKappa(ratings, 'linear') },
      { name: 'cohenKappaQuadratic', of: (ratings) => cohenKappa(ratings, 'quadratic') }
    )
  const nominal = figuresOf(rated, [percent, alphaNominal, ...kappas(coders)], { about, drawing })
  return [...nominal, ...figuresOf(scaled, onPoints, { about, drawing })]
}

/** Two coders, several whose units are whole, or several compared two by two, where no kappa fits. */
export type CoderCount = 'two' | 'several' | 'pairwise'

/** Measures of one set of ratings, drawn again together. */
export function figuresOf(
  { ratings, excluded }: Rated,
  asked: readonly Measure[],
  { about, drawing }: { readonly about: AgreementFigure['about']; readonly drawing: Drawing }
): readonly AgreementFigure[] {
  const judged = pairable(ratings)
  const n = judged.reduce((sum, { at }) => sum + timesOf(ratings, at), 0)
  const found = asked.map(({ of }) => of(ratings))
  const isDrawn = drawing.draws > 0 && n >= fewestUnits && found.some(({ value }) => value !== null)
  const intervals = isDrawn
    ? bootstrap(
        ratings.times ?? ratings.units.map(() => 1),
        (times) => asked.map(({ of }) => of({ ...ratings, times }).value),
        drawing
      )
    : []
  return asked.map(({ name }, at): AgreementFigure => {
    const one = found[at] ?? { value: null, why: 'nothingToCompare' as const }
    const interval = intervals[at] ?? null
    const incomplete = name === 'fleissKappa' ? n - unitsIn(judgedByAll(ratings)) : 0
    return {
      measure: name,
      about,
      ...told(one),
      ...toldInterval(one, interval, drawing, n - incomplete < fewestUnits ? 'units' : null),
      n: n - incomplete,
      of: 'units',
      excluded: excluded + incomplete
    }
  })
}

/** Drawing fewer again tells nothing. */
export const fewestUnits = 5

/** The value of a figure, or the sentence that stands in its place. */
export function told(one: Figure): { readonly value: number | null; readonly why: string } {
  return one.value === null ? { value: null, why: reasonOf(one.why) } : { value: one.value, why: '' }
}

/** The interval of a figure, or why there is none. `tooFew`: what there are too few of. */
export function toldInterval(
  one: Figure,
  interval: ToldInterval | null,
  { draws }: Drawing,
  tooFew: 'units' | 'documents' | null
): Pick<AgreementFigure, 'interval' | 'whyNoInterval'> {
  const none = (whyNoInterval: string): Pick<AgreementFigure, 'interval' | 'whyNoInterval'> => ({
    interval: null,
    whyNoInterval
  })
  if (one.value === null) return none('There is no interval around a figure that is undefined.')
  if (draws === 0) return none('No interval was asked for.')
  if (tooFew !== null) return none(`With fewer than ${fewestUnits} ${tooFew} there is no interval.`)
  if (!interval) return none('Most draws of the bootstrap gave no figure, so there is no interval.')
  const { low, high, belowTentative } = interval
  return { interval: { low, high, draws: interval.draws, belowTentative }, whyNoInterval: '' }
}

const percent: Measure = { name: 'percent', of: (ratings) => percentAgreement(ratings, 'units') }
const alphaNominal: Measure = {
  name: 'alphaNominal',
  of: (ratings) => krippendorffAlpha(ratings, { level: 'nominal' })
}

function kappas(coders: CoderCount): readonly Measure[] {
  if (coders === 'two') return [{ name: 'cohenKappa', of: (ratings) => cohenKappa(ratings) }]
  return coders === 'several'
    ? [{ name: 'fleissKappa', of: (ratings) => fleissKappa(judgedByAll(ratings)).kappa }]
    : []
}

/** The units that every one of the coders judged. */
function judgedByAll({ categories, units, times }: Ratings): Ratings {
  const whole = units.map((unit) => unit.every((value) => value !== null))
  return {
    categories,
    units: units.filter((_unit, at) => whole[at]),
    times: units.flatMap((_unit, at) => (whole[at] ? (times?.[at] ?? 1) : []))
  }
}
