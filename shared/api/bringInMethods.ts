/** Bringing another project in: its documents and annotations beside ours, its codebook mapped onto ours. */
import { z } from 'zod'
import { documentId, recordId } from '../ids.ts'
import { task } from './method.ts'
import { setAside } from './mergeMethods.ts'
import { fileHandle } from './views.ts'

/** What becomes of a record of the other project: it counts as one of ours, is made here, or is left out. */
const bringInTarget = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('ours'), id: recordId }),
  z.strictObject({ as: z.literal('new') }),
  z.strictObject({ as: z.literal('none') })
])
export type BringInTarget = z.infer<typeof bringInTarget>

export const bringInKinds = ['issue', 'stance', 'actor', 'coder'] as const
export type BringInKind = (typeof bringInKinds)[number]

/** By the id of the record in the other project; a record that is not named is taken as proposed. */
const targets = z.record(recordId, bringInTarget).default({})
const bringInMapping = z.strictObject({ issue: targets, stance: targets, actor: targets, coder: targets })
export type BringInMapping = z.infer<typeof bringInMapping>

/** A record of the other project and what is proposed for it. */
const bringInRecord = z.strictObject({
  id: recordId,
  name: z.string(),
  /** Of an issue: the names above it, from the top. */
  above: z.array(z.string()),
  /** Annotations that name it; of an issue, those below it not counted; of an actor, documents it is an author of too. */
  uses: z.number(),
  proposed: bringInTarget,
  why: z.enum(['sameId', 'sameName', 'used', 'unused'])
})
export type BringInRecord = z.infer<typeof bringInRecord>

const bringInDocument = z.strictObject({
  id: documentId,
  title: z.string(),
  annotations: z.number(),
  /**
   * 'here': brought in before. 'sameText': its text is here as another document, which takes its annotations over. 'otherText': brought in
   * before, and corrected since here or there. 'deleted': brought in and deleted here. 'noText': its text is not in the file.
   */
  state: z.enum(['new', 'here', 'sameText', 'otherText', 'deleted', 'noText']),
  /** Ours that stands for it, where there is one. */
  into: z.strictObject({ id: documentId, title: z.string() }).nullable()
})
export type BringInDocument = z.infer<typeof bringInDocument>

/** What comes, or came. */
const bringInCounts = z.strictObject({
  documents: z.number(),
  annotations: z.number(),
  issues: z.number(),
  stances: z.number(),
  actors: z.number(),
  coders: z.number(),
  /** Annotations that are here already. */
  alreadyHere: z.number(),
  /** What does not come, or not as it stands there. */
  leftOut: z.array(setAside)
})
export type BringInCounts = z.infer<typeof bringInCounts>

const choice = {
  file: fileHandle,
  /** Without: every document whose text is there, but for those that were deleted here. */
  documents: z.array(documentId).max(100_000).optional(),
  mapping: bringInMapping.partial().default({})
}

const bringInPreview = z.strictObject({
  projectName: z.string(),
  documents: z.array(bringInDocument),
  records: z.strictObject({
    issue: z.array(bringInRecord),
    stance: z.array(bringInRecord),
    actor: z.array(bringInRecord),
    coder: z.array(bringInRecord)
  }),
  /** What this choice would bring. */
  would: bringInCounts
})
export type BringInPreview = z.infer<typeof bringInPreview>

export const bringInMethods = {
  /** Looks at a file of another project and says what bringing it in would do; changes nothing. A copy of this project is refused: merge it. */
  'bringIn.preview': task(choice, bringInPreview),
  /**
   * A named backup, then one batch of the coder at work: the chosen documents and their annotations as they stand there today, under the ids
   * they have there, so that a second time adds nothing. Our own records are never changed. Nothing new: `backup` is '' and nothing is written.
   */
  'bringIn.run': task(choice, z.strictObject({ backup: z.string(), done: bringInCounts }))
} as const
