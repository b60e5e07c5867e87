/** What comes in from files and goes out to them: documents, the dataset, the codebook. */
import { z } from 'zod'
import { actorId, documentId } from '../ids.ts'
import { passageList } from './filters.ts'
import { task } from './method.ts'
import { fileHandle, importPreview } from './views.ts'

const textEncodings = z.string().min(1).max(40)

export const fileMethods = {
  'import.preview': task(
    {
      files: z
        .array(z.strictObject({ handle: fileHandle, encoding: textEncodings.optional() }))
        .min(1)
        .max(10_000)
    },
    z.array(importPreview)
  ),
  /** What was previewed is stored, all in one batch. `joinWith`: the same text is there already; nothing new is made for this file. */
  'import.accept': task(
    {
      files: z
        .array(
          z.strictObject({
            handle: fileHandle,
            encoding: textEncodings.optional(),
            title: z.string().max(1000).optional(),
            authors: z.array(actorId).max(1000).default([]),
            date: z.string().max(10).default(''),
            joinWith: documentId.optional()
          })
        )
        .min(1)
        .max(10_000),
      /** The group they come into. */
      group: z.string().max(200).default('')
    },
    z.strictObject({
      documents: z.array(z.strictObject({ handle: fileHandle, document: documentId, made: z.boolean() })),
      refused: z.array(z.strictObject({ handle: fileHandle, name: z.string(), sentence: z.string() }))
    })
  ),
  'dataset.export': task(
    {
      file: fileHandle,
      format: z.enum(['csv', 'jsonl']),
      offsets: z.enum(['code points', 'utf16']).default('code points'),
      bom: z.boolean().default(false),
      formulaGuard: z.boolean().default(false),
      ...passageList
    },
    /** `dictionary`: the name of the data dictionary written beside it. `hidden`: annotations of the project that blind coding left out. */
    z.strictObject({ rows: z.number(), name: z.string(), dictionary: z.string(), hidden: z.number() })
  ),
  'dataset.annotate': task(
    { file: fileHandle },
    z.strictObject({
      added: z.number(),
      alreadyHere: z.number(),
      /** Found by quote and context, not at the place the row named. */
      moved: z.number(),
      /** By row number (the first row below the header is 1): why a row was not taken. */
      refused: z.array(z.strictObject({ row: z.number(), sentence: z.string() })),
      /** The same of rows that were taken, but not just as they stand: the moved ones. */
      told: z.array(z.strictObject({ row: z.number(), sentence: z.string() })),
      /** Of each column that Parley does not know, which was left out: a sentence. */
      columns: z.array(z.string())
    })
  ),
  'codebook.export': task(
    { file: fileHandle, format: z.enum(['csv', 'json']) },
    z.strictObject({ name: z.string(), records: z.number() })
  ),
  'codebook.import': task(
    { file: fileHandle },
    z.strictObject({
      added: z.number(),
      changed: z.number(),
      same: z.number(),
      refused: z.array(z.strictObject({ row: z.number(), sentence: z.string() }))
    })
  )
} as const
