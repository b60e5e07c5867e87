/** What is kept in one folder by people: a folder is remembered for each, so that a search begins where such things were last. */
import type { PickPurpose } from './ports.ts'

/** `tables`: datasets, codebooks, figures and reports. */
export type LookedFor = 'projects' | 'documents' | 'tables' | 'teamFolder'

export const lookedFor: Readonly<Record<PickPurpose, LookedFor>> = {
  openProject: 'projects',
  newProject: 'projects',
  mergeProject: 'projects',
  shareProject: 'projects',
  importDocuments: 'documents',
  importCodebook: 'tables',
  importDataset: 'tables',
  exportDataset: 'tables',
  exportReport: 'tables',
  exportCodebook: 'tables',
  saveMergeReport: 'tables',
  exportAgreement: 'tables',
  teamFolder: 'teamFolder'
}
