/** What agreement is measured on, as it was chosen, and which number is open. Kept on this machine, by project: nothing of it is project data. */
import { z } from 'zod'
import {
  agreementRounds,
  agreementUnits,
  type AgreementCell,
  type AgreementReport
} from '../../shared/api/agreementMethods.ts'
import { coderId, documentId, issueId } from '../../shared/ids.ts'

export const agreementChoice = z.object({
  /** None: the two whose work can be compared best. */
  coders: z.array(coderId).max(20),
  /** Groups and documents together; none of either: all documents. */
  groups: z.array(z.string().max(200)).max(1000),
  documents: z.array(documentId).max(10_000),
  /** None: every issue that was used. */
  issues: z.array(issueId).max(10_000),
  units: agreementUnits,
  rounds: agreementRounds,
  onlyDone: z.boolean()
})
export type AgreementChoice = z.infer<typeof agreementChoice>

export const plainAgreement: AgreementChoice = {
  coders: [],
  groups: [],
  documents: [],
  issues: [],
  units: 'sentence',
  rounds: 'month',
  onlyDone: false
}

/** A number whose passages are shown: where it stands, and the passage that was opened last. */
export type OpenNumber = {
  readonly cell: AgreementCell
  /** The table, its row and its column, from 0; null: it stands in none. */
  readonly from: { readonly grid: string; readonly row: number; readonly column: number } | null
  readonly row: number
}

/** The report that was measured last, shown at once when the view comes back, until it is measured anew. `key`: what was asked. */
export type MeasuredAgreement = { readonly key: string; readonly report: AgreementReport }

/** The choice where it is short enough to be remembered beside the rest, else undefined. */
export function rememberable(choice: AgreementChoice): AgreementChoice | undefined {
  return JSON.stringify(choice).length <= 1500 ? choice : undefined
}
