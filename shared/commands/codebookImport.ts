/** A codebook read from a file: records are made or changed by id, in one batch. */
import { fail, type Result } from '../errors.ts'
import type { ActorId, IssueId, RecordId } from '../ids.ts'
import { coloursAfter } from '../model/palette.ts'
import type { Json, RecordRef } from '../model/record.ts'
import {
  defineCommand,
  make,
  planOf,
  replaceSet,
  write,
  type Draft,
  type Plan,
  type Planning
} from './command.ts'
import { issueRef, issueWords } from './issueCommands.ts'
import { coloursOf } from './colours.ts'
import { ordersAtEnd } from './order.ts'
import { actorRef, actorWords, coderRef, coderWords } from './peopleCommands.ts'
import { stanceRef, stanceWords } from './stanceCommands.ts'
import type { CheckedInput } from './inputs.ts'

export const importCodebook = defineCommand('codebook.import', (planning, input): Result<Plan> => {
  const made: RecordRef[] = []
  const drafts: (Draft | null)[] = []
  const put = (
    record: RecordRef,
    fields: Record<string, Json | undefined>,
    list: { readonly name: string; readonly elements: readonly string[] | undefined } | null = null
  ): void => {
    const elements = list?.elements ? replaceSet(planning, record, list.name, list.elements) : {}
    const here = planning.lookup.read(record)
    if (here) {
      // A file that names a deleted record brings it back.
      const deleted = here.deleted ? null : undefined
      drafts.push(write(planning, record, { ...fields, ...elements, deleted }))
    } else {
      drafts.push(make(record, { ...fields, ...elements }))
      made.push(record)
    }
  }
  const known = new Set<RecordId>([
    ...planning.lookup.idsOf('issue'),
    ...input.issues.map((issue) => issue.id)
  ])
  const stray = input.issues.find((issue) => issue.parent !== null && !known.has(issue.parent))
  if (stray) return fail('missingRecord', { kind: 'issue' })
  const places = issuePlaces(planning, input.issues)
  const issueColour = colourFor(planning, 'issue', input.issues)
  for (const issue of input.issues) {
    const fields = {
      ...issueWords({ ...issue, colour: issueColour(issue) }),
      retired: flag(issue.retired),
      place: places.get(issue.id)
    }
    put(issueRef(issue.id), fields, { name: 'examples', elements: issue.examples })
  }
  const newStances = input.stances.filter((stance) => !planning.lookup.read(stanceRef(stance.id)))
  const stanceOrders = ordersAtEnd(planning.lookup.siblings('stance', ''), newStances.length)
  for (const stance of input.stances) {
    const at = newStances.indexOf(stance)
    const place = at < 0 ? undefined : { group: '', order: stanceOrders[at] ?? 'a0' }
    put(stanceRef(stance.id), { ...stanceWords(stance), retired: flag(stance.retired), place })
  }
  const actorColour = colourFor(planning, 'actor', input.actors)
  for (const actor of input.actors) {
    put(actorRef(actor.id), actorWords({ ...actor, colour: actorColour(actor) }), {
      name: 'otherNames',
      elements: actor.otherNames
    })
  }
  for (const coder of input.coders) put(coderRef(coder.id), coderWords(coder))
  return planOf(String(drafts.filter((draft) => draft !== null).length), drafts, made)
})

type Coloured = { readonly id: IssueId | ActorId; readonly colour?: string | undefined }

/** The colour that a row tells; for a new record without one the next of the palette. */
function colourFor(
  { lookup }: Planning,
  kind: 'issue' | 'actor',
  rows: readonly Coloured[]
): (row: Coloured) => string | undefined {
  const next = coloursAfter([...coloursOf(lookup, kind), ...rows.flatMap(({ colour }) => colour ?? [])])
  return ({ id, colour }) => colour ?? (lookup.read({ kind, id }) ? undefined : next())
}

/** Places for issues that are new or stand under another parent: last among their siblings, in the file's order. */
function issuePlaces(
  planning: Planning,
  issues: CheckedInput<'codebook.import'>['issues']
): ReadonlyMap<IssueId, Json> {
  const { parents } = planning.lookup.arrangement('issue')
  const moving = new Map<IssueId | null, IssueId[]>()
  for (const issue of issues) {
    const here = parents.get(issue.id)
    if (here !== undefined && here === issue.parent) continue
    const own = moving.get(issue.parent)
    if (own) own.push(issue.id)
    else moving.set(issue.parent, [issue.id])
  }
  const places = new Map<IssueId, Json>()
  for (const [parent, ids] of moving) {
    const orders = ordersAtEnd(planning.lookup.siblings('issue', parent), ids.length)
    for (const [i, id] of ids.entries()) places.set(id, { parent, order: orders[i] ?? 'a0' })
  }
  return places
}

/** Retired is written as true or not at all. */
function flag(on: boolean | undefined): true | null | undefined {
  return on === undefined ? undefined : on || null
}
