/** Correcting a text, and bringing an earlier one back. */
import { z } from 'zod'
import { seenHeads } from '../commands/inputs.ts'
import { annotationId, documentId, hash } from '../ids.ts'
import { revisionContent } from '../text/contentSchema.ts'
import { utf16Offset } from '../text/offsets.ts'
import { commandDone } from './commandMethods.ts'
import { method, nothing, task } from './method.ts'
import {
  diffRow,
  correctionSummary,
  correctionDraft,
  documentView,
  keptStretches,
  revisionEntry,
  revisionView
} from './views.ts'

/** A new text: the revision it came from, its content, and the stretches it kept. The host checks all three. */
const correction = { from: hash, content: revisionContent, kept: keptStretches }

export const correctionMethods = {
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
  )
} as const
