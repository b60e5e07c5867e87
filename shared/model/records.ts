/** The registry: every kind of record and its fields (design.md 1). What is not here is not in the log. */
import { z } from 'zod'
import {
  actorId,
  annotationId,
  changeIdSchema,
  coderId,
  documentId,
  hash,
  issueId,
  stanceId
} from '../ids.ts'
import { anchorSchema } from '../text/anchor.ts'
import { utf16Offset } from '../text/offsets.ts'
import { defineRecord, map, one, set, valuesOf, type Json, type RecordKind, type ValuesOf } from './record.ts'

const line = z.string().min(1).max(1000)
const prose = z.string().max(100_000)
const flag = z.boolean()
/** Milliseconds since 1970 by the writer's clock. */
const time = z.number().int().min(-8.64e15).max(8.64e15)
/** `#rrggbb`: nothing else reaches a style. */
export const colour = z.string().regex(/^#[0-9a-f]{6}$/)
/** What stands between `name/` and the end of a set's field. */
const shortText = z.string().min(1).max(1000)
/** A fractional key (base 62), compared by code unit. */
const orderKey = z.string().regex(/^[0-9A-Za-z]{1,400}$/)

/** Where an issue stands: under which (null: at the top), and its order among its siblings. */
export const issuePlace = z.strictObject({ parent: issueId.nullable(), order: orderKey })
/** Where a document, stance or filter stands: its group ('' is none) and order. */
export const groupPlace = z.strictObject({ group: z.string().max(200), order: orderKey })

/** A document's revision: its hash, the one it came from, and the stretches [from, to, length) kept of it, in UTF-16 code units. */
export const documentRevision = z.strictObject({
  hash,
  from: hash.nullable(),
  kept: z.array(z.tuple([utf16Offset, utf16Offset, z.number().int().min(1)])).max(1_000_000)
})
/** The original file: its blob, its name as it was chosen (no folder), and how it was read. */
export const documentOriginal = z.strictObject({
  hash,
  name: line,
  format: z.enum(['txt', 'md', 'html', 'docx']),
  encoding: z.string().max(40)
})

export const certainties = ['low', 'medium', 'high'] as const

export const projectKind = defineRecord('project', { name: one(line), blind: one(flag) }, ['name'])

export const documentKind = defineRecord(
  'document',
  {
    title: one(line),
    authors: set(actorId),
    /** ISO 8601, as precise as it is known: 2025, 2025-04 or 2025-04-25. */
    date: one(z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)),
    kind: one(z.string().max(200)),
    source: one(z.string().max(2000)),
    url: one(z.string().max(4000)),
    notes: one(prose),
    attributes: map(z.string().max(4000)),
    place: one(groupPlace),
    revision: one(documentRevision),
    original: one(documentOriginal),
    draftOf: one(documentId),
    joinedInto: one(documentId),
    deleted: one(flag)
  },
  ['title', 'revision']
)

export const annotationKind = defineRecord(
  'annotation',
  {
    document: one(documentId),
    coder: one(coderId),
    created: one(time),
    anchor: one(anchorSchema),
    issue: one(issueId),
    stance: one(stanceId),
    actors: set(actorId),
    certainty: one(z.enum(certainties)),
    note: one(prose),
    carriedFrom: one(annotationId),
    deleted: one(flag)
  },
  ['document', 'coder', 'created', 'anchor', 'issue']
)

export const issueKind = defineRecord(
  'issue',
  {
    name: one(line),
    definition: one(prose),
    examples: set(z.string().min(1).max(4000)),
    supporting: one(prose),
    opposing: one(prose),
    colour: one(colour),
    place: one(issuePlace),
    retired: one(flag),
    joinedInto: one(issueId),
    deleted: one(flag)
  },
  ['name', 'place']
)

export const stanceKind = defineRecord(
  'stance',
  {
    key: one(z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)),
    label: one(line),
    /** In [-1, 1], or null: mentions the issue only. */
    polarity: one(z.number().min(-1).max(1).nullable()),
    colour: one(colour),
    shortcut: one(z.string().regex(/^[0-9]$/)),
    place: one(groupPlace),
    retired: one(flag),
    deleted: one(flag)
  },
  ['key', 'label', 'place']
)

export const actorKind = defineRecord(
  'actor',
  {
    name: one(line),
    otherNames: set(shortText),
    kind: one(z.string().max(200)),
    colour: one(colour),
    group: one(z.string().max(200)),
    joinedInto: one(actorId),
    deleted: one(flag)
  },
  ['name']
)

export const coderKind = defineRecord(
  'coder',
  {
    name: one(line),
    initials: one(z.string().min(1).max(8)),
    kind: one(z.enum(['person', 'gold'])),
    joinedInto: one(coderId)
  },
  ['name']
)

export const progressKind = defineRecord('progress', { state: one(z.enum(['new', 'in progress', 'done'])) }, [
  'state'
])

export const filterKind = defineRecord(
  'filter',
  {
    name: one(line),
    query: one(z.json() as unknown as z.ZodType<Json>),
    place: one(groupPlace),
    deleted: one(flag)
  },
  ['name']
)

export const decisionKind = defineRecord(
  'decision',
  {
    sources: one(
      z
        .array(z.strictObject({ annotation: annotationId, heads: z.array(changeIdSchema).max(1000) }))
        .max(1000)
    ),
    outcome: one(z.enum(['accepted', 'changed', 'own', 'rejected'])),
    annotation: one(annotationId),
    /** The gold layer it belongs to: a rejected one has no annotation that would say so. */
    coder: one(coderId),
    deleted: one(flag)
  },
  ['sources', 'outcome']
)

export const recordKinds = {
  project: projectKind,
  document: documentKind,
  annotation: annotationKind,
  issue: issueKind,
  stance: stanceKind,
  actor: actorKind,
  coder: coderKind,
  progress: progressKind,
  filter: filterKind,
  decision: decisionKind
} as const

export type KindName = keyof typeof recordKinds
export type ValuesByKind = { readonly [K in KindName]: ValuesOf<(typeof recordKinds)[K]['fields']> }

/** The kind of that name; undefined for one of a newer version. */
export function kindNamed(name: string): RecordKind | undefined {
  return Object.hasOwn(recordKinds, name)
    ? (recordKinds[name as KindName] as unknown as RecordKind)
    : undefined
}

/** The values of a record of that kind out of its shown log fields. */
export function readValues<K extends KindName>(
  kind: K,
  shown: Readonly<Record<string, Json>>
): ValuesByKind[K] {
  return valuesOf(recordKinds[kind] as unknown as RecordKind, shown) as unknown as ValuesByKind[K]
}
