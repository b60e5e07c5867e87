/** Who codes in a project, and how far each is. */
import { z } from 'zod'
import { coderId } from '../ids.ts'
import { method, nothing } from './method.ts'
import { time } from './views.ts'

export const coderProgress = z.strictObject({
  coder: coderId,
  /** Shown annotations; `incomplete`: without a stance. Counted for every coder, blind coding or not. */
  annotations: z.number(),
  incomplete: z.number(),
  /** Documents in which this coder tagged something or said so; the others are new to them. */
  inProgress: z.number(),
  done: z.number(),
  /** When the first and last of their annotations was made, by their clock; null: none. */
  first: time.nullable(),
  last: time.nullable()
})
export type CoderProgress = z.infer<typeof coderProgress>

export const coderMethods = {
  /** Coders who are not joined into another, those joined into them counted with them. */
  'coders.progress': method(
    nothing,
    z.strictObject({ documents: z.number(), coders: z.array(coderProgress) })
  )
} as const
