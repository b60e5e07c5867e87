/** Writes the dataset and its dictionary to files; runs in a thread with a connection of its own. */
import path from 'node:path'
import type { AnnotationView } from '../../shared/api/views.ts'
import { compareRows, rowsOf, type RowDocument, type RowText } from '../../shared/export/buildRow.ts'
import { byteOrderMark } from '../../shared/export/csv.ts'
import type { DatasetRow, OffsetUnit } from '../../shared/export/datasetColumns.ts'
import { csvDatasetLines, csvHeaderLine } from '../../shared/export/datasetCsv.ts'
import { datasetDictionary } from '../../shared/export/datasetDictionary.ts'
import { jsonlDatasetLines } from '../../shared/export/jsonl.ts'
import type { DocumentId, Hash } from '../../shared/ids.ts'
import { codePointOffsets } from '../../shared/text/offsets.ts'
import { annotationNumbers, whole, type ListQuery } from '../db/annotationsPage.ts'
import { annotationsNumbered } from '../db/annotationViews.ts'
import { codebookOf } from '../db/codebookView.ts'
import { documentNamed } from '../db/documentViews.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { totals } from '../db/read.ts'
import { readRevision } from '../db/revisions.ts'
import { wholeFile } from '../io/wholeFile.ts'

/** Documents in their order where no other is asked for. */
export type ExportOrder = {
  /** Absolute path of the file to write; the dictionary is written beside it. */
  readonly target: string
  readonly format: 'csv' | 'jsonl'
  readonly offsets: OffsetUnit
  readonly bom: boolean
  readonly formulaGuard: boolean
} & ListQuery

export type Exported = { readonly rows: number; readonly name: string; readonly dictionary: string }

/** How many rows are made and written at a time. */
const rowsAtOnce = 500
/** How many texts are held where rows are not in the order of the documents. */
const textsAtOnce = 16

/**
 * Writes one row an annotation: documents in their order, within one by start, end and id, so that two exports of one state are equal byte by
 * byte; or in the order of a list, each annotation once. Memory holds one document's rows at a time. Throws the system's errors; then nothing is left behind.
 */
export function exportDataset(
  file: ProjectFile,
  order: ExportOrder,
  onProgress: (done: number, total: number) => void
): Exported {
  const { target, format, offsets, bom } = order
  const formulaGuard = order.formulaGuard && format === 'csv'
  const dictionaryPath = path.join(path.dirname(target), dictionaryName(path.basename(target)))
  const data = wholeFile(target)
  const dictionary = wholeFile(dictionaryPath)
  try {
    if (bom && format === 'csv') data.write(byteOrderMark)
    if (format === 'csv') data.write(csvHeaderLine({ offsets, formulaGuard }))
    const lines = (rows: readonly DatasetRow[]): string =>
      format === 'csv' ? csvDatasetLines(rows, { offsets, formulaGuard }) : jsonlDatasetLines(rows, offsets)
    const rows = ofOneMoment(file, () => {
      const total = Object.keys(order.filter).length === 0 ? totals(file).annotations : 0
      let done = 0
      for (const some of batchesOfRows(file, order)) {
        data.write(lines(some))
        done += some.length
        onProgress(done, total)
      }
      return done
    })
    dictionary.write((bom ? byteOrderMark : '') + datasetDictionary({ offsets, formulaGuard }))
    data.finish()
    dictionary.finish()
    dictionary.keep()
    data.keep()
    return { rows, name: path.basename(target), dictionary: path.basename(dictionaryPath) }
  } finally {
    data.discard()
    dictionary.discard()
  }
}

/**
 * Runs a long read. With a write-ahead log all of it is of one moment; without one that would hold up every commit, so there only the list of
 * annotations is, and each is read as it is when its turn comes.
 */
function ofOneMoment<T>(file: ProjectFile, work: () => T): T {
  return file.journal === 'wal' ? file.connection.reading(work) : work()
}

/** The dictionary's name beside a dataset's: `passages.csv` has `passages.dictionary.csv`. */
export function dictionaryName(name: string): string {
  return `${name.replace(/\.(csv|jsonl|ndjson)$/i, '')}.dictionary.csv`
}

function* batchesOfRows(file: ProjectFile, order: ExportOrder): Generator<readonly DatasetRow[]> {
  const { filter, offsets } = order
  if (order.sort !== 'document' || order.descending || order.group !== null) {
    yield* asListed(file, order)
    return
  }
  const rowOf = rowsOf(codebookOf(file), offsets)
  for (const { document, annotations } of byDocument(file, filter)) {
    const texts = new Map<Hash, RowText | null>()
    const sorted = annotations.toSorted(compareRows)
    for (let at = 0; at < sorted.length; at += rowsAtOnce) {
      yield sorted
        .slice(at, at + rowsAtOnce)
        .map((annotation) => rowOf(annotation, document, textOf(annotation.anchor.revision)))
    }

    /** Read once a document, its code points too. */
    function textOf(hash: Hash): RowText | null {
      const known = texts.get(hash)
      if (known !== undefined) return known
      const text = readText(file, hash)
      texts.set(hash, text)
      return text
    }
  }
}

/** Rows in the order of a list; one that stands in several groups comes with the first. */
function* asListed(file: ProjectFile, order: ExportOrder): Generator<readonly DatasetRow[]> {
  const rowOf = rowsOf(codebookOf(file), order.offsets)
  const endOf = endsOf(file)
  const texts = new Map<Hash, RowText | null>()
  const listed = [...new Set(annotationNumbers(file, whole(order)))]
  for (const some of inPieces(listed))
    yield annotationsNumbered(file, some).map((view) =>
      rowOf(view, endOf(view.document), textOf(view.anchor.revision))
    )

  /** The last few are kept: neighbours in such a list are often of other documents. */
  function textOf(hash: Hash): RowText | null {
    const text = texts.get(hash) ?? readText(file, hash)
    texts.delete(hash)
    texts.set(hash, text)
    for (const oldest of texts.keys()) if (texts.size > textsAtOnce) texts.delete(oldest)
    return text
  }
}

/** The annotations that pass, one document after another in their order; those of joined documents with the one they were joined into. */
function* byDocument(
  file: ProjectFile,
  filter: ListQuery['filter']
): Generator<{ readonly document: RowDocument; readonly annotations: readonly AnnotationView[] }> {
  let endOf = endsOf(file)
  let document: RowDocument | null = null
  let annotations: AnnotationView[] = []
  const numbers = annotationNumbers(file, { filter, sort: 'document' })
  const listed = file.journal === 'wal' ? numbers : file.connection.reading(() => [...numbers])
  for (const some of inPieces(listed)) {
    for (const view of annotationsNumbered(file, some)) {
      const own = endOf(view.document)
      if (document && document.id !== own.id) {
        yield { document, annotations }
        annotations = []
        // What was known of earlier documents is let go.
        endOf = endsOf(file)
      }
      document = own
      annotations.push(view)
    }
  }
  if (document) yield { document, annotations }
}

/** The document that another one counts as; each is read once. */
function endsOf(file: ProjectFile): (id: DocumentId) => RowDocument {
  const ends = new Map<DocumentId, RowDocument>()
  return (id) => {
    const known = ends.get(id)
    if (known) return known
    const named = documentNamed(file, id)
    const end =
      (named?.joinedInto ? documentNamed(file, named.joinedInto) : undefined) ?? named ?? notHere(id)
    ends.set(id, end)
    return end
  }
}

/** A text with its code points; null where it is not here. */
function readText(file: ProjectFile, hash: Hash): RowText | null {
  const revision = readRevision(file, hash)
  return (
    (revision && {
      text: revision.text,
      blocks: revision.blocks,
      codePoints: codePointOffsets(revision.text)
    }) ??
    null
  )
}

/** A document that only its annotations name so far. */
function notHere(id: DocumentId): RowDocument {
  return { id, title: '', authors: [], date: '', kind: '', source: '', url: '', notes: '', attributes: {} }
}

function* inPieces(numbers: Iterable<number>): Generator<readonly number[]> {
  let piece: number[] = []
  for (const n of numbers) {
    piece.push(n)
    if (piece.length < rowsAtOnce) continue
    yield piece
    piece = []
  }
  yield piece
}
