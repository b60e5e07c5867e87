/** Documents as they are listed and read, what is looked for in them, and the codebook beside them. */
import { z } from 'zod'
import { documentId } from '../ids.ts'
import { utf16Offset } from '../text/offsets.ts'
import { documentFilter, documentSort, documentsAsked, searchQuery } from './filters.ts'
import { method, nothing, page, task } from './method.ts'
import {
  annotationView,
  codebookView,
  documentDetails,
  documentRow,
  documentsOverview,
  documentView,
  revisionView
} from './views.ts'

export const documentMethods = {
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
  )
} as const
