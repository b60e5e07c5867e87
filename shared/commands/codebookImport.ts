/** A codebook read from a file: records are made or changed by id, in one batch. */
import { fail, type Result } from '../errors.ts'
import type { IssueId, RecordId } from '../ids.ts'
import type { Json, RecordRef } from '../model/record.ts'
import { defineCommand, make, planOf, replaceSet, write, type Draft, type Plan, type Planning } from './command.ts'
import { exampleFields, issueRef, issueWords } from './issueCommands.ts'
import { ordersAtEnd } from './order.ts'
import { actorRef, actorWords, coderRef, coderWords, otherNameFields } from './peopleCommands.ts'
import { stanceRef, stanceWords } from './stanceCommands.ts'
import type { CheckedInput } from './inputs.ts'

export const importCodebook = defineCommand('codebook.import', (planning, input): Result<Plan> => {
  const made: RecordRef[] = []
  const drafts: (Draft | null)[] = []
  const put = (record: RecordRef, fields: Record<string, Json | undefined>, sets: Readonly<Record<string, readonly string[] | undefined>>, place: () => Json | undefined): void => {
    if (planning.lookup.read(record)) {
      const replaced = Object.entries(sets).map(([name, elements]) => (elements ? replaceSet(planning, record, name, elements) : {}))
      drafts.push(write(planning, record, { ...fields, ...Object.assign({}, ...replaced), place: place() }))
    } else {
      const elements = Object.entries(sets).map(([name, values]) => (name === 'examples' ? exampleFields(values) : otherNameFields(values)))
      drafts.push(make(record, { ...fields, ...Object.assign({}, ...elements), place: place() }))
      made.push(record)
    }
  }
  const known = new Set<RecordId>([...planning.lookup.idsOf('issue'), ...input.issues.map((issue) => issue.id)])
  const stray = input.issues.find((issue) => issue.parent !== null && !known.has(issue.parent))
  if (stray) return fail('missingRecord', { kind: 'issue' })
  const places = issuePlaces(planning, input.issues)
  for (const issue of input.issues) {
    put(issueRef(issue.id), { ...issueWords(issue), retired: flag(issue.retired) }, { examples: issue.examples }, () => places.get(issue.id))
  }
  const newStances = input.stances.filter((stance) => !planning.lookup.read(stanceRef(stance.id)))
  const stanceOrders = ordersAtEnd(planning.lookup.siblings('stance', ''), newStances.length)
  for (const stance of input.stances) {
    const at = newStances.indexOf(stance)
    put(stanceRef(stance.id), { ...stanceWords(stance), retired: flag(stance.retired) }, {}, () => (at < 0 ? undefined : { group: '', order: stanceOrders[at] ?? 'a0' }))
  }
  for (const actor of input.actors) put(actorRef(actor.id), actorWords(actor), { otherNames: actor.otherNames }, () => undefined)
  for (const coder of input.coders) put(coderRef(coder.id), coderWords(coder), {}, () => undefined)
  return planOf(String(drafts.filter((draft) => draft !== null).length), drafts, made)
})

/** Places for issues that are new or stand under another parent: last among their siblings, in the file's order. */
function issuePlaces(planning: Planning, issues: CheckedInput<'codebook.import'>['issues']): ReadonlyMap<IssueId, Json> {
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
