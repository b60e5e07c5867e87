/** What is written and not stored: kept before the project or the window is left. */
import type { Parley } from './parley.ts'

type Keep = () => Promise<unknown>
const unfinished = new WeakMap<Parley, Set<Keep>>()
const leavings = new WeakMap<Parley, number>()

/** `keep` is called before the project is left, and when the window is hidden or closed; the function it gives stops that. */
export function keepBeforeLeaving(parley: Parley, keep: Keep): () => void {
  const all = unfinished.get(parley) ?? new Set()
  unfinished.set(parley, all)
  all.add(keep)
  const atOnce = (): void => {
    if (document.visibilityState === 'hidden') void keep()
  }
  const last = (): void => void keep()
  document.addEventListener('visibilitychange', atOnce)
  addEventListener('pagehide', last)
  return () => {
    all.delete(keep)
    document.removeEventListener('visibilitychange', atOnce)
    removeEventListener('pagehide', last)
  }
}

/** Keeps everything that is unfinished; fulfilled when it is kept. */
export async function keepUnfinished(parley: Parley): Promise<void> {
  leavings.set(parley, timesLeft(parley) + 1)
  await Promise.all([...(unfinished.get(parley) ?? [])].map((keep) => keep()))
}

/** How often a project was left: what was unfinished before the last time is taken up from where it was kept. */
export function timesLeft(parley: Parley): number {
  return leavings.get(parley) ?? 0
}
