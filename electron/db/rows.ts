/** Rows of the tables: read and stored by kind, and the counts that follow from each row. */
import { columnsOf, entities, type Entity, type Row } from './entities.ts'
import type { KindName } from '../../shared/model/records.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql, type Connection, type Parameter } from './sql.ts'

/** A record as its table holds it; `members` are the numbers in its set, rising. */
export type StoredRecord = { readonly row: Row; readonly members: readonly number[] }

type EntitySql = {
  readonly columns: readonly string[]
  readonly select: string
  readonly insert: string
  readonly upsert: string
  readonly remove: string
  readonly members: { select: string; insert: string; clear: string } | null
}

/** The stored row of a record; undefined where its table has none. */
export function readRow(connection: Connection, entity: Entity, n: number): StoredRecord | undefined {
  const statements = statementsOf(entity.kind)
  const row = connection.get(sql<[number], Row>(statements.select), n)
  return row && { row, members: readMembers(connection, entity, n) }
}

/** The numbers in a record's set, rising. */
export function readMembers(connection: Connection, entity: Entity, n: number): readonly number[] {
  const members = statementsOf(entity.kind).members
  return members
    ? connection.all(sql<[number], { member: number }>(members.select), n).map(({ member }) => member)
    : []
}

/** Stores a record's row and set, and adds what changed to `counts`. Only inside a transaction. */
export function storeRow(
  file: ProjectFile,
  entity: Entity,
  before: StoredRecord | undefined,
  after: StoredRecord,
  counts: Counts
): void {
  const statements = statementsOf(entity.kind)
  const n = Number(after.row['n'])
  const sameMembers = before !== undefined && sameNumbers(before.members, after.members)
  if (before && sameMembers && sameRow(entity, before.row, after.row)) return
  file.connection.run(
    sql<readonly Parameter[]>(before ? statements.upsert : statements.insert),
    ...statements.columns.map((column) => after.row[column] ?? null)
  )
  if (statements.members && !sameMembers) {
    if (before && before.members.length > 0) file.connection.run(sql<[number]>(statements.members.clear), n)
    for (const member of after.members)
      file.connection.insertSoon(sql<[number, number]>(statements.members.insert), n, member)
  }
  if (before) counts.add(entity.kind, before, -1)
  counts.add(entity.kind, after, 1)
}

/** Takes a record's row and set away, and out of `counts`. Only inside a transaction. */
export function removeRow(file: ProjectFile, entity: Entity, before: StoredRecord, counts: Counts): void {
  const { members, remove } = statementsOf(entity.kind)
  const n = Number(before.row['n'])
  if (members) file.connection.run(sql<[number]>(members.clear), n)
  file.connection.run(sql<[number]>(remove), n)
  counts.add(entity.kind, before, -1)
}

/** Whether two rows of a kind hold the same, `n` aside. */
export function sameRow(entity: Entity, a: Row, b: Row): boolean {
  return statementsOf(entity.kind).columns.every((column) => (a[column] ?? null) === (b[column] ?? null))
}

export function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i])
}

/** By what a record is used. */
export type Uses = { annotation: number; document: number }

/** Shown annotations, those without a stance, those in conflict. */
export type CoderCount = { annotations: number; incomplete: number; conflicts: number }

/** What a project's records add up to, as sums to be written at the end of an update. */
export class Counts {
  /** By kind and record: how many more use it. */
  readonly uses = new Map<KindName, Map<number, Uses>>()
  /** By document and coder. */
  readonly byCoder = new Map<number, Map<number, CoderCount>>()
  readonly totals = new Map<string, number>()

  /** Counts a stored record in (1) or out (-1). */
  add(kind: KindName, { row, members }: StoredRecord, sign: 1 | -1): void {
    if (kind === 'annotation') this.#addAnnotation(row, members, sign)
    else if (kind === 'document') {
      if (row['deleted'] === 0) for (const actor of members) this.#use('actor', actor, 'document', sign)
      if (row['shown'] === 1 && (row['joined'] ?? null) === null) this.#total('documents', sign)
    }
  }

  conflicts(more: number): void {
    this.#total('conflicts', more)
  }

  #addAnnotation(row: Row, members: readonly number[], sign: 1 | -1): void {
    if (row['deleted'] === 0) {
      for (const column of ['document', 'coder', 'issue', 'stance'] as const) {
        const used = row[column]
        if (typeof used === 'number') this.#use(column, used, 'annotation', sign)
      }
      for (const actor of members) this.#use('actor', actor, 'annotation', sign)
    }
    if (row['shown'] !== 1) return
    const incomplete = (row['stance'] ?? null) === null ? sign : 0
    const inConflict = Number(row['conflicts']) > 0 ? sign : 0
    this.#total('annotations', sign)
    this.#total('incomplete', incomplete)
    const sums = this.#countOf(Number(row['document']), Number(row['coder']))
    sums.annotations += sign
    sums.incomplete += incomplete
    sums.conflicts += inConflict
  }

  #countOf(document: number, coder: number): CoderCount {
    let own = this.byCoder.get(document)
    if (!own) this.byCoder.set(document, (own = new Map<number, CoderCount>()))
    let count = own.get(coder)
    if (!count) own.set(coder, (count = { annotations: 0, incomplete: 0, conflicts: 0 }))
    return count
  }

  #use(kind: KindName, record: number, by: 'annotation' | 'document', more: number): void {
    let own = this.uses.get(kind)
    if (!own) this.uses.set(kind, (own = new Map<number, Uses>()))
    let uses = own.get(record)
    if (!uses) own.set(record, (uses = { annotation: 0, document: 0 }))
    uses[by] += more
  }

  #total(what: string, more: number): void {
    if (more !== 0) this.totals.set(what, (this.totals.get(what) ?? 0) + more)
  }
}

const made = new Map<KindName, EntitySql>()

function statementsOf(kind: KindName): EntitySql {
  const before = made.get(kind)
  if (before) return before
  const entity = entities[kind]
  const columns = columnsOf(entity)
  const { members } = entity
  const insert = `INSERT INTO ${kind} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
  const statements: EntitySql = {
    columns,
    select: `SELECT ${columns.join(', ')} FROM ${kind} WHERE n = ?`,
    insert,
    upsert: `${insert}
ON CONFLICT (n) DO UPDATE SET ${columns
      .slice(1)
      .map((column) => `${column} = excluded.${column}`)
      .join(', ')}`,
    remove: `DELETE FROM ${kind} WHERE n = ?`,
    members: members && {
      select: `SELECT ${members.member} AS member FROM ${members.table} WHERE ${members.owner} = ? ORDER BY ${members.member}`,
      insert: `INSERT INTO ${members.table} (${members.owner}, ${members.member}) VALUES (?, ?) ON CONFLICT DO NOTHING`,
      clear: `DELETE FROM ${members.table} WHERE ${members.owner} = ?`
    }
  }
  made.set(kind, statements)
  return statements
}
