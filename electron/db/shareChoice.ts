/** Which records of a project go into a copy that is shared: a record goes with all its changes or not at all. */
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { CoderId, DocumentId, RecordId } from '../../shared/ids.ts'
import type { Json } from '../../shared/model/record.ts'
import { changeFrom, recordsWithChanges } from './log.ts'
import { unpack } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'

export type ShareChoice = {
  /** Null: all. A document brings those it is joined with, and the annotations, progress and decisions that stand in it. */
  readonly documents: readonly DocumentId[] | null
  /** Whose annotations go along. A coder stands for all who are joined with them. */
  readonly annotations: Whose
  readonly originals: boolean
}

export type Whose =
  | { readonly of: 'everybody' }
  | { readonly of: 'nobody' }
  | { readonly of: 'only' | 'allBut'; readonly coders: readonly CoderId[] }

/** Asked by the numbers that the source file has for a kind and for a record. */
export type Chosen = {
  readonly takes: (kind: number, record: number) => boolean
  /** Every record goes. */
  readonly isWhole: boolean
  readonly takesDocument: (document: number) => boolean
  readonly takesCoder: (coder: number) => boolean
}

/**
 * Works out which records go. The codebook, the people and the project itself always do, and so do kinds of a newer version. An annotation goes
 * only where every document and coder that its changes ever named may go: what is withheld must not slip through a conflict. Fails with
 * missingRecord where a document is not here.
 */
export function chooseRecords(file: ProjectFile, choice: ShareChoice): Result<Chosen> {
  const documents = documentsOf(file, choice.documents)
  if (!documents.ok) return documents
  const takesDocument = documents.value
  const takesCoder = codersOf(file, choice.annotations)
  const isWhole = choice.documents === null && choice.annotations.of === 'everybody'
  if (isWhole) return ok({ takes: () => true, isWhole, takesDocument, takesCoder })
  const { names } = file
  const kinds = {
    document: names.find('document'),
    annotation: names.find('annotation'),
    progress: names.find('progress'),
    decision: names.find('decision')
  }
  const annotations = annotationsOf(file, kinds.annotation, takesDocument, takesCoder)
  const decisions = decisionsOf(file, kinds.decision, annotations, takesCoder)
  const progress = new Map<number, boolean>()
  return ok({
    isWhole,
    takesDocument,
    takesCoder,
    takes: (kind, record) => {
      if (kind === kinds.annotation) return annotations.has(record)
      if (kind === kinds.document) return takesDocument(record)
      if (kind === kinds.decision) return decisions.has(record)
      if (kind !== kinds.progress) return true
      const known = progress.get(record)
      if (known !== undefined) return known
      const goes = takesProgress(file, record, takesDocument, takesCoder)
      progress.set(record, goes)
      return goes
    }
  })
}

function documentsOf(
  file: ProjectFile,
  chosen: readonly DocumentId[] | null
): Result<(document: number) => boolean> {
  if (chosen === null) return ok(() => true)
  const ends = new Map(file.connection.all(documentEnds).map(({ n, joined }) => [n, joined ?? n]))
  const wanted = new Set<number>()
  for (const id of chosen) {
    const n = file.names.find(id)
    const end = n === null ? undefined : ends.get(n)
    if (end === undefined) return fail('missingRecord', { kind: 'document' })
    wanted.add(end)
  }
  return ok((n) => wanted.has(ends.get(n) ?? n))
}

function codersOf(file: ProjectFile, whose: Whose): (coder: number) => boolean {
  if (whose.of === 'everybody') return () => true
  if (whose.of === 'nobody') return () => false
  const ends = new Map(file.connection.all(coderEnds).map(({ n, joined }) => [n, joined ?? n]))
  const endOf = (n: number): number => ends.get(n) ?? n
  const named = new Set(
    whose.coders.flatMap((id) => {
      const n = file.names.find(id)
      return n === null ? [] : [endOf(n)]
    })
  )
  return (n) => named.has(endOf(n)) === (whose.of === 'only')
}

/** The numbers of the annotations that go. */
function annotationsOf(
  file: ProjectFile,
  kind: number | null,
  takesDocument: (document: number) => boolean,
  takesCoder: (coder: number) => boolean
): ReadonlySet<number> {
  const taken = new Set<number>()
  if (kind === null) return taken
  for (const { record, rows } of recordsWithChanges(file, kind)) {
    const named = { document: [] as string[], coder: [] as string[] }
    for (const { fields } of rows) {
      // Most changes name neither, and reading each of a million would take long.
      if (!fields.includes('"document"') && !fields.includes('"coder"')) continue
      const read = unpack(fields, file.names) as Readonly<Record<string, Json>>
      for (const field of ['document', 'coder'] as const) {
        const value = read[field]
        if (typeof value === 'string') named[field].push(value)
      }
    }
    const all = (ids: readonly string[], takes: (n: number) => boolean): boolean =>
      ids.length > 0 && ids.every((id) => takes(file.names.find(id) ?? -1))
    if (all(named.document, takesDocument) && all(named.coder, takesCoder)) taken.add(record)
  }
  return taken
}

/** A decision goes where every annotation and gold coder that it ever named goes: else it would tell of what is withheld. */
function decisionsOf(
  file: ProjectFile,
  kind: number | null,
  annotations: ReadonlySet<number>,
  takesCoder: (coder: number) => boolean
): ReadonlySet<number> {
  const taken = new Set<number>()
  if (kind === null) return taken
  for (const { record, rows } of recordsWithChanges(file, kind)) {
    const written = rows.map((row) => changeFrom(file, row).fields)
    const numberOf = (id: string): number => file.names.find(id) ?? -1
    const goes = written.every(
      (fields) =>
        annotationsNamed(fields).every((id) => annotations.has(numberOf(id))) &&
        (typeof fields['coder'] !== 'string' || takesCoder(numberOf(fields['coder'])))
    )
    if (goes) taken.add(record)
  }
  return taken
}

function annotationsNamed(fields: Readonly<Record<string, Json>>): readonly string[] {
  const own = typeof fields['annotation'] === 'string' ? [fields['annotation']] : []
  const sources = Array.isArray(fields['sources']) ? (fields['sources'] as readonly Json[]) : []
  const named = sources.flatMap((source) => {
    const id =
      typeof source === 'object' && source !== null && 'annotation' in source ? source.annotation : null
    return typeof id === 'string' ? [id] : []
  })
  return [...own, ...named]
}

/** How far a coder is in a document goes where both go; what names neither stays. */
function takesProgress(
  file: ProjectFile,
  record: number,
  takesDocument: (document: number) => boolean,
  takesCoder: (coder: number) => boolean
): boolean {
  const named = /^prg_(cod_[^_]+)_(doc_[^_]+)$/.exec(file.names.idOf(record) as RecordId)
  const [coder, document] = [named?.[1], named?.[2]].map((id) =>
    id === undefined ? null : file.names.find(id)
  )
  // A coder or document that nothing else names is none of those that were chosen.
  return takesDocument(document ?? -1) && takesCoder(coder ?? -1)
}

const documentEnds = sql<[], { n: number; joined: number | null }>('SELECT n, joined FROM document')
const coderEnds = sql<[], { n: number; joined: number | null }>('SELECT n, joined FROM coder')
