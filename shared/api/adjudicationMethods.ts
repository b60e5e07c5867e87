/** Adjudication: the questions that several coders' annotations raise, what was decided, and the gold layer that comes of it. */
import { z } from 'zod'
import { questionStates } from '../analysis/adjudication.ts'
import {
  annotationId,
  changeIdSchema,
  coderId,
  documentId,
  hash,
  issueId,
  recordId,
  stanceId
} from '../ids.ts'
import { decisionKind } from '../model/records.ts'
import { utf16Offset } from '../text/offsets.ts'
import { method, page, task } from './method.ts'
import { annotationView, fileHandle, progressState, revisionView, time } from './views.ts'

export const questionState = z.enum(questionStates)

/** Whose work is compared, in their order, and in which gold layer it is decided; null: there is none yet. */
const compared = { coders: z.array(coderId).min(2).max(20), gold: coderId.nullable() }

export const questionFilter = z.strictObject({
  states: z.array(questionState).max(20).optional(),
  documents: z.array(documentId).max(10_000).optional(),
  /** Somebody tagged it with one of these; an issue stands for everything below it and joined into it. */
  issues: z.array(issueId).max(10_000).optional()
})
export type QuestionFilter = z.infer<typeof questionFilter>

const asked = { ...compared, filter: questionFilter.default({}) }

/** A question as a row of the queue; it is named by any of its annotations, `id` is one of them. */
export const questionRow = z.strictObject({
  id: annotationId,
  document: documentId,
  title: z.string(),
  state: questionState,
  /** [start, end) in UTF-16 code units of the document's text today. */
  start: utf16Offset,
  end: utf16Offset,
  /** The first words that somebody marked. */
  quote: z.string(),
  issues: z.array(issueId),
  /** Who tagged it, in the order that was asked for; others last. */
  coders: z.array(z.strictObject({ coder: coderId, stance: stanceId.nullable() })),
  outcome: decisionKind.fields.outcome.value.nullable()
})
export type QuestionRow = z.infer<typeof questionRow>

const sources = z.array(z.strictObject({ annotation: annotationId, heads: z.array(changeIdSchema) }))

export const decisionView = z.strictObject({
  id: recordId,
  outcome: decisionKind.fields.outcome.value,
  /** Who decided last, and when. */
  by: coderId.nullable(),
  time,
  sources,
  /** Null: all were rejected, or it was deleted by hand. */
  gold: annotationView.nullable(),
  heads: z.array(changeIdSchema)
})
export type DecisionView = z.infer<typeof decisionView>

export const questionView = z.strictObject({
  ...questionRow.shape,
  /** Of the coders asked for, in their order, then of others that a decision was about. */
  annotations: z.array(annotationView),
  decisions: z.array(decisionView),
  /** What happened to a decided question since. */
  since: z.strictObject({
    changed: z.array(annotationId),
    added: z.array(annotationId),
    gone: z.array(annotationId),
    goldIsGone: z.boolean()
  }),
  /** Coders without an annotation in it: who is done or in progress left it untagged. */
  absent: z.array(z.strictObject({ coder: coderId, progress: progressState })),
  revision: hash,
  /** The blocks around it; offsets count from `offset`. */
  text: z.strictObject({ offset: z.number(), ...revisionView.pick({ text: true, blocks: true }).shape })
})
export type QuestionView = z.infer<typeof questionView>

const counts = z.partialRecord(questionState, z.number())

export const adjudicationMethods = {
  /** Questions in the order of documents and places. `counts`: by state, whatever states the filter names. */
  'adjudication.queue': task(
    { ...asked, ...page },
    z.strictObject({
      total: z.number(),
      questions: z.array(questionRow),
      counts,
      /** Documents left out because the coder at work codes blind and is not done with them. */
      blindDocuments: z.number(),
      /** Annotations left out because they have no place in today's text. */
      lost: z.number()
    })
  ),
  /** The question of an annotation ('here'), or the nearest after or before it that the filter lets through; null: none. `index`: its row in the queue. */
  'adjudication.find': method(
    z.strictObject({
      ...asked,
      from: annotationId.nullable(),
      way: z.enum(['here', 'next', 'previous']),
      onlyOpen: z.boolean().default(false)
    }),
    z.strictObject({ index: z.number(), id: annotationId }).nullable()
  ),
  /** A question with everything that is needed to decide it. Fails with missingRecord where no question has that annotation. */
  'adjudication.item': method(z.strictObject({ ...compared, annotation: annotationId }), questionView),
  /** The gold layer of that name, made where there is none; nobody's undo takes it away. */
  'adjudication.layer': method(
    z.strictObject({ name: z.string().min(1).max(1000) }),
    z.strictObject({ coder: coderId })
  ),
  /** Decides every question on which all agree as they do, in one batch of at most 5,000. `left`: how many agree and are still to be decided. */
  'adjudication.acceptAgreed': task(
    { coders: compared.coders, gold: coderId, filter: questionFilter.default({}) },
    z.strictObject({ decided: z.number(), left: z.number() })
  ),
  /**
   * A CSV file with a row for each question, more where one coder said several things: what each coder said, what was decided, the gold, and
   * the revision that their offsets count in.
   */
  'adjudication.export': task(
    { ...asked, file: fileHandle, bom: z.boolean().default(true), formulaGuard: z.boolean().default(true) },
    z.strictObject({ name: z.string(), rows: z.number() })
  )
} as const
