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
import { certainties } from '../model/records.ts'
import { anchorSchema } from '../text/anchor.ts'
import { utf16Offset } from '../text/offsets.ts'
import type { Block, Mark } from '../text/revision.ts'

/** The heads of all fields of a record: what a command names to say what its view showed. */
const heads = z.array(changeIdSchema)
/** Log fields with several values. */
const conflicts = z.array(z.string())
/** Milliseconds since 1970. */
const time = z.number()

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

export const passageRow = z.strictObject({ ...annotationView.shape, documentTitle: z.string() })
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

/** A batch in a word: what undo or redo would take back or do again. `about` names what it was done to. */
export const batchLabel = z.strictObject({
  batch: batchIdSchema,
  command: z.string(),
  about: z.string(),
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
    'tablesRebuilt'
  ]),
  about: z.record(z.string(), z.union([z.string(), z.number()]))
})
export type Notice = z.infer<typeof notice>

export const projectState = z.strictObject({
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
