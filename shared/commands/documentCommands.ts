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
  const { group } = input
  const orders = ordersAtEnd(lookup.siblings('document', group), input.documents.length)
  const drafts = []
  for (const [i, document] of input.documents.entries()) {
    if (!actorsAreHere(lookup, document.authors)) return missing('actor')
    const record = ref(document.id ?? newId('document', randomBytes))
    const fields: Record<string, Json | undefined> = {
      ...singles(document),
      ...replaceSet(planning, record, 'authors', document.authors ?? []),
      ...replaceMap(planning, record, 'attributes', document.attributes ?? {}),
      place: { group, order: orders[i] ?? 'a0' },
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

export const changeDocuments = defineCommand('document.change', (planning, input) => {
  const { lookup } = planning
  const documents = [...new Set(input.documents)]
  const { addAuthors = [], removeAuthors = [], setAttributes = {}, draftOf } = input
  if (!actorsAreHere(lookup, addAuthors)) return missing('actor')
  const drafts: (Draft | null)[] = []
  for (const document of documents) {
    const values = present(lookup, 'document', document)
    if (!values) return missing('document')
    if (draftOf && !present(lookup, 'document', draftOf)) return missing('document')
    if (draftOf && isDraftOf(lookup, draftOf, document))
      return fail('intoItself', { name: values.title ?? '' })
    const described = describeDocument(planning, { ...input, document })
    if (!described.ok) return described
    const own = write(planning, ref(document), {
      ...Object.fromEntries(removeAuthors.map((actor) => [`authors/${actor}`, null])),
      ...Object.fromEntries(addAuthors.map((actor) => [`authors/${actor}`, true])),
      ...Object.fromEntries(
        Object.entries(setAttributes).map(([name, value]) => [`attributes/${name}`, value])
      ),
      draftOf
    })
    drafts.push(bothOf(described.value, own))
  }
  return planOf(aboutDocuments(lookup, documents), drafts)
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
  const all = lookup.siblings('document', input.group)
  const siblings = all.filter(({ id }) => !moving.has(id))
  // Before one that moves along: before the next that stays.
  const at = all.findIndex(({ id }) => id === input.before)
  const before = at < 0 ? null : (all.slice(at).find(({ id }) => !moving.has(id))?.id ?? null)
  const { orders, alsoMove } = ordersBefore(siblings, before, documents.length)
  return planOf(aboutDocuments(lookup, documents), [
    ...documents.map((id, i) => placeAt(planning, id, input.group, orders[i] ?? 'a0')),
    ...(alsoMove ? [placeAt(planning, alsoMove.id, input.group, alsoMove.order)] : [])
  ])
})

/** There is no record of a group: it has a new name once all its documents have moved. */
export const renameGroup = defineCommand('document.renameGroup', (planning, input) => {
  const { lookup } = planning
  const { group, name } = input
  const documents = lookup.siblings('document', group)
  if (documents.length === 0) return missing('document')
  if (name === group) return planOf(group, [])
  const { orders } = ordersBefore(lookup.siblings('document', name), null, documents.length)
  return planOf(
    group,
    documents.map(({ id }, i) => placeAt(planning, id, name, orders[i] ?? 'a0'))
  )
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
      const known = lookup.read(record)
      // An undo took the first one back by deleting it.
      if (known) return write(planning, record, { ...fields, ...(known.deleted ? { deleted: null } : {}) })
      return make(record, fields)
    })
  )
})

export const joinDocument = defineCommand('document.join', (planning, input) => {
  const { lookup } = planning
  const { into } = input
  const values = present(lookup, 'document', input.document)
  if (!values || (into !== null && !present(lookup, 'document', into))) return missing('document')
  const { joined } = lookup.arrangement('document')
  if (into !== null && (joined.get(into) ?? into) === input.document)
    return fail('intoItself', { name: values.title ?? '' })
  return planOf(values.title ?? '', [write(planning, ref(input.document), { joinedInto: into })])
})

/** Deletes documents and, in the same batch, the annotations that stand in them. */
export const deleteDocuments = defineCommand('document.delete', (planning, input) => {
  const { lookup } = planning
  const documents = [...new Set(input.documents)]
  if (!documents.every((id) => present(lookup, 'document', id))) return missing('document')
  return planOf(
    aboutDocuments(lookup, documents),
    documents.flatMap((document) => [
      ...lookup
        .annotationsOf(document)
        .map((id) => write(planning, { kind: 'annotation', id }, { deleted: true })),
      write(planning, ref(document), { deleted: true })
    ])
  )
})

function ref(id: DocumentId): RecordRef<'document'> {
  return { kind: 'document', id }
}

function placeAt(planning: Planning, id: RecordId, group: string, order: string): Draft | null {
  return write(planning, { kind: 'document', id }, { place: { group, order } })
}

/** One change of the same record out of two. */
function bothOf(a: Draft | null, b: Draft | null): Draft | null {
  if (!a || !b) return a ?? b
  return {
    record: a.record,
    fields: { ...a.fields, ...b.fields },
    basedOn: [...new Set([...a.basedOn, ...b.basedOn])]
  }
}

/** Whether `document` is `other`, or a draft of it over any number of steps. */
function isDraftOf(lookup: Lookup, document: DocumentId, other: DocumentId): boolean {
  const walked = new Set<DocumentId>()
  let at: DocumentId | undefined = document
  while (at !== undefined && !walked.has(at)) {
    if (at === other) return true
    walked.add(at)
    at = present(lookup, 'document', at)?.draftOf
  }
  return false
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
