/** The host's end of every carrier: a method's name and its input in, a Result out; nothing is thrown across. */
import type { z } from 'zod'
import { fail, ProblemError, type Result } from '../errors.ts'
import { contract, type CheckedInputOf, type MethodName, type OutputOf } from './contract.ts'

/** What answers one method. A `ProblemError` it throws is its failure; anything else it throws is a bug. */
export type Handler<M extends MethodName> = (input: CheckedInputOf<M>) => Answer<M> | Promise<Answer<M>>

/** The answer of a handler: nobody changes it on its way. */
type Answer<M extends MethodName> = Result<Unchanged<OutputOf<M>>>
type Unchanged<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer E)[]
    ? readonly Unchanged<E>[]
    : { readonly [K in keyof T]: Unchanged<T[K]> }

/** One handler a method: a missing or misspelt one does not compile. */
export type Handlers = { readonly [M in MethodName]: Handler<M> }

export type Dispatch = (method: string, input: unknown) => Promise<Result<unknown>>

export type DispatchOptions = {
  /** Told of every bug, with what it was about; the caller only learns that something went wrong. */
  readonly onBug: (method: string, error: unknown) => void
  /** Outputs are checked too: for tests, since a large document costs time. */
  readonly checkOutputs?: boolean
}

/** Puts a door before the handlers: unknown methods and inputs that break their schema do not get through. */
export function dispatch(handlers: Handlers, options: DispatchOptions): Dispatch {
  return async (method, input) => {
    if (!isMethod(method)) return fail('unknownMethod', { method: method.slice(0, 80) })
    const checked = contract[method].input.safeParse(input ?? {})
    if (!checked.success) return fail('badInput', { where: placeInWords(method, checked.error) })
    try {
      const result = await (handlers[method] as (input: unknown) => unknown)(checked.data)
      return options.checkOutputs
        ? checkedResult(method, result as Result<unknown>)
        : (result as Result<unknown>)
    } catch (error) {
      if (error instanceof ProblemError) return { ok: false, problem: error.problem }
      options.onBug(method, error)
      return fail('internal')
    }
  }
}

/** True for a method of this version's contract. */
export function isMethod(method: string): method is MethodName {
  return Object.hasOwn(contract, method)
}

/** Where an input breaks its schema, in words: `command.run, seen › doc:1: expected array`. The first three places are named. */
export function placeInWords(what: string, error: z.ZodError): string {
  const places = error.issues.slice(0, 3).map((issue) => {
    const path = issue.path.map(String).join(' › ')
    return path === '' ? issue.message : `${path}: ${issue.message}`
  })
  return `${what}, ${places.join('; ')}`
}

function checkedResult(method: MethodName, result: Result<unknown>): Result<unknown> {
  if (!result.ok) return result
  const checked = contract[method].output.safeParse(result.value)
  if (!checked.success)
    throw new Error(`The answer breaks its schema: ${placeInWords(method, checked.error)}`)
  return result
}
