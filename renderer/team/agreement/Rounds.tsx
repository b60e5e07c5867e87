/** Agreement over the rounds of coding: a chart where there are two or more, and the table behind it. */
import type { AgreementReport } from '../../../shared/api/agreementMethods.ts'
import type { AgreementChoice, OpenNumber } from '../../state/agreement.ts'
import { Segments } from '../../ui/fields.tsx'
import { formatNumber, formatDocumentDate } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'
import { cellsOf } from './cells.ts'
import {
  abouts,
  columnsOf,
  figureOf,
  hasThresholds,
  measureName,
  measureShort,
  type FigureColumn
} from './figures.ts'
import { NumberGrid, type OpenCell } from './NumberGrid.tsx'
import { RoundChart, type ChartLine } from './RoundChart.tsx'

const kinds = ['week', 'month', 'group'] as const
type RoundKind = (typeof kinds)[number]

type RoundsProps = {
  readonly report: AgreementReport
  readonly open: OpenNumber | null
  readonly onOpen: OpenCell
  readonly onChange: (change: Partial<AgreementChoice>) => void
}

export function Rounds({ report, open, onOpen, onChange }: RoundsProps) {
  const { rounds: kind, units } = report.request
  const { rounds } = report
  const lists = rounds.map(({ figures }) => figures)
  const columns = columnsOf(lists, 'main')
  const drawn = columns.filter(({ measure }) => measure !== 'percent')
  const lines = abouts.flatMap((about): ChartLine[] => {
    const column = drawn.find((one) => one.about === about)
    if (!column) return []
    return [{ about, name: nameOf(column), figures: lists.map((figures) => figureOf(figures, column)) }]
  })
  const isSeveral = new Set(columns.map(({ about }) => about)).size > 1
  return (
    <section className="agreement-section" aria-labelledby="agreement-rounds-head">
      <header className="agreement-section-head">
        <div>
          <h2 id="agreement-rounds-head">{t('agreement.rounds')}</h2>
          <p className="soft">{t(`agreement.roundsAbout.${kind}`)}</p>
        </div>
        <Segments
          label={t('agreement.roundsBy')}
          bare={false}
          value={kind}
          onChange={(next) => onChange({ rounds: next })}
          choices={kinds.map((key) => ({ key, name: t(`agreement.round.${key}`) }))}
        />
      </header>
      {rounds.length > 1 && (
        <RoundChart
          rounds={rounds.map(({ round }) => roundName(round, kind))}
          lines={lines}
          thresholds={drawn.some(({ measure }) => hasThresholds(measure))}
        />
      )}
      {rounds.length < 2 && (
        <p className="faint">{t(rounds.length === 0 ? 'agreement.noRounds' : 'agreement.oneRound')}</p>
      )}
      {rounds.length > 0 && (
        <NumberGrid
          grid="rounds"
          className="fitted"
          label={t('agreement.rounds')}
          corner={t('agreement.columns.round')}
          columns={[
            ...columns.map((column) => ({
              key: `${column.about} ${column.measure}`,
              head: (
                <>
                  {measureShort(column.measure)}
                  {isSeveral && <span className="agreement-of">{t(`agreement.of.${column.about}`)}</span>}
                </>
              ),
              name: nameOf(column)
            })),
            { key: 'differ', head: t('agreement.columns.differ'), name: t('agreement.columnsAbout.differ') },
            {
              key: 'documents',
              head: t('agreement.columns.documents'),
              name: t('agreement.columnsAbout.documents')
            }
          ]}
          open={open}
          onOpen={onOpen}
          rows={rounds.map(({ round, documents, figures, disagreements }) => ({
            key: round,
            name: roundName(round, kind),
            head: roundName(round, kind),
            cells: [
              ...cellsOf(figures, columns, units, (about) => ({ about, round, onlyDisagreements: false })),
              {
                text: formatNumber(disagreements),
                about: t('agreement.columnsAbout.differ'),
                cell: { round, onlyDisagreements: disagreements > 0 },
                ...(disagreements === 0 ? { look: 'faint' as const } : {})
              },
              { text: formatNumber(documents), about: '', cell: null, look: 'faint' as const }
            ]
          }))}
        />
      )}
    </section>
  )
}

/** A round as people say it: "April 2025"; a week or a group as it is named. `kind`: what rounds are. */
export function roundName(round: string, kind: RoundKind): string {
  if (round === '') return t(kind === 'group' ? 'agreement.noGroup' : 'agreement.noPassage')
  return kind === 'month' ? formatDocumentDate(round) : round
}

function nameOf({ about, measure }: FigureColumn): string {
  return t('agreement.columnOf', { measure: measureName(measure), about: t(`agreement.of.${about}`) })
}
