/** How far coders agree: what is asked, what comes back, and the passages behind each number. */
import { z } from 'zod'
import { measures } from '../analysis/agreementFigures.ts'
import { annotationId, coderId, documentId, hash, issueId, stanceId } from '../ids.ts'
import { utf16Offset } from '../text/offsets.ts'
import { page, task } from './method.ts'
import { fileHandle } from './views.ts'

/** What the coders are compared on. 'pair': passages of two coders that overlap, matched one to one. 'span': free spans of characters. */
export const agreementUnits = z.enum(['sentence', 'paragraph', 'pair', 'span'])
export type AgreementUnits = z.infer<typeof agreementUnits>

/** Coding rounds: documents by the month or week in which their last annotation was made, or by their group. */
export const agreementRounds = z.enum(['week', 'month', 'group'])

export const agreementRequest = z.strictObject({
  /** At least two who are not joined into one, else `oneCoder`. Gold coders are like any other. */
  coders: z.array(coderId).max(20),
  /** Without: all documents. */
  documents: z.array(documentId).max(100_000).optional(),
  /** Each by itself; an issue stands for everything below it and joined into it. Without: every issue that was used. */
  issues: z.array(issueId).max(10_000).optional(),
  units: agreementUnits.default('sentence'),
  /** Only documents that every one of these coders has marked done; else those that two have begun, in which any other is missing, not "no passages". */
  onlyDone: z.boolean().default(false),
  /** Draws of the bootstrap; 0: no intervals. */
  draws: z.number().int().min(0).max(10_000).default(1000),
  seed: z.number().int().min(0).max(2_147_483_647).default(20_160_101),
  rounds: agreementRounds.default('month')
})
export type AgreementRequest = z.infer<typeof agreementRequest>

export const measureName = z.enum(measures)
export type MeasureName = z.infer<typeof measureName>
export { measures }

/** One figure: of the issue (tagged with it or not; which of several), of the stance where the issue is shared, or of where passages stand. */
export const agreementFigure = z.strictObject({
  measure: measureName,
  about: z.enum(['issue', 'stance', 'span']),
  /** Null: undefined, and `why` says so in a sentence ('' otherwise). */
  value: z.number().nullable(),
  why: z.string(),
  /** 95 % by a bootstrap over units (span measures: over documents); null: `whyNoInterval` says why. */
  interval: z
    .strictObject({
      low: z.number(),
      high: z.number(),
      draws: z.number(),
      /** The share of draws below .667. */
      belowTentative: z.number()
    })
    .nullable(),
  whyNoInterval: z.string(),
  /** Units, spans or characters that it counts, and how many it had to leave out. */
  n: z.number(),
  of: z.enum(['units', 'spans', 'characters']),
  excluded: z.number()
})
export type AgreementFigure = z.infer<typeof agreementFigure>

/** What comes back is only read. */
const list = <T extends z.ZodType>(of: T) => z.array(of).readonly()
const figures = list(agreementFigure)

export const agreementReport = z.strictObject({
  request: agreementRequest,
  /** In the order of the request; those who were joined into one count as one, under its id. */
  coders: list(z.strictObject({ coder: coderId, name: z.string(), annotations: z.number() })),
  /** Documents that at least two of the coders have begun, and the units in them. */
  documents: z.number(),
  units: z.number(),
  /** Units that anybody tagged with any of the chosen issues, and those on which somebody differs about issue or stance. */
  tagged: z.number(),
  disagreements: z.number(),
  /** What was left out, and why, in sentences with their counts. */
  excluded: list(z.strictObject({ why: z.string(), count: z.number(), sentence: z.string() })),
  /** All chosen issues together. */
  whole: figures,
  issues: list(
    z.strictObject({
      issue: issueId,
      name: z.string(),
      /** From the top of the tree, itself last. */
      path: list(z.string()),
      /** Units that anybody tagged with it, and those on which somebody differs about issue or stance. */
      tagged: z.number(),
      /** Units that each coder tagged with it, in the order of the request's coders: the margins that stand beside kappa. */
      taggedBy: list(z.number()).optional(),
      disagreements: z.number(),
      figures
    })
  ),
  /** Every pair of coders once, all chosen issues together. */
  pairs: list(z.strictObject({ a: coderId, b: coderId, figures, disagreements: z.number() })),
  /** Stances that two coders gave to what both tagged with the issue: both orders counted, so that the table is symmetric; for two coders rows are the first. */
  confusion: z.strictObject({
    isSymmetric: z.boolean(),
    /** In the order of the scale; null is "not decided". */
    stances: list(stanceId.nullable()),
    counts: list(list(z.number()))
  }),
  rounds: list(
    z.strictObject({
      /** 2026-03, 2026-W12 or the group's name; '' for documents in which nobody tagged anything, or in no group. */
      round: z.string(),
      documents: z.number(),
      figures,
      disagreements: z.number()
    })
  ),
  /** What a methods section says of it, as Markdown: the same as the export writes. */
  methods: z.string()
})
export type AgreementReport = z.infer<typeof agreementReport>

/** Which number was opened: everything that is there must hold. */
export const agreementCell = z.strictObject({
  /** What the number is about: 'stance' leaves out units that were not tagged with an issue by two coders, 'issue' and 'span' call a unit agreed whose stances differ. */
  about: z.enum(['issue', 'stance', 'span']).optional(),
  issue: issueId.optional(),
  pair: z.tuple([coderId, coderId]).optional(),
  /** A cell of the confusion table: row, column. */
  stances: z.tuple([stanceId.nullable(), stanceId.nullable()]).optional(),
  round: z.string().max(200).optional(),
  onlyDisagreements: z.boolean().default(false)
})
export type AgreementCell = z.infer<typeof agreementCell>

/** A unit with what each coder made of it. Free spans: passages that overlap, of one issue; they agree where the very characters are the same. */
export const agreementUnit = z.strictObject({
  document: documentId,
  title: z.string(),
  /** [start, end) in UTF-16 code units of that revision. */
  revision: hash,
  start: utf16Offset,
  end: utf16Offset,
  text: z.string(),
  /** Null: about stances, of which fewer than two coders decided for one; no figure compares it. */
  agrees: z.boolean().nullable(),
  /** In the order of the report's coders; those outside the pair asked for are missing. `annotations` empty: not tagged, or missing where `isMissing`. */
  coders: z.array(
    z.strictObject({
      coder: coderId,
      isMissing: z.boolean(),
      annotations: z.array(
        z.strictObject({
          annotation: annotationId,
          issue: issueId,
          stance: stanceId.nullable(),
          start: utf16Offset,
          end: utf16Offset
        })
      )
    })
  )
})
export type AgreementUnit = z.infer<typeof agreementUnit>

export const agreementMethods = {
  /** Every figure that fits the units and the number of coders. Reads in a thread of its own; the same project and request give the same report. */
  'agreement.measure': task({ request: agreementRequest }, agreementReport),
  /** The passages behind a number: disagreements first, then in the order of the documents. */
  'agreement.units': task(
    { request: agreementRequest, cell: agreementCell.default({ onlyDisagreements: false }), ...page },
    z.strictObject({ total: z.number(), disagreements: z.number(), units: z.array(agreementUnit) })
  ),
  /** 'csv': every figure, one row each. 'md': a paragraph for a methods section that names formula, units and exclusions. */
  'agreement.export': task(
    { request: agreementRequest, format: z.enum(['csv', 'md']), file: fileHandle },
    z.strictObject({ name: z.string() })
  )
} as const
