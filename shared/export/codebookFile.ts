/** A codebook as a file holds it, CSV or JSON: records with the fields that are there, checked one by one. */
import { z } from 'zod'
import { plainId } from '../ids.ts'
import type { Json } from '../model/record.ts'
import { actorKind, coderKind, issueKind, stanceKind } from '../model/records.ts'
import { refusal, sentenceOfRefusal, type RefusedRow } from './refusals.ts'

const texts = z.array(z.string().min(1).max(4000)).max(1000)
const id = plainId.optional()

/** Field by field what a file may tell of each kind of record; what is absent stays as it is. */
const shapes = {
  issue: z.object({
    id,
    name: issueKind.fields.name.value,
    /** Names from the top down, itself last; instead of `parent`. */
    path: z.array(issueKind.fields.name.value).min(1).max(100).optional(),
    /** Id of the issue above; null: at the top. */
    parent: plainId.nullable().optional(),
    definition: issueKind.fields.definition.value.optional(),
    examples: texts.optional(),
    supporting: issueKind.fields.supporting.value.optional(),
    opposing: issueKind.fields.opposing.value.optional(),
    colour: issueKind.fields.colour.value.optional(),
    retired: z.boolean().optional()
  }),
  stance: z.object({
    id,
    key: stanceKind.fields.key.value,
    label: stanceKind.fields.label.value,
    polarity: stanceKind.fields.polarity.value.optional(),
    colour: stanceKind.fields.colour.value.optional(),
    shortcut: z.union([stanceKind.fields.shortcut.value, z.literal('')]).optional(),
    retired: z.boolean().optional()
  }),
  actor: z.object({
    id,
    name: actorKind.fields.name.value,
    otherNames: texts.optional(),
    kind: actorKind.fields.kind.value.optional(),
    colour: actorKind.fields.colour.value.optional(),
    group: actorKind.fields.group.value.optional()
  }),
  coder: z.object({
    id,
    name: coderKind.fields.name.value,
    initials: coderKind.fields.initials.value.optional(),
    kind: coderKind.fields.kind.value.optional()
  })
} as const

export type FileKind = keyof typeof shapes
/** A record of a file with its row (in JSON its number, counted over all lists). */
export type FileRecord<K extends FileKind> = z.output<(typeof shapes)[K]> & { readonly row: number }

export type CodebookFile = {
  readonly issues: readonly FileRecord<'issue'>[]
  readonly stances: readonly FileRecord<'stance'>[]
  readonly actors: readonly FileRecord<'actor'>[]
  readonly coders: readonly FileRecord<'coder'>[]
  readonly refused: readonly RefusedRow[]
}

/** A row before it was checked: its kind as the file says it, and its fields in the form of JSON. */
export type RawRecord = {
  readonly row: number
  readonly record: string
  readonly fields: { readonly [name: string]: Json }
}

/** Checks raw rows: each is taken, or refused with a sentence. `columns` gives the file's own name of a field. */
export function checkRecords(rows: Iterable<RawRecord>, columns: (field: string) => string): CodebookFile {
  const taken = { issue: [], stance: [], actor: [], coder: [] } as { [K in FileKind]: FileRecord<K>[] }
  const refused: RefusedRow[] = []
  for (const { row, record, fields } of rows) {
    if (!Object.hasOwn(shapes, record)) {
      refused.push({ row, sentence: sentenceOfRefusal(refusal('unknownRecord', { record })) })
      continue
    }
    const kind = record as FileKind
    const read = shapes[kind].safeParse(fields)
    if (read.success) {
      ;(taken[kind] as FileRecord<FileKind>[]).push({ ...read.data, row } as FileRecord<FileKind>)
    } else {
      const field = String(read.error.issues[0]?.path[0] ?? '')
      refused.push({ row, sentence: sentenceOfRefusal(whyNot(columns(field), fields[field])) })
    }
  }
  return { issues: taken.issue, stances: taken.stance, actors: taken.actor, coders: taken.coder, refused }
}

function whyNot(column: string, value: Json | undefined): ReturnType<typeof refusal> {
  if (value === undefined || value === '' || value === null) return refusal('missingValue', { column })
  const written = typeof value === 'string' ? value : JSON.stringify(value)
  return refusal('badValue', {
    value: written,
    column,
    looksLike: looks[column] ?? 'a value this column can hold'
  })
}

const looks: Readonly<Record<string, string>> = {
  id: 'an id: letters, digits, “.”, “_”, “:” and “-”',
  parent_id: 'an id: letters, digits, “.”, “_”, “:” and “-”',
  parent: 'an id: letters, digits, “.”, “_”, “:” and “-”',
  colour: 'a colour such as #1f6fb2, in small letters',
  key: 'a key: small letters, digits and “-”, beginning with a letter',
  polarity: 'a number from -1 to 1',
  shortcut: 'one digit',
  initials: 'one to eight characters',
  retired: 'yes or empty',
  name: 'a name of at most 1000 characters'
}
