/** Agreement over the rounds of coding: a chart where there are two or more, and the table behind it. */
import type { AgreementReport } from '../../../shared/api/agreementMethods.ts'
import type { AgreementChoice, OpenNumber } from '../../state/agreement.ts'
import { Segments } from '../../ui/fields.tsx'
import { formatNumber } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'
import { cellsOf } from './cells.ts'
import { columnsOf, hasThresholds, measureShort } from './figures.ts'
import { NumberGrid, type OpenCell } from './NumberGrid.tsx'
import { RoundChart } from './RoundChart.tsx'
import { columnName, linesOf, roundName, type RoundKind } from './roundLines.ts'

const kinds: readonly RoundKind[] = ['week', 'month', 'group']

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
  const lines = linesOf(lists)
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
      {rounds.length > 1 && lines.length > 0 && (
        <RoundChart
          rounds={rounds.map(({ round }) => roundName(round, kind, 'short'))}
          lines={lines}
          thresholds={lines.some(({ measure }) => hasThresholds(measure))}
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
              name: columnName(column)
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
