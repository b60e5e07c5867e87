/** Reading records: one folded from the log, ids of a kind, uses, conflicts and totals out of the tables. */
import type { RecordId } from '../../shared/ids.ts'
import { fold, type Folded } from '../../shared/log/fold.ts'
import type { Json, RecordRef } from '../../shared/model/record.ts'
import type { KindName } from '../../shared/model/records.ts'
import { changesOf } from './log.ts'
import { unpack } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'
import * as statements from './tableStatements.ts'

/** What lies in the `conflict` table for a record. 'deletedInUse' and 'setAside' come from what several records say. */
export type StoredConflict = {
  readonly record: RecordRef<KindName>
  readonly field: string
  readonly why: 'values' | 'deletedButChanged' | 'deletedInUse' | 'setAside'
  readonly sides: Json
}

export type Totals = {
  readonly documents: number
  readonly annotations: number
  readonly incomplete: number
  readonly conflicts: number
}

/** A record folded from its changes; undefined where no change names it. */
export function readRecord(file: ProjectFile, record: RecordRef): Folded | undefined {
  const changes = changesOf(file, record)
  return changes.length > 0 ? fold(changes) : undefined
}

/** Ids of the shown records of a kind, in rising order. */
export function idsOfKind(file: ProjectFile, kind: KindName): readonly RecordId[] {
  const rows = file.connection.all(sql<[], { n: number }>(`SELECT n FROM ${tableOf(kind)} WHERE shown = 1`))
  return rows.map(({ n }) => file.names.idOf(n) as RecordId).toSorted(byText)
}

/** Annotations that are not deleted and name the record themselves; for an actor, the documents it is an author of too. */
export function usesOf(file: ProjectFile, record: RecordRef): number {
  const n = file.names.find(record.id)
  return n === null ? 0 : (file.connection.get(statements.usesOf, record.kind, n)?.uses ?? 0)
}

/** The project's totals, as the commit keeps them: shown documents (not joined), shown annotations, those without a stance, conflicts. */
export function totals(file: ProjectFile): Totals {
  const counted = new Map(file.connection.all(selectTotals).map(({ what, count }) => [what, count]))
  const of = (what: string): number => counted.get(what) ?? 0
  return {
    documents: of('documents'),
    annotations: of('annotations'),
    incomplete: of('incomplete'),
    conflicts: of('conflicts')
  }
}

/** The conflicts of one record. */
export function conflictsOfRecord(file: ProjectFile, record: RecordRef): readonly StoredConflict[] {
  const n = file.names.find(record.id)
  return n === null
    ? []
    : file.connection.all(conflictsOf, n, record.kind).map((row) => conflictFrom(file, row))
}

/** The fields in conflict of the records with these numbers, of one kind, by number. */
export function conflictFields(
  file: ProjectFile,
  kind: KindName,
  numbers: readonly number[]
): ReadonlyMap<number, readonly string[]> {
  const fields = new Map<number, string[]>()
  for (const n of numbers) {
    const own = [...new Set(file.connection.all(conflictsOf, n, kind).map(({ field }) => field))].toSorted(
      byText
    )
    if (own.length > 0) fields.set(n, own)
  }
  return fields
}

/** Compares by code unit: the same on every machine. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

type ConflictRow = {
  readonly kind: string
  readonly record: number
  readonly field: string
  readonly why: string
  readonly sides: string
}

function conflictFrom(file: ProjectFile, row: ConflictRow): StoredConflict {
  return {
    record: { kind: row.kind as KindName, id: file.names.idOf(row.record) as RecordId },
    field: row.field,
    why: row.why as StoredConflict['why'],
    sides: unpack(row.sides, file.names)
  }
}

/** Kinds are a closed set, so their tables' names may stand in a statement. */
function tableOf(kind: KindName): string {
  return kind
}

const conflictColumns = 'kind, record, field, why, sides FROM conflict'
const conflictsOf = sql<[number, string], ConflictRow>(
  `SELECT ${conflictColumns} WHERE record = ? AND kind = ? ORDER BY n`
)
const selectTotals = sql<[], { what: string; count: number }>('SELECT what, count FROM total')
