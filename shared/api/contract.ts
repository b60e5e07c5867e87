/** THE table: every method of the host with its input and output, and every event. Three carriers take it as it is. */
import { z } from 'zod'
import { commandInputs, seenHeads, type CommandKind } from '../commands/inputs.ts'
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
import { revisionContent } from '../text/contentSchema.ts'
import { utf16Offset } from '../text/offsets.ts'
import { changeKinds } from './changeKinds.ts'
import { adjudicationMethods } from './adjudicationMethods.ts'
import { agreementMethods } from './agreementMethods.ts'
import { bringInMethods } from './bringInMethods.ts'
import { conflictMethods } from './conflictMethods.ts'
import { coderMethods } from './coderMethods.ts'
import { mergeMethods } from './mergeMethods.ts'
import { method, nothing, page, task, type Method } from './method.ts'
import { shareMethods } from './shareMethods.ts'
import { teamArrival, teamMethods } from './teamMethods.ts'
import { historyBatch, historyChange, historyNames } from './historyViews.ts'
import {
  annotationView,
  batchLabel,
  codebookView,
  diffRow,
  correctionSummary,
  correctionDraft,
  documentDetails,
  documentRow,
  documentsOverview,
  documentView,
  fileEntry,
  fileHandle,
  filterView,
  finding,
  historyEntry,
  importPreview,
  keptStretches,
  notice,
  passageRow,
  progressState,
  projectState,
  recentProject,
  revisionEntry,
  revisionView,
  searchHit
} from './views.ts'

const between = z.strictObject({ from: z.number().int().optional(), to: z.number().int().optional() })

/** Filters that combine: every one that is there must hold; several values of one are alternatives. */
export const passageFilter = z.strictObject({
  /** An issue stands for everything below it and everything joined into it. */
  issues: z.array(issueId).max(10_000).optional(),
  stances: z.array(stanceId.nullable()).max(1000).optional(),
  actors: z.array(actorId).max(10_000).optional(),
  coders: z.array(coderId).max(10_000).optional(),
  documents: z.array(documentId).max(10_000).optional(),
  /** Words in the quote or note, case-insensitive; with `textAs` 'regex' a regular expression. */
  text: z.string().max(1000).optional(),
  textAs: z.enum(['words', 'regex']).optional(),
  /** 'incomplete': no stance decided yet. 'conflict': several values. 'lost': no place in today's text. */
  state: z.enum(['incomplete', 'conflict', 'lost']).optional(),
  /** Documents of these groups; '' is those in none. */
  groups: z.array(z.string().max(200)).max(1000).optional(),
  certainties: z.array(z.enum(certainties).nullable()).max(10).optional(),
  note: z.enum(['with', 'without']).optional(),
  /** Milliseconds since 1970, half-open: from the first on, before the second. */
  created: between.optional(),
  modified: between.optional()
})
export type PassageFilter = z.infer<typeof passageFilter>

/** What to look for in the texts of documents. */
export const searchQuery = z.strictObject({
  /** Words: all must stand in a document's block; "a phrase", pre*, *part*, NEAR(a b, 5), AND, OR and NOT, as in SQLite's FTS5. */
  text: z.string().min(1).max(1000),
  /** 'words' makes no difference of case and accents, 'exact' does; 'regex': a JavaScript regular expression, block by block: shared/text/expression.ts. */
  as: z.enum(['words', 'exact', 'regex']).default('words'),
  /** Only in these documents. */
  documents: z.array(documentId).max(100_000).optional()
})
export type SearchQuery = z.infer<typeof searchQuery>

/** What of the history is shown; every part that is there must hold. */
export const historyFilter = z.strictObject({
  coder: coderId.optional(),
  kind: z.enum(changeKinds).optional(),
  /** The document itself and the annotations that stand in it. */
  document: documentId.optional(),
  /** One record: only its own changes are told. */
  record: z.strictObject({ kind: z.string().max(40), id: recordId }).optional(),
  /** Words in what was written, in quotes, and in the names of what was named; case and accents' forms make no difference. */
  words: z.string().max(1000).optional()
})
export type HistoryFilter = z.infer<typeof historyFilter>

const partialDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'is not a date like 2025, 2025-04 or 2025-04-25')

/** Which documents: every part that is there must hold; several values of one are alternatives. */
export const documentFilter = z.strictObject({
  /** Words that must all stand in the title, source, kind, group or an attribute, case-insensitive. */
  text: z.string().max(1000).optional(),
  /** '' is no group. */
  groups: z.array(z.string().max(200)).max(10_000).optional(),
  kinds: z.array(z.string().max(200)).max(10_000).optional(),
  /** An actor stands for those joined into it. */
  authors: z.array(actorId).max(10_000).optional(),
  /** How far the coder at work is. */
  states: z.array(progressState).max(3).optional(),
  /** Dates as precise as documents' are, both inclusive: 2025 holds all of that year. A document without a date is left out. */
  from: partialDate.optional(),
  to: partialDate.optional(),
  /** 'untagged': no annotations; 'conflict': of the document or an annotation in it; 'toArrive': its text is not here; 'joined': into another. */
  has: z.enum(['untagged', 'incomplete', 'conflict', 'lost', 'toArrive', 'joined']).optional()
})
export type DocumentFilter = z.infer<typeof documentFilter>

/** 'annotations', 'progress': of all coders, of the coder at work. */
export const documentSort = z.enum(['place', 'title', 'date', 'kind', 'annotations', 'progress', 'changed'])
export type DocumentSort = z.infer<typeof documentSort>

export const passageSort = z.enum(['document', 'issue', 'stance', 'coder', 'modified'])
/** What passages stand together by. One of two actors stands in both groups. */
export const passageGrouping = z.enum(['issue', 'stance', 'actor', 'document', 'coder'])
export type PassageGrouping = z.infer<typeof passageGrouping>
/** A list of passages: what is in it and in which order. In groups, `sort` is 'document' or 'modified' and orders each group. */
const passageList = {
  filter: passageFilter.default({}),
  sort: passageSort.default('document'),
  descending: z.boolean().default(false),
  group: passageGrouping.nullable().default(null)
}

/** What outlives projects and files: kept in the user's settings, the same for every shell. Those named here change, the rest stay. */
export const settingsChange = z
  .strictObject({
    theme: z.enum(['system', 'light', 'dark', 'contrast']),
    language: z.string().max(35),
    /** Percent of the text's size. */
    textZoom: z.number().min(50).max(300),
    /** Characters in a line of the text, as many as there is room for. */
    lineWidth: z.number().int().min(40).max(120),
    /** What the text is set in. 'spaced': without serifs, letters, words and lines further apart. */
    font: z.enum(['serif', 'sans', 'spaced']),
    colourBy: z.enum(['issue', 'stance', 'actor', 'coder']),
    panes: z.record(z.string().max(60), z.union([z.number(), z.boolean(), z.string().max(200)])),
    /** Single-key commands (T, R, J, K, digits …) can be switched off. */
    singleKeys: z.boolean(),
    /** Command -> its one chord; `None`: it has no key. Commands that are not named have their usual keys. */
    keys: z.record(z.string().max(80), z.string().max(40)),
    /** What the backups of one project may take together; the newest always stays. */
    backupMegabytes: z.number().int().min(50).max(1_000_000),
    /** Project (by `ProjectState.key`) -> where its window stood, as the window writes it down. Of the newest 50. */
    left: z.record(z.string().max(40), z.string().max(4000)),
    /** Project (by `ProjectState.key`) -> offers to join that were declined on this machine, by their ids. */
    declined: z.record(z.string().max(40), z.array(z.string().max(40)).max(5000)),
    /** The coder picked last: offered first in the next project. */
    coderName: z.string().max(1000)
  })
  // Never `settings.partial()`: Zod puts the defaults in, and one change would take all the others back.
  .partial()
const parts = settingsChange.shape
/** All of the settings, with what holds where nothing was chosen. */
export const settings = z.strictObject({
  theme: parts.theme.unwrap().default('system'),
  language: parts.language.unwrap().default('en'),
  textZoom: parts.textZoom.unwrap().default(100),
  lineWidth: parts.lineWidth.unwrap().default(70),
  font: parts.font.unwrap().default('serif'),
  colourBy: parts.colourBy.unwrap().default('issue'),
  panes: parts.panes.unwrap().default({}),
  singleKeys: parts.singleKeys.unwrap().default(true),
  keys: parts.keys.unwrap().default({}),
  backupMegabytes: parts.backupMegabytes.unwrap().default(2000),
  left: parts.left.unwrap().default({}),
  declined: parts.declined.unwrap().default({}),
  coderName: parts.coderName.unwrap().default('')
})
export type Settings = z.infer<typeof settings>

const documentsAsked = {
  filter: documentFilter.default({}),
  sort: documentSort.default('place'),
  descending: z.boolean().default(false),
  grouped: z.boolean().default(true)
}

const textEncodings = z.string().min(1).max(40)
const commandCall = z.strictObject({
  command: z.enum(Object.keys(commandInputs) as [CommandKind, ...CommandKind[]]),
  /** Checked by the command's own schema. */
  input: z.unknown(),
  seen: seenHeads.default({})
})
const commandDone = z.strictObject({
  batch: batchIdSchema,
  /** New heads of every record it wrote, by `recordKey`. */
  heads: seenHeads,
  /** Ids of records it made, in the order of its input. */
  made: z.array(z.strictObject({ kind: z.string(), id: recordId })),
  label: batchLabel
})
const undone = z.strictObject({
  label: batchLabel,
  /** What was left alone because it was changed since, is in conflict, or is used by others. */
  leftAlone: z.array(
    z.strictObject({
      kind: z.string(),
      id: recordId,
      field: z.string(),
      why: z.enum(['changedSince', 'conflict', 'inUse'])
    })
  )
})

const walked = z.strictObject({ steps: z.number(), leftAlone: undone.shape.leftAlone })

/** A new text: the revision it came from, its content, and the stretches it kept. The host checks all three. */
const correction = { from: hash, content: revisionContent, kept: keptStretches }

export const contract = {
  // ---- the app
  'app.about': method(
    nothing,
    z.strictObject({
      version: z.string(),
      shell: z.enum(['electron', 'browser', 'direct']),
      nativeDialogs: z.boolean(),
      platform: z.string(),
      licences: z.string()
    })
  ),
  'settings.get': method(nothing, settings),
  'settings.set': method(settingsChange, settings),
  'recent.list': method(nothing, z.array(recentProject)),
  'recent.forget': method(z.strictObject({ handle: fileHandle }), nothing),
  'task.cancel': method(z.strictObject({ task: z.string().max(60) }), nothing),

  // ---- files: names and opaque handles, never a path
  /** Native dialogs; fails with noNativeDialogs where the shell has none (then the window shows `files.browse`). Null: cancelled. */
  'files.pick': method(
    z.strictObject({
      purpose: z.enum([
        'openProject',
        'newProject',
        'importDocuments',
        'importCodebook',
        'importDataset',
        'exportDataset',
        'exportReport',
        'exportCodebook',
        'mergeProject',
        'shareProject',
        'saveMergeReport',
        'exportAgreement',
        'teamFolder'
      ]),
      suggestedName: z.string().max(200).default('')
    }),
    z.array(z.strictObject({ handle: fileHandle, name: z.string() })).nullable()
  ),
  /** A folder at or below the user's home; without `folder`, the last one used. `way`: the folders from home down to it, itself last. */
  'files.browse': method(
    z.strictObject({ folder: fileHandle.optional(), endings: z.array(z.string().max(12)).default([]) }),
    z.strictObject({
      folder: fileHandle,
      way: z.array(z.strictObject({ handle: fileHandle, name: z.string() })),
      entries: z.array(fileEntry),
      writable: z.boolean()
    })
  ),
  'files.name': method(
    z.strictObject({
      folder: fileHandle,
      name: z.string().min(1).max(200),
      mayExist: z.boolean().default(false)
    }),
    z.strictObject({ handle: fileHandle, name: z.string(), exists: z.boolean() })
  ),
  /** A dropped or pasted document, as base64; never a project. */
  'files.dropped': method(
    z.strictObject({ name: z.string().min(1).max(255), bytes: z.base64() }),
    z.strictObject({ handle: fileHandle, name: z.string() })
  ),

  // ---- the open project
  'project.current': method(nothing, projectState.nullable()),
  'project.create': method(
    z.strictObject({ file: fileHandle, name: z.string().min(1).max(1000) }),
    projectState
  ),
  /** A project file with the sample in it, written where `file` says, or among the user's documents. */
  'project.openSample': method(z.strictObject({ file: fileHandle.optional() }), projectState),
  'project.open': method(z.strictObject({ file: fileHandle }), projectState),
  'project.close': method(nothing, nothing),
  /** Who is coding on this machine in this project: one that is there, or a new one by name. */
  'project.chooseCoder': method(
    z.union([
      z.strictObject({ coder: coderId }),
      z.strictObject({ name: z.string().min(1).max(1000), initials: z.string().min(1).max(8) })
    ]),
    projectState
  ),
  'project.backup': task({}, z.strictObject({ name: z.string() })),

  // ---- reading
  'codebook.get': method(nothing, codebookView),
  'documents.page': method(
    z.strictObject({
      ...page,
      text: z.string().max(1000).default(''),
      filter: documentFilter.default({}),
      sort: documentSort.default('place'),
      descending: z.boolean().default(false)
    }),
    z.strictObject({ total: z.number(), documents: z.array(documentView) })
  ),
  /**
   * A page of the list as it is shown: documents with a heading above each group. `grouped` false: no headings. `closed`: groups whose
   * documents are not listed. `total` counts rows, `documents` what the filter lets through, in closed groups too; `headings` are the numbers
   * of all rows that are headings, so that a list of any length knows its height.
   */
  'documents.rows': method(
    z.strictObject({
      ...page,
      ...documentsAsked,
      closed: z.array(z.string().max(200)).max(10_000).default([])
    }),
    z.strictObject({
      total: z.number(),
      documents: z.number(),
      headings: z.array(z.number()),
      rows: z.array(documentRow)
    })
  ),
  /** The same list as ids, group by group, in its order: for choosing stretches of it and for moving. */
  'documents.order': method(
    z.strictObject(documentsAsked),
    z.array(z.strictObject({ group: z.string(), documents: z.array(documentId) }))
  ),
  /** What the documents have between them: what can be filtered by, proposed, and how far the coder at work is. */
  'documents.overview': method(nothing, documentsOverview),
  /** Everything about documents but their texts; those that are gone are left out. */
  'documents.get': method(
    z.strictObject({ documents: z.array(documentId).max(1000) }),
    z.array(documentDetails)
  ),
  /** A document with its text and all annotations that stand in it, in the order of their places. Text null: still to arrive. */
  'document.open': method(
    z.strictObject({ document: documentId }),
    z.strictObject({
      document: documentView,
      revision: revisionView.nullable(),
      annotations: z.array(annotationView),
      /** Annotations of others that blind coding hides from the coder at work. */
      hidden: z.number()
    })
  ),
  'annotations.get': method(
    z.strictObject({ annotations: z.array(annotationId).max(10_000) }),
    z.array(annotationView)
  ),
  'annotations.page': method(
    z.strictObject({ ...page, ...passageList }),
    /** `total`: rows of the list; in groups by actor a passage may be several. Not `isWhole`: so many were found so far; ask again. */
    z.strictObject({ total: z.number(), isWhole: z.boolean(), passages: z.array(passageRow) })
  ),
  /** The groups that hold any, in their order. `key` null: without one. `total`: passages, each once. */
  'annotations.groups': method(
    z.strictObject({ ...passageList, group: passageGrouping }),
    z.strictObject({
      total: z.number(),
      isWhole: z.boolean(),
      groups: z.array(z.strictObject({ key: recordId.nullable(), name: z.string(), count: z.number() }))
    })
  ),
  /** The ids of all passages that a filter lets through, each once, at most `limit`; `total` says how many there are. */
  'annotations.ids': task(
    { filter: passageFilter.default({}), limit: z.number().int().min(1).max(100_000).default(100_000) },
    z.strictObject({ total: z.number(), annotations: z.array(annotationId) })
  ),
  /** The words around passages, from the texts they were made in; '' where a text is not here. */
  'annotations.context': method(
    z.strictObject({ annotations: z.array(annotationId).max(200) }),
    z.array(z.strictObject({ annotation: annotationId, before: z.string(), after: z.string() }))
  ),
  'filters.list': method(nothing, z.array(filterView)),
  /** Hits come by the event `hits` under the task's name, in the order of the documents, as they are found. At most `limit` are told. */
  'search.run': task(
    { query: searchQuery, limit: z.number().int().min(1).max(100_000).default(10_000) },
    /** `documents`: in how many there are hits; `missing`: documents whose text is still to arrive; `isWhole` false: there are more hits. */
    z.strictObject({ hits: z.number(), documents: z.number(), isWhole: z.boolean(), missing: z.number() })
  ),
  /** The places of several searches in one document's text today, in its order, at most 100,000; `query` says which search it was. */
  'search.inDocument': method(
    z.strictObject({ document: documentId, queries: z.array(searchQuery).max(50) }),
    z.array(z.strictObject({ query: z.number(), start: utf16Offset, end: utf16Offset }))
  ),
  /** Where a record stands now, in words of the log: its values, heads and both sides of every conflict. */
  'record.get': method(
    z.strictObject({ kind: z.string().max(40), id: recordId }),
    z.strictObject({
      kind: z.string(),
      id: recordId,
      values: z.record(z.string(), z.json()),
      heads: z.array(changeIdSchema),
      deleted: z.boolean(),
      conflicts: z.array(
        z.strictObject({
          why: z.enum(['values', 'deletedButChanged']),
          field: z.string(),
          sides: z.array(
            z.strictObject({
              change: changeIdSchema,
              field: z.string(),
              value: z.json(),
              coder: coderId.nullable(),
              time: z.number()
            })
          )
        })
      )
    })
  ),
  'record.history': method(z.strictObject({ kind: z.string().max(40), id: recordId }), z.array(historyEntry)),
  /** Every field of a record as it stands now, who wrote it last, and when; in the order of the writing, the newest first. */
  'record.blame': method(
    z.strictObject({ kind: z.string().max(40), id: recordId }),
    z.strictObject({
      fields: z.array(
        z.strictObject({
          field: z.string(),
          value: z.json(),
          coder: coderId.nullable(),
          time: z.number(),
          batch: batchIdSchema,
          isConflict: z.boolean()
        })
      )
    })
  ),
  'log.page': method(
    z.strictObject({ ...page, coder: coderId.optional() }),
    z.strictObject({ total: z.number(), batches: z.array(historyEntry) })
  ),
  /** Batches newest first, ready to be told in words. `isWhole` false: the search goes on, so `total` may grow; ask again. `searched`: its share in [0, 1]. */
  'history.page': method(
    z.strictObject({
      ...page,
      limit: z.number().int().min(1).max(200).default(50),
      filter: historyFilter.default({})
    }),
    z.strictObject({
      total: z.number(),
      isWhole: z.boolean(),
      searched: z.number(),
      batches: z.array(historyBatch),
      names: historyNames
    })
  ),
  /** The single changes of a batch, in their order; those of one record where it is named. `offset` and `total` count what blind coding does not hide. */
  'history.changes': method(
    z.strictObject({
      batch: batchIdSchema,
      record: z.strictObject({ kind: z.string().max(40), id: recordId }).optional(),
      ...page
    }),
    z.strictObject({ total: z.number(), changes: z.array(historyChange), names: historyNames })
  ),

  // ---- changing
  'command.run': method(commandCall, commandDone),
  undo: method(nothing, undone),
  redo: method(nothing, undone),

  // ---- correcting a text
  /** What correcting a document starts from: its text, the kept stretches [start, end) of each annotation in it, and a draft left behind. */
  'document.correctOpen': method(
    /** `revision`: an earlier text of the document, for a draft that began there; without it, today's. */
    z.strictObject({ document: documentId, revision: hash.optional() }),
    z.strictObject({
      document: documentView,
      revision: revisionView,
      annotations: z.array(
        z.strictObject({
          annotation: annotationId,
          pieces: z.array(z.tuple([utf16Offset, utf16Offset]))
        })
      ),
      draft: correctionDraft.nullable()
    })
  ),
  /** What a correction would mean for the annotations. Nothing is stored. */
  'document.correctCheck': method(z.strictObject({ document: documentId, ...correction }), correctionSummary),
  /** Stores a correction as a new revision, in one change. A text that is the same as before stores nothing: `done` is null. */
  'document.correct': method(
    z.strictObject({ document: documentId, ...correction, seen: seenHeads.default({}) }),
    z.strictObject({ done: commandDone.nullable(), summary: correctionSummary })
  ),
  /** Keeps an unfinished correction on this machine, or forgets it (null). */
  'document.correctDraft': method(
    z.strictObject({ document: documentId, draft: correctionDraft.nullable() }),
    nothing
  ),
  /** Every text that a document has or had, the newest first. */
  'revisions.list': method(z.strictObject({ document: documentId }), z.array(revisionEntry)),
  /** The blocks in which two texts differ, in their order; `rows` are at most 5,000, `isWhole` says whether these are all. */
  'revisions.compare': task(
    { before: hash, after: hash },
    z.strictObject({
      rows: z.array(diffRow),
      isWhole: z.boolean(),
      /** Blocks that are the same in both. */
      same: z.number()
    })
  ),
  /** What bringing an earlier text back would mean for the annotations. Nothing is stored. */
  'revisions.check': method(z.strictObject({ document: documentId, revision: hash }), correctionSummary),
  /** Brings an earlier text back, in one change; annotations follow. */
  'revisions.restore': method(
    z.strictObject({ document: documentId, revision: hash, seen: seenHeads.default({}) }),
    z.strictObject({ done: commandDone.nullable(), summary: correctionSummary })
  ),
  /** Undo after undo, this batch included (redo after redo, up to this undo): all of it in one transaction, or nothing. */
  'undo.to': method(z.strictObject({ batch: batchIdSchema }), walked),
  'redo.to': method(z.strictObject({ batch: batchIdSchema }), walked),

  // ---- import
  'import.preview': task(
    {
      files: z
        .array(z.strictObject({ handle: fileHandle, encoding: textEncodings.optional() }))
        .min(1)
        .max(10_000)
    },
    z.array(importPreview)
  ),
  /** What was previewed is stored, all in one batch. `joinWith`: the same text is there already; nothing new is made for this file. */
  'import.accept': task(
    {
      files: z
        .array(
          z.strictObject({
            handle: fileHandle,
            encoding: textEncodings.optional(),
            title: z.string().max(1000).optional(),
            authors: z.array(actorId).max(1000).default([]),
            date: z.string().max(10).default(''),
            joinWith: documentId.optional()
          })
        )
        .min(1)
        .max(10_000),
      /** The group they come into. */
      group: z.string().max(200).default('')
    },
    z.strictObject({
      documents: z.array(z.strictObject({ handle: fileHandle, document: documentId, made: z.boolean() })),
      refused: z.array(z.strictObject({ handle: fileHandle, name: z.string(), sentence: z.string() }))
    })
  ),

  // ---- export and reading back
  'dataset.export': task(
    {
      file: fileHandle,
      format: z.enum(['csv', 'jsonl']),
      offsets: z.enum(['code points', 'utf16']).default('code points'),
      bom: z.boolean().default(false),
      formulaGuard: z.boolean().default(false),
      ...passageList
    },
    /** `dictionary`: the name of the data dictionary written beside it. `hidden`: annotations of the project that blind coding left out. */
    z.strictObject({ rows: z.number(), name: z.string(), dictionary: z.string(), hidden: z.number() })
  ),
  /** The list as people read it: quotes with their sources, grouped and sorted as it is shown. */
  'passages.report': task(
    { file: fileHandle, format: z.enum(['html', 'md']), ...passageList },
    z.strictObject({ rows: z.number(), name: z.string(), hidden: z.number() })
  ),
  'dataset.annotate': task(
    { file: fileHandle },
    z.strictObject({
      added: z.number(),
      alreadyHere: z.number(),
      /** Found by quote and context, not at the place the row named. */
      moved: z.number(),
      /** By row number (the first row below the header is 1): why a row was not taken. */
      refused: z.array(z.strictObject({ row: z.number(), sentence: z.string() })),
      /** The same of rows that were taken, but not just as they stand: the moved ones. */
      told: z.array(z.strictObject({ row: z.number(), sentence: z.string() }))
    })
  ),
  'codebook.export': task(
    { file: fileHandle, format: z.enum(['csv', 'json']) },
    z.strictObject({ name: z.string(), records: z.number() })
  ),
  'codebook.import': task(
    { file: fileHandle },
    z.strictObject({
      added: z.number(),
      changed: z.number(),
      same: z.number(),
      refused: z.array(z.strictObject({ row: z.number(), sentence: z.string() }))
    })
  ),

  // ---- care
  'project.doctor': task(
    { repair: z.boolean().default(false) },
    z.strictObject({
      findings: z.array(finding),
      checked: z.record(z.string(), z.number()),
      repaired: z.boolean(),
      backup: z.string()
    })
  ),

  // ---- working together
  ...coderMethods,
  ...shareMethods,
  ...mergeMethods,
  ...bringInMethods,
  ...conflictMethods,
  ...teamMethods,
  ...agreementMethods,
  ...adjudicationMethods
} as const satisfies Record<string, Method>

export type Contract = typeof contract
export type MethodName = keyof Contract
/** Input as a caller writes it (defaults may be left out). */
export type InputOf<M extends MethodName> = z.input<Contract[M]['input']>
/** Input as a handler gets it. */
export type CheckedInputOf<M extends MethodName> = z.output<Contract[M]['input']>
export type OutputOf<M extends MethodName> = z.output<Contract[M]['output']>

/** Events: what changed, so that views ask again. */
export const events = {
  /** After every commit. `records`: ids by kind; `documents`: those whose annotations changed; null: too many to name, ask for everything again. */
  changed: z.strictObject({
    records: z.record(z.string(), z.array(recordId)).nullable(),
    documents: z.array(documentId).nullable(),
    project: projectState,
    by: z.enum(['command', 'undo', 'redo', 'import', 'merge', 'rebuild'])
  }),
  /** The project was opened, closed, or stands differently. */
  project: z.strictObject({ project: projectState.nullable() }),
  /** `total` 0: not known. `done` and `total` count what `step` names. */
  progress: z.strictObject({ task: z.string(), step: z.string(), done: z.number(), total: z.number() }),
  /** What a search found, in portions. */
  hits: z.strictObject({ task: z.string(), hits: z.array(searchHit) }),
  notice: z.strictObject({ notice }),
  /** The team folder stands differently. `arrivals`: what has just come from others. */
  team: z.strictObject({ arrivals: z.array(teamArrival) }),
  settings: z.strictObject({ settings }),
  /** A menu of the shell was used: the window does what the command's name says. */
  menu: z.strictObject({ command: z.string().max(80) }),
  /** Files that came from outside (double click, dropped on the icon). */
  openFile: z.strictObject({ handle: fileHandle, name: z.string(), kind: z.enum(['project', 'document']) })
} as const

export type EventName = keyof typeof events
export type EventOf<E extends EventName> = z.output<(typeof events)[E]>
export type AnyEvent = {
  readonly [E in EventName]: { readonly event: E; readonly content: EventOf<E> }
}[EventName]
