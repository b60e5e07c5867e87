/** Actors and coders. */
import { fail, type Result } from '../errors.ts'
import { newId, type ActorId, type CoderId, type RecordId } from '../ids.ts'
import { nextColour } from '../model/palette.ts'
import type { Json, RecordRef } from '../model/record.ts'
import {
  defineCommand,
  make,
  missing,
  planOf,
  present,
  replaceSet,
  write,
  type Plan,
  type Planning
} from './command.ts'
import { coloursOf } from './colours.ts'
import { orNull } from './issueCommands.ts'

export type ActorWords = {
  readonly name?: string | undefined
  readonly otherNames?: readonly string[] | undefined
  readonly kind?: string | undefined
  readonly colour?: string | undefined
  readonly group?: string | undefined
}
export type CoderWords = {
  readonly name?: string | undefined
  readonly initials?: string | undefined
  readonly kind?: 'person' | 'gold' | undefined
}

export const createActor = defineCommand('actor.create', (planning, input) => {
  const { lookup } = planning
  const taken = lookup.idsOf('actor').some((id) => present(lookup, 'actor', id)?.name === input.name)
  if (taken) return fail('nameTaken', { name: input.name })
  const record = actorRef(input.id ?? newId('actor', planning.randomBytes))
  return planOf(
    input.name,
    [
      make(record, {
        ...actorWords({ ...input, colour: input.colour ?? nextColour(coloursOf(lookup, 'actor')) }),
        ...replaceSet(planning, record, 'otherNames', input.otherNames ?? [])
      })
    ],
    [record]
  )
})

export const changeActor = defineCommand('actor.change', (planning, input) => {
  const { lookup } = planning
  const values = present(lookup, 'actor', input.actor)
  if (!values) return missing('actor')
  const taken =
    input.name !== undefined &&
    lookup
      .idsOf('actor')
      .some((id) => id !== input.actor && present(lookup, 'actor', id)?.name === input.name)
  if (taken) return fail('nameTaken', { name: input.name ?? '' })
  const record = actorRef(input.actor)
  const otherNames = input.otherNames ? replaceSet(planning, record, 'otherNames', input.otherNames) : {}
  return planOf(input.name ?? values.name ?? '', [
    write(planning, record, { ...actorWords(input), ...otherNames })
  ])
})

export const joinActor = defineCommand('actor.join', (planning, input) =>
  joinPerson(planning, 'actor', input.actor, input.into)
)

export const deleteActor = defineCommand('actor.delete', (planning, input) => {
  const record = actorRef(input.actor)
  const values = present(planning.lookup, 'actor', input.actor)
  if (!values) return missing('actor')
  const count = planning.lookup.uses(record)
  if (count > 0) return fail('inUse', { name: values.name ?? '', count })
  return planOf(values.name ?? '', [write(planning, record, { deleted: true })])
})

export const createCoder = defineCommand('coder.create', (planning, input) => {
  const record = coderRef(input.id ?? newId('coder', planning.randomBytes))
  return planOf(input.name, [make(record, coderWords(input))], [record])
})

export const changeCoder = defineCommand('coder.change', (planning, input) => {
  const values = present(planning.lookup, 'coder', input.coder)
  if (!values) return missing('coder')
  return planOf(input.name ?? values.name ?? '', [write(planning, coderRef(input.coder), coderWords(input))])
})

export const joinCoder = defineCommand('coder.join', (planning, input) =>
  joinPerson(planning, 'coder', input.coder, input.into)
)

/** The single fields among an actor's words; '' unsets. */
export function actorWords(words: ActorWords): Record<string, Json | undefined> {
  return { name: words.name, kind: orNull(words.kind), colour: words.colour, group: orNull(words.group) }
}

export function coderWords(words: CoderWords): Record<string, Json | undefined> {
  return { name: words.name, initials: words.initials, kind: words.kind }
}

export function actorRef(id: ActorId | RecordId): RecordRef<'actor'> {
  return { kind: 'actor', id }
}

export function coderRef(id: CoderId | RecordId): RecordRef<'coder'> {
  return { kind: 'coder', id }
}

function joinPerson(planning: Planning, kind: 'actor' | 'coder', id: RecordId, into: RecordId): Result<Plan> {
  const { lookup } = planning
  const values = present(lookup, kind, id)
  if (!values || !present(lookup, kind, into)) return missing(kind)
  if (endOfJoins(lookup, kind, into) === id) return fail('intoItself', { name: values.name ?? '' })
  return planOf(values.name ?? '', [write(planning, { kind, id }, { joinedInto: into })])
}

/** Where a chain of joins ends. */
function endOfJoins(lookup: Planning['lookup'], kind: 'actor' | 'coder', id: RecordId): RecordId {
  const met = new Set<RecordId>()
  let at = id
  for (
    let next = present(lookup, kind, at)?.joinedInto;
    next !== undefined && !met.has(at);
    next = present(lookup, kind, at)?.joinedInto
  ) {
    met.add(at)
    at = next
  }
  return at
}
