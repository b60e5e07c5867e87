/** Figures as cells of a table. */
import type { AgreementCell, AgreementFigure, AgreementUnits } from '../../../shared/api/agreementMethods.ts'
import { figureOf, figureSentence, valueText, type About, type FigureColumn } from './figures.ts'
import type { GridCell } from './NumberGrid.tsx'

/** One cell a column; undefined where there is no such figure. `cellOf`: what a figure of this kind opens. */
export function cellsOf(
  figures: readonly AgreementFigure[],
  columns: readonly FigureColumn[],
  units: AgreementUnits,
  cellOf: (about: About) => AgreementCell
): readonly (GridCell | undefined)[] {
  return columns.map((column) => {
    const figure = figureOf(figures, column)
    if (!figure) return undefined
    return {
      text: valueText(figure),
      about: figureSentence(figure, units),
      cell: cellOf(column.about),
      ...(figure.value === null ? { look: 'faint' as const } : {})
    }
  })
}
