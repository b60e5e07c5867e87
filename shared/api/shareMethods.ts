/** Giving a copy of the project to somebody: looking at what would be in it, then writing it. */
import { z } from 'zod'
import { coderId, documentId } from '../ids.ts'
import { task } from './method.ts'
import { fileHandle, time } from './views.ts'

const shareChoice = {
  /** 'code': the same project, to be coded in and sent back. 'publish': a new project with today's values only. */
  kind: z.enum(['code', 'publish']),
  /** Null: all. A document brings those it is joined with, and the annotations, progress and decisions that stand in it. */
  documents: z.array(documentId).max(100_000).nullable().default(null),
  /** Whose annotations go along: everybody's, nobody's, everybody's but those of the coder at work, or of these coders. */
  annotations: z
    .union([z.enum(['all', 'none', 'notMine']), z.array(coderId).min(1).max(10_000)])
    .default('all'),
  originals: z.boolean().default(true)
}

/** What would be in a copy. */
const sharePreview = z.strictObject({
  documents: z.number(),
  annotations: z.number(),
  coders: z.array(z.strictObject({ coder: coderId, name: z.string(), annotations: z.number() })),
  issues: z.number(),
  /** Annotations that stay here: of other documents, or withheld. */
  withheld: z.number(),
  /** Null: none goes along (to publish). */
  history: z
    .strictObject({
      /** Edits, and when the first and the last of them were made, by their writers' clocks. */
      batches: z.number(),
      first: time.nullable(),
      last: time.nullable(),
      /** Deleted records whose words stay in the history. */
      deleted: z.number(),
      /** Texts as they were before they were corrected. */
      earlierTexts: z.number()
    })
    .nullable(),
  /** Original files that go along: how many, how many bytes they take, and the largest 1,000 of them by name. */
  originals: z.strictObject({
    count: z.number(),
    size: z.number(),
    files: z.array(z.strictObject({ name: z.string(), size: z.number() }))
  }),
  /** How many bytes the file will have, roughly. */
  size: z.number()
})
export type SharePreview = z.infer<typeof sharePreview>

export const shareMethods = {
  'share.preview': task(shareChoice, sharePreview),
  /**
   * Writes the copy to a new file; nothing is ever written over. `coder`: who will code in it, so that nobody is asked there; one who is only
   * named is made in this project first, so that all copies mean the same coder.
   */
  'share.write': task(
    {
      ...shareChoice,
      file: fileHandle,
      coder: z
        .union([
          z.strictObject({ id: coderId }),
          z.strictObject({
            name: z.string().trim().min(1).max(1000),
            initials: z.string().trim().min(1).max(8)
          })
        ])
        .nullable()
        .default(null)
    },
    z.strictObject({
      name: z.string(),
      /** Bytes. */
      size: z.number(),
      documents: z.number(),
      annotations: z.number(),
      batches: z.number(),
      /** Changes of this project that cannot be read and stay behind; the health list tells of them. */
      unreadable: z.number(),
      /** The name of the coder the copy is for; '' for nobody. */
      coder: z.string()
    })
  )
} as const
