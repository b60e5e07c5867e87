/** Expected failures: a closed set of codes, each with one sentence that says what to do. Bugs throw instead. */

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

/** A failure somebody can act on. `about` fills the sentence: names and numbers, never a path or a stack. */
export type Problem = {
  readonly code: ProblemCode
  readonly about: Readonly<Record<string, string | number>>
}

export type ProblemCode = keyof typeof sentences

/** A success. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

/** An expected failure; `about` fills the `{words}` of its sentence. */
export function fail(
  code: ProblemCode,
  about: Problem['about'] = {}
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { code, about } }
}

/** The one sentence people read for a problem. */
export function sentenceOf(problem: Problem): string {
  return sentences[problem.code].replace(/\{(\w+)\}/g, (whole, word: string) =>
    String(problem.about[word] ?? whole)
  )
}

/** Every code of this version. */
export function problemCodes(): readonly ProblemCode[] {
  return Object.keys(sentences) as ProblemCode[]
}

/** True for a code of this version; used where a problem arrives from the other end of a carrier. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(sentences, code)
}

/** Carries a problem through code that can only throw (a driver, a stream); the host's door turns it back into a Result. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(sentenceOf(problem))
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** Unwraps a Result, throwing its problem. For callers that have a door above them. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new ProblemError(result.problem)
}

/** Marks a place that a closed union makes unreachable. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value ${JSON.stringify(value)}`)
}

const sentences = {
  // the door
  badInput: 'This request was not understood ({where}). Please try again; if it stays, restart Parley.',
  unknownMethod: 'This version of Parley cannot do “{method}”. Update Parley and try again.',
  notAllowed: 'This request did not come from Parley’s own window and was refused.',
  internal:
    'Something went wrong inside Parley. Your last saved change is safe; please try again or restart Parley.',
  cancelled: 'Stopped. Nothing was changed.',
  connectionLost:
    'The window lost its connection to Parley. Start Parley again; everything that was saved is in the project file.',
  // files
  noFileChosen: 'No file was chosen.',
  fileGone: '“{name}” is not there any more. Choose it again from where it is now.',
  fileUnreadable: '“{name}” could not be read. Check that you may open it, then try again.',
  folderUnwritable: '“{name}” cannot be written in this folder. Choose a folder you may write to.',
  fileExists: '“{name}” exists already. Choose another name.',
  copyBeingWritten:
    '“{name}” is already being written at this moment. Wait until it is there, or choose another name.',
  diskFull: 'The disk is full. Free some space and try again; everything saved so far is safe.',
  // project files
  noProject: 'No project is open. Open one or make a new one first.',
  notAProject: '“{name}” is not a Parley project. Choose a file whose name ends in .parley.',
  projectDamaged:
    '“{name}” is damaged and was left as it is. Open its newest backup from the folder “Parley backups” beside it.',
  projectNewer:
    '“{name}” was written by a newer version of Parley. Update Parley to work in it; you can still open it to read.',
  projectForeignSchema:
    '“{name}” holds database objects that Parley did not make ({object}), so it was not opened. Ask whoever sent it for a fresh copy.',
  projectLocked:
    '“{name}” is open in another window of Parley. It is shown here to read only; close it there to work in it here.',
  readOnly: 'This project is open to read only, so nothing can be changed here.',
  oneCoder: 'Agreement is between coders. Choose at least two who are not joined into one.',
  noCoder: 'Parley does not know yet who is coding. Say who you are, then try again.',
  backupFailed:
    'No backup could be written, so nothing was changed. Free some space or allow Parley to write beside the project.',
  copyNoProject:
    '“{name}” is not a Parley project. If it should be one, it was not copied whole: ask for it again.',
  copyDamaged: '“{name}” is damaged or was not copied whole, so nothing of it is taken. Ask for it again.',
  otherProject: '“{name}” is another project. Only copies of this project can be merged.',
  sameProject: '“{name}” is a copy of this project. Merge it instead: nothing of it needs to be brought in.',
  tooMuchAtOnce:
    '“{name}” holds more than can be brought in at once ({what}). Choose fewer documents, then bring the others in after them.',
  // commands
  missingRecord: 'This {kind} is not in the project any more.',
  inUse: '“{name}” is used by {count} annotations. Retire it, join it into another or recode them first.',
  hasChildren: '“{name}” has issues below it. Move them first.',
  intoItself: '“{name}” cannot be placed under or joined into itself.',
  staleView: 'This was changed elsewhere since it was shown ({fields}). Look at it again, then decide.',
  textMissing:
    'This text is not in the project file yet. Merge a copy of the project that has it, then try again.',
  emptyPassage: 'Select some words first.',
  spanOutside: 'This passage does not lie inside the text.',
  quoteMismatch: 'The text at this place is not “{quote}”.',
  nameTaken: 'There is already one named “{name}” here. Choose another name or join the two.',
  keyTaken: 'The key “{key}” is used by another stance. Choose another key.',
  nothingToUndo: 'There is nothing to undo.',
  nothingToRedo: 'There is nothing to redo.',
  badExpression: 'This is not a regular expression: {why}. Correct it, or search for words.',
  slowExpression:
    'This regular expression takes too long on a passage, so the search was stopped. Make it simpler, or narrow the filters.',
  // searching
  searchNothing: 'There is no word in this search. Write at least one, for example: ceasefire.',
  searchQuote:
    'A quotation mark in this search has no partner. Put one on both sides of the phrase: "lasting peace".',
  searchBracket:
    'A bracket in this search has no partner. Put one on both sides: (border OR frontier) treaty.',
  searchOperator:
    '“{word}” needs words on both sides: sanctions {word} relief. To look for the word itself, put it in quotation marks.',
  searchNear:
    'NEAR takes words or "phrases" and, if you like, how many words may stand between them: NEAR(border treaty, 5).',
  searchTooLong:
    'This search takes too long on this document, so it was stopped. Make the expression simpler.',
  // import and export
  emptyFile: '“{name}” is empty, so there is nothing to import.',
  notText:
    '“{name}” is not a text that Parley can read. Save it as DOCX, HTML, Markdown or plain text and import that.',
  tooLarge: '“{name}” is larger than Parley can take ({size}). Split it and import the parts.',
  brokenDocx:
    '“{name}” is not a whole Word document. Open it in a word processor, save it again as DOCX and import that.',
  zipBomb:
    '“{name}” unpacks to far more than a document needs, so it was not opened. Save it again in a word processor and import that.',
  encryptedFile:
    '“{name}” is protected by a password. Open it in a word processor, save it without one and import that.',
  oldWordFile:
    '“{name}” is in the old Word format. Open it in a word processor, save it as DOCX and import that.',
  readTooLong: 'Reading “{name}” takes too long, so Parley stopped. Split it and import the parts.',
  unknownFormat: 'Parley cannot import “{name}”. It takes TXT, Markdown, HTML and DOCX.',
  badEncoding: '“{name}” cannot be read as {encoding}. Choose another encoding.',
  badTable:
    '“{name}” is not a table that Parley can read: {why}. Use a file that Parley exported as a model.',
  badCodebook:
    '“{name}” is not a codebook that Parley can read: {why}. Use a codebook that Parley exported as a model.',
  noNativeDialogs: 'This window has no file dialogs of its own.',
  // the team folder
  teamNone: 'This project has no team folder on this computer. Choose one first.',
  teamOtherProject:
    '“{name}” is the team folder of another project. Choose the one of this project, or an empty folder.',
  teamNewer: 'A newer version of Parley began the team folder “{name}”. Update Parley, then choose it again.',
  teamNotEmpty:
    '“{name}” holds other files. Choose an empty folder, or one that a colleague began for this project.',
  teamNotFolder:
    '“{name}” is a file. Choose a folder: an empty one, or one that a colleague began for this project.',
  teamGone:
    'The team folder “{name}” cannot be reached. Your work goes on here; it is shared as soon as the folder is there again.',
  teamEmptied:
    'The team folder “{name}” is empty, though it was not. Connect the drive or the sync it lies on; to begin it anew, choose it again.',
  teamUnwritable:
    'Nothing can be written into the team folder “{name}”. Allow Parley to write there; your work goes on here and is shared then.',
  teamRestored:
    'This project is older than it was when it last used the team folder “{name}” (a backup, perhaps), so the folder was left. Choose it again to bring everything back.',
  // command line
  usage: '{why}'
} as const
