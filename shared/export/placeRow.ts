/** Finds the document and the passage that a row of a dataset speaks of. Offsets inside are UTF-16 code units. */
import type { DocumentId, Hash } from '../ids.ts'
import { anchorSpan } from '../text/anchor.ts'
import { findAnchor } from '../text/findAnchor.ts'
import {
  span,
  splitsSurrogatePair,
  type CodePointOffset,
  type CodePointOffsets,
  type Span
} from '../text/offsets.ts'
import type { OffsetUnit } from './datasetColumns.ts'
import { refusal, type Refusal } from './refusals.ts'
import type { ReadValues } from './rowChecks.ts'

/** What placing a row asks of a project. */
export type ProjectTexts = {
  /** Documents whose text this revision is or was, in their order; joined ones last. */
  documentsWith(revision: Hash): readonly PlacedDocument[]
  /** The document of this id with its text of today. */
  documentNamed(id: DocumentId): (PlacedDocument & { readonly revision: Hash }) | undefined
  /** Undefined while the text is still to arrive. Asked for one document after another: keep the last one. */
  textOf(revision: Hash): RevisionText | undefined
}

export type PlacedDocument = { readonly id: DocumentId; readonly title: string }
export type RevisionText = { readonly text: string; readonly codePoints: CodePointOffsets }

export type RowPlace =
  | {
      readonly ok: true
      readonly document: DocumentId
      readonly revision: Hash
      readonly at: Span
      /** Where it is not exactly what the row says, in words for the analyst. */
      readonly told: Refusal | null
    }
  | { readonly ok: false; readonly refusal: Refusal }

/**
 * The row's passage: at its place where its words stand there, else by its words and what stands around them, else refused. A document is
 * known by its revision; failing that by its id, then always by the words.
 */
export function placeRow(values: ReadValues, offsets: OffsetUnit | null, texts: ProjectTexts): RowPlace {
  const found = documentOf(values, texts)
  if (!found)
    return refuse('unknownDocument', {
      title: values.document_title || values.document_id || values.revision || ''
    })
  const { document, revision, isSameText } = found
  const read = texts.textOf(revision)
  if (!read) return refuse('textMissing', { title: document.title })
  const { text } = read
  // Spreadsheets and editors rewrite line breaks; canonical texts have LF only.
  const quote = (values.quote ?? '').replace(/\r\n?/g, '\n')
  const hint = offsets === null ? null : hintIn(read, values, offsets)
  const taken = (at: Span, told: Refusal | null): RowPlace =>
    anchorSpan({ hash: revision, text }, at).ok
      ? { ok: true, document: document.id, revision, at, told }
      : refuse('badPassage', { title: document.title })
  if (isSameText && hint && text.slice(hint.start, hint.end) === quote) return taken(hint, null)
  const { prefix = '', suffix = '' } = values
  const anchor = findAnchor({ text, quote, prefix, suffix, ...(hint ? { hint } : {}) })
  switch (anchor.how) {
    case 'position':
      return taken(anchor.at, null)
    case 'exact': {
      const moved = refusal('moved', {
        start: shown(read, anchor.at.start, offsets),
        end: shown(read, anchor.at.end, offsets)
      })
      return taken(anchor.at, hasPlace(values) ? moved : null)
    }
    case 'fuzzy':
      return taken(anchor.at, refusal('changedWords', { found: text.slice(anchor.at.start, anchor.at.end) }))
    case 'ambiguous': {
      const count = anchor.candidates.length
      return refuse(count === 1 ? 'quoteUnsure' : 'quoteAmbiguous', { quote, title: document.title, count })
    }
    case 'lost':
      return refuse('quoteLost', { quote, title: document.title })
  }
}

function documentOf(
  values: ReadValues,
  texts: ProjectTexts
): { readonly document: PlacedDocument; readonly revision: Hash; readonly isSameText: boolean } | undefined {
  if (values.revision) {
    // Checked by `whatBreaksRow`, like the id below.
    const revision = values.revision as Hash
    const documents = texts.documentsWith(revision)
    const document = documents.find(({ id }) => id === values.document_id) ?? documents[0]
    if (document) return { document, revision, isSameText: true }
  }
  const document = values.document_id ? texts.documentNamed(values.document_id as DocumentId) : undefined
  return document && { document, revision: document.revision, isSameText: false }
}

/** The place a row names, in UTF-16 code units; null where it names none inside the text. */
function hintIn({ text, codePoints }: RevisionText, values: ReadValues, offsets: OffsetUnit): Span | null {
  const { start, end } = values
  if (start == null || end == null || end < start) return null
  if (offsets === 'utf16') {
    const isPlace = end <= text.length && !splitsSurrogatePair(text, start) && !splitsSurrogatePair(text, end)
    return isPlace ? span(start, end) : null
  }
  if (end > codePoints.length) return null
  return span(codePoints.toUtf16(start as CodePointOffset), codePoints.toUtf16(end as CodePointOffset))
}

function hasPlace(values: ReadValues): boolean {
  return values.start != null && values.end != null
}

function shown({ codePoints }: RevisionText, offset: Span['start'], offsets: OffsetUnit | null): number {
  return offsets === 'utf16' ? offset : codePoints.toCodePoint(offset)
}

function refuse(...reason: Parameters<typeof refusal>): RowPlace {
  return { ok: false, refusal: refusal(...reason) }
}
