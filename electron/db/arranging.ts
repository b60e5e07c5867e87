/** Stores what `arrange` says of issues, and of joined actors, coders and documents. */
import type { RecordId } from '../../shared/ids.ts'
import {
  arrange,
  placedFrom,
  type Arrangement,
  type Placed,
  type SetAside
} from '../../shared/log/arrange.ts'
import { fold } from '../../shared/log/fold.ts'
import { entities, type Row } from './entities.ts'
import { changesOfNumber } from './log.ts'
import { pack } from './packing.ts'
import { readRow, type StoredRecord } from './rows.ts'
import * as statements from './tableStatements.ts'
import type { TableUpdate } from './tables.ts'

type Joinable = 'document' | 'actor' | 'coder'

/** Arranges every shown issue and stores where each stands. */
export function arrangeIssues(update: TableUpdate): void {
  const { file } = update
  const kind = file.names.intern('issue')
  const stored = file.connection.all(statements.issueNumbers).flatMap(({ n }) => {
    const record = readRow(file.connection, entities.issue, n)
    return record ? [{ n, record }] : []
  })
  const shown = stored.filter(({ record }) => record.row['shown'] === 1)
  const arrangement = arrange(shown.map(({ n }) => placedOf(update, kind, n)))
  for (const { n, record } of stored) {
    const id = file.names.idOf(n) as RecordId
    const parent = arrangement.parents.get(id)
    storeArranged(update, 'issue', record, {
      parent: parent ? file.names.intern(parent) : null,
      joined: joinedNumber(update, arrangement, id),
      place_order: arrangement.orders.get(id) ?? ''
    })
  }
  storeSetAside(update, 'issue', arrangement.setAside)
}

/** Follows the joins of one kind: only the records that join, and those they name, have any part in it. */
export function arrangeJoins(update: TableUpdate, kind: Joinable): void {
  const { file } = update
  const { connection, names } = file
  const kindNumber = names.intern(kind)
  const joining = {
    document: statements.documentsJoining,
    actor: statements.actorsJoining,
    coder: statements.codersJoining
  }[kind]
  const stored = new Map<number, StoredRecord>()
  for (const { n } of connection.all(joining)) keep(n)
  const placed: Placed[] = []
  for (const [n, { row }] of [...stored]) {
    if (row['shown'] !== 1) continue
    const one = placedOf(update, kindNumber, n)
    placed.push({ ...one, places: [] })
    const target = one.join ? names.find(one.join.into) : null
    if (target === null || stored.has(target)) continue
    keep(target)
    if (stored.get(target)?.row['shown'] === 1)
      placed.push({ id: names.idOf(target) as RecordId, places: [], join: null })
  }
  const arrangement = arrange(placed)
  for (const [n, record] of stored) {
    const joined = joinedNumber(update, arrangement, names.idOf(n) as RecordId)
    const before = record.row['joined'] ?? null
    storeArranged(update, kind, record, { joined })
    if (kind !== 'document' || before === joined) continue
    update.places.forget()
    for (const end of [before, joined, n]) if (typeof end === 'number') update.places.ask(end)
  }
  storeSetAside(update, kind, arrangement.setAside)

  function keep(n: number): void {
    const record = readRow(connection, entities[kind], n)
    if (record) stored.set(n, record)
  }
}

function placedOf(update: TableUpdate, kind: number, n: number): Placed {
  const changes = changesOfNumber(update.file, kind, n)
  return placedFrom(fold(changes), changes)
}

function joinedNumber(update: TableUpdate, arrangement: Arrangement, id: RecordId): number | null {
  const end = arrangement.joined.get(id)
  return end === undefined ? null : update.file.names.intern(end)
}

function storeArranged(
  update: TableUpdate,
  kind: Joinable | 'issue',
  record: StoredRecord,
  arranged: Row
): void {
  if (Object.entries(arranged).every(([column, value]) => (record.row[column] ?? null) === value)) return
  update.store(entities[kind], record, { row: { ...record.row, ...arranged }, members: record.members })
}

function storeSetAside(update: TableUpdate, kind: Joinable | 'issue', setAside: readonly SetAside[]): void {
  const { connection, names } = update.file
  update.conflictsStored(-connection.run(statements.clearSetAside, kind).changes)
  for (const { record, field, target } of setAside) {
    connection.run(
      statements.insertConflict,
      kind,
      names.intern(record),
      field,
      'setAside',
      pack({ target }, names)
    )
  }
  update.conflictsStored(setAside.length)
}
