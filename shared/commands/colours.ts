/** The colours that a project's issues or actors have. */
import type { Lookup } from './command.ts'

/** Of every record that is shown and has one, in no order that means anything. */
export function coloursOf(
  lookup: Pick<Lookup, 'idsOf' | 'read'>,
  kind: 'issue' | 'actor'
): readonly string[] {
  return lookup.idsOf(kind).flatMap((id) => {
    const colour = lookup.read({ kind, id })?.shown['colour']
    return typeof colour === 'string' ? colour : []
  })
}
