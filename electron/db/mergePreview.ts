/** What a merge does, told by coder, document and record: said by the merge itself, so that a preview and what follows cannot differ. */
import type { JoinOffer, MergePreview } from '../../shared/api/mergeMethods.ts'
import type { CoderId, DocumentId, RecordId } from '../../shared/ids.ts'
import { millisecondsOf, type Stamp } from '../../shared/log/stamp.ts'
import { isOfNewer } from '../../shared/merge/merge.ts'
import { sentenceOfSetAside } from '../../shared/merge/setAsideWords.ts'
import { offersIn } from './conflictOffers.ts'
import { entities } from './entities.ts'
import { MergeWatch, noCounts, type What } from './mergeWatch.ts'
import type { NewChange } from './newChanges.ts'
import type { ProjectFile } from './projectFile.ts'
import { readRow } from './rows.ts'
import { sql } from './sql.ts'
import { asideOf, takeAllInside, type Source, type TakenFromAll, type TakeOptions } from './takeFrom.ts'

/** What a merge tells, the list of files left out. */
export type MergeTold = Omit<MergePreview, 'files'>

export type Merged = TakenFromAll & { readonly told: MergeTold }

/** A list that is told names at most this many. */
const mostNamed = 1000
/** Clocks that differ by less are in order, in milliseconds. */
const tolerance = 5 * 60 * 1000

/** Takes copies of this project in and tells what that did. Inside a transaction; a preview is the same in a copy. `now` in milliseconds since 1970. */
export function mergeInside(
  file: ProjectFile,
  sources: readonly Source[],
  options: Pick<TakeOptions, 'now' | 'onProgress'> & { readonly mostTouched?: number }
): Merged {
  const watch = new MergeWatch()
  const authors = new Authors()
  const annotation = file.names.find('annotation')
  let unknown = 0
  const taken = takeAllInside(file, sources, {
    ...options,
    onStored: (entity, before, after) => watch.stored(entity, before, after),
    onRecord: (kind, record) => {
      if (kind === annotation) watch.met(record)
    },
    onChange: (one) => {
      authors.heard(one)
      if (one.theirs.alone === null && isOfNewer(one.theirs.change)) unknown++
    }
  })
  const counts = watch.annotations((n) => file.connection.get(whereShown, n))
  const sum = (what: 'changes' | 'batches' | 'blobs'): number =>
    taken.each.reduce((total, one) => total + one[what], 0)
  return {
    ...taken,
    told: {
      changes: sum('changes'),
      batches: sum('batches'),
      blobs: sum('blobs'),
      annotations: counts.all,
      coders: codersTold(file, watch, authors, counts.byCoder, options.now),
      documents: documentsTold(file, watch, counts.byDocument),
      ...recordsTold(file, watch),
      offers: offersTold(file),
      setAside: asideTold(taken.each.map(asideOf)),
      conflicts: taken.conflicts,
      unknown
    }
  }
}

/** What was set aside, added up, each with its sentence. */
export function asideTold(all: readonly Readonly<Record<string, number>>[]): MergePreview['setAside'] {
  const sums = new Map<string, number>()
  for (const one of all)
    for (const [why, count] of Object.entries(one)) sums.set(why, (sums.get(why) ?? 0) + count)
  return [...sums].map(([why, count]) => ({
    why,
    count,
    sentence: sentenceOfSetAside(why, count)
  }))
}

type Author = { batches: number; first: number; last: number }

/** Who made the batches that arrive, and when by their clocks. */
class Authors {
  readonly byCoder = new Map<string, Author>()

  heard({ row, batch, opensBatch }: NewChange): void {
    const { coder } = batch.is
    if (coder === null) return
    const at = millisecondsOf(row.stamp as Stamp)
    const known = this.byCoder.get(coder) ?? { batches: 0, first: at, last: at }
    if (opensBatch) known.batches++
    known.first = Math.min(known.first, at)
    known.last = Math.max(known.last, at)
    this.byCoder.set(coder, known)
  }
}

function codersTold(
  file: ProjectFile,
  watch: MergeWatch,
  authors: Authors,
  byCoder: ReadonlyMap<number, MergePreview['annotations']>,
  now: number
): MergePreview['coders'] {
  const numbers = new Set(byCoder.keys())
  for (const id of authors.byCoder.keys()) numbers.add(file.names.intern(id))
  const told = [...numbers].map((n) => {
    const coder = file.names.idOf(n) as CoderId
    const row = readRow(file.connection, entities.coder, n)?.row
    const author = authors.byCoder.get(coder)
    const ahead = author ? author.last - now : 0
    return {
      coder,
      name: String(row?.['name'] ?? ''),
      isHere: row !== undefined && !watch.isNew('coder', n),
      annotations: byCoder.get(n) ?? noCounts(),
      batches: author?.batches ?? 0,
      first: author?.first ?? null,
      last: author?.last ?? null,
      ahead: ahead > tolerance ? ahead : 0
    }
  })
  return told.toSorted((a, b) => byText(a.name, b.name) || byText(a.coder, b.coder)).slice(0, mostNamed)
}

function documentsTold(
  file: ProjectFile,
  watch: MergeWatch,
  byDocument: ReadonlyMap<number, MergePreview['annotations']>
): MergePreview['documents'] {
  const numbers = new Set(byDocument.keys())
  for (const { n } of watch.records('document')) numbers.add(n)
  const told = [...numbers].map((n) => {
    const row = readRow(file.connection, entities.document, n)?.row
    return {
      document: file.names.idOf(n) as DocumentId,
      title: String(row?.['title'] ?? ''),
      isHere: row !== undefined && !watch.isNew('document', n),
      annotations: byDocument.get(n) ?? noCounts()
    }
  })
  // Those to which most happens first: what is cut off is what matters least.
  return told
    .toSorted(
      (a, b) =>
        news(b.annotations) - news(a.annotations) ||
        byText(a.title, b.title) ||
        byText(a.document, b.document)
    )
    .slice(0, mostNamed)
}

function recordsTold(file: ProjectFile, watch: MergeWatch): Pick<MergePreview, 'records' | 'recordCounts'> {
  const records: MergePreview['records'] = []
  const recordCounts: MergePreview['recordCounts'] = {}
  for (const entity of Object.values(entities)) {
    const { kind } = entity
    if (kind === 'annotation') continue
    const counts: Record<What, number> = { new: 0, changed: 0, deleted: 0, conflicting: 0 }
    for (const { n, what } of watch.records(kind)) {
      counts[what]++
      if (kind === 'progress' || kind === 'decision' || records.length >= mostNamed) continue
      const row = readRow(file.connection, entity, n)?.row
      const name = row?.['name'] ?? row?.['title'] ?? row?.['label'] ?? ''
      records.push({ kind, id: file.names.idOf(n) as RecordId, name: String(name), what })
    }
    if (Object.values(counts).some((count) => count > 0)) recordCounts[kind] = counts
  }
  return { records, recordCounts }
}

function offersTold(file: ProjectFile): JoinOffer[] {
  const nameOf = (kind: JoinOffer['kind'], n: number): string => {
    const row = readRow(file.connection, entities[kind], n)?.row
    return String(row?.['name'] ?? row?.['title'] ?? '')
  }
  return offersIn(file)
    .slice(0, mostNamed)
    .map(({ kind, recordKind, record, into }) => ({
      kind: recordKind,
      id: file.names.idOf(record) as RecordId,
      name: nameOf(recordKind, record),
      into: file.names.idOf(into) as RecordId,
      intoName: nameOf(recordKind, into),
      why: kind === 'sameText' ? 'sameText' : 'sameName'
    }))
}

function news(counts: MergePreview['annotations']): number {
  return counts.new + counts.changed + counts.deleted + counts.conflicting
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const whereShown = sql<[number], { document: number; coder: number }>(
  'SELECT document, coder FROM annotation WHERE n = ? AND shown = 1'
)
