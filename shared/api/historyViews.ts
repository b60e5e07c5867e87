/** The history as its view shows it: batches with enough of their changes to be told in words. */
import { z } from 'zod'
import { batchIdSchema, coderId, documentId, issueId, recordId } from '../ids.ts'

/** One change of one record: each field with what stood before and what was written. */
export const historyChange = z.strictObject({
  kind: z.string(),
  id: recordId,
  /** The record was first made by this batch. */
  made: z.boolean(),
  /** It is gone now, and this change took it away. */
  gone: z.boolean(),
  /** Where an annotation stands, or the first one that a decision is about. */
  document: documentId.nullable(),
  /** The issue an annotation had after the change. */
  issue: issueId.nullable(),
  /** The words an annotation stood on after the change; of a decision: those that the first one it is about stands on. '' for other records. */
  quote: z.string(),
  fields: z.array(z.strictObject({ field: z.string(), before: z.json(), after: z.json() }))
})
export type HistoryChange = z.infer<typeof historyChange>

/** What a batch did: how many changes it holds, and the first few of them. */
export const historyDeed = z.strictObject({
  batch: batchIdSchema,
  command: z.string(),
  total: z.number(),
  changes: z.array(historyChange),
  /** Some of its changes are about annotations that blind coding hides from the coder at work; they are left out. */
  hidden: z.boolean(),
  /** The last of them, where it is not among the first: what was done to the thing itself follows what hung on it. */
  last: historyChange.nullable()
})
export type HistoryDeed = z.infer<typeof historyDeed>

export const historyBatch = z.strictObject({
  ...historyDeed.shape,
  /** Null: Parley itself. */
  coder: coderId.nullable(),
  /** Milliseconds since 1970 by the writer's clock; of a batch that holds no change: 0. */
  time: z.number(),
  /** It came by a merge. */
  arrived: z.boolean(),
  /** What an undo or redo is about: the command at the start of the chain. */
  about: historyDeed.nullable(),
  /** How the coder at work can walk to it: by undoing it and everything after it, or by redoing up to it. `steps` batches. */
  walk: z.strictObject({ way: z.enum(['undo', 'redo']), steps: z.number() }).nullable()
})
export type HistoryBatch = z.infer<typeof historyBatch>

/** Ids -> names, of everything that the changes name: an annotation by its words, the rest by what they are called now or were last. */
export const historyNames = z.record(z.string(), z.string())
export type HistoryNames = z.infer<typeof historyNames>
