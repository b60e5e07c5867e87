/** What queries give: records as a view shows them, each with the heads it was read at. */
import { z } from 'zod'
import {
  actorId,
  annotationId,
  batchIdSchema,
  changeIdSchema,
  coderId,
  documentId,
  hash,
  issueId,
  recordId,
  stanceId
} from '../ids.ts'
import { certainties, documentRevision } from '../model/records.ts'
import { anchorSchema } from '../text/anchor.ts'
import { revisionContent } from '../text/contentSchema.ts'
import { utf16Offset } from '../text/offsets.ts'
import type { Block, Mark } from '../text/revision.ts'

/** The heads of all fields of a record: what a command names to say what its view showed. */
const heads = z.array(changeIdSchema)
/** Log fields with several values. */
const conflicts = z.array(z.string())
/** Milliseconds since 1970. */
export const time = z.number()

export const issueView = z.strictObject({
  id: issueId,
  name: z.string(),
  definition: z.string(),
  examples: z.array(z.string()),
  supporting: z.string(),
  opposing: z.string(),
  colour: z.string(),
  /** Displayed parent; null at the top. Issues come in tree order: parents before children, siblings in their order. */
  parent: issueId.nullable(),
  order: z.string(),
  retired: z.boolean(),
  /** Where a joined issue's annotations now count; null for one that stands for itself. */
  joinedInto: issueId.nullable(),
  /** Annotations that name it itself. */
  uses: z.number(),
  heads,
  conflicts
})
export type IssueView = z.infer<typeof issueView>

export const stanceView = z.strictObject({
  id: stanceId,
  key: z.string(),
  label: z.string(),
  /** In [-1, 1]; null: no position. */
  polarity: z.number().nullable(),
  colour: z.string(),
  /** A digit; '' is none. */
  shortcut: z.string(),
  order: z.string(),
  retired: z.boolean(),
  uses: z.number(),
  heads,
  conflicts
})
export type StanceView = z.infer<typeof stanceView>

export const actorView = z.strictObject({
  id: actorId,
  name: z.string(),
  otherNames: z.array(z.string()),
  kind: z.string(),
  colour: z.string(),
  group: z.string(),
  joinedInto: actorId.nullable(),
  /** Annotations whose actors hold it, and documents it is an author of. */
  uses: z.number(),
  heads,
  conflicts
})
export type ActorView = z.infer<typeof actorView>

export const coderView = z.strictObject({
  id: coderId,
  name: z.string(),
  initials: z.string(),
  kind: z.enum(['person', 'gold']),
  joinedInto: coderId.nullable(),
  uses: z.number(),
  heads,
  conflicts
})
export type CoderView = z.infer<typeof coderView>

/** Everything a coder picks from; deleted records are left out, joined and retired ones are there and say so. */
export const codebookView = z.strictObject({
  issues: z.array(issueView),
  stances: z.array(stanceView),
  actors: z.array(actorView),
  coders: z.array(coderView)
})
export type CodebookView = z.infer<typeof codebookView>

export const documentView = z.strictObject({
  id: documentId,
  title: z.string(),
  authors: z.array(actorId),
  date: z.string(),
  kind: z.string(),
  source: z.string(),
  url: z.string(),
  notes: z.string(),
  attributes: z.record(z.string(), z.string()),
  group: z.string(),
  order: z.string(),
  revision: hash,
  /** UTF-16 code units of today's text; null while the text is still to arrive. */
  length: z.number().nullable(),
  original: z.strictObject({ name: z.string(), format: z.string(), encoding: z.string() }).nullable(),
  joinedInto: documentId.nullable(),
  annotations: z.number(),
  heads,
  conflicts
})
export type DocumentView = z.infer<typeof documentView>

/** How far a coder is with a document. */
export const progressState = z.enum(['new', 'in progress', 'done'])
export type ProgressState = z.infer<typeof progressState>

/** How far the coder at work is; `told` false: nobody said so, it follows from whether that coder tagged anything. */
const progressHere = z.strictObject({ state: progressState, told: z.boolean() })

/** A row of the documents list. */
export const documentRow = z.discriminatedUnion('row', [
  z.strictObject({ row: z.literal('group'), name: z.string(), count: z.number(), isOpen: z.boolean() }),
  z.strictObject({
    row: z.literal('document'),
    id: documentId,
    title: z.string(),
    date: z.string(),
    kind: z.string(),
    group: z.string(),
    /** False while the text is still to arrive. */
    isHere: z.boolean(),
    joinedInto: documentId.nullable(),
    /** Of all coders, and of the coder at work. */
    annotations: z.number(),
    mine: z.number(),
    incomplete: z.number(),
    /** Annotations in conflict; the document's own fields are in `conflicts`. */
    inConflict: z.number(),
    lost: z.number(),
    progress: progressHere.nullable(),
    heads,
    conflicts
  })
])
export type DocumentRow = z.infer<typeof documentRow>

const documentName = z.strictObject({ id: documentId, title: z.string() })

/** A document with what stands around it. */
export const documentDetails = z.strictObject({
  ...documentView.shape,
  /** Title '' where the document is not here or is deleted. */
  draftOf: documentName.nullable(),
  drafts: z.array(documentName),
  joined: documentName.nullable(),
  joinedHere: z.array(documentName),
  /** How many texts it has had. */
  revisions: z.number(),
  /** Annotations that stand in itself, not in one joined into it: what deleting it takes along. */
  ownAnnotations: z.number(),
  lost: z.number(),
  progress: progressHere.nullable(),
  /** Every coder who tagged in it or said how far they are. */
  coders: z.array(
    z.strictObject({
      coder: coderId,
      annotations: z.number(),
      incomplete: z.number(),
      inConflict: z.number(),
      ...progressHere.shape
    })
  )
})
export type DocumentDetails = z.infer<typeof documentDetails>

export const documentsOverview = z.strictObject({
  documents: z.number(),
  /** Of the coder at work; all new where nobody is. */
  progress: z.strictObject({ new: z.number(), inProgress: z.number(), done: z.number() }),
  /** In their order. */
  groups: z.array(z.strictObject({ name: z.string(), count: z.number() })),
  kinds: z.array(z.string()),
  attributes: z.array(z.string()),
  authors: z.array(actorId),
  joined: z.number()
})
export type DocumentsOverview = z.infer<typeof documentsOverview>

/** A saved filter or search; `query` is checked by the view that uses it. */
export const filterView = z.strictObject({
  id: recordId,
  name: z.string(),
  query: z.json(),
  group: z.string(),
  order: z.string(),
  heads,
  conflicts
})
export type FilterView = z.infer<typeof filterView>

/** A place that a search found: [start, end) in UTF-16 code units of the document's text today. */
export const searchHit = z.strictObject({
  document: documentId,
  title: z.string(),
  revision: hash,
  start: utf16Offset,
  end: utf16Offset,
  /** The number of its block, from 1. */
  block: z.number(),
  /** A few words around it, cut at grapheme boundaries, within its block. */
  before: z.string(),
  quote: z.string(),
  after: z.string()
})
export type SearchHit = z.infer<typeof searchHit>

export const annotationView = z.strictObject({
  id: annotationId,
  document: documentId,
  coder: coderId,
  created: time,
  modified: time,
  anchor: anchorSchema,
  /** Where it stands in today's text, in UTF-16 code units; null: lost by a correction. */
  place: z.strictObject({ start: utf16Offset, end: utf16Offset }).nullable(),
  issue: issueId,
  /** Null: not decided yet. */
  stance: stanceId.nullable(),
  actors: z.array(actorId),
  certainty: z.enum(certainties).nullable(),
  note: z.string(),
  heads,
  conflicts
})
export type AnnotationView = z.infer<typeof annotationView>

export const passageRow = z.strictObject({
  ...annotationView.shape,
  documentTitle: z.string(),
  /** A few words around it, cut at grapheme boundaries; null: not read yet, `annotations.context` gives them. */
  before: z.string().nullable(),
  after: z.string().nullable()
})
/** An annotation as a row of the passages view. */
export type PassageRow = z.infer<typeof passageRow>

export const revisionView = z.strictObject({
  hash,
  textHash: hash,
  text: z.string(),
  blocks: z.array(z.custom<Block>((block) => typeof block === 'object' && block !== null && 'kind' in block)),
  marks: z.array(z.custom<Mark>((mark) => typeof mark === 'object' && mark !== null && 'kind' in mark))
})
export type RevisionView = z.infer<typeof revisionView>

/** Stretches [from, to, length] that a text kept of another, in UTF-16 code units. */
export const keptStretches = documentRevision.shape.kept

/** A correction that is not stored yet, kept on this machine. */
export const correctionDraft = z.strictObject({
  /** The revision it started from. */
  from: hash,
  content: revisionContent,
  kept: keptStretches,
  time
})
export type CorrectionDraft = z.infer<typeof correctionDraft>

/** What a correction means for the annotations of its document. Lists name at most the first 500, quotes are cut at 400 UTF-16 code units. */
export const correctionSummary = z.strictObject({
  /** Annotations that stand on the same words. */
  same: z.number(),
  changed: z.number(),
  lost: z.number(),
  /** Lost by an earlier correction, and standing on words again. */
  back: z.number(),
  /** Those that are not the same: null is nowhere. */
  list: z.array(
    z.strictObject({ annotation: annotationId, before: z.string().nullable(), after: z.string().nullable() })
  )
})
export type CorrectionSummary = z.infer<typeof correctionSummary>

/** A text that a document has or had. */
export const revisionEntry = z.strictObject({
  hash,
  /** The revision it was corrected from; null: imported. */
  from: hash.nullable(),
  /** When and by whom it was stored first. */
  time,
  coder: coderId.nullable(),
  /** UTF-16 code units; null while the text is still to arrive. */
  length: z.number().nullable(),
  blocks: z.number().nullable(),
  /** UTF-16 code units of `from` that it kept, and how many `from` has; null where there is none. */
  kept: z.number().nullable(),
  fromLength: z.number().nullable(),
  /** Annotations that were made on this text. */
  annotations: z.number(),
  isToday: z.boolean()
})
export type RevisionEntry = z.infer<typeof revisionEntry>

/** A block in two texts: null is not there; `parts` are its words, in order. */
export const diffRow = z.strictObject({
  /** Its number from 1 in either text. */
  before: z.number().nullable(),
  after: z.number().nullable(),
  shapeBefore: z.string().nullable(),
  shapeAfter: z.string().nullable(),
  parts: z.array(z.strictObject({ kind: z.enum(['same', 'removed', 'added']), text: z.string() }))
})
export type DiffRow = z.infer<typeof diffRow>

/** A batch in a word: what undo or redo would take back or do again. `about` names what it was done to. */
export const batchLabel = z.strictObject({
  batch: batchIdSchema,
  command: z.string(),
  about: z.string(),
  /** Which of the two a command did that begins and ends blind coding, or retires and offers again. */
  turned: z.enum(['on', 'off']).optional(),
  time
})
export type BatchLabel = z.infer<typeof batchLabel>

export const notice = z.strictObject({
  code: z.enum([
    'lockedElsewhere',
    'newerVersion',
    'unwritable',
    'afterCrash',
    'rollbackJournal',
    'syncedFolder',
    'checking',
    'checkFailed',
    'tablesRebuilt',
    'teamLeft'
  ]),
  about: z.record(z.string(), z.union([z.string(), z.number()]))
})
export type Notice = z.infer<typeof notice>

export const projectState = z.strictObject({
  /** The same for every copy of the project; '' before anything was written. */
  key: z.string(),
  name: z.string(),
  fileName: z.string(),
  /** Why nothing can be changed; null where it can. */
  readOnly: z.enum(['locked', 'newer', 'unwritable']).nullable(),
  /** Who is coding; null: Parley must ask. */
  coder: coderId.nullable(),
  counts: z.strictObject({
    documents: z.number(),
    annotations: z.number(),
    incomplete: z.number(),
    conflicts: z.number()
  }),
  /** Coding is blind, and so many annotations of other coders are hidden from this one; null: it is not blind. `counts` are of all. */
  blind: z.strictObject({ hidden: z.number() }).nullable(),
  undo: batchLabel.nullable(),
  redo: batchLabel.nullable(),
  /** When the last batch was stored; null where nothing was. */
  savedAt: time.nullable(),
  notices: z.array(notice)
})
export type ProjectState = z.infer<typeof projectState>

/** A file or folder that the host knows; its path never leaves the host. */
export const fileHandle = z.string().min(1).max(200)
export const fileEntry = z.strictObject({
  handle: fileHandle,
  name: z.string(),
  kind: z.enum(['file', 'folder']),
  size: z.number(),
  modified: time
})
export type FileEntry = z.infer<typeof fileEntry>

export const recentProject = z.strictObject({
  handle: fileHandle,
  name: z.string(),
  fileName: z.string(),
  /** The name of its folder, for telling two apart. */
  folder: z.string(),
  opened: time,
  /** What stands beside it: 'gone' when the file is not there, 'afterCrash' when it was not closed properly. */
  state: z.enum(['here', 'gone', 'afterCrash'])
})
export type RecentProject = z.infer<typeof recentProject>

export const lossView = z.strictObject({ what: z.string(), count: z.number() })

/** What importing one file would give, told before anything is stored. */
export const importPreview = z.strictObject({
  handle: fileHandle,
  name: z.string(),
  problem: z.strictObject({ code: z.string(), sentence: z.string() }).nullable(),
  format: z.string(),
  title: z.string(),
  encoding: z.strictObject({ name: z.string(), confident: z.boolean(), candidates: z.array(z.string()) }),
  /** The first words as they would be read. */
  sample: z.string(),
  characters: z.number(),
  blocks: z.record(z.string(), z.number()),
  losses: z.array(lossView),
  /** A document whose text is the same; the same bytes were imported where `sameFile`. */
  same: z.strictObject({ document: documentId, title: z.string(), sameFile: z.boolean() }).nullable()
})
export type ImportPreview = z.infer<typeof importPreview>

export const finding = z.strictObject({
  code: z.string(),
  sentence: z.string(),
  count: z.number(),
  records: z.array(z.strictObject({ kind: z.string(), id: recordId }))
})
/** One kind of thing that the doctor found. */
export type Finding = z.infer<typeof finding>

export const historyEntry = z.strictObject({
  batch: batchIdSchema,
  command: z.string(),
  coder: coderId.nullable(),
  time,
  undoes: batchIdSchema.nullable(),
  changes: z.array(z.strictObject({ kind: z.string(), id: recordId, fields: z.record(z.string(), z.json()) }))
})
export type HistoryEntry = z.infer<typeof historyEntry>
