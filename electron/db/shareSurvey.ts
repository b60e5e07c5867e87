/** What a shared copy would hold: counts, history, original files and a size. Reads the log once; nothing is written. */
import { ok, type Result } from '../../shared/errors.ts'
import type { CoderId, Hash } from '../../shared/ids.ts'
import { fold } from '../../shared/log/fold.ts'
import { millisecondsOf, type Stamp } from '../../shared/log/stamp.ts'
import { changesOfNumber } from './log.ts'
import type { ProjectFile } from './projectFile.ts'
import { hashesIn, storedSize } from './shareBlobs.ts'
import { chooseRecords, type Chosen, type ShareChoice } from './shareChoice.ts'
import { sql } from './sql.ts'

export type ShareSurvey = {
  readonly documents: number
  readonly annotations: number
  readonly coders: readonly { readonly coder: CoderId; readonly name: string; readonly annotations: number }[]
  readonly issues: number
  readonly withheld: number
  readonly history: {
    readonly batches: number
    readonly first: number | null
    readonly last: number | null
    readonly deleted: number
    readonly earlierTexts: number
  }
  readonly originals: readonly { readonly name: string; readonly size: number }[]
  /** Bytes, roughly; of a copy to publish and of one to code in. */
  readonly size: { readonly code: number; readonly publish: number }
}

/** The source's tables must be whole. Fails as `chooseRecords` does. */
export function surveyShare(
  file: ProjectFile,
  choice: ShareChoice,
  onProgress: (done: number, total: number) => void = () => undefined
): Result<ShareSurvey> {
  const chosen = chooseRecords(file, choice)
  if (!chosen.ok) return chosen
  const counts = countsOf(file, chosen.value)
  const log = readLog(file, chosen.value, onProgress)
  const documents = file.connection.all(shownDocuments).filter(({ n }) => chosen.value.takesDocument(n))
  const today = new Set(
    documents.flatMap(({ revision }) => (revision === null ? [] : [file.names.idOf(revision)]))
  )
  const originals = choice.originals ? originalsOf(file, chosen.value) : []
  const sizeOf = (hashes: Iterable<string>): number =>
    [...hashes].reduce((sum, hash) => sum + storedSize(file, hash as Hash), 0)
  const originalBytes = originals.reduce((sum, { size }) => sum + size, 0)
  const texts = [...log.named].filter((hash) => storedSize(file, hash as Hash) > 0)
  const rows = counts.annotations * bytesOfRow + emptyFile
  return ok({
    ...counts,
    documents: documents.filter(({ joined }) => joined === null).length,
    issues: file.connection.get(countIssues)?.count ?? 0,
    history: {
      batches: log.batches.size,
      first: log.first === null ? null : millisecondsOf(log.first),
      last: log.last === null ? null : millisecondsOf(log.last),
      deleted: deletedAmong(file, log.deletions),
      earlierTexts: texts.filter((hash) => !today.has(hash)).length
    },
    originals,
    size: {
      code: rows + log.bytes + sizeOf(texts) + originalBytes,
      publish: rows + counts.annotations * bytesOfChange + sizeOf(today) + originalBytes
    }
  })
}

/** Measured: what the tables and their indexes take for an annotation, what an annotation's one change takes, and what every file takes. */
const bytesOfRow = 500
const bytesOfChange = 420
const emptyFile = 230_000
/** What a change takes beside its fields and links: its numbers, its stamp, its places in three indexes. */
const bytesBeside = 95

/** Annotations by coder, out of the counts that every commit keeps. */
function countsOf(
  file: ProjectFile,
  chosen: Chosen
): Pick<ShareSurvey, 'annotations' | 'coders' | 'withheld'> {
  const byCoder = new Map<number, number>()
  let withheld = 0
  for (const { document, coder, annotations } of file.connection.all(countRows)) {
    if (chosen.takesDocument(document) && chosen.takesCoder(coder))
      byCoder.set(coder, (byCoder.get(coder) ?? 0) + annotations)
    else withheld += annotations
  }
  const names = new Map(file.connection.all(coderNames).map(({ n, name }) => [n, name ?? '']))
  const coders = [...byCoder]
    .filter(([, annotations]) => annotations > 0)
    .map(([n, annotations]) => ({
      coder: file.names.idOf(n) as CoderId,
      name: names.get(n) ?? '',
      annotations
    }))
    .toSorted((a, b) => b.annotations - a.annotations || (a.coder < b.coder ? -1 : 1))
  return { annotations: coders.reduce((sum, one) => sum + one.annotations, 0), coders, withheld }
}

type LogRead = {
  readonly bytes: number
  readonly batches: ReadonlySet<number>
  readonly first: Stamp | null
  readonly last: Stamp | null
  /** Blobs that are named, but for original files. */
  readonly named: ReadonlySet<string>
  /** By kind: records that some change deletes. */
  readonly deletions: ReadonlyMap<number, ReadonlySet<number>>
}

function readLog(
  file: ProjectFile,
  chosen: Chosen,
  onProgress: (done: number, total: number) => void
): LogRead {
  const [document, noteHashes] = [file.names.find('document'), hashesIn(file)]
  const lastRow = file.connection.get(lastChange)?.n ?? 0
  const batches = new Set<number>()
  const named = new Set<string>()
  const deletions = new Map<number, Set<number>>()
  let bytes = 0
  let first: string | null = null
  let last: string | null = null
  for (let after = 0; after < lastRow;) {
    const rows = file.connection.all(someChanges, after, lastRow)
    for (const { batch, kind, record, stamp, fields, basedOn } of rows) {
      if (!chosen.takes(kind, record)) continue
      batches.add(batch)
      bytes += fields.length + basedOn.length + bytesBeside
      if (first === null || stamp < first) first = stamp
      if (last === null || stamp > last) last = stamp
      if (fields.includes('~')) noteHashes(fields, kind === document, named, new Set())
      if (fields.includes('"deleted"'))
        deletions.set(kind, (deletions.get(kind) ?? new Set<number>()).add(record))
    }
    after = rows.at(-1)?.n ?? lastRow
    onProgress(after, lastRow)
  }
  return { bytes, batches, first: first as Stamp | null, last: last as Stamp | null, named, deletions }
}

function deletedAmong(file: ProjectFile, deletions: LogRead['deletions']): number {
  let deleted = 0
  for (const [kind, records] of deletions)
    for (const record of records) if (fold(changesOfNumber(file, kind, record)).deleted) deleted++
  return deleted
}

function originalsOf(file: ProjectFile, chosen: Chosen): ShareSurvey['originals'] {
  const seen = new Set<number>()
  return file.connection
    .all(documentsWithOriginal)
    .flatMap(({ n, original, name }) => {
      if (!chosen.takesDocument(n) || seen.has(original)) return []
      seen.add(original)
      const size = storedSize(file, file.names.idOf(original) as Hash)
      return size === 0 ? [] : [{ name: name ?? '', size }]
    })
    .toSorted((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1))
}

const lastChange = sql<[], { n: number | null }>('SELECT max(n) AS n FROM change')
const someChanges = sql<
  [number, number],
  {
    n: number
    batch: number
    kind: number
    record: number
    stamp: string
    fields: string
    basedOn: string
  }
>(
  'SELECT n, batch, kind, record, stamp, fields, basedOn FROM change WHERE n > ? AND n <= ? ORDER BY n LIMIT 5000'
)
const countRows = sql<[], { document: number; coder: number; annotations: number }>(
  'SELECT document, coder, annotations FROM count'
)
const coderNames = sql<[], { n: number; name: string | null }>('SELECT n, name FROM coder')
const countIssues = sql<[], { count: number }>(
  'SELECT count(*) AS count FROM issue WHERE shown = 1 AND joined IS NULL'
)
const shownDocuments = sql<[], { n: number; joined: number | null; revision: number | null }>(
  'SELECT n, joined, revision FROM document WHERE shown = 1'
)
const documentsWithOriginal = sql<[], { n: number; original: number; name: string | null }>(
  'SELECT n, original, original_name AS name FROM document WHERE original IS NOT NULL ORDER BY n'
)
