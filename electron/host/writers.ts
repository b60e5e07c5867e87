/** Keeps what writes to the project file waiting while a merge writes to it in a thread. */
import type { MethodName } from '../../shared/api/contract.ts'
import type { Handlers } from '../../shared/api/dispatch.ts'
import { fail } from '../../shared/errors.ts'
import type { Core } from './core.ts'

/**
 * The methods that write on the host's own connection. A method that writes and is not named here would hold up the whole host until the
 * merge is done. Work in the background asks the gate itself.
 */
const writers: ReadonlySet<MethodName> = new Set([
  'project.chooseCoder',
  'command.run',
  'undo',
  'redo',
  'undo.to',
  'redo.to',
  'document.correct',
  'revisions.restore',
  'import.accept',
  'dataset.annotate',
  'codebook.import',
  'adjudication.layer',
  'adjudication.acceptAgreed',
  'bringIn.run'
] satisfies MethodName[])

/** The same handlers; those that write go through the gate of the project that is open. At once where nothing is in the way. */
export function throughGate(core: Core, handlers: Handlers): Handlers {
  const entries = Object.entries(handlers).map(([method, handle]) => {
    if (!writers.has(method as MethodName)) return [method, handle] as const
    const work = handle as (input: unknown) => unknown
    const waiting = (input: unknown): unknown => {
      const { session } = core
      if (!session) return work(input)
      // What waited is for the project that was open then, and no other.
      return session.gate.shared(() => (core.session === session ? work(input) : fail('noProject')))
    }
    return [method, waiting] as const
  })
  return Object.fromEntries(entries) as unknown as Handlers
}
