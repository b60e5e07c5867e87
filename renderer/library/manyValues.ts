/** What several documents have alike and what differs. */
import type { DocumentDetails } from '../../shared/api/views.ts'
import type { ActorId } from '../../shared/ids.ts'

/** The value that all of them have; null where they differ, or there are none. */
export function allAlike<T, V>(all: readonly T[], of: (one: T) => V): V | null {
  const [first, ...others] = all
  if (first === undefined) return null
  const value = of(first)
  return others.every((one) => of(one) === value) ? value : null
}

/** Every author of any of them, with how many of them they wrote. */
export function authorsOfAll(
  documents: readonly Pick<DocumentDetails, 'authors'>[]
): ReadonlyMap<ActorId, number> {
  const counts = new Map<ActorId, number>()
  for (const { authors } of documents) for (const id of authors) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** Every attribute of any of them; null where they differ or some lack it. */
export function attributesOfAll(
  documents: readonly Pick<DocumentDetails, 'attributes'>[]
): Readonly<Record<string, string | null>> {
  const names = new Set(documents.flatMap(({ attributes }) => Object.keys(attributes)))
  return Object.fromEntries(
    [...names].map((name) => [name, allAlike(documents, ({ attributes }) => attributes[name]) ?? null])
  )
}
