/** Finding the coder that the command line names. */
import type { OutputOf } from '../../shared/api/contract.ts'
import { UsageError } from './outcome.ts'

type Coder = OutputOf<'codebook.get'>['coders'][number]

/**
 * The coder of an id or a name who was not joined into another: as it is written, else in either form of é, else in any case. Undefined where
 * there is none; throws a UsageError that names them where several are, since half of what is meant would be taken for all of it.
 */
export function findCoder(coders: readonly Coder[], name: string): Coder | undefined {
  const own = coders.filter((coder) => coder.joinedInto === null)
  const wanted = name.trim()
  const byId = own.find((coder) => coder.id === wanted)
  if (byId) return byId
  const alike = [asWritten, composed, folded]
    .map((form) => own.filter((coder) => form(coder.name) === form(wanted)))
    .find((found) => found.length > 0)
  if (alike && alike.length > 1) throw new UsageError(tellsApart(alike, wanted))
  return alike?.[0]
}

/** The same for verbs that only look for what somebody did. Throws a UsageError that names who is there, since a slip of the pen makes no coder. */
export function coderNamed(coders: readonly Coder[], name: string): Coder {
  const found = findCoder(coders, name)
  if (found) return found
  const names = coders.filter((coder) => coder.joinedInto === null).map((coder) => `“${coder.name}”`)
  const there = names.length === 0 ? 'nobody has coded here yet' : `there is ${names.join(', ')}`
  throw new UsageError(`There is no coder “${name.trim()}” in this project; ${there}.`)
}

function tellsApart(alike: readonly Coder[], wanted: string): string {
  if (new Set(alike.map(({ name }) => composed(name))).size === 1)
    return `${alike.length} coders are named “${wanted}”; name one by its id: ${alike.map(({ id }) => id).join(', ')}.`
  const told = alike.map((coder) => `“${coder.name}” (${coder.id})`)
  const last = told.pop() ?? ''
  return `${alike.length} coders could be meant by “${wanted}”: ${told.join(', ')} and ${last}; write the name as it stands, or the id.`
}

function asWritten(name: string): string {
  return name
}

function composed(name: string): string {
  return name.normalize('NFC')
}

function folded(name: string): string {
  return composed(name).toLowerCase()
}
