/** Documents: imported, described, placed, joined, deleted. */
import { fail, ok, type Result } from '../errors.ts'
import { newId, type ActorId, type DocumentId } from '../ids.ts'
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
import { orderBefore, ordersAtEnd } from './order.ts'

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

export const placeDocument = defineCommand('document.place', (planning, input) => {
  const { lookup } = planning
  const values = present(lookup, 'document', input.document)
  if (!values) return missing('document')
  const { order, alsoMove } = orderBefore(
    lookup.siblings('document', input.group),
    input.before,
    input.document
  )
  const drafts = [write(planning, ref(input.document), { place: { group: input.group, order } })]
  if (alsoMove)
    drafts.push(
      write(
        planning,
        { kind: 'document', id: alsoMove.id },
        { place: { group: input.group, order: alsoMove.order } }
      )
    )
  return planOf(values.title ?? '', drafts)
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

function actorsAreHere(lookup: Lookup, actors: readonly ActorId[] | undefined): boolean {
  return (actors ?? []).every((actor) => present(lookup, 'actor', actor) !== undefined)
}
