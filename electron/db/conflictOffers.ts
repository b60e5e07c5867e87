/** Records that look like one: offered to be joined, never joined by themselves. */
import { groupsAlike, likeName, likePerson } from '../../shared/merge/likeness.ts'
import type { ConflictKind } from '../../shared/api/conflictMethods.ts'
import * as statements from './conflictStatements.ts'
import { changesOfNumber } from './log.ts'
import type { ProjectFile } from './projectFile.ts'

/** `record` would be joined into `into`, the one that was made first. Numbers of `name`. */
export type Offer = {
  readonly kind: Extract<ConflictKind, 'sameIssue' | 'sameActor' | 'sameCoder' | 'sameText'>
  readonly recordKind: 'issue' | 'actor' | 'coder' | 'document'
  readonly record: number
  readonly into: number
}

/** Every offer, of each kind in the order in which the records were first named here. */
export function offersIn(file: ProjectFile): readonly Offer[] {
  const { connection } = file
  const issues = groupsAlike(connection.all(statements.issuesToCompare), ({ name, parent }) =>
    named(likeName(name ?? '')).map((key) => `${parent ?? 'top'} ${key}`)
  )
  const actors = groupsAlike(connection.all(statements.actorsToCompare), ({ name, other_names }) =>
    [name ?? '', ...namesIn(other_names)].map(likePerson)
  )
  const coders = groupsAlike(connection.all(statements.codersToCompare), ({ name, kind }) =>
    named(likePerson(name ?? '')).map((key) => `${kind ?? ''} ${key}`)
  )
  const texts = groupsAlike(connection.all(statements.textsToCompare), ({ text_hash }) => [text_hash])
  const offers = (
    kind: Offer['kind'],
    recordKind: Offer['recordKind'],
    groups: readonly (readonly { readonly n: number }[])[]
  ): readonly Offer[] =>
    groups.flatMap((group) => {
      const [into, ...others] = oldestFirst(
        file,
        recordKind,
        group.map(({ n }) => n)
      )
      return into === undefined ? [] : others.map((record) => ({ kind, recordKind, record, into }))
    })
  return [
    ...offers('sameIssue', 'issue', issues),
    ...offers('sameActor', 'actor', actors),
    ...offers('sameCoder', 'coder', coders),
    ...offers('sameText', 'document', texts)
  ]
}

/** By the first stamp, then the id: the same in every copy. */
function oldestFirst(file: ProjectFile, kind: string, numbers: readonly number[]): readonly number[] {
  const kindNumber = file.names.find(kind)
  if (kindNumber === null) return numbers
  const made = new Map(
    numbers.map((n) => {
      const stamps = changesOfNumber(file, kindNumber, n).map(({ stamp }) => stamp as string)
      return [n, `${stamps.toSorted(byText)[0] ?? ''} ${file.names.idOf(n)}`]
    })
  )
  return numbers.toSorted((a, b) => byText(made.get(a) ?? '', made.get(b) ?? ''))
}

function named(key: string): readonly string[] {
  return key === '' ? [] : [key]
}

function namesIn(json: string): readonly string[] {
  const names: unknown = JSON.parse(json)
  return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
