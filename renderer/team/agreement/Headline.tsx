/** The figures of everything chosen together: one card for the issue, the stance and where passages stand. */
import type { AgreementReport } from '../../../shared/api/agreementMethods.ts'
import type { OpenNumber } from '../../state/agreement.ts'
import { formatNumber } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'
import {
  abouts,
  columnsOf,
  countHead,
  countText,
  figureOf,
  figureSentence,
  hasThresholds,
  intervalText,
  mainColumn,
  measureName,
  valueText,
  type About
} from './figures.ts'
import { FigureScale } from './FigureScale.tsx'
import { NumberGrid, type GridRow, type OpenCell } from './NumberGrid.tsx'

type HeadlineProps = {
  readonly report: AgreementReport
  readonly open: OpenNumber | null
  readonly onOpen: OpenCell
}

export function Headline({ report, open, onOpen }: HeadlineProps) {
  const shown = abouts.filter((about) => mainColumn(report.whole, about))
  return (
    <div className="agreement-cards">
      {shown.map((about) => (
        <Card key={about} about={about} report={report} open={open} onOpen={onOpen} />
      ))}
      {report.whole.some(({ measure }) => hasThresholds(measure)) && (
        <p className="faint agreement-thresholds">{t('agreement.thresholds')}</p>
      )}
    </div>
  )
}

function Card({ about, report, open, onOpen }: HeadlineProps & { readonly about: About }) {
  const { units } = report.request
  const main = mainColumn(report.whole, about)
  if (!main) return null
  const { figure } = main
  const own = report.whole.filter((one) => one.about === about)
  // One head says what all of them count, where it is the same.
  const isAlike = own.every(({ of }) => of === figure.of)
  const hasIntervals = own.some(({ interval }) => interval !== null)
  const without = new Set(
    own.flatMap((one) => (one.value !== null && one.interval === null ? [one.whyNoInterval] : []))
  )
  const rows = columnsOf([report.whole], 'all')
    .filter((column) => column.about === about)
    .flatMap((column): GridRow[] => {
      const each = figureOf(report.whole, column)
      if (!each) return []
      const sentence = figureSentence(each, units)
      const cell = { about, onlyDisagreements: false }
      const look = each.value === null ? ('faint' as const) : undefined
      return [
        {
          key: column.measure,
          name: measureName(column.measure),
          head: measureName(column.measure),
          cells: [
            { text: valueText(each), about: sentence, cell, look: look ?? 'strong' },
            ...(hasIntervals
              ? [{ text: intervalText(each), about: sentence, cell: null, look: 'faint' as const }]
              : []),
            {
              text: isAlike ? formatNumber(each.n) : countText(each, units),
              about: sentence,
              cell: null,
              look: 'faint'
            },
            { text: formatNumber(each.excluded), about: sentence, cell: null, look: 'faint' }
          ]
        }
      ]
    })
  return (
    <section className="agreement-card" aria-labelledby={`agreement-card-${about}`}>
      <header>
        <h2 id={`agreement-card-${about}`}>{t(`agreement.of.${about}`)}</h2>
        <p className="soft">{t(`agreement.ofAbout.${about}.${units}`)}</p>
      </header>
      {figure.value === null ? (
        <p className="agreement-undefined">{figureSentence(figure, units)}</p>
      ) : (
        <div className="agreement-main">
          <button
            type="button"
            className="agreement-value tabular"
            onClick={() => onOpen({ about, onlyDisagreements: false }, null)}
          >
            {valueText(figure)}
            <span className="unseen">{figureSentence(figure, units)}</span>
          </button>
          <div className="agreement-main-about">
            <span>{measureName(figure.measure)}</span>
            <span className="faint tabular">
              {[intervalText(figure), countText(figure, units)].filter((part) => part !== '').join(' · ')}
            </span>
            <FigureScale figure={figure} />
          </div>
        </div>
      )}
      <NumberGrid
        grid={`whole-${about}`}
        label={`${t(`agreement.of.${about}`)}: ${t('agreement.columns.measure')}`}
        corner={t('agreement.columns.measure')}
        columns={(
          ['value', ...(hasIntervals ? (['interval'] as const) : []), 'counts', 'leftOut'] as const
        ).map((key) => ({
          key,
          head: key === 'counts' && isAlike ? countHead(figure, units) : t(`agreement.columns.${key}`),
          name: t(`agreement.columns.${key}`)
        }))}
        rows={rows}
        open={open}
        onOpen={onOpen}
      />
      {[...without]
        .filter((why) => why !== '')
        .map((why) => (
          <p key={why} className="faint agreement-why">
            {why}
          </p>
        ))}
    </section>
  )
}
