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
import type { ProjectFile } from './projectFile.ts'
import { readRow, type StoredRecord } from './rows.ts'
import * as statements from './tableStatements.ts'
import type { TableUpdate } from './tables.ts'

type Joinable = 'document' | 'actor' | 'coder'

/** Where a record should stand, as columns of its row. */
type Standing = { readonly n: number; readonly record: StoredRecord; readonly arranged: Row }
type Standings = { readonly standings: readonly Standing[]; readonly setAside: readonly SetAside[] }

/** Arranges every shown issue and stores where each stands. */
export function arrangeIssues(update: TableUpdate): void {
  const { standings, setAside } = issueStandings(update.file)
  for (const { record, arranged } of standings) storeArranged(update, 'issue', record, arranged)
  storeSetAside(update, 'issue', setAside)
}

/** Follows the joins of one kind and stores where each ends. */
export function arrangeJoins(update: TableUpdate, kind: Joinable): void {
  const { standings, setAside } = joinStandings(update.file, kind)
  for (const { n, record, arranged } of standings) {
    const before = record.row['joined'] ?? null
    const joined = arranged['joined'] ?? null
    storeArranged(update, kind, record, arranged)
    if (kind !== 'document' || before === joined) continue
    update.places.forget()
    for (const end of [before, joined, n]) if (typeof end === 'number') update.places.ask(end)
  }
  storeSetAside(update, kind, setAside)
}

/** The records that stand elsewhere in the tables than `arrange` says. Writes nothing. */
export function compareArrangement(
  file: ProjectFile
): readonly { readonly kind: string; readonly n: number }[] {
  return (['issue', 'document', 'actor', 'coder'] as const).flatMap((kind) => {
    const { standings } = kind === 'issue' ? issueStandings(file) : joinStandings(file, kind)
    return standings
      .filter(({ record, arranged }) => !standsSo(record, arranged))
      .map(({ n }) => ({ kind, n }))
  })
}

function issueStandings(file: ProjectFile): Standings {
  const kind = file.names.find('issue')
  if (kind === null) return { standings: [], setAside: [] }
  const stored = file.connection.all(statements.issueNumbers).flatMap(({ n }) => {
    const record = readRow(file.connection, entities.issue, n)
    return record ? [{ n, record }] : []
  })
  const shown = stored.filter(({ record }) => record.row['shown'] === 1)
  const arrangement = arrange(shown.map(({ n }) => placedOf(file, kind, n)))
  const standings = stored.map(({ n, record }) => {
    const id = file.names.idOf(n) as RecordId
    const parent = arrangement.parents.get(id)
    const arranged = {
      parent: parent ? file.names.find(parent) : null,
      joined: joinedNumber(file, arrangement, id),
      place_order: arrangement.orders.get(id) ?? ''
    }
    return { n, record, arranged }
  })
  return { standings, setAside: arrangement.setAside }
}

/** Only the records that join, and those they name, have any part in it. */
function joinStandings(file: ProjectFile, kind: Joinable): Standings {
  const { connection, names } = file
  const kindNumber = names.find(kind)
  if (kindNumber === null) return { standings: [], setAside: [] }
  const joining = {
    document: statements.documentsJoining,
    actor: statements.actorsJoining,
    coder: statements.codersJoining
  }[kind]
  const stored = new Map<number, StoredRecord>()
  const keep = (n: number): void => {
    const record = readRow(connection, entities[kind], n)
    if (record) stored.set(n, record)
  }
  for (const { n } of connection.all(joining)) keep(n)
  const placed: Placed[] = []
  for (const [n, { row }] of [...stored]) {
    if (row['shown'] !== 1) continue
    const one = placedOf(file, kindNumber, n)
    placed.push({ ...one, places: [] })
    const target = one.join ? names.find(one.join.into) : null
    if (target === null || stored.has(target)) continue
    keep(target)
    if (stored.get(target)?.row['shown'] === 1)
      placed.push({ id: names.idOf(target) as RecordId, places: [], join: null })
  }
  const arrangement = arrange(placed)
  const standings = [...stored].map(([n, record]) => ({
    n,
    record,
    arranged: { joined: joinedNumber(file, arrangement, names.idOf(n) as RecordId) }
  }))
  return { standings, setAside: arrangement.setAside }
}

function placedOf(file: ProjectFile, kind: number, n: number): Placed {
  const changes = changesOfNumber(file, kind, n)
  return placedFrom(fold(changes), changes)
}

function joinedNumber(file: ProjectFile, arrangement: Arrangement, id: RecordId): number | null {
  const end = arrangement.joined.get(id)
  return end === undefined ? null : file.names.find(end)
}

function storeArranged(
  update: TableUpdate,
  kind: Joinable | 'issue',
  record: StoredRecord,
  arranged: Row
): void {
  if (standsSo(record, arranged)) return
  update.store(entities[kind], record, { row: { ...record.row, ...arranged }, members: record.members })
}

function standsSo(record: StoredRecord, arranged: Row): boolean {
  return Object.entries(arranged).every(([column, value]) => (record.row[column] ?? null) === value)
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
