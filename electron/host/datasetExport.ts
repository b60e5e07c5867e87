/** Writes the dataset and its dictionary to files; runs in a thread with a connection of its own. */
import path from 'node:path'
import type { PassageFilter } from '../../shared/api/contract.ts'
import type { AnnotationView } from '../../shared/api/views.ts'
import { compareRows, rowsOf, type RowDocument, type RowText } from '../../shared/export/buildRow.ts'
import { byteOrderMark } from '../../shared/export/csv.ts'
import type { DatasetRow, OffsetUnit } from '../../shared/export/datasetColumns.ts'
import { csvDatasetLines, csvHeaderLine } from '../../shared/export/datasetCsv.ts'
import { datasetDictionary } from '../../shared/export/datasetDictionary.ts'
import { jsonlDatasetLines } from '../../shared/export/jsonl.ts'
import type { DocumentId, Hash } from '../../shared/ids.ts'
import { codePointOffsets } from '../../shared/text/offsets.ts'
import { annotationNumbers } from '../db/annotationsPage.ts'
import { annotationsNumbered } from '../db/annotationViews.ts'
import { codebookOf } from '../db/codebookView.ts'
import { documentNamed } from '../db/documentViews.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { totals } from '../db/read.ts'
import { readRevision } from '../db/revisions.ts'
import { wholeFile } from '../io/wholeFile.ts'

export type ExportOrder = {
  /** Absolute path of the file to write; the dictionary is written beside it. */
  readonly target: string
  readonly format: 'csv' | 'jsonl'
  readonly offsets: OffsetUnit
  readonly bom: boolean
  readonly formulaGuard: boolean
  readonly filter: PassageFilter
}

export type Exported = { readonly rows: number; readonly name: string; readonly dictionary: string }

/** How many rows are made and written at a time. */
const rowsAtOnce = 500

/**
 * Writes one row an annotation: documents in their order, within one by start, end and id, so that two exports of one state are equal byte by
 * byte. Memory holds one document's rows at a time. Throws the system's errors; then nothing is left behind.
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

function* batchesOfRows(
  file: ProjectFile,
  { filter, offsets }: ExportOrder
): Generator<readonly DatasetRow[]> {
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
      const revision = readRevision(file, hash)
      const text = revision
        ? { text: revision.text, blocks: revision.blocks, codePoints: codePointOffsets(revision.text) }
        : null
      texts.set(hash, text)
      return text
    }
  }
}

/** The annotations that pass, one document after another in their order; those of joined documents with the one they were joined into. */
function* byDocument(
  file: ProjectFile,
  filter: PassageFilter
): Generator<{ readonly document: RowDocument; readonly annotations: readonly AnnotationView[] }> {
  const ends = new Map<DocumentId, RowDocument>()
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
        ends.clear()
        ends.set(view.document, own)
      }
      document = own
      annotations.push(view)
    }
  }
  if (document) yield { document, annotations }

  function endOf(id: DocumentId): RowDocument {
    const known = ends.get(id)
    if (known) return known
    const named = documentNamed(file, id)
    const end =
      (named?.joinedInto ? documentNamed(file, named.joinedInto) : undefined) ?? named ?? notHere(id)
    ends.set(id, end)
    return end
  }
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
