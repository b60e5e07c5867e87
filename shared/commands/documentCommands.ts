/** Documents: imported, described, placed, joined, deleted. */
import { fail, ok, type Result } from '../errors.ts'
import { newId, progressId, type ActorId, type DocumentId, type RecordId } from '../ids.ts'
import type { Json, RecordRef } from '../model/record.ts'
import {
  defineCommand,
  make,
  missing,
  planOf,
  present,
  replaceMap,
  replaceSet,
  write,
  type Draft,
  type Lookup,
  type Planning
} from './command.ts'
import { ordersAtEnd, ordersBefore } from './order.ts'

type Words = {
  readonly title?: string | undefined
  readonly authors?: readonly ActorId[] | undefined
  readonly date?: string | undefined
  readonly kind?: string | undefined
  readonly source?: string | undefined
  readonly url?: string | undefined
  readonly notes?: string | undefined
  readonly attributes?: Readonly<Record<string, string>> | undefined
}

export const importDocuments = defineCommand('document.import', (planning, input) => {
  const { lookup, randomBytes } = planning
  if (planning.coder === null) return fail('noCoder')
  const orders = ordersAtEnd(lookup.siblings('document', ''), input.documents.length)
  const drafts = []
  for (const [i, document] of input.documents.entries()) {
    if (!actorsAreHere(lookup, document.authors)) return missing('actor')
    const record = ref(document.id ?? newId('document', randomBytes))
    const fields: Record<string, Json | undefined> = {
      ...singles(document),
      ...replaceSet(planning, record, 'authors', document.authors ?? []),
      ...replaceMap(planning, record, 'attributes', document.attributes ?? {}),
      place: { group: '', order: orders[i] ?? 'a0' },
      revision: { hash: document.revision, from: null, kept: [] },
      original: document.original
    }
    drafts.push(make(record, withoutEmpty(fields)))
  }
  const [first] = input.documents
  const about = input.documents.length === 1 && first ? first.title : String(input.documents.length)
  return planOf(
    about,
    drafts,
    drafts.map((draft) => draft.record)
  )
})

export const changeDocument = defineCommand('document.change', (planning, input) => {
  const described = describeDocument(planning, input)
  if (!described.ok) return described
  return planOf(present(planning.lookup, 'document', input.document)?.title ?? '', [described.value])
})

/** Writes what is known of a document; a field that is absent stays as it is. Null where nothing changes. */
export function describeDocument(
  planning: Planning,
  input: Words & { readonly document: DocumentId }
): Result<Draft | null> {
  if (!present(planning.lookup, 'document', input.document)) return missing('document')
  if (!actorsAreHere(planning.lookup, input.authors)) return missing('actor')
  const record = ref(input.document)
  const sets = {
    ...(input.authors ? replaceSet(planning, record, 'authors', input.authors) : {}),
    ...(input.attributes ? replaceMap(planning, record, 'attributes', input.attributes) : {})
  }
  return ok(write(planning, record, { ...emptyToNull(singles(input)), ...sets }))
}

export const placeDocuments = defineCommand('document.place', (planning, input) => {
  const { lookup } = planning
  const documents = [...new Set(input.documents)]
  if (!documents.every((id) => present(lookup, 'document', id))) return missing('document')
  const moving = new Set<RecordId>(documents)
  const siblings = lookup.siblings('document', input.group).filter(({ id }) => !moving.has(id))
  const { orders, alsoMove } = ordersBefore(siblings, input.before, documents.length)
  const place = (id: RecordId, order: string): Draft | null =>
    write(planning, { kind: 'document', id }, { place: { group: input.group, order } })
  return planOf(aboutDocuments(lookup, documents), [
    ...documents.map((id, i) => place(id, orders[i] ?? 'a0')),
    ...(alsoMove ? [place(alsoMove.id, alsoMove.order)] : [])
  ])
})

export const correctDocument = defineCommand('document.correct', (planning, input) => {
  const { lookup } = planning
  const values = present(lookup, 'document', input.document)
  if (!values) return missing('document')
  const before = lookup.textOf(input.from)
  if (before === undefined) return fail('spanOutside')
  const isInside = input.kept.every(([from, , length]) => from + length <= before.length)
  if (!isInside) return fail('badInput', { where: 'kept' })
  const revision = { hash: input.revision, from: input.from, kept: input.kept.map((stretch) => [...stretch]) }
  return planOf(values.title ?? '', [write(planning, ref(input.document), { revision })])
})

/** Writes how far a coder is, one record a coder and document. */
export const setProgress = defineCommand('progress.set', (planning, input) => {
  const { lookup } = planning
  const coder = input.coder ?? planning.coder
  if (coder === null) return fail('noCoder')
  if (!present(lookup, 'coder', coder)) return missing('coder')
  const documents = [...new Set(input.documents)]
  if (!documents.every((id) => present(lookup, 'document', id))) return missing('document')
  return planOf(
    aboutDocuments(lookup, documents),
    documents.map((document) => {
      const record = { kind: 'progress', id: progressId(coder, document) } as const
      const fields = { state: input.state }
      return lookup.changesOf(record).length > 0 ? write(planning, record, fields) : make(record, fields)
    })
  )
})

export const joinDocument = defineCommand('document.join', (planning, input) => {
  const values = present(planning.lookup, 'document', input.document)
  if (!values || !present(planning.lookup, 'document', input.into)) return missing('document')
  const { joined } = planning.lookup.arrangement('document')
  if ((joined.get(input.into) ?? input.into) === input.document)
    return fail('intoItself', { name: values.title ?? '' })
  return planOf(values.title ?? '', [write(planning, ref(input.document), { joinedInto: input.into })])
})

/** Deletes a document and, in the same batch, the annotations that stand in it. */
export const deleteDocument = defineCommand('document.delete', (planning, input) => {
  const values = present(planning.lookup, 'document', input.document)
  if (!values) return missing('document')
  const annotations = planning.lookup.annotationsOf(input.document)
  const drafts = annotations.map((id) => write(planning, { kind: 'annotation', id }, { deleted: true }))
  return planOf(values.title ?? '', [...drafts, write(planning, ref(input.document), { deleted: true })])
})

function ref(id: DocumentId): RecordRef<'document'> {
  return { kind: 'document', id }
}

function singles(words: Words): Record<string, Json | undefined> {
  const { title, date, kind, source, url, notes } = words
  return { title, date, kind, source, url, notes }
}

function withoutEmpty(fields: Readonly<Record<string, Json | undefined>>): Record<string, Json | undefined> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}

function emptyToNull(fields: Readonly<Record<string, Json | undefined>>): Record<string, Json | undefined> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value === '' ? null : value])
  )
}

/** The title of the only one, else how many. */
function aboutDocuments(lookup: Lookup, documents: readonly DocumentId[]): string {
  const [only] = documents
  return documents.length === 1 && only !== undefined
    ? (present(lookup, 'document', only)?.title ?? '')
    : String(documents.length)
}

function actorsAreHere(lookup: Lookup, actors: readonly ActorId[] | undefined): boolean {
  return (actors ?? []).every((actor) => present(lookup, 'actor', actor) !== undefined)
}
