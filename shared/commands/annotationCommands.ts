/** Tagging: annotations are made, retagged, moved and deleted. */
import { fail, ok, type Result } from '../errors.ts'
import { newId, type AnnotationId, type IssueId, type RecordId } from '../ids.ts'
import { coloursAfter } from '../model/palette.ts'
import type { RecordRef } from '../model/record.ts'
import { anchorSpan, type Anchor } from '../text/anchor.ts'
import { span, type Span } from '../text/offsets.ts'
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
  type Plan,
  type Planning
} from './command.ts'
import { coloursOf } from './colours.ts'
import { describeDocument } from './documentCommands.ts'
import { createIssue } from './issueCommands.ts'
import { recordKey, type CheckedInput } from './inputs.ts'

export const tagPassage = defineCommand('annotation.tag', (planning, input) => {
  const { lookup, coder, now, randomBytes } = planning
  if (coder === null) return fail('noCoder')
  if (!present(lookup, 'document', input.document)) return missing('document')
  const made = issueToTag(planning, input.issue)
  if (!made.ok) return made
  const { issue, name, drafts } = made.value
  const problem = missingTag(lookup, { stance: input.stance, actors: input.actors })
  if (problem) return problem
  const anchor = anchorIn(lookup, input.revision, input)
  if (!anchor.ok) return anchor
  const record = annotation(input.id ?? newId('annotation', randomBytes))
  const fields = {
    document: input.document,
    coder,
    created: now,
    anchor: anchor.value,
    issue,
    stance: input.stance,
    ...replaceSet(planning, record, 'actors', input.actors),
    certainty: input.certainty,
    note: input.note || null
  }
  return planOf(name, [...drafts, make(record, fields)], [...drafts.map((draft) => draft.record), record])
})

/** Every passage with every issue: one batch, taken back at once. */
export const tagPassages = defineCommand('annotation.tagMany', (planning, input): Result<Plan> => {
  const { coder, now, randomBytes } = planning
  if (coder === null) return fail('noCoder')
  const lookup = askingOnce(planning.lookup)
  const named = input.actors === 'authors' ? [] : input.actors
  const problem = missingTag(lookup, { stance: input.stance, actors: named })
  if (problem) return problem
  const issues: IssueId[] = []
  const drafts: Draft[] = []
  const makesIssues = input.issues.some((wanted) => typeof wanted !== 'string')
  const nextColour = coloursAfter(makesIssues ? coloursOf(planning.lookup, 'issue') : [])
  for (const wanted of input.issues) {
    const made = issueToTag(planning, wanted, nextColour)
    if (!made.ok) return made
    issues.push(made.value.issue)
    drafts.push(...made.value.drafts)
  }
  for (const passage of input.passages) {
    const document = present(lookup, 'document', passage.document)
    if (!document) return missing('document')
    const anchor = anchorIn(lookup, passage.revision, passage)
    if (!anchor.ok) return anchor
    for (const issue of new Set(issues)) {
      const record = annotation(newId('annotation', randomBytes))
      const actors = input.actors === 'authors' ? (document.authors ?? []) : named
      drafts.push(
        make(record, {
          document: passage.document,
          coder,
          created: now,
          anchor: anchor.value,
          issue,
          stance: input.stance,
          ...replaceSet(planning, record, 'actors', actors),
          certainty: input.certainty,
          note: input.note || null
        })
      )
    }
  }
  return planOf(
    String(input.passages.length),
    drafts,
    drafts.map((draft) => draft.record)
  )
})

export const changeAnnotations = defineCommand('annotation.change', (planning, input) => {
  const { lookup } = planning
  const problem = missingTag(lookup, {
    issue: input.issue,
    stance: input.stance ?? null,
    actors: [...(input.actors ?? []), ...(input.addActors ?? [])]
  })
  if (problem) return problem
  if (input.anchor && input.annotations.length !== 1) return fail('badInput', { where: 'anchor' })
  let anchor: Anchor | undefined
  if (input.anchor) {
    const anchored = anchorIn(lookup, input.anchor.revision, input.anchor)
    if (!anchored.ok) return anchored
    anchor = anchored.value
  }
  const drafts: (Draft | null)[] = []
  for (const id of input.annotations) {
    if (!present(lookup, 'annotation', id)) return missing('annotation')
    const record = annotation(id)
    const actors = input.actors ? replaceSet(planning, record, 'actors', input.actors) : {}
    const added = Object.fromEntries((input.addActors ?? []).map((actor) => [`actors/${actor}`, true]))
    const removed = Object.fromEntries((input.removeActors ?? []).map((actor) => [`actors/${actor}`, null]))
    drafts.push(
      write(planning, record, {
        issue: input.issue,
        stance: input.stance,
        certainty: input.certainty,
        note: input.note === '' ? null : input.note,
        anchor,
        ...actors,
        ...added,
        ...removed
      })
    )
  }
  return planOf(aboutMany(lookup, input.annotations), drafts)
})

export const deleteAnnotations = defineCommand('annotation.delete', (planning, input) => {
  for (const id of input.annotations)
    if (!present(planning.lookup, 'annotation', id)) return missing('annotation')
  return planOf(
    aboutMany(planning.lookup, input.annotations),
    input.annotations.map((id) => write(planning, annotation(id), { deleted: true }))
  )
})

export const importAnnotations = defineCommand('annotation.import', (planning, input): Result<Plan> => {
  const lookup = askingOnce(planning.lookup)
  const drafts: Draft[] = []
  for (const row of input.annotations) {
    const record = annotation(row.id)
    if (planning.lookup.changesOf(record).length > 0) continue
    if (!present(lookup, 'document', row.document)) return missing('document')
    if (!present(lookup, 'coder', row.coder)) return missing('coder')
    const problem = missingTag(lookup, row)
    if (problem) return problem
    const anchor = anchorIn(lookup, row.revision, row)
    if (!anchor.ok) return anchor
    const { document, coder, created, issue, stance, certainty } = row
    drafts.push(
      make(record, {
        document,
        coder,
        created,
        anchor: anchor.value,
        issue,
        stance,
        ...replaceSet(planning, record, 'actors', row.actors),
        certainty,
        note: row.note || null
      })
    )
  }
  const described: (Draft | null)[] = []
  for (const document of input.documents) {
    const draft = describeDocument(planning, document)
    if (!draft.ok) return draft
    described.push(draft.value)
  }
  return planOf(
    String(drafts.length),
    [...described, ...drafts],
    drafts.map((draft) => draft.record)
  )
})

/** The issue of a new tag: one that is there, or a new one and what makes it. */
function issueToTag(
  planning: Planning,
  issue: CheckedInput<'annotation.tag'>['issue'],
  nextColour?: () => string
): Result<{ readonly issue: IssueId; readonly name: string; readonly drafts: readonly Draft[] }> {
  if (typeof issue === 'string') {
    const values = present(planning.lookup, 'issue', issue)
    return values ? ok({ issue, name: values.name ?? '', drafts: [] }) : missing('issue')
  }
  const id = newId('issue', planning.randomBytes)
  const plan = createIssue.plan(planning, {
    id,
    name: issue.create,
    parent: issue.parent,
    before: null,
    colour: nextColour?.()
  })
  return plan.ok ? ok({ issue: id, name: issue.create, drafts: plan.value.drafts }) : plan
}

/** The same lookup for a plan that names a few records and texts thousands of times: each is read once, of texts the last one is kept. */
function askingOnce(lookup: Lookup): Reading {
  const records = new Map<string, ReturnType<Lookup['read']>>()
  let last: { readonly revision: Anchor['revision']; readonly text: string | undefined } | null = null
  return {
    uses: (record) => lookup.uses(record),
    read(record) {
      const key = recordKey(record.kind, record.id)
      if (!records.has(key)) records.set(key, lookup.read(record))
      return records.get(key)
    },
    textOf(revision) {
      if (last?.revision !== revision) last = { revision, text: lookup.textOf(revision) }
      return last.text
    }
  }
}

type Reading = Pick<Lookup, 'read' | 'uses' | 'textOf'>

function annotation(id: AnnotationId): RecordRef<'annotation'> {
  return { kind: 'annotation', id }
}

function anchorIn(lookup: Reading, revision: Anchor['revision'], at: Span): Result<Anchor> {
  const text = lookup.textOf(revision)
  if (text === undefined) return fail('spanOutside')
  if (at.end < at.start) return fail('emptyPassage')
  return anchorSpan({ hash: revision, text }, span(at.start, at.end))
}

type Tag = Pick<CheckedInput<'annotation.tag'>, 'stance' | 'actors'> & {
  readonly issue?: IssueId | undefined
}

function missingTag(lookup: Reading, tag: Tag): ReturnType<typeof missing> | null {
  if (tag.issue !== undefined && !present(lookup, 'issue', tag.issue)) return missing('issue')
  if (tag.stance !== null && !present(lookup, 'stance', tag.stance)) return missing('stance')
  return tag.actors.every((actor) => present(lookup, 'actor', actor)) ? null : missing('actor')
}

function nameOfIssue(lookup: Lookup, id: RecordId): string {
  return present(lookup, 'issue', id)?.name ?? ''
}

function aboutMany(lookup: Lookup, annotations: readonly AnnotationId[]): string {
  const [first] = annotations
  if (annotations.length !== 1 || first === undefined) return String(annotations.length)
  const issue = present(lookup, 'annotation', first)?.issue
  return issue === undefined ? '' : nameOfIssue(lookup, issue)
}
