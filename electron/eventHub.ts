/** Hands the host's events on to the windows that listen. */
import type { AnyEvent } from '../shared/api/contract.ts'

export type EventHub = ReturnType<typeof makeEventHub>

/**
 * A hub between the host and its windows. Files opened from outside wait for the first window; everything else is only for who listens, since
 * a new window asks for the present state anyway.
 */
export function makeEventHub() {
  const listeners = new Set<(event: AnyEvent) => void>()
  const waiting: AnyEvent[] = []
  return {
    publish(event: AnyEvent): void {
      if (listeners.size === 0 && event.event === 'openFile') waiting.push(event)
      for (const listener of [...listeners]) listener(event)
    },
    /** Hears events from now on; the function it gives ends that. */
    subscribe(listener: (event: AnyEvent) => void): () => void {
      listeners.add(listener)
      for (const event of waiting.splice(0)) listener(event)
      return () => listeners.delete(listener)
    },
    listening: (): number => listeners.size
  }
}
