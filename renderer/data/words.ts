/** Words of the data view: export, import, backups, health. */
import type { Words } from '../ui/words.ts'

export const dataWords = {
  title: 'Data',
  intro: '{{documents}} · {{annotations}}',
  documents_one: '{{shownCount}} document',
  documents_other: '{{shownCount}} documents',
  annotations_one: '{{shownCount}} annotation',
  annotations_other: '{{shownCount}} annotations',
  incomplete_one: '{{shownCount}} annotation has no stance yet',
  incomplete_other: '{{shownCount}} annotations have no stance yet',
  hiddenToo: 'counted over all coders, hidden annotations too',
  showIncomplete: 'Show them',
  stop: 'Stop',
  export: {
    heading: 'Export the dataset',
    about:
      'One row an annotation, with its quote, issue, stance, actors and document, and a data dictionary beside it.',
    format: 'Format',
    csv: 'CSV',
    jsonl: 'JSON Lines',
    offsets: 'Positions count',
    codePoints: 'Code points',
    utf16: 'UTF-16 units',
    offsetsHelp: 'Code points are what Python and R count.',
    bom: 'Mark the file as UTF-8 for Excel',
    bomHelp: '(byte order mark)',
    formulaGuard: 'Guard against formulas',
    formulaGuardHelp: '(puts an apostrophe before cells that a spreadsheet would run)',
    filtered_one: 'Only the {{shownCount}} passage that the filters in Passages let through',
    filtered_other: 'Only the {{shownCount}} passages that the filters in Passages let through',
    filteredOnly: 'Only what the filters in Passages let through',
    go: 'Export…',
    running: 'Writing the dataset',
    done_one: '{{shownCount}} row written to “{{name}}”. What its columns mean is in “{{dictionary}}”.',
    done_other: '{{shownCount}} rows written to “{{name}}”. What its columns mean is in “{{dictionary}}”.',
    suggested: '{{name}} passages'
  },
  annotate: {
    heading: 'Read a dataset back',
    about: 'Takes annotations from a dataset that Parley exported, for documents that are in this project.',
    go: 'Choose a dataset…',
    running: 'Reading the dataset',
    done: '{{added}} added, {{alreadyHere}} here already, {{moved}} found at another place.',
    refused_one: '{{shownCount}} row was not taken:',
    refused_other: '{{shownCount}} rows were not taken:',
    row: 'Row {{row}}: {{sentence}}',
    more_one: 'and {{shownCount}} more',
    more_other: 'and {{shownCount}} more'
  },
  codebook: {
    heading: 'Codebook',
    about: 'Issues, stances, actors and coders, to use them in another project.',
    format: 'Format',
    csv: 'CSV',
    json: 'JSON',
    export: 'Export the codebook…',
    import: 'Import a codebook…',
    exporting: 'Writing the codebook',
    importing: 'Reading the codebook',
    exported_one: '{{shownCount}} entry written to “{{name}}”.',
    exported_other: '{{shownCount}} entries written to “{{name}}”.',
    imported: '{{added}} added, {{changed}} changed, {{same}} as they were.',
    suggested: '{{name}} codebook'
  },
  backups: {
    heading: 'Backups',
    about:
      'Parley keeps one a day when something changed, and one before every merge and repair, in the folder “Parley backups” beside the project.',
    go: 'Back up now',
    running: 'Writing a backup',
    done: 'Backup written: “{{name}}”.'
  },
  health: {
    heading: 'Project health',
    about: 'Checks every change, every text and every quote.',
    go: 'Check the project',
    repair: 'Repair',
    running: 'Checking',
    repairing: 'Repairing',
    fine: 'All is well.',
    checked: 'Checked: {{what}}.',
    checkedOne: '{{count}} {{what}}',
    repaired: 'Repaired. A backup was kept: “{{backup}}”.',
    finding: '{{sentence}} ({{count}})',
    what: {
      changes: 'changes',
      records: 'records',
      blobs: 'texts and files',
      annotations: 'quotes',
      quotes: 'quotes',
      batches: 'batches',
      documents: 'documents',
      places: 'places',
      revisions: 'revisions'
    }
  }
} as const satisfies Words
