/** The groups that documents stand in. */
import { ok, type Result } from '../../shared/errors.ts'
import type { DocumentId } from '../../shared/ids.ts'
import type { Parley } from './parley.ts'

export type DocumentGroup = { readonly name: string; readonly documents: readonly DocumentId[] }

const pageSize = 1000

/** Every group with its documents, in the order of the documents; those in no group are left out. All of them or a problem, never some. */
export async function documentGroups(
  parley: Pick<Parley, 'client'>
): Promise<Result<readonly DocumentGroup[]>> {
  const groups = new Map<string, DocumentId[]>()
  for (let offset = 0; ; offset += pageSize) {
    const answer = await parley.client.call('documents.page', { offset, limit: pageSize })
    if (!answer.ok) return answer
    for (const { id, group } of answer.value.documents) {
      if (group === '') continue
      const known = groups.get(group)
      if (known) known.push(id)
      else groups.set(group, [id])
    }
    if (answer.value.documents.length < pageSize) break
  }
  return ok([...groups].map(([name, documents]) => ({ name, documents })))
}

/** The documents that stand in these groups now. */
export async function documentsInGroups(
  parley: Pick<Parley, 'client'>,
  names: readonly string[]
): Promise<Result<readonly DocumentId[]>> {
  if (names.length === 0) return ok([])
  const groups = await documentGroups(parley)
  if (!groups.ok) return groups
  return ok(groups.value.filter(({ name }) => names.includes(name)).flatMap(({ documents }) => documents))
}
