/** Which figures are shown where, in which order, and how they are written. */
import type {
  AgreementFigure,
  AgreementReport,
  AgreementUnits,
  MeasureName
} from '../../../shared/api/agreementMethods.ts'
import { formatDecimals, formatShare } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'

export type About = AgreementFigure['about']
export type ReportIssue = AgreementReport['issues'][number]

/** In the order in which they are shown. */
export const abouts: readonly About[] = ['issue', 'stance', 'span']

/** The figure that stands for all: Krippendorff's, since it takes any number of coders and leaves nothing out that two of them judged. */
const mainMeasures: Readonly<Record<About, readonly MeasureName[]>> = {
  issue: ['alphaNominal', 'f1Overlap', 'percent'],
  stance: ['alphaOrdinal', 'alphaNominal', 'percent', 'cuAlpha'],
  span: ['uAlpha', 'f1Overlap', 'characterDice']
}

/** A column of figures in a table. */
export type FigureColumn = { readonly about: About; readonly measure: MeasureName }

/** The figure of this kind, undefined where the report has none. */
export function figureOf(
  figures: readonly AgreementFigure[],
  { about, measure }: FigureColumn
): AgreementFigure | undefined {
  return figures.find((figure) => figure.about === about && figure.measure === measure)
}

/** The column that stands for all figures of this kind; undefined where there is none of them. */
export function mainColumn(
  figures: readonly AgreementFigure[],
  about: About
): (FigureColumn & { readonly figure: AgreementFigure }) | undefined {
  for (const measure of mainMeasures[about]) {
    const figure = figureOf(figures, { about, measure })
    if (figure) return { about, measure, figure }
  }
  return undefined
}

/** The columns that any of these lists of figures has. 'main': agreement in per cent and the main figure of each kind. */
export function columnsOf(
  lists: readonly (readonly AgreementFigure[])[],
  which: 'main' | 'all'
): readonly FigureColumn[] {
  const columns = new Map<string, FigureColumn>()
  for (const { about, measure } of lists.flat()) columns.set(`${about} ${measure}`, { about, measure })
  const all = [...columns.values()].toSorted(
    (a, b) => abouts.indexOf(a.about) - abouts.indexOf(b.about) || rank(a.measure) - rank(b.measure)
  )
  if (which === 'all') return all
  return abouts.flatMap((about) => {
    const own = all.filter((column) => column.about === about)
    const main = mainMeasures[about].find((measure) => own.some((column) => column.measure === measure))
    return own.filter(({ measure }) => measure === main || (measure === 'percent' && about === 'issue'))
  })
}

/** The rows by the figure of a column, lowest first; what is undefined comes last, in its own order. */
export function byLowest<T extends { readonly figures: readonly AgreementFigure[] }>(
  rows: readonly T[],
  column: FigureColumn
): readonly T[] {
  const valueOf = (row: T): number => figureOf(row.figures, column)?.value ?? Number.POSITIVE_INFINITY
  const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)
  return rows.toSorted((a, b) => compare(valueOf(a), valueOf(b)))
}

/** True for measures that are a share of something, without correction for chance. */
export function isShare(measure: MeasureName): boolean {
  return measure === 'percent'
}

/** True for measures that Krippendorff's .667 and .800 were meant for. */
export function hasThresholds(measure: MeasureName): boolean {
  return measure.startsWith('alpha') || measure.toLowerCase().endsWith('ualpha')
}

/** "0.812", "92.3%" or "undefined". */
export function valueText({ measure, value }: AgreementFigure): string {
  return value === null ? t('agreement.undefined') : numberOf(measure, value)
}

/** "0.71 – 0.90", or '' where there is none. */
export function intervalText({ measure, interval }: AgreementFigure): string {
  if (!interval) return ''
  return t('agreement.interval', {
    low: numberOf(measure, interval.low),
    high: numberOf(measure, interval.high)
  })
}

/** How much it counts, in its own unit: "45 sentences", "12 passages", "5,310 characters". `units`: what the report was measured on. */
export function countText(figure: AgreementFigure, units: AgreementUnits): string {
  return t(`agreement.count.${countForm(figure, units)}`, { count: figure.n })
}

/** What it counts, as the head of a column: "Sentences". */
export function countHead(figure: AgreementFigure, units: AgreementUnits): string {
  return t(`agreement.countHead.${countForm(figure, units)}`)
}

/** All that is to be said of a figure, in sentences: value or why there is none, interval or why there is none, what it counts. */
export function figureSentence(figure: AgreementFigure, units: AgreementUnits): string {
  const told =
    figure.value === null
      ? sentence(figure.why)
      : `${t('agreement.valueIs', { measure: measureName(figure.measure), value: valueText(figure) })} ${
          figure.interval
            ? t('agreement.intervalIs', { interval: intervalText(figure) })
            : sentence(figure.whyNoInterval)
        }`.trim()
  const counted = t('agreement.countsWhat', { what: countText(figure, units) })
  const left = figure.excluded > 0 ? t('agreement.leftOut', { count: figure.excluded }) : ''
  const low = figure.measure.startsWith('alpha') ? (figure.interval?.belowTentative ?? 0) : 0
  const below = low > 0 ? t('agreement.belowTentative', { share: formatShare(low) }) : ''
  return [told, below, counted, left].filter((part) => part !== '').join(' ')
}

/** The name of a measure as reviewers know it. */
export function measureName(measure: MeasureName): string {
  return t(`agreement.measures.${measure}.name`)
}

/** Its name where there is little room. */
export function measureShort(measure: MeasureName): string {
  return t(`agreement.measures.${measure}.short`)
}

function countForm({ of }: AgreementFigure, units: AgreementUnits): string {
  return of === 'units' ? (units === 'span' ? 'pair' : units) : of
}

function numberOf(measure: MeasureName, value: number): string {
  return isShare(measure) ? formatShare(value) : formatDecimals(value, 3)
}

/** A reason of the engine as a sentence: with a capital and a full stop. */
function sentence(words: string): string {
  const trimmed = words.trim()
  if (trimmed === '') return ''
  const first = [...trimmed][0] ?? ''
  const whole = first.toUpperCase() + trimmed.slice(first.length)
  return /[.!?]$/.test(whole) ? whole : `${whole}.`
}

const order: readonly MeasureName[] = [
  'percent',
  'alphaNominal',
  'alphaOrdinal',
  'alphaInterval',
  'cohenKappa',
  'cohenKappaLinear',
  'cohenKappaQuadratic',
  'fleissKappa',
  'uAlpha',
  'binaryUAlpha',
  'cuAlpha',
  'kuAlpha',
  'f1Exact',
  'f1Overlap',
  'characterDice'
]
function rank(measure: MeasureName): number {
  return order.indexOf(measure)
}
