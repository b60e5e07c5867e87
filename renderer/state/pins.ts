/** Tags that the analyst keeps at hand in a project: pinned by number, in the user's settings. */
import type { Settings } from '../../shared/api/settings.ts'
import type { AnnotationView } from '../../shared/api/views.ts'
import type { ActorId, IssueId, StanceId } from '../../shared/ids.ts'

/** A tag without its passage. `actors` 'authors': those of the document it is used in. */
export type Pin = {
  readonly issue: IssueId
  readonly stance: AnnotationView['stance']
  readonly actors: readonly ActorId[] | 'authors'
  readonly certainty: AnnotationView['certainty']
}

/** As many as there are digits but zero. */
export const mostPins = 9

/** The pins of a project by its key, in their order; a place without one is null. */
export function pinsOf(panes: Settings['panes'], project: string): readonly (Pin | null)[] {
  return Array.from({ length: mostPins }, (_, i) => readPin(panes[nameOf(project, i)]))
}

/** What the settings hold once a tag is pinned at a place (0 to 8), or none is any more. */
export function withPin(
  project: string,
  at: number,
  pin: Pin | null
): { readonly name: string; readonly value: string } {
  return { name: nameOf(project, at), value: pin ? written(pin) : '' }
}

/** Where a tag is pinned already, else the first free place, else the last. */
export function placeFor(pins: readonly (Pin | null)[], pin: Pin): number {
  const same = pins.findIndex((one) => one && written(one) === written(pin))
  const free = pins.indexOf(null)
  return same >= 0 ? same : free >= 0 ? free : mostPins - 1
}

function nameOf(project: string, at: number): string {
  return `pin ${at + 1} ${project}`.slice(0, 60)
}

/** One line: issue, stance, certainty, actors; `-` for none. More actors than fit are the document's authors. */
function written({ issue, stance, certainty, actors }: Pin): string {
  const line = (who: string): string => [issue, stance ?? '-', certainty ?? '-', who].join(' ')
  const named = actors === 'authors' ? 'authors' : actors.join(' ') || '-'
  return line(named).length <= 200 ? line(named) : line('authors')
}

function readPin(value: Settings['panes'][string] | undefined): Pin | null {
  if (typeof value !== 'string') return null
  const [issue, stance, certainty, ...actors] = value.split(' ')
  if (!issue || !stance || !certainty) return null
  return {
    issue: issue as IssueId,
    stance: stance === '-' ? null : (stance as StanceId),
    certainty: certainty === 'low' || certainty === 'medium' || certainty === 'high' ? certainty : null,
    actors: actors[0] === 'authors' ? 'authors' : actors[0] === '-' ? [] : (actors as string[] as ActorId[])
  }
}
