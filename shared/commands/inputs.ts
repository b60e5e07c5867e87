/** The input of every command: what an analyst wants, checked at the host's door. */
import { z } from 'zod'
import {
  actorId,
  annotationId,
  changeIdSchema,
  coderId,
  documentId,
  hash,
  issueId,
  recordId,
  stanceId
} from '../ids.ts'
import {
  actorKind,
  annotationKind,
  certainties,
  coderKind,
  colour,
  documentKind,
  documentOriginal,
  documentRevision,
  filterKind,
  groupPlace,
  issueKind,
  progressKind,
  stanceKind
} from '../model/records.ts'
import { utf16Offset } from '../text/offsets.ts'

const some = <T extends z.ZodType>(element: T): z.ZodArray<T> => z.array(element).min(1).max(100_000)
const texts = z.array(z.string().min(1).max(4000)).max(1000)
const ids = z.array(actorId).max(1000)
const annotationFields = annotationKind.fields
const documentFields = documentKind.fields
const issueFields = issueKind.fields
const stanceFields = stanceKind.fields
const actorFields = actorKind.fields
const coderFields = coderKind.fields
const filterFields = filterKind.fields

/** Kinds of records that can be brought back after they were deleted. */
export const restorable = ['annotation', 'document', 'issue', 'stance', 'actor', 'filter'] as const

/** An issue that is there, or the name of one to make in the same batch: below another, or at the top. */
const issueToTag = z.union([
  issueId,
  z.strictObject({ create: issueFields.name.value, parent: issueId.nullable().default(null) })
])

/** Where something goes among its siblings: before that one, or last where null. */
const before = <T extends z.ZodType>(id: T) => id.nullable()

/** The annotations that a decision is about, each with the heads that were seen. */
const decisionSources = z
  .array(z.strictObject({ annotation: annotationId, heads: z.array(changeIdSchema).max(1000) }))
  .min(1)
  .max(1000)
/** What comes of them: one as it stands, one with changes, something else, or nothing. */
const decisionOutcome = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('accepted'), annotation: annotationId }),
  z.strictObject({
    as: z.literal('changed'),
    annotation: annotationId,
    anchor: z.strictObject({ revision: hash, start: utf16Offset, end: utf16Offset }).optional(),
    issue: issueId.optional(),
    stance: stanceId.nullable().optional(),
    actors: ids.optional(),
    certainty: z.enum(certainties).nullable().optional(),
    note: annotationFields.note.value.optional()
  }),
  z.strictObject({
    as: z.literal('own'),
    document: documentId,
    revision: hash,
    start: utf16Offset,
    end: utf16Offset,
    issue: issueId,
    stance: stanceId.nullable().default(null),
    actors: ids.default([]),
    certainty: z.enum(certainties).nullable().default(null),
    note: annotationFields.note.value.default('')
  }),
  z.strictObject({ as: z.literal('rejected') })
])

const issueWords = {
  name: issueFields.name.value,
  definition: issueFields.definition.value,
  examples: texts,
  supporting: issueFields.supporting.value,
  opposing: issueFields.opposing.value,
  colour
}
const stanceWords = {
  key: stanceFields.key.value,
  label: stanceFields.label.value,
  polarity: stanceFields.polarity.value,
  colour,
  shortcut: z.union([stanceFields.shortcut.value, z.literal('')])
}
const actorWords = {
  name: actorFields.name.value,
  otherNames: texts,
  kind: actorFields.kind.value,
  colour,
  group: actorFields.group.value
}
const coderWords = {
  name: coderFields.name.value,
  initials: coderFields.initials.value,
  kind: coderFields.kind.value
}
const documentWords = {
  title: documentFields.title.value,
  authors: ids,
  date: z.union([documentFields.date.value, z.literal('')]),
  kind: documentFields.kind.value,
  source: documentFields.source.value,
  url: documentFields.url.value,
  notes: documentFields.notes.value,
  attributes: z.record(z.string().min(1).max(200), z.string().max(4000))
}

/** Why something is in conflict: `fold` finds the first two, the others need several records. 'same': two records that may be one. */
export const conflictReasons = ['values', 'deletedButChanged', 'deletedInUse', 'setAside', 'same'] as const

/**
 * What is to hold. `change`: what one side wrote (of two moves that make a circle: that move). `side`: of the coder at work, of somebody else,
 * or the one written last. `value`: a value that fits the field, for many at once; null also drops a join. `keepDeleted`: of what was deleted.
 * `joinInto`: it is part of that record.
 */
const conflictTake = z.union([
  z.strictObject({ change: changeIdSchema }),
  z.strictObject({ side: z.enum(['mine', 'theirs', 'newer']) }),
  z.strictObject({ value: z.json() }),
  z.strictObject({ keepDeleted: z.boolean() }),
  z.strictObject({ joinInto: recordId })
])
export type ConflictTake = z.infer<typeof conflictTake>

/** Codebook records as they come from a file: matched by id; lists in their order, parents before children. */
const importedCodebook = {
  issues: z
    .array(
      z.strictObject({
        id: issueId,
        ...z.strictObject(issueWords).partial().required({ name: true }).shape,
        parent: issueId.nullable(),
        retired: z.boolean().optional()
      })
    )
    .max(100_000),
  stances: z
    .array(
      z.strictObject({
        id: stanceId,
        ...z.strictObject(stanceWords).partial().required({ key: true, label: true }).shape,
        retired: z.boolean().optional()
      })
    )
    .max(1000),
  actors: z
    .array(
      z.strictObject({
        id: actorId,
        ...z.strictObject(actorWords).partial().required({ name: true }).shape
      })
    )
    .max(100_000),
  coders: z
    .array(
      z.strictObject({
        id: coderId,
        ...z.strictObject(coderWords).partial().required({ name: true }).shape
      })
    )
    .max(10_000)
}
/** An annotation that comes with its coder and the time it was made. */
const importedAnnotation = z.strictObject({
  id: annotationId,
  document: documentId,
  coder: coderId,
  created: z.number().int(),
  revision: hash,
  start: utf16Offset,
  end: utf16Offset,
  issue: issueId,
  stance: stanceId.nullable(),
  actors: ids,
  certainty: z.enum(certainties).nullable(),
  note: annotationFields.note.value
})

/**
 * Command kind -> input. In `…change` an absent field stays as it is. Ids may be given for new records (import, scripts); absent, they are made.
 */
export const commandInputs = {
  'project.rename': z.strictObject({ name: z.string().min(1).max(1000) }),
  /** Blind coding: coders do not see each other's annotations in documents that they have not marked done. */
  'project.setBlind': z.strictObject({ blind: z.boolean() }),

  'annotation.tag': z.strictObject({
    id: annotationId.optional(),
    document: documentId,
    revision: hash,
    start: utf16Offset,
    end: utf16Offset,
    issue: issueToTag,
    stance: stanceId.nullable().default(null),
    actors: ids.default([]),
    certainty: z.enum(certainties).nullable().default(null),
    note: annotationFields.note.value.default('')
  }),
  /** Retags one or many; `actors` replaces the whole set, `addActors` and `removeActors` change each one's own. `revision`, `start`, `end` move the boundary of exactly one. */
  'annotation.change': z.strictObject({
    annotations: some(annotationId),
    issue: issueId.optional(),
    stance: stanceId.nullable().optional(),
    actors: ids.optional(),
    addActors: ids.optional(),
    removeActors: ids.optional(),
    certainty: z.enum(certainties).nullable().optional(),
    note: annotationFields.note.value.optional(),
    anchor: z.strictObject({ revision: hash, start: utf16Offset, end: utf16Offset }).optional()
  }),
  'annotation.delete': z.strictObject({ annotations: some(annotationId) }),
  /** Tags every passage with every issue, in one batch. `actors` 'authors': those of each passage's document. */
  'annotation.tagMany': z.strictObject({
    passages: some(
      z.strictObject({ document: documentId, revision: hash, start: utf16Offset, end: utf16Offset })
    ),
    issues: z.array(issueToTag).min(1).max(100),
    stance: stanceId.nullable().default(null),
    actors: z.union([ids, z.literal('authors')]).default('authors'),
    certainty: z.enum(certainties).nullable().default(null),
    note: annotationFields.note.value.default('')
  }),

  /** Decides questions of adjudication, in one batch: each with the gold annotation that comes of it. */
  'decision.make': z.strictObject({
    /** The coder, of kind gold, whose annotations are made. */
    gold: coderId,
    decisions: some(
      z.strictObject({ id: recordId.optional(), sources: decisionSources, outcome: decisionOutcome })
    )
  }),
  /** Decides a question anew; `sources` alone: what was decided is kept over what was changed since. */
  'decision.change': z.strictObject({
    decision: recordId,
    sources: decisionSources.optional(),
    outcome: decisionOutcome.optional()
  }),
  'decision.delete': z.strictObject({ decisions: some(recordId) }),

  /** Brings deleted records back as they were when they were deleted; an annotation brings its document, issue, stance and actors back with it. */
  'record.restore': z.strictObject({
    records: some(z.strictObject({ kind: z.enum(restorable), id: recordId }))
  }),

  /** The host stores the blobs of text and original in the same transaction. */
  'document.import': z.strictObject({
    documents: some(
      z.strictObject({
        id: documentId.optional(),
        ...z.strictObject(documentWords).partial().required({ title: true }).shape,
        revision: hash,
        original: documentOriginal
      })
    ),
    /** The group they all come into, at its end. */
    group: groupPlace.shape.group.default('')
  }),
  /**
   * Describes one document or many alike. `authors` and `attributes` replace the whole set; `addAuthors`, `removeAuthors` and `setAttributes`
   * (null takes one away) leave the others as they are.
   */
  'document.change': z.strictObject({
    documents: some(documentId),
    ...z.strictObject(documentWords).partial().shape,
    addAuthors: ids.optional(),
    removeAuthors: ids.optional(),
    setAttributes: z.record(z.string().min(1).max(200), z.string().max(4000).nullable()).optional(),
    draftOf: documentId.nullable().optional()
  }),
  /** Puts documents into a group, in the order named, right before that one, or last. A group is there as long as a document is in it. */
  'document.place': z.strictObject({
    documents: some(documentId),
    group: groupPlace.shape.group,
    before: before(documentId)
  }),
  /** Gives all documents of a group to another, at its end: a new name for it; '' dissolves it. */
  'document.renameGroup': z.strictObject({
    group: z.string().min(1).max(200),
    name: groupPlace.shape.group
  }),
  /**
   * Gives a document another text: `revision` came from `from` and kept these stretches of it ([from, to, length] in UTF-16 code units). The
   * host checks them against both texts and stores the blob in the same transaction.
   */
  'document.correct': z.strictObject({
    document: documentId,
    from: hash,
    revision: hash,
    kept: documentRevision.shape.kept
  }),
  /** Into null: stands for itself again. */
  'document.join': z.strictObject({ document: documentId, into: documentId.nullable() }),
  'document.delete': z.strictObject({ documents: some(documentId) }),

  'issue.create': z.strictObject({
    id: issueId.optional(),
    ...z.strictObject(issueWords).partial().required({ name: true }).shape,
    parent: issueId.nullable().default(null),
    before: before(issueId).default(null)
  }),
  'issue.change': z.strictObject({ issue: issueId, ...z.strictObject(issueWords).partial().shape }),
  'issue.move': z.strictObject({ issue: issueId, parent: issueId.nullable(), before: before(issueId) }),
  'issue.join': z.strictObject({ issue: issueId, into: issueId }),
  'issue.retire': z.strictObject({ issue: issueId, retired: z.boolean() }),
  'issue.delete': z.strictObject({ issue: issueId }),

  'stance.create': z.strictObject({
    id: stanceId.optional(),
    ...z.strictObject(stanceWords).partial().required({ key: true, label: true }).shape,
    before: before(stanceId).default(null)
  }),
  'stance.change': z.strictObject({ stance: stanceId, ...z.strictObject(stanceWords).partial().shape }),
  'stance.move': z.strictObject({ stance: stanceId, before: before(stanceId) }),
  'stance.retire': z.strictObject({ stance: stanceId, retired: z.boolean() }),
  'stance.delete': z.strictObject({ stance: stanceId }),

  'actor.create': z.strictObject({
    id: actorId.optional(),
    ...z.strictObject(actorWords).partial().required({ name: true }).shape
  }),
  'actor.change': z.strictObject({ actor: actorId, ...z.strictObject(actorWords).partial().shape }),
  'actor.join': z.strictObject({ actor: actorId, into: actorId }),
  'actor.delete': z.strictObject({ actor: actorId }),

  'coder.create': z.strictObject({
    id: coderId.optional(),
    ...z.strictObject(coderWords).partial().required({ name: true }).shape
  }),
  'coder.change': z.strictObject({ coder: coderId, ...z.strictObject(coderWords).partial().shape }),
  'coder.join': z.strictObject({ coder: coderId, into: coderId }),

  /** How far a coder is with documents; without `coder`: the one at work. */
  'progress.set': z.strictObject({
    documents: some(documentId),
    coder: coderId.optional(),
    state: progressKind.fields.state.value
  }),

  /** A saved filter or search. `query` is what its view makes of it; it is checked again when it is used. */
  'filter.create': z.strictObject({
    id: recordId.optional(),
    name: filterFields.name.value,
    query: filterFields.query.value,
    group: groupPlace.shape.group.default(''),
    before: before(recordId).default(null)
  }),
  'filter.change': z.strictObject({
    filter: recordId,
    name: filterFields.name.value.optional(),
    query: filterFields.query.value.optional()
  }),
  'filter.place': z.strictObject({
    filter: recordId,
    group: groupPlace.shape.group,
    before: before(recordId)
  }),
  'filter.delete': z.strictObject({ filter: recordId }),

  /** Makes and changes codebook records in one batch; records are matched by id. Lists in their order; parents before children. */
  'codebook.import': z.strictObject(importedCodebook),
  /** Annotations read back from a dataset, in one batch; coder and time of making are kept, one that is here already is left as it is. */
  'annotation.import': z.strictObject({
    annotations: some(importedAnnotation),
    /** What the dataset tells of their documents and the project takes over. */
    documents: z
      .array(z.strictObject({ document: documentId, ...z.strictObject(documentWords).partial().shape }))
      .max(100_000)
      .default([])
  }),

  /**
   * Documents, annotations and codebook records of another project, in one batch, under the ids they have there. The host stores the blobs of
   * texts and originals in the same transaction. A record that was deleted here comes back; one that is here is not changed.
   */
  'project.bringIn': z.strictObject({
    /** The other project's name. */
    name: z.string().max(1000),
    ...importedCodebook,
    documents: z
      .array(
        z.strictObject({
          id: documentId,
          ...z.strictObject(documentWords).partial().required({ title: true }).shape,
          revision: hash,
          original: documentOriginal.optional(),
          group: groupPlace.shape.group,
          draftOf: documentId.optional()
        })
      )
      .max(100_000),
    annotations: z.array(importedAnnotation).max(100_000)
  }),

  /** Settles a conflict by the value that one of its sides wrote; `keepDeleted` says what becomes of "deleted here, changed there". */
  'conflict.settle': z.strictObject({
    record: z.strictObject({ kind: z.string(), id: recordId }),
    field: z.string().min(1).max(8000),
    take: z.union([z.strictObject({ change: changeIdSchema }), z.strictObject({ keepDeleted: z.boolean() })])
  }),
  /** Settles many in one batch: one undo makes all of them conflicts again. What `take` does not fit is left as it is. */
  'conflict.settleMany': z.strictObject({
    conflicts: some(
      z.strictObject({
        record: z.strictObject({ kind: z.string(), id: recordId }),
        field: z.string().min(1).max(8000),
        why: z.enum(conflictReasons),
        take: conflictTake
      })
    )
  })
} as const

export type CommandKind = keyof typeof commandInputs
/** A command's input as it is sent (defaults may be left out). */
export type CommandInput<K extends CommandKind> = z.input<(typeof commandInputs)[K]>
/** A command's input after the check (defaults filled in). */
export type CheckedInput<K extends CommandKind> = z.output<(typeof commandInputs)[K]>

/** `kind:id` -> the heads a view showed. A record that is not named is taken as it is now. */
export const seenHeads = z.record(z.string().max(200), z.array(changeIdSchema).max(10_000))
export type SeenHeads = z.infer<typeof seenHeads>

/** How `seenHeads` names a record. */
export function recordKey(kind: string, id: string): string {
  return `${kind}:${id}`
}
