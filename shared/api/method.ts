/** How a method of the contract is declared. */
import { z } from 'zod'

/** A method: its input, its output, and how long it may take: 'task' can be ended by `task.cancel` and sends progress. */
export type Method<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly input: I
  readonly output: O
  readonly task?: true
}
export const method = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Method<I, O> => ({
  input,
  output
})
/** Tasks take `task`: a name the caller chose, under which progress comes and by which it is ended. */
export const task = <S extends z.ZodRawShape, O extends z.ZodType>(input: S, output: O) => ({
  input: z.strictObject({ ...input, task: z.string().max(60).default('') }),
  output,
  task: true as const
})

/** No input, or no output. */
export const nothing = z.strictObject({})

/** A stretch of a long list. */
export const page = {
  offset: z.number().int().min(0).max(10_000_000).default(0),
  limit: z.number().int().min(1).max(1000).default(100)
}
