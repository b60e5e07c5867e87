/** What waits for a decision after people worked apart: told with every side, who and when. Derived, so it is gone everywhere once settled. */
import { z } from 'zod'
import { conflictReasons } from '../commands/inputs.ts'
import { changeIdSchema, coderId, documentId, recordId } from '../ids.ts'
import { historyNames } from './historyViews.ts'
import { method, page } from './method.ts'
import { time } from './views.ts'

/**
 * In the order in which they are listed. Conflicts first: 'text': two corrections of a text; 'values': a field with several values; 'deleted':
 * deleted here, changed there; 'inUse': deleted here, used there; 'circle': two moves that would put an issue under itself; 'join': a join set
 * aside. Then what is only offered: 'sameIssue' (same name under one parent), 'sameActor', 'sameCoder' (same or other name), 'sameText'.
 * 'missing': records that are used but not here (yet).
 */
export const conflictKinds = [
  'text',
  'values',
  'deleted',
  'inUse',
  'circle',
  'join',
  'sameIssue',
  'sameActor',
  'sameCoder',
  'sameText',
  'missing'
] as const
export type ConflictKind = (typeof conflictKinds)[number]

/** Kinds that are offered and may be declined: nothing is wrong with two issues of one name. */
export const offeredKinds: readonly ConflictKind[] = ['sameIssue', 'sameActor', 'sameCoder', 'sameText']

export const conflictFilter = z.strictObject({
  kinds: z.array(z.enum(conflictKinds)).max(20).optional(),
  /** The document itself and the annotations that stand in it. */
  document: documentId.optional(),
  /** Those with a side of this coder. */
  coder: coderId.optional(),
  record: z.strictObject({ kind: z.string().max(40), id: recordId }).optional(),
  /** Offers that were declined on this machine, too. */
  declined: z.boolean().default(false)
})
export type ConflictFilter = z.infer<typeof conflictFilter>

/** One side: a change that nobody has replaced. */
export const conflictSide = z.strictObject({
  /** Null: nothing was written, as in "used there". */
  change: changeIdSchema.nullable(),
  /** The record it is about, where that is not the conflict's own. */
  record: recordId.nullable(),
  field: z.string(),
  value: z.json(),
  coder: coderId.nullable(),
  /** Milliseconds since 1970 by the writer's clock. */
  time,
  /** What holds until it is settled. */
  isShown: z.boolean(),
  /** Of an issue's place: what it would come after there; '' for the first. Null elsewhere. */
  after: z.string().nullable(),
  /** Of a text: its length in UTF-16 code units; null where it is not here, and for other fields. */
  length: z.number().nullable()
})
export type ConflictSide = z.infer<typeof conflictSide>

export const conflictView = z.strictObject({
  /** Short and the same in every copy: the command line takes it. */
  id: z.string(),
  kind: z.enum(conflictKinds),
  record: z.strictObject({ kind: z.string(), id: recordId }),
  /** As `conflict.settleMany` takes it; null: nothing can be settled by a command. */
  why: z.enum(conflictReasons).nullable(),
  field: z.string(),
  /** The heads of the whole record, for `seen`. */
  heads: z.array(changeIdSchema),
  /** An annotation by its words, a text or record by its name. */
  name: z.string(),
  /** Where an annotation stands. */
  document: documentId.nullable(),
  /** The issue of an annotation, as shown. */
  issue: recordId.nullable(),
  /** At most 20, oldest first. */
  sides: z.array(conflictSide),
  /** The other record: what it would be joined into, or put under. */
  other: z.strictObject({ kind: z.string(), id: recordId }).nullable(),
  /** Where an issue stands now: names from the top, without its own. Null for others. */
  stands: z.array(z.string()).nullable(),
  /** Annotations (of an actor: documents too) that name the record. */
  uses: z.number(),
  isDeclined: z.boolean()
})
export type ConflictView = z.infer<typeof conflictView>

export const conflictMethods = {
  /** A page of the list, kind by kind. `counts` are of all kinds under the rest of the filter. Blind: without what may not be seen. */
  'conflicts.page': method(
    z.strictObject({ ...page, filter: conflictFilter.default({ declined: false }) }),
    z.strictObject({
      total: z.number(),
      counts: z.partialRecord(z.enum(conflictKinds), z.number()),
      conflicts: z.array(conflictView),
      /** Names of what the sides name: coders, issues, stances, actors, documents. */
      names: historyNames,
      /** Offers that are not shown because they were declined on this machine. */
      declined: z.number()
    })
  ),
  /** What `conflict.settleMany` needs of every conflict of a filter, at most 100,000: for settling all of a kind at once. */
  'conflicts.keys': method(
    z.strictObject({ filter: conflictFilter.default({ declined: false }) }),
    z.array(
      conflictView.pick({
        id: true,
        kind: true,
        record: true,
        why: true,
        field: true,
        heads: true,
        other: true
      })
    )
  ),
  /**
   * "These are not the same" (or they may be, again), by the ids of offers. Kept in the user's settings for this project, not in the file: it
   * is about an offer, and a colleague may see it otherwise.
   */
  'conflicts.decline': method(
    z.strictObject({ offers: z.array(z.string().max(40)).min(1).max(1000), isDeclined: z.boolean() }),
    z.strictObject({ declined: z.number() })
  )
} as const
