/** Actors as choices for authors, and a new one made in place. */
import type { ActorId } from '../../shared/ids.ts'
import { useCodebook, useParley } from '../state/parley.ts'
import { run } from '../state/run.ts'
import { safeColour } from '../ui/colour.ts'
import type { Choice } from '../ui/fields.tsx'

/** Actors that are joined into another are not offered. `createAuthor` gives null where it could not be made, which is told. */
export function useAuthorChoices(): {
  readonly choices: readonly Choice<ActorId>[]
  readonly createAuthor: (name: string) => Promise<ActorId | null>
} {
  const parley = useParley()
  const actors = useCodebook((state) => state.codebook.actors)
  return {
    choices: actors
      .filter((actor) => actor.joinedInto === null)
      .map((actor) => ({
        key: actor.id,
        name: actor.name,
        mark: <span className="swatch round" style={{ color: safeColour(actor.colour) }} />
      })),
    createAuthor: async (name) => {
      const answer = await run(parley, 'actor.create', { name })
      const made = answer.ok ? answer.value.made[0] : undefined
      return made ? (made.id as ActorId) : null
    }
  }
}
