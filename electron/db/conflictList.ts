/** Everything that waits for a decision, in the order in which it is listed: what the conflict table holds, and what only looks alike. */
import {
  conflictKinds,
  offeredKinds,
  type ConflictFilter,
  type ConflictKind
} from '../../shared/api/conflictMethods.ts'
import type { RecordId } from '../../shared/ids.ts'
import { sightOf, telling } from './blind.ts'
import { offersIn } from './conflictOffers.ts'
import * as statements from './conflictStatements.ts'
import type { ProjectFile } from './projectFile.ts'
import { remembered } from './remembered.ts'
import { codersAs, documentGroup } from './tableStatements.ts'

/** One thing to decide, by numbers: what it says is read when it is shown. */
export type Listed = {
  readonly id: string
  readonly kind: ConflictKind
  readonly recordKind: string
  readonly record: number
  readonly field: string
  readonly why: 'values' | 'deletedButChanged' | 'deletedInUse' | 'setAside' | 'same' | null
  /** Its row in the conflict table; of an offer: the record it would be joined into. */
  readonly row: number | null
  readonly into: number | null
}

export type ConflictList = {
  /** What the filter lets through, kinds aside. */
  readonly all: readonly Listed[]
  /** Of these, what its kinds let through. */
  readonly shown: readonly Listed[]
  readonly counts: Readonly<Partial<Record<ConflictKind, number>>>
  /** Offers that were left out because they were declined. */
  readonly declined: number
}

/** Whether one of these coders (numbers) has a side that no row of the conflict table names. */
export type HasSideOf = (listed: Listed, coders: ReadonlySet<number>) => boolean

/** The list under a filter. `declined`: ids of offers. Kept until something is written. */
export function conflictList(
  file: ProjectFile,
  filter: ConflictFilter,
  declined: ReadonlySet<string>,
  hasSideOf: HasSideOf
): ConflictList {
  const sight = sightOf(file)
  const seen = sight ? `${sight.coders} ${sight.documents}` : ''
  const key = `conflicts ${JSON.stringify(filter)} ${[...declined].join()} ${seen}`
  return remembered(file, key, () => {
    const found = withCoder(file, filter, listed(file, filter), hasSideOf)
    const isOut = ({ id, kind }: Listed): boolean => offeredKinds.includes(kind) && declined.has(id)
    const all = filter.declined ? found : found.filter((one) => !isOut(one))
    const counts: Partial<Record<ConflictKind, number>> = {}
    for (const { kind } of all) counts[kind] = (counts[kind] ?? 0) + 1
    const { kinds } = filter
    return {
      all,
      shown: kinds ? all.filter(({ kind }) => kinds.includes(kind)) : all,
      counts,
      declined: found.length - all.length
    }
  })
}

/** In the order of a list: kinds, then codebook, people, documents, annotations by document and place. */
function listed(file: ProjectFile, filter: ConflictFilter): readonly Listed[] {
  const rows = [...inTable(file, filter), ...elsewhere(file, filter)]
  const rank = ({ kind, recordKind }: Listed): number => {
    const at = recordOrder.indexOf(recordKind)
    return conflictKinds.indexOf(kind) * 100 + (at < 0 ? 99 : at)
  }
  // Sorting is stable: within a rank the order of the tables stays.
  return rows
    .map((one) => ({ one, rank: rank(one) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ one }) => one)
}

function inTable(file: ProjectFile, filter: ConflictFilter): readonly Listed[] {
  const sight = sightOf(file)
  const isTold = telling(file)
  const rows = rowsOf(file, filter)
  const clashing = new Set(rows.filter(({ why }) => why === 'deletedButChanged').map(({ record }) => record))
  return rows.flatMap((row): readonly Listed[] => {
    const { n, kind: recordKind, record, field, why } = row
    if (recordKind === 'annotation' && sight && !sight.sees(row)) return []
    const id = file.names.idOf(record) as RecordId
    if (recordKind === 'decision' && !isTold({ record: { kind: recordKind, id } })) return []
    if (!isWhy(why)) return []
    // Deleted twice and brought back once is the same clash as "deleted here, changed there".
    if (why === 'values' && field === 'deleted' && clashing.has(record)) return []
    const kind = kindOf(recordKind, field, why)
    return [
      {
        id: idOf(file, why, recordKind, record, field),
        kind,
        recordKind,
        record,
        field,
        why,
        row: n,
        into: null
      }
    ]
  })
}

/** What no row of the table says: offers, and records that are used but not here. */
function elsewhere(file: ProjectFile, filter: ConflictFilter): readonly Listed[] {
  const only = filter.record && { kind: filter.record.kind, n: file.names.find(filter.record.id) }
  const documents = filter.document === undefined ? null : documentsOf(file, filter.document)
  const isAsked = (kind: string, ...numbers: readonly number[]): boolean =>
    (only === undefined || (only.kind === kind && only.n !== null && numbers.includes(only.n))) &&
    (documents === null || (kind === 'document' && numbers.some((n) => documents.includes(n))))
  const offers = offersIn(file)
    .filter(({ recordKind, record, into }) => isAsked(recordKind, record, into))
    .map(({ kind, recordKind, record, into }): Listed => {
      const id = offerId(file, recordKind, file.names.idOf(record), file.names.idOf(into))
      return { id, kind, recordKind, record, field: 'joinedInto', why: 'same', row: null, into }
    })
  const missing = referred.flatMap((recordKind) =>
    file.connection
      .all(statements.missingOf(recordKind))
      .filter(({ n }) => isAsked(recordKind, n))
      .map(({ n }): Listed => {
        const id = idOf(file, 'missing', recordKind, n, '')
        return { id, kind: 'missing', recordKind, record: n, field: '', why: null, row: null, into: null }
      })
  )
  return [...offers, ...missing]
}

function rowsOf(file: ProjectFile, filter: ConflictFilter): readonly statements.ConflictRow[] {
  const { connection, names } = file
  const { record, document } = filter
  const documents = document === undefined ? null : new Set(documentsOf(file, document))
  if (record) {
    const n = names.find(record.id)
    const rows = n === null ? [] : connection.all(statements.conflictsOfRecord, record.kind, n)
    return documents === null ? rows : rows.filter((row) => documents.has(row.document ?? row.record))
  }
  if (documents === null) return connection.all(statements.allConflicts)
  const numbers = JSON.stringify([...documents])
  return connection.all(statements.conflictsInDocuments, numbers, numbers)
}

function withCoder(
  file: ProjectFile,
  filter: ConflictFilter,
  found: readonly Listed[],
  hasSideOf: HasSideOf
): readonly Listed[] {
  if (filter.coder === undefined) return found
  const coder = file.names.find(filter.coder)
  if (coder === null) return []
  const coders = new Set([coder, ...file.connection.all(codersAs, coder).map(({ n }) => n)])
  const rows = new Set(
    file.connection.all(statements.withSideOf, JSON.stringify([...coders])).map(({ n }) => n)
  )
  return found.filter((one) =>
    one.why === 'values' || one.why === 'deletedButChanged'
      ? one.row !== null && rows.has(one.row)
      : hasSideOf(one, coders)
  )
}

function documentsOf(file: ProjectFile, document: string): readonly number[] {
  const n = file.names.find(document)
  return n === null ? [] : [...new Set(file.connection.all(documentGroup, n, n).map((row) => row.n))]
}

function kindOf(recordKind: string, field: string, why: NonNullable<Listed['why']>): ConflictKind {
  if (why === 'deletedInUse') return 'inUse'
  if (why === 'setAside') return field === 'place' ? 'circle' : 'join'
  if (why === 'deletedButChanged' || field === 'deleted') return 'deleted'
  return recordKind === 'document' && field === 'revision' ? 'text' : 'values'
}

/** The id of an offer to join a record into another one, under which it is declined. */
export function offerId(file: ProjectFile, kind: string, record: string, into: string): string {
  return hashed(file, 'same', kind, record, into)
}

function idOf(file: ProjectFile, why: string, kind: string, record: number, about: string): string {
  return hashed(file, why, kind, file.names.idOf(record), about)
}

/** Ten characters of a hash: the same in every copy, and short enough to be typed. */
function hashed(file: ProjectFile, ...parts: readonly string[]): string {
  return file.sha256(parts.join(' ')).slice(0, 10)
}

function isWhy(why: string): why is NonNullable<Listed['why']> {
  return ['values', 'deletedButChanged', 'deletedInUse', 'setAside'].includes(why)
}

const referred = ['issue', 'stance', 'actor', 'coder', 'document'] as const
const recordOrder: readonly string[] = [
  'project',
  'issue',
  'stance',
  'actor',
  'coder',
  'document',
  'annotation',
  'progress',
  'filter',
  'decision'
]
