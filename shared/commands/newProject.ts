/** What a new project holds: its name and the default stance scale. */
import { newId, projectRecordId, type RandomBytes } from '../ids.ts'
import { make, type Plan } from './command.ts'
import { ordersAtEnd } from './order.ts'

/** The default scale (design.md 1), with a colour-blind-safe diverging palette. Shortcuts are digits by key position. */
export const defaultStances = [
  { key: 'supports', label: 'Supports', polarity: 1, colour: '#1f6fb2', shortcut: '1' },
  { key: 'conditional', label: 'Conditional', polarity: 0.5, colour: '#6cb4e4', shortcut: '2' },
  { key: 'neutral', label: 'Neutral', polarity: 0, colour: '#8a8f98', shortcut: '3' },
  { key: 'opposes', label: 'Opposes', polarity: -1, colour: '#d1502b', shortcut: '4' },
  { key: 'no-position', label: 'No position', polarity: null, colour: '#5f6570', shortcut: '5' }
] as const

/** The first batch of a project, written by Parley itself. */
export function planNewProject(name: string, randomBytes: RandomBytes): Plan {
  const orders = ordersAtEnd([], defaultStances.length)
  const stances = defaultStances.map((stance, i) =>
    make(
      { kind: 'stance', id: newId('stance', randomBytes) },
      { ...stance, place: { group: '', order: orders[i] ?? 'a0' } }
    )
  )
  const drafts = [make({ kind: 'project', id: projectRecordId }, { name }), ...stances]
  return { drafts, made: drafts.map((draft) => draft.record), about: name }
}
