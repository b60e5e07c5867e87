/** The log: appending batches, and reading changes back by record, batch, session or all of them. */
import {
  batchId,
  changeId,
  partsOfChangeId,
  type BatchId,
  type ChangeId,
  type CoderId,
  type RecordId,
  type SessionId
} from '../../shared/ids.ts'
import type { Batch, Change } from '../../shared/log/change.ts'
import type { Stamp } from '../../shared/log/stamp.ts'
import type { Json, RecordRef } from '../../shared/model/record.ts'
import * as statements from './logStatements.ts'
import type { ChangeRow, LogRow } from './logStatements.ts'
import { pack, packIds, unpack, unpackIds } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'

/** A batch as it lies in this file. `arrived`: 0 where it was written here, else the number of the arrival it came by. `n`: order of arrival. */
export type StoredBatch = Batch & { readonly n: number; readonly arrived: number }

/** How far a session has come in this file. */
export type SessionEnd = { readonly session: SessionId; readonly seq: number; readonly stamp: Stamp }

/** Appends a batch with its changes. Only inside a transaction; the tables are another step (commit.ts). */
export function appendBatch(file: ProjectFile, batch: Batch, changes: readonly Change[], arrived = 0): void {
  const n = storeBatch(file, batch, arrived)
  for (const change of changes) {
    if (change.batch !== batch.id)
      throw new RangeError(`Change ${change.id} belongs to ${change.batch}, not to ${batch.id}`)
    appendChange(file, change, n)
  }
}

/** Appends one change of the batch with the number `batch`. Only inside a transaction. */
export function appendChange(file: ProjectFile, change: Change, batch: number): void {
  const { names } = file
  const { session, seq } = partsOf(change.id)
  appendRow(file, {
    session: names.intern(session),
    seq,
    stamp: change.stamp,
    batch,
    kind: names.intern(change.record.kind),
    record: names.intern(change.record.id),
    fields: pack(change.fields as Json, names),
    basedOn: packIds(change.basedOn, names),
    schema: change.schema
  })
}

/** The same for a change that is packed in this file's numbers already. */
export function appendRow(file: ProjectFile, row: Omit<ChangeRow, 'n' | 'batchSession' | 'batchSeq'>): void {
  file.connection.insertSoon(
    statements.insertChange,
    row.session,
    row.seq,
    row.stamp,
    row.batch,
    row.kind,
    row.record,
    row.fields,
    row.basedOn,
    row.schema
  )
}

/** Stores a batch where it is not here yet; gives its number. Only inside a transaction. */
export function storeBatch(file: ProjectFile, batch: Batch, arrived: number): number {
  const { names, connection } = file
  const { session, seq } = partsOf(batch.id)
  const sessionNumber = names.intern(session)
  const here = connection.get(statements.selectBatchNumber, sessionNumber, seq)
  return here ? here.n : insertBatch(file, batch, arrived, { session: sessionNumber, seq })
}

/** The same for a batch that is known not to be here; its id comes in this file’s numbers. */
export function insertBatch(
  file: ProjectFile,
  batch: Batch,
  arrived: number,
  { session, seq }: Pick<ChangeRow, 'session' | 'seq'>
): number {
  const n = lastBatchNumber(file) + 1
  insertBatchAs(file, n, batch, arrived, { session, seq })
  return n
}

/** The same under a number that is free. */
export function insertBatchAs(
  file: ProjectFile,
  n: number,
  batch: Batch,
  arrived: number,
  { session, seq }: Pick<ChangeRow, 'session' | 'seq'>
): void {
  const { names, connection } = file
  const coder = batch.coder === null ? null : names.intern(batch.coder)
  const command = names.intern(batch.command)
  connection.insertSoon(
    statements.insertBatch,
    n,
    session,
    seq,
    coder,
    command,
    undoesPacked(file, batch),
    arrived
  )
}

/** The greatest number of a batch here; 0 where there is none. */
export function lastBatchNumber(file: ProjectFile): number {
  return file.connection.get(statements.countBatches)?.count ?? 0
}

/** Takes a change out of the log, for the other content under its id; gives the record it wrote. Only inside a merge's transaction. */
export function removeChange(file: ProjectFile, id: ChangeId): RecordRef {
  const change = changeNamed(file, id)
  const { session, seq } = partsOf(id)
  if (!change) throw new RangeError(`${id} is not here`)
  file.connection.run(statements.deleteChange, file.names.intern(session), seq)
  return change.record
}

/** Gives a batch that is here the other content under its id. Only inside a merge's transaction. */
export function replaceBatch(file: ProjectFile, batch: Batch): void {
  const { names, connection } = file
  const { session, seq } = partsOf(batch.id)
  const coder = batch.coder === null ? null : names.intern(batch.coder)
  connection.run(
    statements.updateBatch,
    coder,
    names.intern(batch.command),
    undoesPacked(file, batch),
    names.intern(session),
    seq
  )
}

/** Every change of a record, in the order they came here. */
export function changesOf(file: ProjectFile, record: RecordRef): readonly Change[] {
  const kind = file.names.find(record.kind)
  const n = file.names.find(record.id)
  return kind === null || n === null ? [] : changesOfNumber(file, kind, n)
}

/** The same by the record's number and its kind's. */
export function changesOfNumber(file: ProjectFile, kind: number, record: number): readonly Change[] {
  return file.connection.all(statements.changesOfRecord, kind, record).map((row) => changeFrom(file, row))
}

/** A change by its id. */
export function changeNamed(file: ProjectFile, id: ChangeId): Change | undefined {
  const parts = partsOfChangeId(id)
  const session = parts && file.names.find(parts.session)
  const row =
    parts && typeof session === 'number'
      ? file.connection.get(statements.changeById, session, parts.seq)
      : undefined
  return row && changeFrom(file, row)
}

/** The row of a change, by its session's number and its own. */
export function changeOfNumbers(file: ProjectFile, session: number, seq: number): ChangeRow | undefined {
  return file.connection.get(statements.changeById, session, seq)
}

/** Whether a session, by its number, wrote anything that is here: a change or a batch. */
export function sessionIsHere(file: ProjectFile, session: number): boolean {
  return file.connection.get(statements.sessionIsHere, session, session) !== undefined
}

/** Whether anything with a greater number than `seq` is here of a session: a change or a batch. */
export function isBeyond(file: ProjectFile, session: SessionId, seq: number): boolean {
  const n = file.names.find(session)
  return n !== null && file.connection.get(statements.sessionBeyond, n, seq, n, seq) !== undefined
}

/** Whether a change is here. */
export function hasChange(file: ProjectFile, id: ChangeId): boolean {
  const parts = partsOfChangeId(id)
  const session = parts && file.names.find(parts.session)
  return Boolean(
    parts && typeof session === 'number' && file.connection.get(statements.changeIsHere, session, parts.seq)
  )
}

/** The changes of a batch, in their order. */
export function changesOfBatch(file: ProjectFile, id: BatchId): readonly Change[] {
  const batch = batchNamed(file, id)
  const { session, seq } = partsOf(id)
  const sessionNumber = file.names.find(session)
  if (!batch || sessionNumber === null) return []
  // A batch's changes carry the numbers from its own up to the next batch's of its session.
  const next =
    file.connection.get(statements.nextBatchOfSession, sessionNumber, seq)?.seq ?? Number.MAX_SAFE_INTEGER
  return file.connection
    .all(statements.changesOfBatch, sessionNumber, seq, next, batch.n)
    .map((row) => changeFrom(file, row))
}

/** Changes of a batch from number `offset` of them on, at most `limit`, and how many it holds: without reading the others. */
export function someChangesOfBatch(
  file: ProjectFile,
  id: BatchId,
  { offset, limit }: { readonly offset: number; readonly limit: number }
): { readonly total: number; readonly changes: readonly Change[] } {
  const { session, seq } = partsOf(id)
  const number = file.names.find(session)
  if (number === null) return { total: 0, changes: [] }
  const next = file.connection.get(statements.nextBatchOfSession, number, seq)?.seq ?? Number.MAX_SAFE_INTEGER
  return {
    total: file.connection.get(statements.countWithin, number, seq, next)?.count ?? 0,
    changes: file.connection
      .all(statements.changesWithin, number, seq, next, limit, offset)
      .map((row) => changeFrom(file, row))
  }
}

/** A batch by its number here. */
export function batchNumbered(file: ProjectFile, n: number): StoredBatch | undefined {
  const row = file.connection.get(statements.batchByNumber, n)
  return row && batchFrom(file, row)
}

/** A batch by its id. */
export function batchNamed(file: ProjectFile, id: BatchId): StoredBatch | undefined {
  const { session, seq } = partsOf(id)
  const sessionNumber = file.names.find(session)
  const row =
    sessionNumber === null ? undefined : file.connection.get(statements.batchById, sessionNumber, seq)
  return row && batchFrom(file, row)
}

/** The batches that a coder wrote in this file (not those that came by a merge), newest first, read as they are asked for. */
export function* batchesOf(file: ProjectFile, coder: CoderId | null): Generator<StoredBatch> {
  const number = coder === null ? null : file.names.find(coder)
  if (coder !== null && number === null) return
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const rows =
      number === null
        ? file.connection.all(statements.batchesOfNobody, before, 50)
        : file.connection.all(statements.batchesOfCoder, number, before, 50)
    for (const row of rows) yield batchFrom(file, row)
    const last = rows.at(-1)
    if (!last || rows.length < 50) return
    before = last.n
  }
}

/** A page of the batches here, newest first, of everybody or of one coder. */
export function batchesPage(
  file: ProjectFile,
  page: { readonly offset: number; readonly limit: number; readonly coder?: CoderId }
): { readonly total: number; readonly batches: readonly StoredBatch[] } {
  if (page.coder === undefined) {
    const total = file.connection.get(statements.countBatches)?.count ?? 0
    return {
      total,
      batches: file.connection
        .all(statements.batchesPage, page.limit, page.offset)
        .map((row) => batchFrom(file, row))
    }
  }
  const coder = file.names.find(page.coder)
  if (coder === null) return { total: 0, batches: [] }
  const total = file.connection.get(statements.countBatchesOfCoder, coder)?.count ?? 0
  return {
    total,
    batches: file.connection
      .all(statements.batchesPageOfCoder, coder, page.limit, page.offset)
      .map((row) => batchFrom(file, row))
  }
}

/** The last number and stamp of a session; undefined where it wrote nothing here. */
export function sessionEnd(file: ProjectFile, session: SessionId): SessionEnd | undefined {
  const number = file.names.find(session)
  const row = number === null ? undefined : file.connection.get(statements.lastOfSession, number)
  return row && { session, seq: row.seq, stamp: row.stamp as Stamp }
}

/** Every session that wrote something here, with how far it has come. */
export function sessions(file: ProjectFile): readonly SessionEnd[] {
  const ends: SessionEnd[] = []
  for (
    let row = file.connection.get(statements.nextSession, -1);
    row;
    row = file.connection.get(statements.nextSession, row.session)
  ) {
    const end = sessionEnd(file, file.names.idOf(row.session) as SessionId)
    if (end) ends.push(end)
  }
  return ends
}

/** A session's changes after a number, in order, read as they are asked for. */
export function* changesAfter(file: ProjectFile, session: SessionId, seq: number): Generator<Change> {
  const number = file.names.find(session)
  if (number === null) return
  let after = seq
  for (;;) {
    const rows = file.connection.all(statements.changesAfter, number, after, 500)
    for (const row of rows) yield changeFrom(file, row)
    const last = rows.at(-1)
    if (!last || rows.length < 500) return
    after = last.seq
  }
}

/** Every change here in the order they came, read as they are asked for: memory does not grow with the log. */
export function* allChanges(file: ProjectFile): Generator<Change> {
  for (const row of allChangeRows(file)) yield changeFrom(file, row)
}

/** The same, as rows: for readers that must go on where one cannot be read. */
export function* allChangeRows(file: ProjectFile): Generator<ChangeRow> {
  let after = 0
  for (;;) {
    const rows = file.connection.all(statements.changesFrom, after, 500)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < 500) return
    after = last.n
  }
}

/** The batch of such a row. Throws on one that Parley did not write. */
export function batchOfRow(file: ProjectFile, row: LogRow): Batch {
  const { batchSession: session, batchSeq: seq } = row
  const { id, coder, command, undoes } = batchFrom(file, { ...row, n: row.batch, session, seq, arrived: 0 })
  return { id, coder, command, undoes }
}

/** Every record of a kind, by the kind's number, with its changes: record by record, memory does not grow with the log. */
export function* recordsWithChanges(
  file: ProjectFile,
  kind: number,
  after = 0
): Generator<{ readonly record: number; readonly rows: readonly ChangeRow[] }> {
  let record = after
  let waiting: ChangeRow[] = []
  for (;;) {
    const rows = file.connection.all(statements.changesOfKind, kind, record, 1000)
    // The last record of a chunk may go on in the next one, so it waits; alone in a full chunk, it is read whole.
    for (const row of rows) {
      if (waiting[0] && waiting[0].record !== row.record) {
        yield { record: waiting[0].record, rows: waiting }
        record = waiting[0].record
        waiting = []
      }
      waiting.push(row)
    }
    const first = waiting[0]
    if (!first) return
    if (rows.length < 1000 || first.record === rows[0]?.record) {
      const whole =
        rows.length < 1000 ? waiting : file.connection.all(statements.changesOfRecord, kind, first.record)
      yield { record: first.record, rows: whole }
      record = first.record
      if (rows.length < 1000) return
    }
    waiting = []
  }
}

/** Reads a row of the log. Throws on one that Parley did not write. */
export function changeFrom(file: ProjectFile, row: ChangeRow): Change {
  const { names } = file
  const session = names.idOf(row.session) as SessionId
  return {
    id: changeId(session, row.seq),
    stamp: row.stamp as Stamp,
    batch: batchId(
      row.batchSession === row.session ? session : (names.idOf(row.batchSession) as SessionId),
      row.batchSeq
    ),
    record: { kind: names.idOf(row.kind), id: names.idOf(row.record) as RecordId },
    fields: unpack(row.fields, names) as Change['fields'],
    basedOn: unpackIds(row.basedOn, names),
    schema: row.schema
  }
}

function undoesPacked(file: ProjectFile, { undoes }: Batch): string | null {
  return undoes === null ? null : packIds([undoes.slice(2) as ChangeId], file.names)
}

function batchFrom(file: ProjectFile, row: statements.BatchRow): StoredBatch {
  const { names } = file
  return {
    n: row.n,
    id: batchId(names.idOf(row.session) as SessionId, row.seq),
    coder: row.coder === null ? null : (names.idOf(row.coder) as CoderId),
    command: row.command === null ? 'unknown' : names.idOf(row.command),
    undoes: row.undoes === null ? null : (`b-${unpackIds(row.undoes, names)[0] ?? ''}` as BatchId),
    arrived: row.arrived
  }
}

function partsOf(id: ChangeId | BatchId): { readonly session: SessionId; readonly seq: number } {
  const parts = partsOfChangeId(id.startsWith('b-') ? id.slice(2) : id)
  if (!parts) throw new RangeError(`${id} is not the id of a change or batch`)
  return parts
}
