/** The issue tree: created, reworded, moved, joined, retired, deleted. */
import { fail, type Problem } from '../errors.ts'
import { newId, type IssueId, type RecordId } from '../ids.ts'
import { nextColour } from '../model/palette.ts'
import type { Json, RecordRef } from '../model/record.ts'
import {
  defineCommand,
  make,
  missing,
  planOf,
  present,
  replaceSet,
  write,
  type Draft,
  type Lookup,
  type Planning
} from './command.ts'
import { coloursOf } from './colours.ts'
import { orderBefore } from './order.ts'

export type IssueWords = {
  readonly name?: string | undefined
  readonly definition?: string | undefined
  readonly examples?: readonly string[] | undefined
  readonly supporting?: string | undefined
  readonly opposing?: string | undefined
  readonly colour?: string | undefined
}

export const createIssue = defineCommand('issue.create', (planning, input) => {
  const { lookup, randomBytes } = planning
  if (input.parent !== null && !present(lookup, 'issue', input.parent)) return missing('issue')
  const taken = nameTaken(lookup, input.name, input.parent, null)
  if (taken) return taken
  const record = issueRef(input.id ?? newId('issue', randomBytes))
  const { order, alsoMove } = orderBefore(lookup.siblings('issue', input.parent), input.before, null)
  const draft = make(record, {
    ...issueWords({ ...input, colour: input.colour ?? nextColour(coloursOf(lookup, 'issue')) }),
    ...replaceSet(planning, record, 'examples', input.examples ?? []),
    place: { parent: input.parent, order }
  })
  return planOf(input.name, [draft, moveAlso(planning, alsoMove, input.parent)], [record])
})

export const changeIssue = defineCommand('issue.change', (planning, input) => {
  const { lookup } = planning
  const values = present(lookup, 'issue', input.issue)
  if (!values) return missing('issue')
  if (input.name !== undefined && input.name !== values.name) {
    const taken = nameTaken(
      lookup,
      input.name,
      lookup.arrangement('issue').parents.get(input.issue) ?? null,
      input.issue
    )
    if (taken) return taken
  }
  const record = issueRef(input.issue)
  const examples = input.examples ? replaceSet(planning, record, 'examples', input.examples) : {}
  return planOf(input.name ?? values.name ?? '', [
    write(planning, record, { ...issueWords(input), ...examples })
  ])
})

export const moveIssue = defineCommand('issue.move', (planning, input) => {
  const { lookup } = planning
  const values = present(lookup, 'issue', input.issue)
  if (!values || (input.parent !== null && !present(lookup, 'issue', input.parent))) return missing('issue')
  if (isUnder(lookup, input.parent, input.issue)) return fail('intoItself', { name: values.name ?? '' })
  const { order, alsoMove } = orderBefore(lookup.siblings('issue', input.parent), input.before, input.issue)
  return planOf(values.name ?? '', [
    write(planning, issueRef(input.issue), { place: { parent: input.parent, order } }),
    moveAlso(planning, alsoMove, input.parent)
  ])
})

export const joinIssue = defineCommand('issue.join', (planning, input) => {
  const { lookup } = planning
  const values = present(lookup, 'issue', input.issue)
  if (!values || !present(lookup, 'issue', input.into)) return missing('issue')
  const { joined, parents } = lookup.arrangement('issue')
  const into = joined.get(input.into) ?? input.into
  const deeper = isUnder(lookup, into as IssueId, input.issue) && parents.get(into) !== input.issue
  if (into === input.issue || deeper) return fail('intoItself', { name: values.name ?? '' })
  return planOf(values.name ?? '', [write(planning, issueRef(input.issue), { joinedInto: input.into })])
})

export const retireIssue = defineCommand('issue.retire', (planning, input) => {
  const values = present(planning.lookup, 'issue', input.issue)
  if (!values) return missing('issue')
  return planOf(values.name ?? '', [
    write(planning, issueRef(input.issue), { retired: input.retired || null })
  ])
})

export const deleteIssue = defineCommand('issue.delete', (planning, input) => {
  const { lookup } = planning
  const record = issueRef(input.issue)
  const values = present(lookup, 'issue', input.issue)
  if (!values) return missing('issue')
  const name = values.name ?? ''
  if (lookup.uses(record) > 0) return fail('inUse', { name, count: lookup.uses(record) })
  if (lookup.childrenOf(record).length > 0) return fail('hasChildren', { name })
  return planOf(name, [write(planning, record, { deleted: true })])
})

/** The single fields among an issue's words; '' unsets. */
export function issueWords(words: IssueWords): Record<string, Json | undefined> {
  const { name, definition, supporting, opposing, colour } = words
  return {
    name,
    definition: orNull(definition),
    supporting: orNull(supporting),
    opposing: orNull(opposing),
    colour
  }
}

export function issueRef(id: IssueId): RecordRef<'issue'> {
  return { kind: 'issue', id }
}

/** An empty text unsets a field; an absent one leaves it. */
export function orNull(text: string | undefined): string | null | undefined {
  return text === '' ? null : text
}

function moveAlso(
  planning: Planning,
  also: { readonly id: RecordId; readonly order: string } | null,
  parent: IssueId | null
): Draft | null {
  return also && write(planning, { kind: 'issue', id: also.id }, { place: { parent, order: also.order } })
}

/** Whether `id` is `ancestor` or stands below it. */
function isUnder(lookup: Lookup, id: IssueId | null, ancestor: IssueId): boolean {
  const { parents, joined } = lookup.arrangement('issue')
  let at: RecordId | null = id === null ? null : (joined.get(id) ?? id)
  for (; at !== null; at = parents.get(at) ?? null) if (at === ancestor) return true
  return false
}

function nameTaken(
  lookup: Lookup,
  name: string,
  parent: IssueId | RecordId | null,
  self: IssueId | null
): { readonly ok: false; readonly problem: Problem } | null {
  const same = lookup
    .siblings('issue', parent)
    .some(({ id }) => id !== self && present(lookup, 'issue', id)?.name === name)
  return same ? fail('nameTaken', { name }) : null
}
