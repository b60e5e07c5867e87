/** Merging colleagues' copies: looking first, then taking in. */
import { z } from 'zod'
import { coderId, documentId, recordId } from '../ids.ts'
import { method, nothing, page, task } from './method.ts'
import { fileHandle, time } from './views.ts'

/** How annotations would stand: `conflicting` are those that a merge would leave in conflict; each counts in one place only. */
const annotationCounts = z.strictObject({
  new: z.number(),
  changed: z.number(),
  deleted: z.number(),
  identical: z.number(),
  conflicting: z.number()
})
export type AnnotationCounts = z.infer<typeof annotationCounts>

/** What was met in a file and not taken as it stands, with a sentence for people. */
export const setAside = z.strictObject({ why: z.string(), count: z.number(), sentence: z.string() })

const mergeFile = z.strictObject({
  file: fileHandle,
  name: z.string(),
  /** 'other': another project; 'refused': cannot be read, `sentence` says why and what to do ('' otherwise). */
  kind: z.enum(['copy', 'other', 'refused']),
  sentence: z.string(),
  /** The code of the problem with a file that is left out, for scripts. */
  code: z.string().optional(),
  projectName: z.string(),
  /** Milliseconds since 1970 by its writers' clocks; null: nothing was ever written. */
  lastChange: time.nullable(),
  /** Written by a newer Parley: everything is taken, what is not known is kept and not shown. */
  isNewer: z.boolean(),
  /** Changes that are not here yet, nor in a file listed before it. */
  changes: z.number()
})

/** A record that a merge would change, by what would happen to it. */
const mergedRecord = z.strictObject({
  kind: z.string(),
  id: recordId,
  name: z.string(),
  what: z.enum(['new', 'changed', 'deleted', 'conflicting'])
})

/** Two records that look like one and could be joined: the first into the second. */
export const joinOffer = z.strictObject({
  kind: z.enum(['coder', 'issue', 'actor', 'document']),
  id: recordId,
  name: z.string(),
  into: recordId,
  intoName: z.string(),
  /** What makes them look alike. */
  why: z.enum(['sameName', 'sameText'])
})
export type JoinOffer = z.infer<typeof joinOffer>

/** What taking files in would do. Lists name at most 1,000 each; the counts are whole. */
export const mergePreview = z.strictObject({
  files: z.array(mergeFile),
  changes: z.number(),
  batches: z.number(),
  blobs: z.number(),
  annotations: annotationCounts,
  coders: z.array(
    z.strictObject({
      coder: coderId,
      name: z.string(),
      isHere: z.boolean(),
      annotations: annotationCounts,
      /** Batches of this coder that would arrive, and when the first and last were made by their clock. */
      batches: z.number(),
      first: time.nullable(),
      last: time.nullable(),
      /** Milliseconds by which this coder's clock seems to be ahead of this machine's; 0: nothing odd. */
      ahead: z.number()
    })
  ),
  documents: z.array(
    z.strictObject({
      document: documentId,
      title: z.string(),
      isHere: z.boolean(),
      annotations: annotationCounts
    })
  ),
  /** Codebook, people and documents themselves. */
  records: z.array(mergedRecord),
  recordCounts: z.record(z.string(), annotationCounts.omit({ identical: true })),
  offers: z.array(joinOffer),
  setAside: z.array(setAside),
  /** Conflicts there would be more than now. */
  conflicts: z.number(),
  /** Kinds and fields of a newer version: kept, not shown. */
  unknown: z.number()
})
export type MergePreview = z.infer<typeof mergePreview>

/** One merge that was done, with what it brought: the report that can be kept. */
export const mergeReport = z.strictObject({
  arrival: z.number(),
  time,
  sources: z.array(z.string()),
  backup: z.string(),
  joined: z.number(),
  preview: mergePreview
})
export type MergeReport = z.infer<typeof mergeReport>

const files = z.array(fileHandle).min(1).max(200)

export const mergeMethods = {
  /** Looks at one or more files and says what taking them in would do; changes nothing. */
  'merge.preview': task({ files }, mergePreview),
  /**
   * A named backup, then the union of the logs in one transaction, then the joins that were accepted, as one batch of the coder at work.
   * Commands wait meanwhile and are done after it. A join that does not hold any more is left out: `joined` says how many were made.
   * Files that are refused or of another project are left out and told in the report. Nothing new: `arrival` is 0 and no backup is written.
   */
  'merge.run': task(
    {
      files,
      joins: z
        .array(joinOffer.pick({ kind: true, id: true, into: true }))
        .max(1000)
        .default([])
    },
    mergeReport
  ),
  /** Merges that were done in this file, newest first; not what came by the team folder, nor what a copy was built from. */
  'merge.list': method(
    z.strictObject(page),
    z.strictObject({
      total: z.number(),
      merges: z.array(
        z.strictObject({
          arrival: z.number(),
          time,
          source: z.string(),
          changes: z.number(),
          setAside: z.array(setAside)
        })
      )
    })
  ),
  /** Writes a report as a page that any browser shows. */
  'merge.saveReport': method(z.strictObject({ file: fileHandle, report: mergeReport }), nothing)
} as const
