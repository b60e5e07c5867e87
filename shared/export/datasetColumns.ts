/** The columns of the dataset: name, unit, meaning and form. One row is one annotation. To add a column is to add a line here. */
import {
  count,
  decimal,
  ids,
  namedTexts,
  names,
  path,
  plain,
  time,
  words,
  type CellForm
} from './cellForms.ts'

/** How offsets are counted: Unicode code points (as R, Python and REFI-QDA do) or UTF-16 code units (as JavaScript and Java do). */
export type OffsetUnit = 'code points' | 'utf16'

export type Column<T = unknown> = {
  readonly form: CellForm<T>
  readonly unit: string
  readonly meaning: string
}

const column = <T>(form: CellForm<T>, meaning: string, unit = form.looksLike): Column<T> => ({
  form,
  unit,
  meaning
})

export const datasetColumns = {
  annotation_id: column(plain, 'The annotation. Reading the dataset back keeps it.', 'id'),
  document_id: column(
    plain,
    'The document in this project file; another project file gives the same document another id.',
    'id'
  ),
  document_title: column(words, 'Title of the document.'),
  document_author_ids: column(
    ids,
    'The actors who wrote the document, in the order of their names in document_authors.'
  ),
  document_authors: column(
    names,
    'Names of the actors who wrote the document. A “;” or “\\” inside a name has a “\\” before it.'
  ),
  document_date: column(
    plain,
    'Date of the document, as precise as it is known.',
    'ISO 8601: 2025, 2025-04 or 2025-04-25'
  ),
  document_kind: column(words, 'What kind of text the document is, for example proposal.'),
  document_source: column(words, 'Where the document came from.'),
  document_url: column(words, 'Web address of the document.'),
  document_notes: column(words, 'Notes on the document.'),
  document_attributes: column(namedTexts, 'Further facts about the document, by name.'),
  revision: column(
    plain,
    'The text that the offsets count in, named by the hash of its words, blocks and marks. A document with this revision is the same text.',
    'SHA-256, hexadecimal'
  ),
  block_kind: column(
    plain,
    'Kind of the block in which the passage starts.',
    'heading, paragraph, listItem, tableCell, footnote or pageBreak'
  ),
  block_number: column(count, 'Number of that block in the text, counted from 1.', 'a whole number from 1'),
  start: column(
    count,
    'Where the passage starts in the text of the revision, counted from 0.',
    'code points'
  ),
  end: column(count, 'Where the passage ends: the first position after it.', 'code points'),
  quote: column(words, 'The words of the passage, exactly as they stand in the text.'),
  prefix: column(words, 'What stands before the passage: up to 32 characters.'),
  suffix: column(words, 'What stands after the passage: up to 32 characters.'),
  issue_id: column(plain, 'The issue that the passage speaks to.', 'id'),
  issue_path: column(
    path,
    'Names of the issue and of those above it. A “>” or “\\” inside a name has a “\\” before it.'
  ),
  stance_key: column(plain, 'Key of the stance; empty: not decided yet.', 'a-z, 0-9 and -'),
  stance_label: column(words, 'Label of the stance.'),
  stance_polarity: column(
    decimal,
    'Polarity of the stance: 1 supports, -1 opposes. Empty with a stance: mentions the issue only. Empty without one: not decided yet.',
    'from -1 to 1'
  ),
  actor_ids: column(
    ids,
    'The actors who hold the stance, jointly where there are several, in the order of their names in actors.'
  ),
  actors: column(names, 'Names of those actors. A “;” or “\\” inside a name has a “\\” before it.'),
  certainty: column(plain, 'How sure the coder was; empty: not said.', 'low, medium or high'),
  note: column(words, 'The coder’s note on the annotation.'),
  coder_id: column(plain, 'The coder who made the annotation.', 'id'),
  coder: column(words, 'Name of that coder.'),
  created: column(time, 'When the annotation was made.', 'ISO 8601, UTC'),
  modified: column(time, 'When the annotation was last changed in this project file.', 'ISO 8601, UTC')
} as const

export type ColumnName = keyof typeof datasetColumns
/** A row with its values: texts ('' for none), numbers (null for none), lists. `start` and `end` in the unit of the file. */
export type DatasetRow = {
  readonly [N in ColumnName]: (typeof datasetColumns)[N] extends Column<infer T> ? T : never
}

/** Every column, in the order of the file. */
export const columnNames = Object.keys(datasetColumns) as readonly ColumnName[]

/** A column's name in a file: `start` and `end` carry their unit, so that a reader need not guess. */
export function headerOf(name: ColumnName, offsets: OffsetUnit): string {
  return name === 'start' || name === 'end' ? `${name}_${offsetEndings[offsets]}` : name
}

/** Which column a file's header names, and in which unit it counts where it is an offset; undefined for one of the reader's own. */
export function columnNamed(
  header: string
): { readonly name: ColumnName; readonly offsets: OffsetUnit | null } | undefined {
  for (const offsets of ['code points', 'utf16'] as const)
    for (const name of ['start', 'end'] as const)
      if (header === headerOf(name, offsets)) return { name, offsets }
  // Without its unit an offset says nothing.
  if (header === 'start' || header === 'end') return undefined
  return Object.hasOwn(datasetColumns, header) ? { name: header as ColumnName, offsets: null } : undefined
}

/** A column as code that walks over all of them sees it. */
export function columnOf(name: ColumnName): Column {
  return datasetColumns[name] as unknown as Column
}

const offsetEndings = { 'code points': 'codepoint', utf16: 'utf16' } as const
