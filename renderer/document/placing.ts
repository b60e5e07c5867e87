/** Boundaries on their way: shown at once, stored a moment later. */
import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { AnnotationView } from '../../shared/api/views.ts'
import { span, type Span } from '../../shared/text/offsets.ts'
import { moveAnnotation, type Annotating } from './annotating.ts'
import type { AnnotationSpan } from './looks.ts'
import type { Surface } from './surface.ts'

/** Steps that follow each other within so many milliseconds are stored, and taken back, as one change. */
export const runOfSteps = 700
/** Waiting for the host's word on the last move ends after so many milliseconds. */
const patience = 2_000

/** A place that is shown and not yet confirmed; `sent`: the annotation as it was when its change was stored. */
type Pending = { readonly to: Span; readonly sent: AnnotationView | null }

/**
 * Shows an annotation where it is being moved to, by putting it there in the index, and stores the last place of a run of steps. No step is
 * lost: what follows while one is stored waits for the host's word on it.
 */
export class Placing {
  private readonly surface: Surface
  private readonly annotating: () => Annotating
  private readonly pending = new Map<string, Pending>()
  private readonly listeners = new Set<() => void>()
  private readonly waiting = new Set<() => void>()
  /** The annotations as they were when their last move was stored: a change based on these would contradict our own. */
  private readonly sent = new Map<string, AnnotationView>()
  private inHand: string | null = null
  private timer = 0
  private storing: Promise<void> = Promise.resolve()
  private shows = 0

  constructor(surface: Surface, annotating: () => Annotating) {
    this.surface = surface
    this.annotating = annotating
  }

  subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed)
    return () => this.listeners.delete(changed)
  }

  /** Counts what was shown: another number, another place. */
  version = (): number => this.shows

  /** True while something is shown that is not stored. */
  isBusy(): boolean {
    return this.inHand !== null
  }

  /** Shows an annotation at another place; with `store` it is stored once no further step comes. */
  show({ id }: AnnotationSpan, to: Span, { store }: { readonly store: boolean }): void {
    if (this.inHand !== null && this.inHand !== id) void this.settle()
    clearTimeout(this.timer)
    this.inHand = id
    this.pending.set(id, { to, sent: null })
    this.put(id, to)
    if (store) this.timer = window.setTimeout(() => void this.settle(), runOfSteps)
  }

  /** Stores what is shown. Fulfilled when nothing is on its way any more. */
  settle = async (): Promise<void> => {
    clearTimeout(this.timer)
    const id = this.inHand
    const to = id === null ? undefined : this.pending.get(id)?.to
    this.inHand = null
    if (id !== null && to) {
      const store = (): Promise<void> => this.store(id, to)
      // What went wrong before is no reason to keep this one back.
      this.storing = this.storing.then(store, store)
    }
    await this.storing
  }

  /** Shows the annotation in hand where it is stored. */
  cancel(): void {
    clearTimeout(this.timer)
    const id = this.inHand
    this.inHand = null
    if (id !== null) this.putBack(id)
  }

  /** Called when annotations came from the host: what is still on its way stays where it is shown. */
  follow(): void {
    for (const [id, { to, sent }] of this.pending) {
      const shown = this.surface.index.get(id)
      if (!shown || (sent !== null && shown.annotation !== sent)) this.pending.delete(id)
      else if (shown.start !== to.start || shown.end !== to.end) this.put(id, to)
    }
    for (const go of [...this.waiting]) go()
  }

  private async store(id: string, to: Span): Promise<void> {
    await this.confirmed(id)
    const annotation = this.surface.index.get(id)?.annotation
    if (!annotation) return
    const { place } = annotation
    if (place && place.start === to.start && place.end === to.end) {
      if (this.inHand !== id) this.pending.delete(id)
      return
    }
    // Every step was announced when it was shown; a problem is told by the window.
    const done = await moveAnnotation({ ...this.annotating(), announce: quietly }, annotation, to)
    const now = this.pending.get(id)
    if (!done.ok) this.putBack(id)
    else if (now) {
      this.sent.set(id, annotation)
      if (now.to === to) this.pending.set(id, { to, sent: annotation })
    }
    this.follow()
  }

  private async confirmed(id: string): Promise<void> {
    const isStale = (): boolean => {
      const sent = this.sent.get(id)
      return sent !== undefined && this.surface.index.get(id)?.annotation === sent
    }
    if (isStale())
      await new Promise<void>((resolve) => {
        const timer = window.setTimeout(() => go(), patience)
        const go = (): void => {
          if (isStale() && performance.now() < until) return
          clearTimeout(timer)
          this.waiting.delete(go)
          resolve()
        }
        const until = performance.now() + patience - 1
        this.waiting.add(go)
      })
    this.sent.delete(id)
  }

  private putBack(id: string): void {
    this.pending.delete(id)
    const place = this.surface.index.get(id)?.annotation.place
    if (place) this.put(id, span(place.start, place.end))
  }

  private put(id: string, { start, end }: Span): void {
    const shown = this.surface.index.get(id)
    if (!shown) return
    const touched = this.surface.index.add({ ...shown, start, end })
    this.surface.painter.repaint(touched)
    this.surface.layoutChanged()
    this.shows += 1
    for (const changed of this.listeners) changed()
  }
}

/** A pane's placing: it follows the annotations, and stores what is on its way when the pane goes. */
export function usePlacing(
  surface: Surface,
  annotating: () => Annotating,
  annotations: readonly AnnotationView[]
): Placing {
  const [placing] = useState(() => new Placing(surface, annotating))
  useSyncExternalStore(placing.subscribe, placing.version)
  useLayoutEffect(() => placing.follow(), [placing, annotations])
  useEffect(() => {
    const leave = (): void => void placing.settle()
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [placing])
  return placing
}

function quietly(): void {
  // Said already.
}
