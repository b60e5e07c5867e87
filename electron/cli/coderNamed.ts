/** Finding the coder that the command line names. */
import type { OutputOf } from '../../shared/api/contract.ts'
import { UsageError } from './outcome.ts'

type Coder = OutputOf<'codebook.get'>['coders'][number]

/** The coder of an id or a name (in any case and either form of é) who was not joined into another; undefined where there is none. */
export function findCoder(coders: readonly Coder[], name: string): Coder | undefined {
  const own = coders.filter((coder) => coder.joinedInto === null)
  const wanted = name.trim()
  return (
    own.find((coder) => coder.id === wanted || coder.name === wanted) ??
    own.find((coder) => folded(coder.name) === folded(wanted))
  )
}

/**
 * The same for verbs that only look for what somebody did. Throws a UsageError that names who is there, since a slip of the pen makes no coder,
 * and one where two have the very name: half of what is meant would be taken for all of it.
 */
export function coderNamed(coders: readonly Coder[], name: string): Coder {
  const alike = coders.filter((coder) => coder.joinedInto === null && coder.name === name.trim())
  if (alike.length > 1)
    throw new UsageError(
      `${alike.length} coders are named “${name.trim()}”; name one by its id: ${alike.map(({ id }) => id).join(', ')}.`
    )
  const found = findCoder(coders, name)
  if (found) return found
  const names = coders.filter((coder) => coder.joinedInto === null).map((coder) => `“${coder.name}”`)
  const there = names.length === 0 ? 'nobody has coded here yet' : `there is ${names.join(', ')}`
  throw new UsageError(`There is no coder “${name.trim()}” in this project; ${there}.`)
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
