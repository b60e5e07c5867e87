/**
 * A copy of a project to publish: a new project with today's values only. One change a record in one batch of a new session; no history, no
 * deleted records, no earlier texts. Passages stand where they stand today; of a conflict the shown value stays; joins stay joins.
 */
import { fail, ok, type Result } from '../../shared/errors.ts'
import { batchId, changeId, newSessionId, type Hash, type RandomBytes } from '../../shared/ids.ts'
import { currentSchema } from '../../shared/log/change.ts'
import { fold, type Folded } from '../../shared/log/fold.ts'
import { nextStamp, type Stamp } from '../../shared/log/stamp.ts'
import { missingFields, splitField, type Json, type RecordRef } from '../../shared/model/record.ts'
import { kindNamed } from '../../shared/model/records.ts'
import { openArrival, sourceOf } from './arrivals.ts'
import { appendChange, changeFrom, changesOfNumber, recordsWithChanges, storeBatch } from './log.ts'
import { kindsInLog } from './logStatements.ts'
import type { ProjectFile } from './projectFile.ts'
import { rebuildTables } from './rebuild.ts'
import { readRevision } from './revisions.ts'
import { copyBlobs } from './shareBlobs.ts'
import { chooseRecords, type Chosen, type ShareChoice } from './shareChoice.ts'
import { ofOneMoment, type Copied, type CopyOptions } from './shareCopy.ts'
import { buildFile } from './shareFile.ts'
import { shownArrangement, type ShownPlace } from './sharePlaces.ts'
import { sql } from './sql.ts'

export type PublishOptions = Omit<CopyOptions, 'coder'> & { readonly randomBytes: RandomBytes }

/** Writes a copy to publish at `target`. The source's tables must be whole. Fails as `buildFile` and `chooseRecords` do. */
export async function writePublishedCopy(
  file: ProjectFile,
  target: string,
  choice: ShareChoice,
  options: PublishOptions
): Promise<Result<Copied>> {
  const built = await buildFile(target, file.sha256, async (copy) => {
    const copied = ofOneMoment(file, () => publish(file, copy, choice, options))
    if (!copied.ok) return copied
    const rebuilt = await rebuildTables(copy, {
      onProgress: (done, total) => options.onProgress?.('tables', done, total)
    })
    return rebuilt.ok ? copied : rebuilt
  })
  return built.ok ? ok({ ...built.value.filled, size: built.value.size }) : built
}

function publish(
  file: ProjectFile,
  copy: ProjectFile,
  choice: ShareChoice,
  options: PublishOptions
): Result<Omit<Copied, 'size'>> {
  const chosen = chooseRecords(file, choice)
  if (!chosen.ok) return chosen
  const annotations = annotationsToPublish(file, chosen.value)
  const writer = copy.connection.transaction(() => new Publisher(copy, options))
  const hashes = new Set<string>()
  const used = usedBy(file, annotations)
  const places = shownArrangement(file, (folded) => isShown(folded, used))
  const kept: ReadonlySet<string> = new Set(annotations.map((n) => file.names.idOf(n)))
  const isKept = (annotation: Json | undefined): boolean =>
    typeof annotation === 'string' && kept.has(annotation)
  const total = file.connection.get(countChanges)?.count ?? 0
  copy.connection.transaction(() => {
    for (const kind of kindsInOrder(file)) {
      const kindNumber = file.names.find(kind)
      if (kindNumber === null) continue
      for (const { record, rows } of recordsWithChanges(file, kindNumber)) {
        if (!chosen.value.takes(kindNumber, record)) continue
        const folded = fold(rows.map((row) => changeFrom(file, row)))
        if (!isShown(folded, used)) continue
        const schema = Math.max(...rows.map((row) => row.schema))
        const fields = fieldsOf(folded, places, choice.originals)
        noteBlobs(kind, fields, hashes)
        writer.write(folded.record, fields, schema)
        options.onProgress?.('changes', writer.changes, total)
      }
    }
    for (const n of annotations) {
      const folded = foldedAnnotation(file, n)
      const fields = whereItStandsToday(file, n, { ...folded.shown })
      if (!isKept(fields['carriedFrom'])) delete fields['carriedFrom']
      writer.write(folded.record, fields, currentSchema)
      options.onProgress?.('changes', writer.changes, total)
    }
    writeDecisions(file, chosen.value, writer, kept)
  })
  if (writer.changes === 0) return fail('missingRecord', { kind: 'project' })
  const blobs = copyBlobs(file, copy, hashes, (done, of) => options.onProgress?.('texts', done, of))
  return ok({ changes: writer.changes, batches: 1, blobs, unreadable: 0 })
}

/** The project first: the session of its change names the new project. Then whatever is here, newer kinds too; annotations and decisions come after. */
function kindsInOrder(file: ProjectFile): readonly string[] {
  const kinds = ['project']
  for (let row = file.connection.get(kindsInLog, -1); row; row = file.connection.get(kindsInLog, row.kind)) {
    const kind = file.names.idOf(row.kind)
    if (kind !== 'project' && kind !== 'annotation' && kind !== 'decision') kinds.push(kind)
  }
  return kinds
}

/** The shown annotations that go, in the order of their documents. */
function annotationsToPublish(file: ProjectFile, chosen: Chosen): readonly number[] {
  const kind = file.names.find('annotation') ?? -1
  return file.connection
    .all(shownAnnotations)
    .map(({ n }) => n)
    .filter((n) => chosen.takes(kind, n))
}

/** `kind id` of every record that these annotations name: it is shown even where it was deleted meanwhile. */
function usedBy(file: ProjectFile, annotations: readonly number[]): ReadonlySet<string> {
  const used = new Set<string>()
  for (const n of annotations) {
    for (const [field, value] of Object.entries(foldedAnnotation(file, n).shown)) {
      const { name, element } = splitField(field)
      if (name === 'actors' && element !== null) used.add(`actor ${element}`)
      else if (usable.has(name) && typeof value === 'string') used.add(`${name} ${value}`)
    }
  }
  return used
}

/** Fields of an annotation that name a record of the kind they are called by. */
const usable: ReadonlySet<string> = new Set(['document', 'coder', 'issue', 'stance'])

function isShown(folded: Folded, used: ReadonlySet<string>): boolean {
  const { kind, id } = folded.record
  if (folded.deleted && !used.has(`${kind} ${id}`)) return false
  const declared = kindNamed(kind)
  return declared === undefined || missingFields(declared, folded.shown).length === 0
}

/** What is shown of a record today. Blind coding ends with publishing: a blind project would hide from its readers what it is about. */
function fieldsOf(
  folded: Folded,
  places: (record: RecordRef) => ShownPlace | undefined,
  withOriginals: boolean
): Record<string, Json> {
  const { record } = folded
  const fields: Record<string, Json> = { ...folded.shown }
  delete fields['deleted']
  if (record.kind === 'project') delete fields['blind']
  const place = places(record)
  if (place) {
    delete fields['joinedInto']
    if (place.joinedInto !== null) fields['joinedInto'] = place.joinedInto
    if (place.place) fields['place'] = place.place
    // What is joined away stands nowhere.
    else if (record.kind === 'issue')
      fields['place'] = { ...(fields['place'] as { readonly order: string }), parent: null }
  }
  if (record.kind !== 'document') return fields
  if (!withOriginals) delete fields['original']
  const revision = fields['revision'] as { readonly hash: string } | undefined
  // Today's text as it is: where it came from is history.
  if (revision) fields['revision'] = { hash: revision.hash, from: null, kept: [] }
  return fields
}

/** Anchors a passage where it stands today, in today's text. What lost its place keeps its quote and goes on having none. */
function whereItStandsToday(
  file: ProjectFile,
  n: number,
  fields: Record<string, Json>
): Record<string, Json> {
  const row = file.connection.get(placeOfAnnotation, n)
  const { anchored, today, start, end } = row ?? { anchored: null, today: null, start: null, end: null }
  if (today === null || start === null || end === null || anchored === today) return fields
  const hash = file.names.idOf(today) as Hash
  const quote = readRevision(file, hash)?.text.slice(start, end)
  if (quote !== undefined && quote !== '') fields['anchor'] = { revision: hash, start, end, quote }
  return fields
}

/** Decisions of which every annotation goes along, with what they had seen under the new changes' ids. */
function writeDecisions(
  file: ProjectFile,
  chosen: Chosen,
  writer: Publisher,
  kept: ReadonlySet<string>
): void {
  const kind = file.names.find('decision')
  if (kind === null) return
  for (const { record, rows } of recordsWithChanges(file, kind)) {
    if (!chosen.takes(kind, record)) continue
    const folded = fold(rows.map((row) => changeFrom(file, row)))
    if (!isShown(folded, new Set())) continue
    const sources = folded.shown['sources'] as readonly { annotation: string; heads: readonly string[] }[]
    const fields: Record<string, Json> = {
      ...folded.shown,
      sources: sources.map(({ annotation, heads }) => ({
        annotation,
        heads: seenAsItIs(file, annotation, heads) ? writer.changeOf(annotation) : []
      }))
    }
    if (typeof fields['annotation'] === 'string' && !kept.has(fields['annotation']))
      delete fields['annotation']
    delete fields['deleted']
    writer.write(folded.record, fields, Math.max(...rows.map((row) => row.schema)))
  }
}

/** Whether a decision had seen an annotation as it is now. */
function seenAsItIs(file: ProjectFile, annotation: string, heads: readonly string[]): boolean {
  const n = file.names.find(annotation)
  const kind = file.names.find('annotation')
  if (n === null || kind === null) return false
  const changes = changesOfNumber(file, kind, n)
  if (changes.length === 0) return false
  const now = [...fold(changes).heads.values()].flat()
  return now.every((head) => heads.includes(head.id))
}

/** Numbers and stamps what is published: one session, one batch, one change a record. */
class Publisher {
  changes = 0
  readonly #session
  readonly #batch: number
  readonly #copy: ProjectFile
  readonly #now: number
  readonly #written = new Map<string, string>()
  #stamp: Stamp | null = null

  constructor(copy: ProjectFile, { now, randomBytes, source }: PublishOptions) {
    this.#copy = copy
    this.#now = now
    this.#session = newSessionId(randomBytes)
    const arrival = openArrival(copy, now, sourceOf('copy', source))
    this.#batch = storeBatch(
      copy,
      { id: batchId(this.#session, 1), coder: null, command: 'project.publish', undoes: null },
      arrival
    )
  }

  write(record: RecordRef, fields: Readonly<Record<string, Json>>, schema: number): void {
    if (Object.keys(fields).length === 0) return
    this.#stamp = nextStamp(this.#now, this.#stamp ? [this.#stamp] : [])
    const id = changeId(this.#session, ++this.changes)
    const batch = batchId(this.#session, 1)
    appendChange(
      this.#copy,
      { id, stamp: this.#stamp, batch, record, fields, basedOn: [], schema },
      this.#batch
    )
    if (record.kind === 'annotation') this.#written.set(record.id, id)
  }

  /** The change that an annotation was written by, as a list; empty where it was not. */
  changeOf(annotation: string): readonly string[] {
    const id = this.#written.get(annotation)
    return id === undefined ? [] : [id]
  }
}

function foldedAnnotation(file: ProjectFile, n: number): Folded {
  return fold(changesOfNumber(file, file.names.find('annotation') ?? -1, n))
}

function noteBlobs(kind: string, fields: Readonly<Record<string, Json>>, hashes: Set<string>): void {
  if (kind === 'annotation') return
  for (const [found] of JSON.stringify(fields).matchAll(/[0-9a-f]{64}/g)) hashes.add(found)
}

const countChanges = sql<[], { count: number }>('SELECT count(*) AS count FROM change')
const shownAnnotations = sql<[], { n: number }>(
  'SELECT n FROM annotation WHERE shown = 1 ORDER BY document, today_start, n'
)
const placeOfAnnotation = sql<
  [number],
  { anchored: number | null; today: number | null; start: number | null; end: number | null }
>(`SELECT a.revision AS anchored, coalesce(e.revision, d.revision) AS today, a.today_start AS start, a.today_end AS end
FROM annotation a LEFT JOIN document d ON d.n = a.document LEFT JOIN document e ON e.n = d.joined WHERE a.n = ?`)
