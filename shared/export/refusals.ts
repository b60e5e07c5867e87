/** Why a row of a dataset or codebook file was not taken: a closed set of reasons, each with one sentence that says what to do. */

export type RefusalCode = keyof typeof sentences
export type Refusal = {
  readonly code: RefusalCode
  readonly about: Readonly<Record<string, string | number>>
}

/** A row that was not taken; the first row below the header is 1. */
export type RefusedRow = { readonly row: number; readonly sentence: string }

/** A reason, with what fills its sentence. Long texts are cut, they only have to be recognised. */
export function refusal(code: RefusalCode, about: Refusal['about'] = {}): Refusal {
  return {
    code,
    about: Object.fromEntries(
      Object.entries(about).map(([key, value]) => [key, typeof value === 'string' ? shortened(value) : value])
    )
  }
}

/** The sentence people read. */
export function sentenceOfRefusal({ code, about }: Refusal): string {
  return sentences[code].replace(/\{(\w+)\}/g, (whole, word: string) => String(about[word] ?? whole))
}

/** At most 60 characters, never half of one. */
function shortened(text: string): string {
  return text.length <= 60
    ? text
    : `${text
        .slice(0, 59)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`
}

const sentences = {
  cellCount: 'This row has {found} cells where the header names {wanted}. Check its quotes and separators.',
  notAnObject: 'This line is not a JSON object. Write one object a line, as in a file that Parley exported.',
  badLine: 'In this line {why}. Correct it and read the file again.',
  badValue: '“{value}” in the column {column} is not {looksLike}. Correct it and read the file again.',
  missingValue: 'The column {column} is empty here, but it is needed. Fill it in and read the file again.',
  listsDiffer:
    'The columns {ids} and {names} do not name the same number. Correct one of them and read the file again.',
  repeated: 'The id {id} stands in an earlier row already. Give each row its own id or leave out this one.',
  tooLong:
    'The text in the column {column} has {length} characters, more than Parley can keep there. Shorten it and read the file again.',
  // datasets
  unknownDocument:
    'No document here has the text that this row was made on ({title}). Import that document first, then read the file again.',
  textMissing:
    'The text of “{title}” has not arrived in this project yet. Merge the file of the colleague who has it, then read this file again.',
  quoteLost: '“{quote}” was not found in “{title}”. Tag the passage by hand.',
  quoteAmbiguous:
    '“{quote}” stands in “{title}” in {count} places, and the row does not say which. Tag the passage by hand.',
  quoteUnsure:
    '“{quote}” stands in “{title}”, but with other words around it than this row tells. Tag the passage by hand.',
  badPassage: 'The place that this row names in “{title}” is no passage. Tag it by hand.',
  unknownIssue:
    'The issue {id} is not in this codebook, and the row does not tell its name. Fill in the column issue_path and read the file again.',
  noIssue: 'This row names no issue. Fill in the column issue_path and read the file again.',
  unknownStance:
    'The stance {key} is not in this codebook, and the row does not tell its key and label. Fill them in and read the file again.',
  stanceDiffers:
    'The stance {key} has the polarity {here} here and {there} in this row. Make the two equal and read the file again.',
  unknownActor:
    'The actor {id} is not in this project, and the row does not tell its name. Fill in its name and read the file again.',
  unknownCoder:
    'The coder {id} is not in this project, and the row does not tell a name. Fill in the column coder and read the file again.',
  noCoder: 'This row names no coder, and nobody is coding here yet. Say who you are and read the file again.',
  wasDeleted: 'This annotation was deleted in this project, and it was left deleted.',
  isDifferent:
    'This annotation is here already with another {fields}, and it was left as it is. Change it here by hand if the file is right.',
  more: 'So were {count} more rows after this one. Put these right first and read the file again.',
  stopped: 'Stopped before this row. What was read until here is kept; read the file again to take the rest.',
  // told of rows that were taken
  moved: 'The words were not where this row says; they were found at {start} to {end} and tagged there.',
  changedWords: 'The words were found changed, as “{found}”, and tagged so. Look at the passage.',
  // told of columns that were not read
  unknownColumn: 'Parley knows no column “{column}” and left it out.',
  unknownColumnLike: 'Parley knows no column “{column}” and left it out; the one like it is {nearest}.',
  namelessColumn: 'A column without a name was left out.',
  moreColumns: 'Further columns that Parley does not know were left out, too.',
  // codebook files
  unknownRecord:
    '“{record}” in the column record is not issue, stance, actor or coder. Correct it and read the file again.',
  unknownParent:
    'The issue above, “{parent}”, is neither in this file nor in the codebook. Add a row for it and read the file again.',
  circle:
    'This issue would stand below itself. Correct the column parent_id or path and read the file again.',
  ambiguousName:
    'Several {record}s are named “{name}” here, and the row has no id that says which. Fill in the column id and read the file again.',
  keyTaken: 'The key {key} belongs to another stance. Choose another key and read the file again.'
} as const
