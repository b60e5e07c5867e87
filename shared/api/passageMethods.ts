/** Passages: annotations by themselves, in lists of any length. */
import { z } from 'zod'
import { annotationId, recordId } from '../ids.ts'
import { passageFilter, passageGrouping, passageList } from './filters.ts'
import { method, nothing, page, task } from './method.ts'
import { annotationView, fileHandle, filterView, passageRow } from './views.ts'

export const passageMethods = {
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
  /** The list as people read it: quotes with their sources, grouped and sorted as it is shown. */
  'passages.report': task(
    { file: fileHandle, format: z.enum(['html', 'md']), ...passageList },
    z.strictObject({ rows: z.number(), name: z.string(), hidden: z.number() })
  )
} as const
