/** Reads a dataset back into a project; runs in a thread that only reads, and asks the host to write. */
import fs from 'node:fs'
import path from 'node:path'
import type { CommandInput } from '../../shared/commands/inputs.ts'
import { fail, must, type Result } from '../../shared/errors.ts'
import { rowsOf } from '../../shared/export/buildRow.ts'
import type { DatasetRow } from '../../shared/export/datasetColumns.ts'
import type { ReadRow } from '../../shared/export/datasetCsv.ts'
import { factsIn, factsToTake, type DocumentFacts } from '../../shared/export/documentFacts.ts'
import type { KnownCodebook } from '../../shared/export/knownCodebook.ts'
import { sentenceOfUnknown } from '../../shared/export/nearestColumn.ts'
import { placeRow, type ProjectTexts, type RowPlace } from '../../shared/export/placeRow.ts'
import { refusal, sentenceOfRefusal, type Refusal, type RefusedRow } from '../../shared/export/refusals.ts'
import { whatBreaksRow, type ReadValues } from '../../shared/export/rowChecks.ts'
import { rowCodebook } from '../../shared/export/rowCodebook.ts'
import type { AnnotationId, CoderId, DocumentId, Hash, RandomBytes } from '../../shared/ids.ts'
import { codePointOffsets } from '../../shared/text/offsets.ts'
import { annotationsNamed } from '../db/annotationViews.ts'
import { codebookOf } from '../db/codebookView.ts'
import { documentNamed, documentWithRevision } from '../db/documentViews.ts'
import { changesOf } from '../db/log.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { idsOfKind, readRecord } from '../db/read.ts'
import { readRevision } from '../db/revisions.ts'
import { datasetRows } from '../io/datasetRows.ts'

/** What the thread asks the host to run. Both are ordinary commands of the coder at work. */
export type WriteOrder =
  | { readonly command: 'codebook.import'; readonly input: CommandInput<'codebook.import'> }
  | { readonly command: 'annotation.import'; readonly input: CommandInput<'annotation.import'> }

export type ReadBackPorts = {
  readonly file: ProjectFile
  /** Who is coding: for rows that name no coder. */
  readonly coder: CoderId | null
  /** Milliseconds since 1970: when rows that tell no time were made. */
  readonly now: number
  readonly randomBytes: RandomBytes
  readonly write: (order: WriteOrder) => Promise<Result<unknown>>
  /** 0 to 1. */
  readonly onProgress: (step: 'checking' | 'storing', share: number) => void
  /** True once somebody wants it to end; asked only after the first batch is stored, before that the thread is simply ended. */
  readonly isEnded: () => boolean
}

export type ReadBack = {
  readonly added: number
  readonly alreadyHere: number
  readonly moved: number
  readonly refused: RefusedRow[]
  readonly told: RefusedRow[]
  /** Of each column that was not read, a sentence. */
  readonly columns: string[]
}

/** Annotations of one batch: so many are taken back by one undo. */
const annotationsAtOnce = 20_000
const columnsTold = 100

/**
 * Two passes over the file: the first checks every row and gathers what the codebook lacks, the second stores. Memory holds the ids of the rows
 * and one batch. Annotations that are here already are left alone, so that reading a file twice adds nothing. Throws a file's problem.
 */
export async function readBack(source: string, ports: ReadBackPorts): Promise<ReadBack> {
  const { file, randomBytes, coder } = ports
  const before = fs.statSync(source)
  const size = Math.max(before.size, 1)
  const codebook = codebookOf(file)
  const names = rowCodebook(codebook, coder, randomBytes)
  const texts = textsOf(file)
  const compare = comparer(file, codebook)
  const refused: RefusedRow[] = []
  const told: RefusedRow[] = []
  const columns = new Set<string>()
  const skipped = new Set<number>()
  const seen = new Set<string>()
  const moved = new Map<number, RowPlace & { readonly ok: true }>()
  const facts = new Map<DocumentId, { readonly values: ReadValues; readonly row: number }>()
  let alreadyHere = 0
  for await (const { row, at, read } of datasetRows(source)) {
    const why = check(row, read)
    if (why !== null) skipped.add(row)
    if (why !== null && why !== 'here') refused.push({ row, sentence: sentenceOfRefusal(why) })
    ports.onProgress('checking', Math.min(at, size) / size)
  }
  const added = await store()
  return {
    added,
    alreadyHere,
    moved: told.length,
    refused: refused.toSorted((a, b) => a.row - b.row),
    told,
    columns: [...columns]
  }

  /** Null for a row to be stored, 'here' for one that is in the project already, else why it is refused. */
  function check(row: number, read: ReadRow): Refusal | 'here' | null {
    if (!read.ok) return read.refusal
    const { values } = read
    noticeColumns(read.unknown)
    const broken = whatBreaksRow(values)
    if (broken) return broken
    const id = values.annotation_id as AnnotationId
    if (seen.has(id)) return refusal('repeated', { id })
    seen.add(id)
    const here = compare(id, values)
    if (here !== null) {
      alreadyHere += here === 'same' || here.code === 'isDifferent' ? 1 : 0
      return here === 'same' ? 'here' : here
    }
    const place = placeRow(values, read.offsets, texts)
    if (!place.ok) return place.refusal
    const unknown = names.notice(values)
    if (unknown) return unknown
    if (place.told) {
      moved.set(row, place)
      told.push({ row, sentence: sentenceOfRefusal(place.told) })
    }
    if (!facts.has(place.document)) facts.set(place.document, { values, row })
    return null
  }

  /** JSON Lines may name other columns in every line: so many are told one by one. */
  function noticeColumns(unknown: (ReadRow & { readonly ok: true })['unknown']): void {
    for (const column of unknown) {
      const sentence = sentenceOfUnknown(column)
      if (columns.has(sentence)) continue
      if (columns.size >= columnsTold) columns.add(sentenceOfRefusal(refusal('moreColumns')))
      else columns.add(sentence)
    }
  }

  async function store(): Promise<number> {
    const changes = names.changes()
    if (Object.values(changes).some((list: readonly unknown[]) => list.length > 0)) {
      must(await ports.write({ command: 'codebook.import', input: mutable(changes) }))
    }
    const name = path.basename(source)
    const stat = fs.statSync(source)
    if (stat.size !== before.size || stat.mtimeMs !== before.mtimeMs)
      must(fail('badTable', { name, why: 'it changed while it was read' }))
    let stored = 0
    let documents = documentChanges()
    let batch: CommandInput<'annotation.import'>['annotations'] = []
    for await (const { row, at, read } of datasetRows(source)) {
      if (skipped.has(row) || !read.ok) continue
      const { values } = read
      const place = moved.get(row) ?? placeRow(values, read.offsets, texts)
      if (!place.ok) continue
      if (batch.length >= annotationsAtOnce) {
        await write()
        if (ports.isEnded()) {
          refused.push({ row, sentence: sentenceOfRefusal(refusal('stopped')) })
          return stored
        }
      }
      const { issue, stance, actors, coder: madeBy } = names.namesOf(values)
      batch.push({
        id: values.annotation_id as AnnotationId,
        document: place.document,
        coder: madeBy,
        created: values.created ?? ports.now,
        revision: place.revision,
        start: place.at.start,
        end: place.at.end,
        issue,
        stance,
        actors: [...actors],
        certainty: certaintyIn(values),
        note: values.note ?? ''
      })
      ports.onProgress('storing', Math.min(at, size) / size)
    }
    if (batch.length > 0) await write()
    return stored

    async function write(): Promise<void> {
      must(await ports.write({ command: 'annotation.import', input: { annotations: batch, documents } }))
      stored += batch.length
      batch = []
      documents = []
    }
  }

  /** What the documents take over of the facts that the dataset tells of them. */
  function documentChanges(): NonNullable<CommandInput<'annotation.import'>['documents']> {
    return [...facts].flatMap(([id, { values }]) => {
      const here = documentNamed(file, id)
      if (!here) return []
      const untouched = changesOf(file, { kind: 'document', id }).length === 1
      const changed = factsToTake(
        factsIn(values, names.namesOf(values).authors),
        here satisfies DocumentFacts,
        { untouched }
      )
      return changed ? [{ document: id, ...changed }] : []
    })
  }
}

/** The documents and texts of a project, the last text kept. */
function textsOf(file: ProjectFile): ProjectTexts {
  let last: { readonly hash: Hash; readonly text: ReturnType<ProjectTexts['textOf']> } | null = null
  let past: ReadonlyMap<string, DocumentId> | null = null
  const found = new Map<Hash, ReturnType<ProjectTexts['documentsWith']>>()
  return {
    documentsWith(revision) {
      const known = found.get(revision)
      if (known) return known
      past ??= pastRevisions(file)
      const old = past.get(revision)
      const document = documentWithRevision(file, revision) ?? (old && documentNamed(file, old))
      const documents = document ? [document] : []
      found.set(revision, documents)
      return documents
    },
    documentNamed: (id) => documentNamed(file, id),
    textOf(hash) {
      if (last?.hash !== hash) {
        const text = readRevision(file, hash)?.text
        last = { hash, text: text === undefined ? undefined : { text, codePoints: codePointOffsets(text) } }
      }
      return last.text
    }
  }
}

/** Every revision that a document has or had. */
function pastRevisions(file: ProjectFile): ReadonlyMap<string, DocumentId> {
  const revisions = new Map<string, DocumentId>()
  for (const id of idsOfKind(file, 'document')) {
    for (const { fields } of changesOf(file, { kind: 'document', id })) {
      const revision = fields['revision'] as { readonly hash?: unknown } | null | undefined
      if (typeof revision?.hash === 'string' && !revisions.has(revision.hash))
        revisions.set(revision.hash, id as DocumentId)
    }
  }
  return revisions
}

/** Compares a row with the annotation of its id: null where there is none yet. */
function comparer(
  file: ProjectFile,
  codebook: KnownCodebook
): (id: AnnotationId, values: ReadValues) => 'same' | Refusal | null {
  const rowOf = rowsOf(codebook, 'utf16')
  const joined = new Map<string, string>(
    [...codebook.issues, ...codebook.actors].map(({ id, joinedInto }) => [id, joinedInto ?? id])
  )
  const ends = (ids: readonly string[]): string =>
    JSON.stringify([...new Set(ids.map((id) => joined.get(id) ?? id))].toSorted())
  const fields: readonly (readonly [string, (told: ReadValues, here: DatasetRow) => boolean])[] = [
    ['issue', (told, here) => !told.issue_id || ends([told.issue_id]) === ends([here.issue_id])],
    ['stance', (told, here) => told.stance_key === undefined || told.stance_key === here.stance_key],
    ['actors', (told, here) => !told.actor_ids || ends(told.actor_ids) === ends(here.actor_ids)],
    ['certainty', (told, here) => told.certainty === undefined || told.certainty === here.certainty],
    ['note', (told, here) => told.note === undefined || told.note === here.note]
  ]
  return (id, values) => {
    const [view] = annotationsNamed(file, [id])
    if (!view) return readRecord(file, { kind: 'annotation', id }) ? refusal('wasDeleted') : null
    const document = documentNamed(file, view.document)
    if (!document) return 'same'
    const here = rowOf(view, document, null)
    const different = fields.filter(([, isSame]) => !isSame(values, here)).map(([name]) => name)
    return different.length === 0 ? 'same' : refusal('isDifferent', { fields: different.join(', ') })
  }
}

function certaintyIn(values: ReadValues): 'low' | 'medium' | 'high' | null {
  const { certainty } = values
  return certainty === 'low' || certainty === 'medium' || certainty === 'high' ? certainty : null
}

/** The same value: a command's input type is the mutable one. */
function mutable(
  changes: ReturnType<ReturnType<typeof rowCodebook>['changes']>
): CommandInput<'codebook.import'> {
  return changes as unknown as CommandInput<'codebook.import'>
}
