/** Which stances coders gave to the same: rows one coder's, columns the other's; what lies off the diagonal is where they differ. */
import type { AgreementReport } from '../../../shared/api/agreementMethods.ts'
import type { StanceId } from '../../../shared/ids.ts'
import type { OpenNumber } from '../../state/agreement.ts'
import { useCodebook } from '../../state/parley.ts'
import { inkColour } from '../../ui/colour.ts'
import { formatNumber } from '../../ui/format.ts'
import { stanceGlyph, stanceToken, undecidedGlyph } from '../../ui/stance.ts'
import { t } from '../../ui/words.ts'
import { NumberGrid, type GridCell, type OpenCell } from './NumberGrid.tsx'

type StanceTableProps = {
  readonly report: AgreementReport
  readonly open: OpenNumber | null
  readonly onOpen: OpenCell
}

/** The last column has the sums: the margins that stand beside kappa. */
export function StanceTable({ report, open, onOpen }: StanceTableProps) {
  const stances = useCodebook((state) => state.index.stances)
  const { isSymmetric, counts } = report.confusion
  const [first, second] = report.coders
  const most = Math.max(1, ...counts.flat())
  const all = report.confusion.stances.map((id) => {
    const stance = id === null ? undefined : stances.get(id)
    const name = stance?.label ?? t('agreement.undecided')
    const colour = stance ? inkColour(stance.colour, stanceToken(stance.polarity)) : 'var(--ink-faint)'
    const glyph = stance ? stanceGlyph(stance.polarity) : undecidedGlyph
    return { id, name, colour, head: <StanceMark glyph={glyph} colour={colour} name={name} /> }
  })
  const isNone = counts.flat().every((count) => count === 0)
  // Stances that nobody gave are left out of the table, not of the figures.
  const used = all
    .map((stance, at) => ({ ...stance, at }))
    .filter(
      ({ at }) => (counts[at] ?? []).some((count) => count > 0) || counts.some((row) => (row[at] ?? 0) > 0)
    )
  const names = { rows: first?.name ?? '', columns: second?.name ?? '' }
  return (
    <section className="agreement-section" aria-labelledby="agreement-stances-head">
      <header className="agreement-section-head">
        <div>
          <h2 id="agreement-stances-head">{t('agreement.confusion')}</h2>
          <p className="soft">
            {isNone
              ? t('agreement.confusionNone')
              : isSymmetric
                ? t('agreement.confusionMany')
                : t('agreement.confusionTwo', names)}
          </p>
        </div>
      </header>
      {!isNone && (
        <NumberGrid
          grid="stances"
          className="fitted"
          label={t('agreement.confusion')}
          corner={isSymmetric ? '' : `${names.rows} ↓ ${names.columns} →`}
          columns={[
            ...used.map((stance) => ({ key: stance.id ?? 'none', head: stance.head, name: stance.name })),
            { key: ' sum', head: t('agreement.sum'), name: t('agreement.sum') }
          ]}
          open={open}
          onOpen={onOpen}
          rows={[
            ...used.map((row) => {
              const own = counts[row.at] ?? []
              return {
                key: row.id ?? 'none',
                head: row.head,
                name: row.name,
                cells: [
                  ...used.map((column): GridCell => {
                    const count = own[column.at] ?? 0
                    return {
                      text: formatNumber(count),
                      about: t('agreement.confusionCell', { row: row.name, column: column.name }),
                      cell: count === 0 ? null : cellOf(row.id, column.id),
                      look: count === 0 ? 'faint' : 'strong',
                      ...(count === 0
                        ? {}
                        : {
                            tint: {
                              colour: row.at === column.at ? row.colour : 'var(--warning)',
                              share: count / most
                            }
                          })
                    }
                  }),
                  sumOf(own)
                ]
              }
            }),
            {
              key: ' sum',
              head: t('agreement.sum'),
              name: t('agreement.sum'),
              cells: [...used.map(({ at }) => sumOf(counts.map((row) => row[at] ?? 0))), sumOf(counts.flat())]
            }
          ]}
        />
      )}
    </section>
  )
}

function sumOf(counts: readonly number[]): GridCell {
  const sum = counts.reduce((all, count) => all + count, 0)
  return { text: formatNumber(sum), about: '', cell: null, look: 'faint' }
}

function cellOf(row: StanceId | null, column: StanceId | null) {
  return {
    about: 'stance' as const,
    stances: [row, column] as [StanceId | null, StanceId | null],
    onlyDisagreements: false
  }
}

function StanceMark({
  glyph,
  colour,
  name
}: {
  readonly glyph: string
  readonly colour: string
  readonly name: string
}) {
  return (
    <span className="stance">
      <span className="glyph" style={{ color: colour }} aria-hidden>
        {glyph}
      </span>
      <span>{name}</span>
    </span>
  )
}
