/** Agreement issue by issue, in the order of the codebook or the lowest first. */
import { useState } from 'react'
import type { AgreementFigure, AgreementReport } from '../../../shared/api/agreementMethods.ts'
import type { OpenNumber } from '../../state/agreement.ts'
import { useCodebook } from '../../state/parley.ts'
import { safeColour } from '../../ui/colour.ts'
import { Segments } from '../../ui/fields.tsx'
import { formatNumber } from '../../ui/format.ts'
import { t } from '../../ui/words.ts'
import { cellsOf } from './cells.ts'
import { byLowest, columnsOf, figureOf, measureName, measureShort, type FigureColumn } from './figures.ts'
import { NumberGrid, type GridCell, type GridColumn, type OpenCell } from './NumberGrid.tsx'

type IssueTableProps = {
  readonly report: AgreementReport
  readonly open: OpenNumber | null
  readonly onOpen: OpenCell
}

/** The heads of figures sort by them. */
export function IssueTable({ report, open, onOpen }: IssueTableProps) {
  const index = useCodebook((state) => state.index.issues)
  const [which, setWhich] = useState<'main' | 'all'>('main')
  const [sortedBy, setSortedBy] = useState<FigureColumn | null>(null)
  const { units } = report.request
  const columns = columnsOf(
    report.issues.map(({ figures }) => figures),
    which
  )
  const rows = sortedBy ? byLowest(report.issues, sortedBy) : report.issues
  const isSorted = (column: FigureColumn): boolean =>
    sortedBy?.about === column.about && sortedBy.measure === column.measure
  const main = columns.find(({ measure }) => measure !== 'percent') ?? columns[0]
  const isSeveral = new Set(columns.map(({ about }) => about)).size > 1

  const counted: readonly GridColumn[] = [
    { key: 'differ', head: t('agreement.columns.differ'), name: t('agreement.columnsAbout.differ') },
    ...report.coders.map(({ coder, name }) => ({
      key: `tagged ${coder}`,
      head: (
        <>
          <span className="ellipsis">{name}</span>
          <span className="agreement-of">{t('agreement.columns.tagged')}</span>
        </>
      ),
      name: t('agreement.columnsAbout.taggedBy', { name })
    }))
  ]
  const heads: readonly GridColumn[] = [
    ...columns.map((column) => ({
      key: `${column.about} ${column.measure}`,
      head: (
        <>
          {measureShort(column.measure)}
          {isSeveral && <span className="agreement-of">{t(`agreement.of.${column.about}`)}</span>}
        </>
      ),
      name: t('agreement.columnOf', {
        measure: measureName(column.measure),
        about: t(`agreement.of.${column.about}`)
      }),
      sort: { isOn: isSorted(column), toggle: () => setSortedBy(isSorted(column) ? null : column) }
    })),
    ...counted
  ]
  return (
    <section className="agreement-section" aria-labelledby="agreement-issues-head">
      <header className="agreement-section-head">
        <div>
          <h2 id="agreement-issues-head">{t('agreement.byIssue')}</h2>
          <p className="soft">{t('agreement.byIssueAbout')}</p>
        </div>
        <Segments
          label={t('agreement.order')}
          bare={false}
          value={sortedBy ? 'lowest' : 'tree'}
          onChange={(next) => setSortedBy(next === 'lowest' && main ? main : null)}
          choices={[
            { key: 'tree', name: t('agreement.orderTree') },
            { key: 'lowest', name: t('agreement.orderLowest') }
          ]}
        />
        <Segments
          label={t('agreement.show')}
          bare={false}
          value={which}
          onChange={setWhich}
          choices={[
            { key: 'main', name: t('agreement.showMain') },
            { key: 'all', name: t('agreement.showAll') }
          ]}
        />
      </header>
      <NumberGrid
        grid="issues"
        label={t('agreement.byIssue')}
        corner={t('agreement.columns.issue')}
        columns={heads}
        open={open}
        onOpen={onOpen}
        rows={rows.map((one) => {
          const figures = cellsOf(one.figures, columns, units, (about) => ({
            about,
            issue: one.issue,
            onlyDisagreements: false
          }))
          const whole = { issue: one.issue, onlyDisagreements: false }
          const taggedBy = report.coders.map((_coder, at): GridCell | undefined => {
            const count = one.taggedBy?.[at]
            return count === undefined
              ? undefined
              : { text: formatNumber(count), about: '', cell: whole, look: 'faint' }
          })
          const differ: GridCell = {
            text: formatNumber(one.disagreements),
            about: t('agreement.columnsAbout.differ'),
            cell: { ...whole, onlyDisagreements: one.disagreements > 0 },
            ...(one.disagreements === 0 ? { look: 'faint' as const } : {})
          }
          const level = sortedBy ? 0 : levelOf(one, report.issues)
          return {
            key: one.issue,
            name: one.path.join(', '),
            head: (
              <span
                className="agreement-issue"
                style={{ paddingInlineStart: level * 14 }}
                title={one.path.join(' › ')}
              >
                <span className="swatch" style={{ color: safeColour(index.get(one.issue)?.colour ?? '') }} />
                <span className="ellipsis">{one.name}</span>
              </span>
            ),
            cells: [...figures, differ, ...taggedBy]
          }
        })}
      />
      <Undefined
        figures={report.issues.flatMap(({ figures }) =>
          columns.flatMap((column) => figureOf(figures, column) ?? [])
        )}
      />
    </section>
  )
}

/** Why figures of the table are undefined, each reason once. */
function Undefined({ figures }: { readonly figures: readonly AgreementFigure[] }) {
  const reasons = new Map<string, number>()
  for (const { value, why } of figures) if (value === null) reasons.set(why, (reasons.get(why) ?? 0) + 1)
  return [...reasons].map(([why, count]) => (
    <p key={why} className="faint agreement-why">
      {t('agreement.undefinedWhy', { why, count })}
    </p>
  ))
}

/** How many of the issues above it are rows of the table too. */
function levelOf(one: AgreementReport['issues'][number], all: AgreementReport['issues']): number {
  const paths = new Set(all.map(({ path }) => path.join('\n')))
  return one.path.slice(0, -1).filter((_name, at) => paths.has(one.path.slice(0, at + 1).join('\n'))).length
}
