/** The window's end of every carrier: typed calls and events. */
import { fail, isProblemCode, type Problem, type Result } from '../errors.ts'
import {
  events,
  type EventName,
  type EventOf,
  type InputOf,
  type MethodName,
  type OutputOf
} from './contract.ts'

/** What carries the contract: function calls, Electron's messages or HTTP. Rejects where the other end cannot be reached. */
export type Carrier = {
  call(method: string, input: unknown): Promise<unknown>
  /** Hears every event as `{ event, content }`; the function it gives ends that. */
  subscribe(listener: (event: unknown) => void): () => void
}

export type Client = {
  call<M extends MethodName>(method: M, input: InputOf<M>): Promise<Result<OutputOf<M>>>
  /** Hears one kind of event; the function it gives ends that. */
  on<E extends EventName>(event: E, listener: (content: EventOf<E>) => void): () => void
  /** Stops listening to the carrier. */
  close(): void
}

/** A client over a carrier. A carrier that fails gives the problem `connectionLost`; a problem of an unknown code is `internal`. */
export function makeClient(carrier: Carrier): Client {
  const listeners = new Map<string, Set<(content: unknown) => void>>()
  const end = carrier.subscribe((message) => {
    if (!isEvent(message)) return
    for (const listener of [...(listeners.get(message.event) ?? [])]) listener(message.content)
  })
  return {
    async call(method, input) {
      let answer: unknown
      try {
        answer = await carrier.call(method, input)
      } catch {
        return fail('connectionLost')
      }
      return resultFrom(answer) as Result<OutputOf<typeof method>>
    },
    on(event, listener) {
      const own = listeners.get(event) ?? new Set()
      listeners.set(event, own)
      const hear = (content: unknown): void => listener(content as EventOf<typeof event>)
      own.add(hear)
      return () => own.delete(hear)
    },
    close: end
  }
}

function resultFrom(answer: unknown): Result<unknown> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return fail('internal')
  if (answer.ok === true) return { ok: true, value: 'value' in answer ? answer.value : undefined }
  const problem = 'problem' in answer ? (answer.problem as Partial<Problem> | null) : null
  if (!problem || typeof problem.code !== 'string' || !isProblemCode(problem.code)) return fail('internal')
  return { ok: false, problem: { code: problem.code, about: problem.about ?? {} } }
}

function isEvent(message: unknown): message is { readonly event: EventName; readonly content: unknown } {
  return (
    typeof message === 'object' &&
    message !== null &&
    'event' in message &&
    typeof message.event === 'string' &&
    Object.hasOwn(events, message.event) &&
    'content' in message
  )
}
