/** What the passages of an open number are called. */
import type { AgreementCell, AgreementReport } from '../../../shared/api/agreementMethods.ts'
import type { CodebookIndex } from '../../state/codebook.ts'
import { t } from '../../ui/words.ts'
import { roundName } from './roundLines.ts'

/** "Ceasefire first · Stance", "Noor and Ada · Issue", "Opposes against Neutral". */
export function cellTitle(cell: AgreementCell, report: AgreementReport, index: CodebookIndex): string {
  const coder = (id: string): string => report.coders.find((one) => one.coder === id)?.name ?? ''
  const stance = (id: string | null): string =>
    id === null ? t('agreement.undecided') : (index.stances.get(id)?.label ?? '')
  const parts: string[] = []
  if (cell.issue) parts.push(index.issues.get(cell.issue)?.name ?? '')
  if (cell.pair) parts.push(t('agreement.what.pair', { a: coder(cell.pair[0]), b: coder(cell.pair[1]) }))
  if (cell.stances)
    parts.push(t('agreement.what.stances', { row: stance(cell.stances[0]), column: stance(cell.stances[1]) }))
  if (cell.round !== undefined)
    parts.push(t('agreement.what.round', { round: roundName(cell.round, report.request.rounds) }))
  if (parts.length === 0) parts.push(t('agreement.what.whole'))
  if (cell.about && !cell.stances) parts.push(t(`agreement.of.${cell.about}`))
  return parts.join(' · ')
}
