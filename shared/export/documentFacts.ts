/** What a dataset tells about a document, and what of it a project takes over. */
import type { ActorId } from '../ids.ts'
import type { ReadValues } from './rowChecks.ts'

export type DocumentFacts = {
  readonly title: string
  readonly authors: readonly ActorId[]
  readonly date: string
  readonly kind: string
  readonly source: string
  readonly url: string
  readonly notes: string
  readonly attributes: Readonly<Record<string, string>>
}

/** Only the facts that change. */
export type ChangedFacts = {
  readonly title?: string
  readonly authors?: ActorId[]
  readonly date?: string
  readonly kind?: string
  readonly source?: string
  readonly url?: string
  readonly notes?: string
  readonly attributes?: Record<string, string>
}

/** The facts in a row; `authors`: by id, as `rowCodebook` found them. */
export function factsIn(values: ReadValues, authors: readonly ActorId[]): DocumentFacts {
  return {
    title: values.document_title ?? '',
    authors,
    date: values.document_date ?? '',
    kind: values.document_kind ?? '',
    source: values.document_source ?? '',
    url: values.document_url ?? '',
    notes: values.document_notes ?? '',
    attributes: values.document_attributes ?? {}
  }
}

/**
 * What a document takes from a dataset: facts it does not have yet; and, where nobody has described it since it was imported (`untouched`), all
 * that the dataset tells. What an analyst wrote here is never written over. Null where nothing changes.
 */
export function factsToTake(
  told: DocumentFacts,
  here: DocumentFacts,
  { untouched }: { readonly untouched: boolean }
): ChangedFacts | null {
  const changed: Record<string, unknown> = {}
  for (const name of ['title', 'date', 'kind', 'source', 'url', 'notes'] as const) {
    if (told[name] !== '' && told[name] !== here[name] && (untouched || here[name] === ''))
      changed[name] = told[name]
  }
  const authors = new Set(told.authors)
  const same = authors.size === here.authors.length && here.authors.every((author) => authors.has(author))
  if (authors.size > 0 && !same && (untouched || here.authors.length === 0)) changed['authors'] = [...authors]
  const fresh = Object.entries(told.attributes).filter(([name, text]) =>
    Object.hasOwn(here.attributes, name) ? untouched && here.attributes[name] !== text : true
  )
  if (fresh.length > 0)
    changed['attributes'] = Object.fromEntries([...Object.entries(here.attributes), ...fresh])
  return Object.keys(changed).length > 0 ? changed : null
}
