/** Three coders or more: every one against every other. */
import { useState } from 'react'
import type { AgreementReport } from '../../../shared/api/agreementMethods.ts'
import type { OpenNumber } from '../../state/agreement.ts'
import { SelectField } from '../../ui/fields.tsx'
import { t } from '../../ui/words.ts'
import { cellsOf } from './cells.ts'
import { columnsOf, mainColumn, measureName, type FigureColumn } from './figures.ts'
import { NumberGrid, type OpenCell } from './NumberGrid.tsx'

type PairTableProps = {
  readonly report: AgreementReport
  readonly open: OpenNumber | null
  readonly onOpen: OpenCell
}

/** The figure is chosen; a cell opens what the two of them coded. */
export function PairTable({ report, open, onOpen }: PairTableProps) {
  const all = columnsOf(
    report.pairs.map(({ figures }) => figures),
    'all'
  )
  const first = report.pairs[0]?.figures ?? []
  const main = mainColumn(first, 'issue') ?? mainColumn(first, 'span') ?? all[0]
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = all.find((column) => keyOf(column) === chosen) ?? main
  if (!shown || report.coders.length < 3) return null
  return (
    <section className="agreement-section" aria-labelledby="agreement-pairs-head">
      <header className="agreement-section-head">
        <div>
          <h2 id="agreement-pairs-head">{t('agreement.pairs')}</h2>
          <p className="soft">{t('agreement.pairsAbout')}</p>
        </div>
        <SelectField
          label={t('agreement.pairsOf')}
          value={keyOf(shown)}
          onChange={setChosen}
          choices={all.map((column) => ({
            key: keyOf(column),
            name: t('agreement.columnOf', {
              measure: measureName(column.measure),
              about: t(`agreement.of.${column.about}`)
            })
          }))}
        />
      </header>
      <NumberGrid
        grid="pairs"
        className="fitted"
        label={t('agreement.pairs')}
        corner=""
        columns={report.coders.map(({ coder, name }) => ({ key: coder, head: name, name }))}
        open={open}
        onOpen={onOpen}
        rows={report.coders.map((row) => ({
          key: row.coder,
          name: row.name,
          head: row.name,
          cells: report.coders.map((column) => {
            const pair = report.pairs.find(
              ({ a, b }) => (a === row.coder && b === column.coder) || (b === row.coder && a === column.coder)
            )
            if (!pair) return undefined
            return cellsOf(pair.figures, [shown], report.request.units, (about) => ({
              about,
              pair: [pair.a, pair.b],
              onlyDisagreements: false
            }))[0]
          })
        }))}
      />
    </section>
  )
}

function keyOf({ about, measure }: FigureColumn): string {
  return `${about} ${measure}`
}
