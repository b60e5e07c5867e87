/** Documents and annotations as views show them. */
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import type { AnnotationView, DocumentView } from '../../shared/api/views.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { AnnotationId, DocumentId } from '../../shared/ids.ts'
import { allHeads, type Folded } from '../../shared/log/fold.ts'
import { millisecondsOf } from '../../shared/log/stamp.ts'
import { valuesOf, type RecordKind } from '../../shared/model/record.ts'
import { recordKinds, type KindName, type ValuesByKind } from '../../shared/model/records.ts'
import { lookupIn } from '../db/lookup.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { conflictsOfRecord, readRecord, recordsOfKind, usesOf } from '../db/read.ts'
import { readRevision } from '../db/revisions.ts'

export function documentsPage(
  file: ProjectFile,
  input: CheckedInputOf<'documents.page'>
): OutputOf<'documents.page'> {
  const all = recordsOfKind(file, 'document').map((folded) => documentView(file, folded))
  const found = all.filter((view) => view.title.toLowerCase().includes(input.text.toLowerCase()))
  return { total: found.length, documents: found.slice(input.offset, input.offset + input.limit) }
}

export function openDocument(file: ProjectFile, id: DocumentId): Result<OutputOf<'document.open'>> {
  const folded = readRecord(file, { kind: 'document', id })
  if (!folded || folded.deleted) return fail('missingRecord', { kind: 'document' })
  const document = documentView(file, folded)
  const revision = readRevision(file, document.revision) ?? null
  const annotations = annotationsNamed(file, lookupIn(file).annotationsOf(id))
  return ok({
    document,
    revision: revision && { ...revision, blocks: [...revision.blocks], marks: [...revision.marks] },
    annotations
  })
}

export function annotationsNamed(file: ProjectFile, ids: readonly AnnotationId[]): AnnotationView[] {
  return ids.flatMap((id) => {
    const folded = readRecord(file, { kind: 'annotation', id })
    return folded && !folded.deleted ? [annotationView(file, folded)] : []
  })
}

export function annotationsPage(
  file: ProjectFile,
  input: CheckedInputOf<'annotations.page'>
): OutputOf<'annotations.page'> {
  const all = recordsOfKind(file, 'annotation').map((folded) => annotationView(file, folded))
  const passages = all.map((view) => ({ ...view, documentTitle: titleOf(file, view.document) }))
  return { total: passages.length, passages: passages.slice(input.offset, input.offset + input.limit) }
}

function titleOf(file: ProjectFile, id: DocumentId): string {
  const title = readRecord(file, { kind: 'document', id })?.shown['title']
  return typeof title === 'string' ? title : ''
}

function documentView(file: ProjectFile, folded: Folded): DocumentView {
  const values = read('document', folded)
  const hash = values.revision?.hash
  if (!hash) throw new Error('A shown document without a revision')
  const { original } = values
  return {
    id: folded.record.id as DocumentId,
    title: values.title ?? '',
    authors: [...values.authors],
    date: values.date ?? '',
    kind: values.kind ?? '',
    source: values.source ?? '',
    url: values.url ?? '',
    notes: values.notes ?? '',
    attributes: { ...values.attributes },
    group: values.place?.group ?? '',
    order: values.place?.order ?? '',
    revision: hash,
    length: readRevision(file, hash)?.text.length ?? null,
    original: original ? { name: original.name, format: original.format, encoding: original.encoding } : null,
    joinedInto: (values.joinedInto ?? null) as DocumentId | null,
    annotations: usesOf(file, folded.record),
    heads: [...allHeads(folded)],
    conflicts: conflictsOfRecord(file, folded.record).map((conflict) => conflict.field)
  }
}

function annotationView(file: ProjectFile, folded: Folded): AnnotationView {
  const values = read('annotation', folded)
  const { document, coder, created, anchor, issue } = values
  if (!document || !coder || created === undefined || !anchor || !issue)
    throw new Error('A shown annotation without its fields')
  return {
    id: folded.record.id as AnnotationId,
    document,
    coder,
    created,
    modified: millisecondsOf(folded.lastStamp),
    anchor,
    place: { start: anchor.start, end: anchor.end },
    issue,
    stance: values.stance ?? null,
    actors: [...values.actors],
    certainty: values.certainty ?? null,
    note: values.note ?? '',
    heads: [...allHeads(folded)],
    conflicts: conflictsOfRecord(file, folded.record).map((conflict) => conflict.field)
  }
}

function read<K extends KindName>(kind: K, folded: Folded): ValuesByKind[K] {
  return valuesOf(recordKinds[kind] as unknown as RecordKind, folded.shown) as unknown as ValuesByKind[K]
}
