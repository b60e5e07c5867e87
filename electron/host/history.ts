/** The history in pages: batches newest first, each with what it did, ready to be told in words. */
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import type { HistoryBatch, HistoryChange, HistoryDeed } from '../../shared/api/historyViews.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { BatchId, DocumentId, IssueId, RecordId } from '../../shared/ids.ts'
import type { Change } from '../../shared/log/change.ts'
import { asSeenFrom, fold, headsOf } from '../../shared/log/fold.ts'
import { millisecondsOf } from '../../shared/log/stamp.ts'
import { rootOf } from '../../shared/log/undo.ts'
import type { Json, RecordRef } from '../../shared/model/record.ts'
import { sightOf, telling } from '../db/blind.ts'
import { nameOfId, nameOfRecord } from '../db/historyNames.ts'
import { HistorySearch, takesAway, type HistoryFilter } from '../db/historySearch.ts'
import {
  batchNamed,
  batchNumbered,
  batchesPage,
  changesOf,
  someChangesOfBatch,
  type StoredBatch
} from '../db/log.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { readRecord } from '../db/read.ts'
import { remembered } from '../db/remembered.ts'
import type { ProjectSession } from './projectSession.ts'
import { stepsOf } from './walking.ts'

/** Changes of a batch that are told with its row; the others are asked for. */
const told = 3
/** So many changes of a large batch are read at once where some of them are hidden. */
const stride = 1000
/** How long a page may search, in milliseconds: what is not found by then is found by the next asking. */
const patience = 30

/** A page of batches. `isWhole` false: more may be found; ask again. */
export function historyPage(
  session: ProjectSession,
  { filter, offset, limit }: CheckedInputOf<'history.page'>
): OutputOf<'history.page'> {
  const { file } = session
  const { record } = filter
  const isPlain = Object.values(filter).every((part) => part === undefined || part === '')
  const shown = isPlain ? plainPage(file, offset, limit) : foundPage(file, filter, offset, limit)
  const names = new Map<string, string>()
  const steps = stepsOf(session)
  const batches = shown.batches.map((batch): HistoryBatch => {
    const changes = record ? changesOf(file, record).filter((change) => change.batch === batch.id) : null
    const deed = deedOf(file, batch, changes, names)
    const [first] = changes ?? someChangesOfBatch(file, batch.id, { offset: 0, limit: 1 }).changes
    if (batch.coder !== null) noteName(file, batch.coder, names)
    return {
      ...deed,
      coder: batch.coder,
      time: first ? millisecondsOf(first.stamp) : 0,
      arrived: batch.arrived !== 0,
      about: batch.undoes === null ? null : aboutOf(file, batch, record, names),
      walk: steps.get(batch.n) ?? null
    }
  })
  return {
    total: shown.total,
    isWhole: shown.isWhole,
    searched: shown.searched,
    batches,
    names: Object.fromEntries(names)
  }
}

/** Changes of one batch, those of one record where it is named. Only what may be told is counted: what is hidden ends no page. */
export function historyChanges(
  file: ProjectFile,
  { batch, record, offset, limit }: CheckedInputOf<'history.changes'>
): Result<OutputOf<'history.changes'>> {
  if (!batchNamed(file, batch)) return fail('missingRecord', { kind: 'batch' })
  const names = new Map<string, string>()
  const own = record && changesOf(file, record).filter((change) => change.batch === batch)
  const told = own?.filter(telling(file))
  const { total, changes } = told
    ? { total: told.length, changes: told.slice(offset, offset + limit) }
    : toldOfBatch(file, batch, { offset, limit })
  return ok({
    total,
    changes: changes.map((change) => changeTold(file, change, names)),
    names: Object.fromEntries(names)
  })
}

/** Changes of a batch that may be told, from number `offset` of them on. */
function toldOfBatch(
  file: ProjectFile,
  batch: BatchId,
  { offset, limit }: { readonly offset: number; readonly limit: number }
): { readonly total: number; readonly changes: readonly Change[] } {
  const sight = sightOf(file)
  if (sight === null) return someChangesOfBatch(file, batch, { offset, limit })
  // Where each of them stands among all: looked up once, not anew with each page.
  const places = remembered(file, `told ${batch} ${sight.coders} ${sight.documents}`, () =>
    placesTold(file, batch)
  )
  const wanted = places.slice(offset, offset + limit)
  const changes: Change[] = []
  for (let at = 0; at < wanted.length;) {
    const from = wanted[at] ?? 0
    const slice = someChangesOfBatch(file, batch, { offset: from, limit: stride }).changes
    for (; (wanted[at] ?? Infinity) < from + stride; at += 1) {
      const change = slice[(wanted[at] ?? 0) - from]
      if (change) changes.push(change)
    }
  }
  return { total: places.length, changes }
}

function placesTold(file: ProjectFile, batch: BatchId): readonly number[] {
  const isTold = telling(file)
  const places: number[] = []
  for (let from = 0; ; from += stride) {
    const { total, changes } = someChangesOfBatch(file, batch, { offset: from, limit: stride })
    for (const [at, change] of changes.entries()) if (isTold(change)) places.push(from + at)
    if (from + stride >= total) return places
  }
}

type Shown = {
  readonly total: number
  readonly isWhole: boolean
  readonly searched: number
  readonly batches: readonly StoredBatch[]
}

function plainPage(file: ProjectFile, offset: number, limit: number): Shown {
  return { ...batchesPage(file, { offset, limit }), isWhole: true, searched: 1 }
}

/** The last search of a file is kept, so that scrolling does not search again. */
const searches = new WeakMap<ProjectFile, { readonly key: string; readonly search: HistorySearch }>()

function foundPage(file: ProjectFile, filter: HistoryFilter, offset: number, limit: number): Shown {
  const sight = sightOf(file)
  // What one coder's search found tells another what they may not see yet.
  const key = JSON.stringify([filter, sight && [sight.coders, sight.documents]])
  const kept = searches.get(file)
  // What is deleted hangs on the present, not only on the log: it is looked for afresh.
  const isFresh = kept?.key !== key || (filter.kind === 'deleted' && offset === 0 && kept.search.isWhole)
  const search = isFresh ? new HistorySearch(file, filter) : kept.search
  if (isFresh && !filter.record) searches.set(file, { key, search })
  const end = performance.now() + patience
  search.slice(() => performance.now() > end)
  return {
    total: search.found.length,
    isWhole: search.isWhole,
    searched: search.searched,
    batches: search.found.slice(offset, offset + limit).flatMap((n) => batchNumbered(file, n) ?? [])
  }
}

function deedOf(
  file: ProjectFile,
  batch: { readonly id: BatchId; readonly command: string },
  only: readonly Change[] | null,
  names: Map<string, string>
): HistoryDeed {
  const { total, changes } = only
    ? { total: only.length, changes: only.slice(0, told) }
    : someChangesOfBatch(file, batch.id, { offset: 0, limit: told })
  const isTold = telling(file)
  const shown = changes.filter(isTold)
  const [last] =
    total > changes.length
      ? (only?.slice(-1) ?? someChangesOfBatch(file, batch.id, { offset: total - 1, limit: 1 }).changes)
      : []
  return {
    batch: batch.id,
    command: batch.command,
    total,
    changes: shown.map((change) => changeTold(file, change, names)),
    hidden: shown.length < changes.length || (last !== undefined && !isTold(last)),
    last: last && isTold(last) ? changeTold(file, last, names) : null
  }
}

function aboutOf(
  file: ProjectFile,
  batch: StoredBatch,
  record: RecordRef | undefined,
  names: Map<string, string>
): HistoryDeed | null {
  const root = rootOf(batch, (id) => batchNamed(file, id))
  if (root.id === batch.id) return null
  const only = record ? changesOf(file, record).filter((change) => change.batch === root.id) : null
  return deedOf(file, root, only, names)
}

/** A change with what stood before it, as whoever made it saw the record. */
function changeTold(file: ProjectFile, change: Change, names: Map<string, string>): HistoryChange {
  const { record } = change
  const all = changesOf(file, record)
  const seen = asSeenFrom(all, change.basedOn).filter((one) => one.id !== change.id)
  const before = headsOf(seen)
  // A change names only what it replaces; what else the record was then, its earlier changes say.
  const earlier = all.filter((one) => one.stamp < change.stamp)
  const then = earlier.length > 0 ? fold(earlier).shown : {}
  noteName(file, record.id, names, record.kind)
  const fields = Object.entries(change.fields).map(([field, after]) => {
    const stood = before.get(field)?.at(-1)?.fields[field] ?? null
    const slash = field.indexOf('/')
    for (const value of [slash < 0 ? null : field.slice(slash + 1), stood, after])
      noteNames(file, value, names)
    return { field, before: asJson(stood), after: asJson(after) }
  })
  const whole: Readonly<Record<string, Json>> = { ...then, ...change.fields }
  const about = record.kind === 'decision' ? decidedAbout(file, whole) : whole
  const document = about['document']
  if (typeof document === 'string') noteName(file, document, names)
  if (typeof whole['issue'] === 'string') noteName(file, whole['issue'], names)
  return {
    kind: record.kind,
    id: record.id,
    made: earlier.length === 0,
    gone: takesAway(file, change),
    issue: typeof whole['issue'] === 'string' ? (whole['issue'] as IssueId) : null,
    document: typeof document === 'string' ? (document as DocumentId) : null,
    quote: quoteIn(about['anchor']),
    fields
  }
}

/** What the first annotation that a decision is about says now, also where it is deleted. */
function decidedAbout(
  file: ProjectFile,
  { sources }: Readonly<Record<string, Json>>
): Readonly<Record<string, Json>> {
  const first = Array.isArray(sources) ? (sources[0] as Json | undefined) : undefined
  const id = first !== null && typeof first === 'object' && 'annotation' in first ? first['annotation'] : null
  if (typeof id !== 'string') return {}
  return readRecord(file, { kind: 'annotation', id: id as RecordId })?.shown ?? {}
}

function quoteIn(anchor: Json | undefined): string {
  const quote =
    anchor !== null && typeof anchor === 'object' && 'quote' in anchor ? (anchor['quote'] as Json) : ''
  return typeof quote === 'string' ? quote.slice(0, 2000) : ''
}

function noteName(file: ProjectFile, id: string, names: Map<string, string>, kind?: string): void {
  if (names.has(id)) return
  const name = kind === undefined ? nameOfId(file, id) : nameOfRecord(file, kind, id)
  if (name !== null) names.set(id, name.slice(0, 500))
}

function noteNames(file: ProjectFile, value: Json, names: Map<string, string>): void {
  if (typeof value === 'string') {
    if (value.length <= 120) noteName(file, value, names)
  } else if (
    value !== null &&
    typeof value === 'object' &&
    'parent' in value &&
    typeof value['parent'] === 'string'
  )
    noteName(file, value['parent'], names)
}

/** The same value: the schema's JSON type is the mutable one. A long list (the kept stretches of a correction) is only counted. */
function asJson(value: Json): never {
  return (JSON.stringify(value).length > 20_000 ? null : value) as never
}
