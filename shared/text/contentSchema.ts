/** A revision's content as it may come from outside. */
import { z } from 'zod'
import { utf16Offset } from './offsets.ts'
import type { RevisionContent } from './revision.ts'

const place = { start: utf16Offset, end: utf16Offset }
const label = z.string().max(200)
const count = z.number().int().min(0).max(1_000_000)

const block = z.discriminatedUnion('kind', [
  z.strictObject({ ...place, kind: z.literal('paragraph') }),
  z.strictObject({ ...place, kind: z.literal('heading'), level: z.number().int().min(1).max(9) }),
  z.strictObject({
    ...place,
    kind: z.literal('listItem'),
    depth: z.number().int().min(0).max(100),
    marker: label
  }),
  z.strictObject({
    ...place,
    kind: z.literal('tableCell'),
    table: count,
    row: count,
    column: count,
    header: z.boolean()
  }),
  z.strictObject({ ...place, kind: z.literal('footnote'), label }),
  z.strictObject({ ...place, kind: z.literal('pageBreak') })
])

const mark = z.discriminatedUnion('kind', [
  z.strictObject({ ...place, kind: z.literal('strong') }),
  z.strictObject({ ...place, kind: z.literal('emphasis') }),
  z.strictObject({ ...place, kind: z.literal('link'), href: z.string().max(100_000) }),
  z.strictObject({ ...place, kind: z.literal('footnoteReference'), label })
])

/** Only its form: `whatBreaksRevision` says whether its blocks and marks fit its text. */
export const revisionContent: z.ZodType<RevisionContent> = z.strictObject({
  text: z.string().max(0x7fffffff),
  blocks: z.array(block),
  marks: z.array(mark)
})
