/** Keeps the tables: touched records are folded again, what needs several is arranged again, counts follow. The tables are a cache of the log. */
import type { DocumentId, RecordId } from '../../shared/ids.ts'
import type { Change } from '../../shared/log/change.ts'
import { fold, type Folded } from '../../shared/log/fold.ts'
import { splitField, type RecordRef } from '../../shared/model/record.ts'
import type { KindName } from '../../shared/model/records.ts'
import { arrangeIssues, arrangeJoins } from './arranging.ts'
import { entities, entityNamed, type Entity, type Row } from './entities.ts'
import { changesOfNumber } from './log.ts'
import { pack } from './packing.ts'
import { Places } from './places.ts'
import type { ProjectFile } from './projectFile.ts'
import { conflictsIn, recordFrom, type RowSources } from './recordRow.ts'
import { revisionRow } from './revisions.ts'
import { Counts, readRow, removeRow, storeRow, type StoredRecord } from './rows.ts'
import * as statements from './tableStatements.ts'

/** Which records stand differently, by kind, and the documents whose annotations do. What views ask for again. */
export type Touched = {
  readonly records: ReadonlyMap<KindName, ReadonlySet<RecordId>>
  readonly documents: ReadonlySet<DocumentId>
}

/** Records that stand differently, until they are too many to be named. */
export class TouchedRecords {
  readonly byKind = new Map<KindName, Set<RecordId>>()
  #room: number

  constructor(most = Infinity) {
    this.#room = most
  }

  get areTooMany(): boolean {
    return this.#room < 0
  }

  add(kind: KindName, id: RecordId): void {
    if (this.areTooMany) return
    let own = this.byKind.get(kind)
    if (!own) this.byKind.set(kind, (own = new Set<RecordId>()))
    if (own.has(id)) return
    own.add(id)
    this.#room--
    if (this.areTooMany) this.byKind.clear()
  }
}

/** A record and the log fields that were written; null where all may have been. */
export type Written = { readonly record: RecordRef; readonly fields: ReadonlySet<string> | null }

/** Hears of a record as it stood before (undefined: not at all) and stands now. */
export type OnStored = (entity: Entity, before: StoredRecord | undefined, after: StoredRecord) => void

/** Brings the tables up to date after changes of these records were appended. Only inside the same transaction. */
export function updateTables(file: ProjectFile, written: Iterable<Written>): Touched {
  const update = new TableUpdate(file)
  const annotations: Written[] = []
  for (const one of written) {
    // Annotations last: their places need their documents.
    if (one.record.kind === 'annotation') annotations.push(one)
    else update.refold(one)
  }
  update.arrange()
  for (const one of annotations) update.refold(one)
  return update.finish()
}

/** One update of the tables, from the first record folded again to the counts written. */
export class TableUpdate {
  readonly file: ProjectFile
  readonly places: Places
  readonly #counts = new Counts()
  readonly #records: TouchedRecords
  readonly #documents = new Set<number>()
  readonly #toArrange = new Set<KindName>()
  readonly #number: RowSources['number']
  readonly #uses: RowSources['uses']
  readonly #onStored: OnStored | undefined

  /** `records`: what was touched before, to be added to. */
  constructor(file: ProjectFile, onStored?: OnStored, records = new TouchedRecords()) {
    this.file = file
    this.#onStored = onStored
    this.#records = records
    this.places = new Places(file)
    this.#uses = (kind, n) => this.uses(kind, n)
    this.#number = (id) => file.names.intern(id)
  }

  /** Folds a record again from the log and stores it. */
  refold({ record, fields }: Written): void {
    const entity = entityNamed(record.kind)
    if (!entity) return
    const { names } = this.file
    const n = names.intern(record.id)
    this.refoldNumber(entity, n, changesOfNumber(this.file, names.intern(record.kind), n), fields)
  }

  /** The same, for a record whose changes are at hand; without any, it goes. 'new': no change of it was here before, so that it has no row. */
  refoldNumber(
    entity: Entity,
    n: number,
    changes: readonly Change[],
    fields: ReadonlySet<string> | null = null,
    was: 'here' | 'new' = 'here'
  ): void {
    if (changes.length === 0) {
      this.#remove(entity, n)
      return
    }
    const folded = fold(changes)
    const before = was === 'here' ? readRow(this.file.connection, entity, n) : undefined
    const after = recordFrom(this.file, entity, folded, {
      n,
      before: before?.row,
      places: this.places,
      uses: this.#uses,
      number: this.#number
    })
    this.#storeConflicts(entity, n, folded, before, after.row)
    this.store(entity, before, after, folded.record.id)
    this.#noteArranging(entity.kind, n, before, after, fields)
    if (entity.kind === 'document' && before?.row['revision'] !== after.row['revision'])
      this.#documentReadsOtherwise(n, after.row)
  }

  /** Stores an annotation that was not here, of which all is known but its place in today's text: that is added to its row. */
  storeNew(annotation: StoredRecord, id: RecordId): void {
    Object.assign(annotation.row, this.places.today(annotation.row))
    this.store(entities.annotation, undefined, annotation, id)
  }

  /** Takes a record away whose last change gave way to another content under its id. */
  #remove(entity: Entity, n: number): void {
    const { connection } = this.file
    const before = readRow(connection, entity, n)
    if (!before) return
    const gone = { row: { ...before.row, shown: 0, deleted: 1, conflicts: 0 }, members: [] }
    this.conflictsStored(-connection.run(statements.clearConflicts, n, entity.kind).changes)
    removeRow(this.file, entity, before, this.#counts)
    this.#onStored?.(entity, before, gone)
    this.touch(entity.kind, n)
    if (typeof before.row['document'] === 'number') this.touchDocument(before.row['document'])
    this.#noteArranging(entity.kind, n, before, gone, null)
    if (entity.kind === 'document') this.#documentReadsOtherwise(n, { joined: before.row['joined'] ?? null })
  }

  /** Stores a record and notes it as touched. */
  store(entity: Entity, before: StoredRecord | undefined, after: StoredRecord, id?: RecordId): void {
    storeRow(this.file, entity, before, after, this.#counts)
    this.#onStored?.(entity, before, after)
    this.touch(entity.kind, Number(after.row['n']), id)
    if (entity.kind === 'annotation') {
      const [was, is] = [before?.row['document'], after.row['document']]
      if (typeof was === 'number' && was !== is) this.touchDocument(was)
      if (typeof is === 'number') this.touchDocument(is)
    }
  }

  /** `id`: what `n` stands for, where that is at hand. */
  touch(kind: KindName, n: number, id = this.file.names.idOf(n) as RecordId): void {
    this.#records.add(kind, id)
  }

  touchDocument(n: number): void {
    this.#documents.add(n)
  }

  /** How often annotations that are not deleted (for an actor: documents too) name a record, with what this update has added. */
  uses(kind: KindName, n: number): number {
    const stored = this.file.connection.get(statements.usesOf, kind, n)?.uses ?? 0
    const more = this.#counts.uses.get(kind)?.get(n)
    return stored + (more ? more.annotation + more.document : 0)
  }

  conflictsStored(more: number): void {
    this.#counts.conflicts(more)
  }

  /** Arranges again what the records folded so far ask for. */
  arrange(): void {
    if (this.#toArrange.delete('issue')) arrangeIssues(this)
    for (const kind of ['document', 'actor', 'coder'] as const)
      if (this.#toArrange.delete(kind)) arrangeJoins(this, kind)
    this.places.placeAgain(this)
  }

  /** Writes the counts; records whose use began or ended while they are deleted are folded again. */
  finish(): Touched {
    for (;;) {
      const turned = this.#writeUses()
      for (const { entity, n } of turned)
        this.refoldNumber(entity, n, changesOfNumber(this.file, this.file.names.intern(entity.kind), n))
      this.arrange()
      if (this.#counts.uses.size === 0) break
    }
    const { connection } = this.file
    for (const [document, own] of this.#counts.byCoder) {
      for (const [coder, { annotations, incomplete, conflicts }] of own)
        if (annotations !== 0 || incomplete !== 0 || conflicts !== 0)
          connection.run(statements.addCount, document, coder, annotations, incomplete, conflicts)
    }
    for (const [what, more] of this.#counts.totals)
      if (more !== 0) connection.run(statements.addTotal, what, more)
    this.#counts.byCoder.clear()
    this.#counts.totals.clear()
    const documents = new Set([...this.#documents].map((n) => this.file.names.idOf(n) as DocumentId))
    return { records: this.#records.byKind, documents }
  }

  /** Adds up the uses; gives the records that are deleted and whose use began or ended with it. */
  #writeUses(): readonly { readonly entity: Entity; readonly n: number }[] {
    const { connection } = this.file
    const turned: { entity: Entity; n: number }[] = []
    for (const [kind, own] of this.#counts.uses) {
      const entity = entities[kind]
      for (const [n, { annotation, document }] of own) {
        const more = annotation + document
        if (annotation === 0 && document === 0) continue
        const before = connection.get(statements.usesOf, kind, n)?.uses ?? 0
        if (annotation !== 0) connection.run(statements.addUses, kind, n, 'annotation', annotation)
        if (document !== 0) connection.run(statements.addUses, kind, n, 'document', document)
        if (before > 0 !== before + more > 0 && readRow(connection, entity, n)?.row['deleted'] === 1)
          turned.push({ entity, n })
      }
    }
    this.#counts.uses.clear()
    return turned
  }

  #storeConflicts(
    entity: Entity,
    n: number,
    folded: Folded,
    before: StoredRecord | undefined,
    after: Row
  ): void {
    const { connection, names } = this.file
    if (Number(after['conflicts']) === 0 && Number(before?.row['conflicts'] ?? 0) === 0) return
    const conflicts = conflictsIn(folded, after['shown'] === 1)
    this.conflictsStored(-connection.run(statements.clearConflicts, n, entity.kind).changes)
    for (const { field, why, sides } of conflicts)
      connection.run(statements.insertConflict, entity.kind, n, field, why, pack(sides, names))
    this.conflictsStored(conflicts.length)
  }

  #noteArranging(
    kind: KindName,
    n: number,
    before: StoredRecord | undefined,
    after: StoredRecord,
    fields: ReadonlySet<string> | null
  ): void {
    if (kind !== 'issue' && kind !== 'document' && kind !== 'actor' && kind !== 'coder') return
    const appears = before?.row['shown'] !== after.row['shown']
    const writes = (name: string): boolean =>
      fields === null || [...fields].some((field) => splitField(field).name === name)
    if (kind === 'issue') {
      if (appears || writes('place') || writes('joinedInto')) this.#toArrange.add(kind)
      return
    }
    const joins = (before?.row['joined_into'] ?? null) !== null || after.row['joined_into'] !== null
    const { connection } = this.file
    const target = {
      document: statements.documentJoinsInto,
      actor: statements.actorJoinsInto,
      coder: statements.coderJoinsInto
    }[kind]
    if ((joins && (appears || writes('joinedInto'))) || (appears && connection.get(target, n)))
      this.#toArrange.add(kind)
  }

  #documentReadsOtherwise(n: number, row: Row): void {
    this.places.forget()
    this.places.ask(Number(row['joined'] ?? n))
    if (typeof row['revision'] === 'number') revisionRow(this.file, row['revision'])
  }
}
