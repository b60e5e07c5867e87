/** Checks every annotation's quote against the text of the revision it was made on, document by document. */
import type { Hash } from '../../shared/ids.ts'
import { recordNamed, type Found, type Step } from './doctorSteps.ts'
import type { ProjectFile } from './projectFile.ts'
import { readRevision } from './revisions.ts'
import { sql } from './sql.ts'
import { totals } from './read.ts'

/** One document a step. An annotation whose text is still to arrive cannot be checked and is not counted. */
export function* quoteSteps(file: ProjectFile): Generator<Step> {
  const total = totals(file).annotations
  let done = 0
  for (
    let row = file.connection.get(nextDocument, -1);
    row;
    row = file.connection.get(nextDocument, row.document)
  ) {
    const found: Found[] = []
    let checked = 0
    for (const annotation of file.connection.all(quotesOfDocument, row.document)) {
      const revision =
        annotation.revision === null
          ? undefined
          : readRevision(file, file.names.idOf(annotation.revision) as Hash)
      if (!revision || annotation.start_utf16 === null || annotation.end_utf16 === null) continue
      checked++
      if (revision.text.slice(annotation.start_utf16, annotation.end_utf16) === annotation.quote) continue
      found.push({ code: 'quoteMismatch', record: recordNamed(file, 'annotation', annotation.n) })
    }
    done += checked
    yield { found, done, total, checked: { annotations: checked } }
  }
}

const nextDocument = sql<[number], { document: number }>(
  'SELECT document FROM annotation WHERE document > ? ORDER BY document LIMIT 1'
)
const quotesOfDocument = sql<
  [number],
  {
    n: number
    revision: number | null
    start_utf16: number | null
    end_utf16: number | null
    quote: string | null
  }
>(
  'SELECT n, revision, start_utf16, end_utf16, quote FROM annotation WHERE document = ? AND shown = 1 ORDER BY revision, n'
)
