/** Whether a row's values could stand in a project at all: the same limits as the records they become. */
import { z } from 'zod'
import { hash, plainId } from '../ids.ts'
import {
  actorKind,
  annotationKind,
  coderKind,
  documentKind,
  issueKind,
  stanceKind
} from '../model/records.ts'
import { columnOf, headerOf, type ColumnName, type DatasetRow } from './datasetColumns.ts'
import { refusal, type Refusal } from './refusals.ts'

/** What a row tells: only the columns that are there. */
export type ReadValues = Partial<DatasetRow>

/** The first value that no project can hold, as a refusal; null where all can. */
export function whatBreaksRow(values: ReadValues): Refusal | null {
  for (const [name, schema] of Object.entries(schemas) as [ColumnName, z.ZodType][]) {
    const value = values[name]
    if (value === undefined || value === '' || schema.safeParse(value).success) continue
    const written = columnOf(name).form.toCell(value)
    const column = headerOf(name, 'code points').replace('_codepoint', '')
    if (written.length > longest) return refusal('tooLong', { column, length: written.length })
    return refusal('badValue', { value: written, column, looksLike: columnOf(name).unit })
  }
  for (const name of ['annotation_id', 'quote'] as const)
    if (!values[name]?.trim()) return refusal('missingValue', { column: name })
  return null
}

const longest = 1000
const idOrNone = z.union([plainId, z.literal('')])
const idsOrNone = z.array(idOrNone).max(1000)

const schemas: Partial<Record<ColumnName, z.ZodType>> = {
  annotation_id: plainId,
  document_id: plainId,
  document_title: documentKind.fields.title.value,
  document_author_ids: idsOrNone,
  document_authors: z.array(actorKind.fields.name.value).max(1000),
  document_date: documentKind.fields.date.value,
  document_kind: documentKind.fields.kind.value,
  document_source: documentKind.fields.source.value,
  document_url: documentKind.fields.url.value,
  document_notes: documentKind.fields.notes.value,
  document_attributes: z.record(z.string().min(1).max(200), z.string().max(4000)),
  revision: hash,
  quote: z.string().max(1_000_000),
  issue_id: plainId,
  issue_path: z.array(issueKind.fields.name.value).max(100),
  stance_key: stanceKind.fields.key.value,
  stance_label: stanceKind.fields.label.value,
  stance_polarity: stanceKind.fields.polarity.value,
  actor_ids: idsOrNone,
  actors: z.array(actorKind.fields.name.value).max(1000),
  certainty: annotationKind.fields.certainty.value,
  note: annotationKind.fields.note.value,
  coder_id: plainId,
  coder: coderKind.fields.name.value
}
