/** What lists show and in which order: of passages, documents, hits and the history. */
import { z } from 'zod'
import { actorId, coderId, documentId, issueId, recordId, stanceId } from '../ids.ts'
import { certainties } from '../model/records.ts'
import { changeKinds } from './changeKinds.ts'
import { progressState } from './views.ts'

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
export const passageList = {
  filter: passageFilter.default({}),
  sort: passageSort.default('document'),
  descending: z.boolean().default(false),
  group: passageGrouping.nullable().default(null)
}

/** A list of documents: which, and in which order. `grouped` false: no headings. */
export const documentsAsked = {
  filter: documentFilter.default({}),
  sort: documentSort.default('place'),
  descending: z.boolean().default(false),
  grouped: z.boolean().default(true)
}
