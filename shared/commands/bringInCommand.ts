/** Another project's documents, annotations and codebook records taken in beside ours: one batch, under the ids they have there. */
import { fail, type Result } from '../errors.ts'
import type { RecordId } from '../ids.ts'
import type { Json, RecordRef } from '../model/record.ts'
import type { KindName } from '../model/records.ts'
import { anchorSpan } from '../text/anchor.ts'
import { span } from '../text/offsets.ts'
import { importCodebook } from './codebookImport.ts'
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
  type Plan,
  type Planning
} from './command.ts'
import { recordKey, type CheckedInput } from './inputs.ts'
import { ordersAtEnd } from './order.ts'

type Input = CheckedInput<'project.bringIn'>

/** Records that are here are left alone, those that were deleted come back; so a second time plans nothing. */
export const bringInProject = defineCommand('project.bringIn', (planning, input): Result<Plan> => {
  const codebook = importCodebook.plan(planning, codebookToTake(planning, input))
  if (!codebook.ok) return codebook
  const made = new Set<string>()
  const drafts: (Draft | null)[] = [...codebook.value.drafts]
  const records: RecordRef[] = [...codebook.value.made]
  const note = (record: RecordRef): void => void made.add(recordKey(record.kind, record.id))
  for (const { record } of drafts.filter((draft) => draft !== null)) note(record)
  const known = new Map<string, boolean>()
  const isHere = (kind: KindName, id: RecordId): boolean => {
    const key = recordKey(kind, id)
    if (made.has(key)) return true
    const found = known.get(key) ?? present(planning.lookup, kind, id) !== undefined
    known.set(key, found)
    return found
  }
  const put = (record: RecordRef<KindName>, fields: Readonly<Record<string, Json | undefined>>): void => {
    const { lookup } = planning
    const here = lookup.read(record)
    if (here && (!here.deleted || lookup.uses(record) > 0)) return
    drafts.push(here ? write(planning, record, { ...fields, deleted: null }) : make(record, fields))
    if (!here) records.push(record)
    note(record)
  }

  const orders = documentOrders(planning, input)
  for (const [i, document] of input.documents.entries()) {
    if (!(document.authors ?? []).every((actor) => isHere('actor', actor))) return missing('actor')
    put({ kind: 'document', id: document.id }, documentFields(planning, document, orders[i] ?? 'a0'))
  }
  const strayDraft = input.documents.find(({ draftOf }) => draftOf && !isHere('document', draftOf))
  if (strayDraft) return missing('document')

  const texts = lastTextOf(planning)
  for (const row of input.annotations) {
    if (!isHere('document', row.document)) return missing('document')
    if (!isHere('coder', row.coder)) return missing('coder')
    if (!isHere('issue', row.issue)) return missing('issue')
    if (row.stance !== null && !isHere('stance', row.stance)) return missing('stance')
    if (!row.actors.every((actor) => isHere('actor', actor))) return missing('actor')
    const text = texts(row.revision)
    if (text === undefined) return fail('textMissing')
    if (row.end <= row.start) return fail('emptyPassage')
    const anchor = anchorSpan({ hash: row.revision, text }, span(row.start, row.end))
    if (!anchor.ok) return anchor
    const { document, coder, created, issue, stance, certainty, note: words } = row
    const record = { kind: 'annotation', id: row.id } as const
    put(record, {
      document,
      coder,
      created,
      anchor: anchor.value,
      issue,
      stance,
      ...replaceSet(planning, record, 'actors', row.actors),
      certainty,
      note: words || null
    })
  }
  return planOf(input.name, drafts, records)
})

/** Codebook records that are here are not changed by another project's. */
function codebookToTake(planning: Planning, input: Input): CheckedInput<'codebook.import'> {
  const isNew =
    (kind: 'issue' | 'stance' | 'actor' | 'coder') =>
    ({ id }: { readonly id: RecordId }): boolean => {
      const here = planning.lookup.read({ kind, id })
      return !here || here.deleted
    }
  return {
    issues: input.issues.filter(isNew('issue')),
    stances: input.stances.filter(isNew('stance')),
    actors: input.actors.filter(isNew('actor')),
    coders: input.coders.filter(isNew('coder'))
  }
}

/** Each goes to the end of its group, in the order in which they come. */
function documentOrders(planning: Planning, { documents }: Input): readonly string[] {
  const counts = new Map<string, number>()
  for (const { group } of documents) counts.set(group, (counts.get(group) ?? 0) + 1)
  const orders = new Map(
    [...counts].map(([group, count]) => [
      group,
      ordersAtEnd(planning.lookup.siblings('document', group), count).values()
    ])
  )
  return documents.map(({ group }) => orders.get(group)?.next().value ?? 'a0')
}

function documentFields(
  planning: Planning,
  document: Input['documents'][number],
  order: string
): Record<string, Json | undefined> {
  const { id, title, date, kind, source, url, notes, authors, attributes, group, draftOf } = document
  const record = { kind: 'document', id } as const
  const words = Object.entries({ title, date, kind, source, url, notes }).filter(([, value]) => value !== '')
  return {
    ...Object.fromEntries(words),
    ...replaceSet(planning, record, 'authors', authors ?? []),
    ...replaceMap(planning, record, 'attributes', attributes ?? {}),
    place: { group, order },
    revision: { hash: document.revision, from: null, kept: [] },
    original: document.original,
    draftOf
  }
}

/** Annotations of one document come together, so one text is kept. */
function lastTextOf({
  lookup
}: Planning): (revision: Input['annotations'][number]['revision']) => string | undefined {
  let last: { readonly revision: string; readonly text: string | undefined } | null = null
  return (revision) => {
    if (last?.revision !== revision) last = { revision, text: lookup.textOf(revision) }
    return last.text
  }
}
