/** What the doctor can find, and the sentence people read for each. */
import type { RecordRef } from '../../shared/model/record.ts'

/**
 * 'broken': the file itself holds something wrong. 'tables': the tables do not say what the log says; a rebuild mends it. 'attention': nothing
 * is broken, but an analyst should look.
 */
export type Severity = 'broken' | 'tables' | 'attention'

export type FindingCode = keyof typeof catalogue

/** One kind of thing that was found: how often, and the first records it was found in. */
export type Finding = {
  readonly code: FindingCode
  readonly severity: Severity
  readonly count: number
  readonly records: readonly RecordRef[]
  /** What SQLite said, where it was asked. */
  readonly detail: string
}

/** The sentence people read for a finding. */
export function sentenceOfFinding(finding: Finding): string {
  return catalogue[finding.code].sentence
    .replaceAll('{count}', String(finding.count))
    .replaceAll('{detail}', finding.detail)
}

export function severityOf(code: FindingCode): Severity {
  return catalogue[code].severity
}

const catalogue = {
  integrity: {
    severity: 'broken',
    sentence: 'The file is damaged ({detail}). Open its newest backup from the folder “Parley backups”.'
  },
  brokenChange: {
    severity: 'broken',
    sentence:
      '{count} changes in the history cannot be read and are left out. Open a backup, or merge a colleague’s copy to get them back.'
  },
  brokenBlob: {
    severity: 'broken',
    sentence:
      '{count} texts or original files are not what they were when they were stored. Import these files again, or open a backup.'
  },
  quoteMismatch: {
    severity: 'broken',
    sentence:
      '{count} annotations do not find their quote at their place in the text. Look at each and mark its passage again.'
  },
  rowDiffers: {
    severity: 'tables',
    sentence: '{count} records are shown otherwise than their history says. Repair makes the tables anew.'
  },
  rowWithoutChanges: {
    severity: 'tables',
    sentence: '{count} rows belong to no change in the history. Repair makes the tables anew.'
  },
  arrangementDiffers: {
    severity: 'tables',
    sentence: '{count} records stand elsewhere than their history says. Repair makes the tables anew.'
  },
  countDiffers: { severity: 'tables', sentence: '{count} counts are wrong. Repair makes the tables anew.' },
  conflictsDiffer: {
    severity: 'tables',
    sentence: '{count} records have other conflicts than are listed. Repair makes the tables anew.'
  },
  textMissing: {
    severity: 'attention',
    sentence: 'The texts of {count} documents are still to arrive. Merge the copy of whoever imported them.'
  },
  originalMissing: {
    severity: 'attention',
    sentence:
      'The original files of {count} documents are still to arrive. Merge the copy of whoever imported them.'
  },
  incompleteRecord: {
    severity: 'attention',
    sentence:
      '{count} records are not all here yet and are not shown. Merge the copy they came from once more.'
  },
  missingRecord: {
    severity: 'attention',
    sentence:
      '{count} issues, stances, actors, coders or documents are named by annotations but not here yet. Merge the copy they came from.'
  },
  missingChanges: {
    severity: 'attention',
    sentence:
      '{count} changes of the history have not arrived. Merge the copies of the colleagues who made them.'
  },
  newerChange: {
    severity: 'attention',
    sentence:
      '{count} changes were made by a newer version of Parley. They are kept; update Parley to see them.'
  },
  conflict: { severity: 'attention', sentence: '{count} conflicts wait for a decision.' },
  lostPlace: {
    severity: 'attention',
    sentence:
      '{count} annotations lost their passage to a correction of the text. Their quotes are kept; mark their passages again.'
  },
  clockAhead: {
    severity: 'attention',
    sentence:
      '{count} sessions were written by a clock more than a day ahead. Nothing is lost; check the date of that computer.'
  }
} as const satisfies Record<string, { readonly severity: Severity; readonly sentence: string }>
