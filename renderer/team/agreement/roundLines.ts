/** What is drawn of agreement over the rounds of coding, how wide, and what rounds are called. */
import type { AgreementFigure, AgreementReport } from '../../../shared/api/agreementMethods.ts'
import { formatDocumentDate } from '../../ui/format.ts'
import { locale, t } from '../../ui/words.ts'
import { abouts, columnsOf, figureOf, measureName, type FigureColumn } from './figures.ts'

export type RoundKind = AgreementReport['request']['rounds']

export type ChartLine = FigureColumn & {
  readonly name: string
  /** One a round; undefined where the round has none. */
  readonly figures: readonly (AgreementFigure | undefined)[]
}

/** A line for each main figure, percentages left out; none for what has no figure in any round. `rounds`: the figures of each. */
export function linesOf(rounds: readonly (readonly AgreementFigure[])[]): readonly ChartLine[] {
  const columns = columnsOf(rounds, 'main').filter(({ measure }) => measure !== 'percent')
  return abouts.flatMap((about): ChartLine[] => {
    const column = columns.find((one) => one.about === about)
    if (!column) return []
    const figures = rounds.map((round) => figureOf(round, column))
    if (!figures.some((one) => one !== undefined && one.value !== null)) return []
    return [{ ...column, name: columnName(column), figures }]
  })
}

export function columnName({ about, measure }: FigureColumn): string {
  return t('agreement.columnOf', { measure: measureName(measure), about: t(`agreement.of.${about}`) })
}

/** How far so many rounds stand from each other in a chart, in pixels, and that every so many-th is named. */
export function spread(rounds: number): { readonly step: number; readonly every: number } {
  const step = Math.min(180, Math.max(12, 640 / rounds))
  return { step, every: Math.ceil(70 / step) }
}

/** A round as people say it: "April 2025", "Week 12, 2025", or the group's name. `kind`: what rounds are; `short`: below a chart. */
export function roundName(round: string, kind: RoundKind, length: 'whole' | 'short' = 'whole'): string {
  if (round === '') return t(kind === 'group' ? 'agreement.noGroup' : 'agreement.noPassage')
  const [, year = '', week = '', month = ''] = /^(\d{4})-(?:W(\d\d)|(\d\d))$/.exec(round) ?? []
  if (kind === 'week' && week)
    return t(length === 'short' ? 'agreement.weekShort' : 'agreement.week', {
      week: String(Number(week)),
      year
    })
  if (kind === 'month' && month)
    return length === 'whole'
      ? formatDocumentDate(round)
      : new Intl.DateTimeFormat(locale(), { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(
          Date.UTC(Number(year), Number(month) - 1)
        )
  return round
}
