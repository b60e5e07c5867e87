/** Makes the rows of the dataset out of annotations, their documents and the codebook. */
import type { ActorId, CoderId, DocumentId, IssueId, StanceId, AnnotationId } from '../ids.ts'
import type { Anchor } from '../text/anchor.ts'
import { contextOf } from '../text/findAnchor.ts'
import type { CodePointOffsets } from '../text/offsets.ts'
import { blockIndexAt, type Block } from '../text/revision.ts'
import type { DatasetRow, OffsetUnit } from './datasetColumns.ts'
import { issuePaths, type KnownCodebook } from './knownCodebook.ts'

/** An annotation as the host's views give it; times in milliseconds since 1970. */
export type RowAnnotation = {
  readonly id: AnnotationId
  readonly coder: CoderId
  readonly created: number
  readonly modified: number
  readonly anchor: Anchor
  readonly issue: IssueId
  readonly stance: StanceId | null
  readonly actors: readonly ActorId[]
  readonly certainty: string | null
  readonly note: string
}

export type RowDocument = {
  readonly id: DocumentId
  readonly title: string
  readonly authors: readonly ActorId[]
  readonly date: string
  readonly kind: string
  readonly source: string
  readonly url: string
  readonly notes: string
  readonly attributes: Readonly<Record<string, string>>
}

/** The revision an annotation was made on, its code points read once for all its rows. */
export type RowText = {
  readonly text: string
  readonly blocks: readonly Block[]
  readonly codePoints: CodePointOffsets
}

/**
 * Gives a function from an annotation to its row. Joined records count as what they were joined into. `text` null: the text is still to
 * arrive; then block, prefix and suffix are empty, and so are start and end where they count code points.
 */
export function rowsOf(
  codebook: KnownCodebook,
  offsets: OffsetUnit
): (annotation: RowAnnotation, document: RowDocument, text: RowText | null) => DatasetRow {
  const paths = issuePaths(codebook.issues)
  const issues = standIns(codebook.issues)
  const actors = standIns(codebook.actors)
  const coders = standIns(codebook.coders)
  const stances = new Map(codebook.stances.map((stance) => [stance.id, stance]))
  const people = (ids: readonly ActorId[]) => {
    const unique = [...new Set(ids.map((id) => actors.get(id)?.id ?? id))]
    return { ids: unique, names: unique.map((id) => actors.get(id)?.name ?? '') }
  }
  return (annotation, document, text) => {
    const { anchor } = annotation
    const issue = issues.get(annotation.issue)
    const stance = annotation.stance === null ? undefined : stances.get(annotation.stance)
    const coder = coders.get(annotation.coder)
    const authors = people(document.authors)
    const held = people(annotation.actors)
    return {
      annotation_id: annotation.id,
      document_id: document.id,
      document_title: document.title,
      document_author_ids: authors.ids,
      document_authors: authors.names,
      document_date: document.date,
      document_kind: document.kind,
      document_source: document.source,
      document_url: document.url,
      document_notes: document.notes,
      document_attributes: document.attributes,
      revision: anchor.revision,
      ...blockOf(anchor, text),
      ...placeOf(anchor, text, offsets),
      quote: anchor.quote,
      ...(text ? contextOf(text.text, anchor) : { prefix: '', suffix: '' }),
      issue_id: issue?.id ?? annotation.issue,
      issue_path: paths.get(issue?.id ?? annotation.issue) ?? [],
      stance_key: stance?.key ?? '',
      stance_label: stance?.label ?? '',
      stance_polarity: stance?.polarity ?? null,
      actor_ids: held.ids,
      actors: held.names,
      certainty: annotation.certainty ?? '',
      note: annotation.note,
      coder_id: coder?.id ?? annotation.coder,
      coder: coder?.name ?? '',
      created: annotation.created,
      modified: annotation.modified
    }
  }
}

/** Rows of one document in their order: by start, end and id, so that two exports are the same. */
export function compareRows(a: RowAnnotation, b: RowAnnotation): number {
  return (
    a.anchor.start - b.anchor.start || a.anchor.end - b.anchor.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  )
}

/** Each record by its id, a joined one as the record it was joined into. */
function standIns<R extends { readonly id: string; readonly joinedInto: string | null }>(
  records: readonly R[]
): ReadonlyMap<R['id'], R> {
  const byId = new Map<string, R>(records.map((record) => [record.id, record]))
  return new Map(records.map((record) => [record.id, byId.get(record.joinedInto ?? '') ?? record]))
}

function blockOf(anchor: Anchor, text: RowText | null): Pick<DatasetRow, 'block_kind' | 'block_number'> {
  const at = text ? blockIndexAt(text.blocks, anchor.start) : 0
  const block = text?.blocks[at]
  return block ? { block_kind: block.kind, block_number: at + 1 } : { block_kind: '', block_number: null }
}

function placeOf(
  anchor: Anchor,
  text: RowText | null,
  offsets: OffsetUnit
): Pick<DatasetRow, 'start' | 'end'> {
  if (offsets === 'utf16') return { start: anchor.start, end: anchor.end }
  // A broken file may hold an anchor outside its text: the doctor lists it, the row stays and says no place.
  if (!text || anchor.end > text.text.length) return { start: null, end: null }
  return { start: text.codePoints.toCodePoint(anchor.start), end: text.codePoints.toCodePoint(anchor.end) }
}
