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
  return [
    ...alike(file, 'sameIssue', 'issue', connection.all(statements.issuesToCompare), ({ name, parent }) =>
      named(likeName(name ?? '')).map((key) => `${parent ?? 'top'} ${key}`)
    ),
    ...alike(
      file,
      'sameActor',
      'actor',
      connection.all(statements.actorsToCompare),
      ({ name, other_names }) => [name ?? '', ...namesIn(other_names)].map(likePerson)
    ),
    ...alike(file, 'sameCoder', 'coder', connection.all(statements.codersToCompare), ({ name, kind }) =>
      named(likePerson(name ?? '')).map((key) => `${kind ?? ''} ${key}`)
    ),
    ...alike(file, 'sameText', 'document', connection.all(statements.textsToCompare), ({ text_hash }) => [
      text_hash
    ])
  ]
}

/** Each record is offered to be joined into the oldest that it shares a key with itself: what a third one links is no pair. */
function alike<R extends { readonly n: number }>(
  file: ProjectFile,
  kind: Offer['kind'],
  recordKind: Offer['recordKind'],
  records: readonly R[],
  keysOf: (record: R) => readonly string[]
): readonly Offer[] {
  return groupsAlike(records, keysOf).flatMap((group) => {
    const byNumber = new Map(
      group.map((record) => [record.n, new Set(keysOf(record).filter((key) => key !== ''))])
    )
    const inOrder = oldestFirst(file, recordKind, [...byNumber.keys()])
    return inOrder.flatMap((record, i) => {
      const own = [...(byNumber.get(record) ?? [])]
      const into = inOrder.slice(0, i).find((n) => own.some((key) => byNumber.get(n)?.has(key)))
      return into === undefined ? [] : [{ kind, recordKind, record, into }]
    })
  })
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
