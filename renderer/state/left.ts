/** Where a project's window stood: kept on this machine, so that tomorrow begins where today ended. Nothing of it is project data. */
import { z } from 'zod'
import { passageFilter } from '../../shared/api/filters.ts'
import { annotationId, documentId, hash, type DocumentId } from '../../shared/ids.ts'
import { agreementChoice, rememberable } from './agreement.ts'
import type { Parley } from './parley.ts'
import type { LeftAt } from './reader.ts'
import { changeSettings } from './settings.ts'

const offset = z.number().int().min(0)
const left = z.object({
  view: z.string().max(40),
  document: documentId.nullable(),
  selected: annotationId.nullable(),
  at: z
    .object({
      revision: hash,
      offset,
      below: z.number(),
      selected: z.object({ anchor: offset, focus: offset }).nullable()
    })
    .nullable(),
  filter: passageFilter,
  agreement: agreementChoice.optional().catch(undefined)
})
export type Left = z.infer<typeof left>

/** How many projects are remembered, and for how long a change waits for the next, in milliseconds. */
const most = 50
const calm = 1500

/** What was left of the open project; null where it was never open here, or what was written down cannot be read. */
export function leftOf(parley: Parley): Left | null {
  const { settings, project } = parley.session.getState()
  return readLeft(settings.left[project?.key ?? ''])
}

/** What a text of the settings says; null where it says nothing. */
export function readLeft(text: string | undefined): Left | null {
  if (text === undefined) return null
  try {
    const parsed = left.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The settings' texts with one more, the newest last; a filter that would make it too long is left out. */
export function withLeft(
  all: Readonly<Record<string, string>>,
  project: string,
  now: Left
): Readonly<Record<string, string>> {
  const { [project]: _before, ...others } = all
  const whole = JSON.stringify(now)
  const text = whole.length <= 4000 ? whole : JSON.stringify({ ...now, filter: {} })
  return Object.fromEntries([...Object.entries(others).slice(1 - most), [project, text]])
}

/** Puts the window where it was left, once the project is open and before anything is drawn. Gives the document to open. */
export function restoreLeft(parley: Parley): DocumentId | null {
  const was = leftOf(parley)
  if (!was) return null
  const { at, document } = was
  if (document !== null && at) {
    const spot: LeftAt = at
    parley.reader.setState((state) => ({ left: new Map([...state.left, [document, spot]]) }))
  }
  parley.workspace.setState({
    passageFilter: was.filter,
    ...(was.agreement ? { agreement: was.agreement } : {})
  })
  return document
}

/** Starts writing down where the window stands; the function it gives stops. */
export function followLeft(parley: Parley): () => void {
  let later: ReturnType<typeof setTimeout> | undefined
  const soon = (): void => {
    clearTimeout(later)
    later = setTimeout(() => keep(parley), calm)
  }
  const atOnce = (): void => {
    if (document.visibilityState === 'hidden') keep(parley)
  }
  const ends = [
    parley.workspace.subscribe((now, before) => {
      const isSame =
        now.view === before.view &&
        now.passageFilter === before.passageFilter &&
        now.agreement === before.agreement
      if (!isSame) soon()
    }),
    parley.reading.subscribe((now, before) => {
      if (now.wanted !== before.wanted || now.selected !== before.selected) soon()
    }),
    parley.reader.subscribe((now, before) => {
      if (now.place !== before.place) soon()
    })
  ]
  addEventListener('scroll', soon, { capture: true, passive: true })
  document.addEventListener('visibilitychange', atOnce)
  return () => {
    clearTimeout(later)
    for (const end of ends) end()
    removeEventListener('scroll', soon, { capture: true })
    document.removeEventListener('visibilitychange', atOnce)
  }
}

function keep(parley: Parley): void {
  const { project, settings } = parley.session.getState()
  const { wanted, selected, revision } = parley.reading.getState()
  const { view, passageFilter: filter, agreement: chosen } = parley.workspace.getState()
  if (!project || project.key === '') return
  const reader = parley.reader.getState()
  const spot = reader.handle?.spot() ?? null
  const known = wanted === null ? undefined : reader.left.get(wanted)
  const at = spot && revision ? { revision: revision.hash, ...spot } : (known ?? null)
  const agreement = rememberable(chosen)
  const now = left.safeParse({ view, document: wanted, selected, at, filter, agreement })
  if (!now.success) return
  const next = withLeft(settings.left, project.key, now.data)
  if (next[project.key] !== settings.left[project.key]) void changeSettings(parley, { left: next })
}
