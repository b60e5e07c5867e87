/** Adjudication: what becomes of several coders' annotations, and the gold annotation that comes of it. */
import { fail, ok, type Result } from '../errors.ts'
import { newId, type AnnotationId, type CoderId, type RecordId } from '../ids.ts'
import type { Json, RecordRef } from '../model/record.ts'
import type { ValuesByKind } from '../model/records.ts'
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
  type Plan,
  type Planning
} from './command.ts'
import type { CheckedInput } from './inputs.ts'

/** One batch, however many decisions: each with its gold annotation, an ordinary annotation of the gold coder. */
export const makeDecisions = defineCommand('decision.make', (planning, input): Result<Plan> => {
  const { lookup } = planning
  if (planning.coder === null) return fail('noCoder')
  const gold = present(lookup, 'coder', input.gold)
  if (!gold) return missing('coder')
  if (gold.kind !== 'gold') return fail('badInput', { where: 'gold' })
  const drafts: Draft[] = []
  const made: RecordRef[] = []
  for (const { id, sources, outcome } of input.decisions) {
    const decided = goldOf(planning, outcome)
    if (!decided.ok) return decided
    const record = decision(id ?? newId('decision', planning.randomBytes))
    const annotation = decided.value ? newGold(planning, input.gold, decided.value) : null
    drafts.push(
      make(record, {
        sources: sources as Json,
        outcome: outcome.as,
        annotation: annotation?.record.id,
        coder: input.gold
      })
    )
    made.push(record)
    if (!annotation) continue
    drafts.push(annotation)
    made.push(annotation.record)
  }
  return planOf(about(planning, input.decisions), drafts, made)
})

/** Decides anew, or keeps what was decided over what was changed since (`sources` alone). */
export const changeDecision = defineCommand('decision.change', (planning, input): Result<Plan> => {
  const record = decision(input.decision)
  const values = present(planning.lookup, 'decision', input.decision)
  if (!values) return missing('decision')
  const sources = input.sources as Json | undefined
  if (!input.outcome) return planOf('', [write(planning, record, { sources })])
  const decided = goldOf(planning, input.outcome)
  if (!decided.ok) return decided
  const old = values.annotation
  const standing = old !== undefined && present(planning.lookup, 'annotation', old) ? annotation(old) : null
  const name = about(planning, [{ outcome: input.outcome }])
  if (!decided.value)
    return planOf(name, [
      write(planning, record, { sources, outcome: 'rejected', annotation: null }),
      standing && write(planning, standing, { deleted: true })
    ])
  if (standing) {
    const { document: _document, actors, ...fields } = decided.value
    return planOf(name, [
      write(planning, record, { sources, outcome: input.outcome.as }),
      write(planning, standing, { ...fields, ...replaceSet(planning, standing, 'actors', actors) })
    ])
  }
  const gold = values.coder ?? goldCoderOf(planning, old)
  if (gold === undefined) return missing('coder')
  const fresh = newGold(planning, gold, decided.value)
  return planOf(
    name,
    [write(planning, record, { sources, outcome: input.outcome.as, annotation: fresh.record.id }), fresh],
    [fresh.record]
  )
})

/** Opens questions again: the decisions go with their gold annotations. */
export const deleteDecisions = defineCommand('decision.delete', (planning, input): Result<Plan> => {
  const { lookup } = planning
  const drafts: (Draft | null)[] = []
  const kept = new Set<string>()
  for (const id of input.decisions) {
    const values = present(lookup, 'decision', id)
    if (!values) return missing('decision')
    drafts.push(write(planning, decision(id), { deleted: true }))
    if (values.annotation === undefined || kept.has(values.annotation)) continue
    kept.add(values.annotation)
    if (present(lookup, 'annotation', values.annotation))
      drafts.push(write(planning, annotation(values.annotation), { deleted: true }))
  }
  return planOf(String(input.decisions.length), drafts)
})

type OutcomeInput = CheckedInput<'decision.make'>['decisions'][number]['outcome']

/** The fields of a gold annotation besides its coder and time; an empty value is null. */
type GoldFields = {
  readonly document: NonNullable<ValuesByKind['annotation']['document']>
  readonly anchor: Anchor
  readonly issue: NonNullable<ValuesByKind['annotation']['issue']>
  readonly stance: ValuesByKind['annotation']['stance'] | null
  readonly actors: ValuesByKind['annotation']['actors']
  readonly certainty: ValuesByKind['annotation']['certainty'] | null
  readonly note: string | null
}

/** What the gold annotation of an outcome says; null where all were rejected. */
function goldOf(planning: Planning, outcome: OutcomeInput): Result<GoldFields | null> {
  const { lookup } = planning
  switch (outcome.as) {
    case 'rejected':
      return ok(null)
    case 'own': {
      if (!present(lookup, 'document', outcome.document)) return missing('document')
      const anchor = anchored(planning, outcome)
      if (!anchor.ok) return anchor
      const { document, issue, stance, actors, certainty, note } = outcome
      return known(planning, {
        document,
        anchor: anchor.value,
        issue,
        stance,
        actors,
        certainty,
        note: note || null
      })
    }
    case 'accepted':
    case 'changed': {
      const source = present(lookup, 'annotation', outcome.annotation)
      const { document, anchor, issue } = source ?? {}
      if (!source || !document || !anchor || !issue) return missing('annotation')
      const plain: GoldFields = {
        document,
        anchor,
        issue,
        stance: source.stance ?? null,
        actors: source.actors,
        certainty: source.certainty ?? null,
        note: source.note ?? null
      }
      // What a source names was there when it was tagged: it is taken as it is.
      if (outcome.as === 'accepted') return ok(plain)
      const moved = outcome.anchor ? anchored(planning, outcome.anchor) : ok(anchor)
      if (!moved.ok) return moved
      return known(planning, {
        ...plain,
        anchor: moved.value,
        issue: outcome.issue ?? plain.issue,
        stance: outcome.stance === undefined ? plain.stance : outcome.stance,
        actors: outcome.actors ?? plain.actors,
        certainty: outcome.certainty === undefined ? plain.certainty : outcome.certainty,
        note: outcome.note === undefined ? plain.note : outcome.note || null
      })
    }
  }
}

function known({ lookup }: Planning, fields: GoldFields): Result<GoldFields> {
  if (!present(lookup, 'issue', fields.issue)) return missing('issue')
  if (fields.stance && !present(lookup, 'stance', fields.stance)) return missing('stance')
  return fields.actors.every((actor) => present(lookup, 'actor', actor)) ? ok(fields) : missing('actor')
}

function anchored(
  { lookup }: Planning,
  at: Span & { readonly revision: Anchor['revision'] }
): Result<Anchor> {
  const text = lookup.textOf(at.revision)
  if (text === undefined) return fail('spanOutside')
  if (at.end < at.start) return fail('emptyPassage')
  return anchorSpan({ hash: at.revision, text }, span(at.start, at.end))
}

function newGold(planning: Planning, coder: CoderId, fields: GoldFields): Draft {
  const record = annotation(newId('annotation', planning.randomBytes))
  const { actors, document, ...rest } = fields
  return make(record, {
    document,
    coder,
    created: planning.now,
    ...rest,
    ...replaceSet(planning, record, 'actors', actors)
  })
}

/** The layer of a decision that does not say so itself: its annotation's coder, deleted or not. */
function goldCoderOf({ lookup }: Planning, annotated: AnnotationId | undefined): CoderId | undefined {
  if (annotated === undefined) return undefined
  return lookup.read(annotation(annotated))?.shown['coder'] as CoderId | undefined
}

function decision(id: RecordId): RecordRef<'decision'> {
  return { kind: 'decision', id }
}

function annotation(id: AnnotationId): RecordRef<'annotation'> {
  return { kind: 'annotation', id }
}

function about(planning: Planning, decisions: readonly { readonly outcome: OutcomeInput }[]): string {
  const [only] = decisions
  if (!only || decisions.length > 1) return String(decisions.length)
  const decided = goldOf(planning, only.outcome)
  const issue = decided.ok && decided.value ? decided.value.issue : null
  return issue ? (present(planning.lookup, 'issue', issue)?.name ?? '') : ''
}
