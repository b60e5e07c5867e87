/** Finding the document that the command line names. */
import type { OutputOf } from '../../shared/api/contract.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { UsageError } from './outcome.ts'
import type { Work } from './work.ts'

type NamedDocument = Pick<OutputOf<'documents.page'>['documents'][number], 'id' | 'title'>

/** Every document of the project, for `documentNamed`. */
export async function namedDocuments(work: Work): Promise<readonly NamedDocument[]> {
  const all: NamedDocument[] = []
  for (;;) {
    const page = await work.call('documents.page', { offset: all.length, limit: 1000 })
    all.push(...page.documents)
    if (all.length >= page.total || page.documents.length === 0) return all
  }
}

/**
 * The document of an id or a title: as it is written, else in any case and either form of é. Throws a UsageError where there is none, and where
 * several are called so: nothing is taken that was not meant.
 */
export function documentNamed(documents: readonly NamedDocument[], name: string): DocumentId {
  const wanted = name.trim()
  const byId = documents.find(({ id }) => id === wanted)
  if (byId) return byId.id
  const found = documents.filter(({ title }) => folded(title) === folded(wanted))
  const exact = found.filter(({ title }) => title === wanted)
  const [only, ...others] = exact.length === 1 ? exact : found
  if (!only)
    throw new UsageError(`There is no document “${wanted}” in this project. parley info lists their titles.`)
  if (others.length > 0)
    throw new UsageError(
      `Several documents are called “${wanted}”. Name each by its id: ${found.map(({ id }) => id).join(', ')}.`
    )
  return only.id
}

function folded(title: string): string {
  return title.normalize('NFC').trim().toLowerCase()
}
