/** What was written, by whom and when: of one record, and of all. */
import { z } from 'zod'
import { batchIdSchema, changeIdSchema, coderId, recordId } from '../ids.ts'
import { historyFilter } from './filters.ts'
import { historyBatch, historyChange, historyNames } from './historyViews.ts'
import { method, page } from './method.ts'
import { historyEntry } from './views.ts'

export const historyMethods = {
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
  )
} as const
