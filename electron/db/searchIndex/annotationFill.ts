/** Fills the index of quotes and notes from a project file, and keeps it up with the log. */
import type { ProjectFile } from '../projectFile.ts'
import { sql, type Connection } from '../sql.ts'
import { folded } from '../words.ts'
import { note, noted } from './indexFile.ts'

export type FillOptions = {
  readonly isEnded: () => boolean
  readonly onProgress: (done: number, total: number) => void
}

/**
 * Brings an open index up to the file's last change, in slices, each a transaction of its own: ended or killed, it goes on where it was.
 * Gives whether it is whole now; it is not where the tables are being made anew.
 */
export function fillAnnotations(file: ProjectFile, index: Connection, options: FillOptions): boolean {
  if (!logIsKnown(file, index)) startAnew(index)
  const last = lastChange(file)
  if (noted(index, 'taken') === null && !fillFirst(file, index, last, options)) return false
  return takeChanges(file, index, last, options)
}

/** The number of the last change that an index took in; null where it is not whole, or was made from another log than the file's. */
export function takenBy(file: ProjectFile, index: Connection): number | null {
  const taken = noted(index, 'taken')
  return taken !== null && logIsKnown(file, index) ? Number(taken) : null
}

/** How often the tables of a file were made anew: what was taken from them before may not hold. */
export function timesRebuilt(file: ProjectFile): string {
  return file.connection.get(getRebuilt)?.value ?? '0'
}

/** The number of the file's last change. */
export function lastChange(file: ProjectFile): number {
  return file.connection.get(selectLast)?.n ?? 0
}

/** The numbers of the annotations that changes after `taken` name, up to and with `last`. */
export function changedSince(file: ProjectFile, taken: number, last: number): readonly number[] {
  const kind = file.names.find('annotation')
  return kind === null
    ? []
    : file.connection.all(changedRecords, taken, last, kind).map(({ record }) => record)
}

/** How many annotations a transaction takes. */
const slice = 1000
/** A change's id is kept at every so many. */
const markEvery = 256

/** Every annotation once. What changes meanwhile has a change after the one that stands in 'from', and is taken in after. */
function fillFirst(file: ProjectFile, index: Connection, last: number, options: FillOptions): boolean {
  index.transaction(() => {
    if (noted(index, 'from') === null) {
      note(index, 'from', String(last))
      note(index, 'rebuilt', timesRebuilt(file))
      mark(file, index, 0, last)
    }
  })
  const total = file.connection.get(countAnnotations)?.count ?? 0
  let done = index.get(countIndexed, Number(noted(index, 'through') ?? 0))?.count ?? 0
  for (;;) {
    if (options.isEnded() || !tablesAreWhole(file)) return false
    const through = Number(noted(index, 'through') ?? 0)
    const rows = file.connection.all(annotationsAfter, through, slice)
    index.transaction(() => {
      // Another program fills the same index: it has gone on meanwhile.
      if (Number(noted(index, 'through') ?? 0) !== through) return
      for (const row of rows) index.run(insertWords, row.n, folded(`${row.quote ?? ''}\n${row.note ?? ''}`))
      const end = rows.at(-1)
      if (end) note(index, 'through', String(end.n))
      else note(index, 'taken', noted(index, 'from') ?? '0')
    })
    if (rows.length === 0) return true
    done += rows.length
    options.onProgress(Math.min(done, total), total)
  }
}

function takeChanges(file: ProjectFile, index: Connection, last: number, options: FillOptions): boolean {
  const taken = Number(noted(index, 'taken'))
  if (taken >= last) return true
  const changed = changedSince(file, taken, last)
  for (let at = 0; at < changed.length; at += slice) {
    if (options.isEnded() || !tablesAreWhole(file)) return false
    index.transaction(() => {
      for (const n of changed.slice(at, at + slice)) {
        const row = file.connection.get(annotationNumbered, n)
        if (row) index.run(insertWords, n, folded(`${row.quote ?? ''}\n${row.note ?? ''}`))
        else index.run(deleteWords, n)
      }
    })
    options.onProgress(Math.min(at + slice, changed.length), changed.length)
  }
  index.transaction(() => {
    if (Number(noted(index, 'taken')) > taken) return
    mark(file, index, taken, last)
    note(index, 'taken', String(last))
  })
  return true
}

function startAnew(index: Connection): void {
  index.transaction(() => {
    index.run(clearWords)
    index.run(clearSeen)
    index.run(clearNotes)
  })
}

/** Whether the changes that the index noted stand in this file at the same numbers, and its tables are the same. */
function logIsKnown(file: ProjectFile, index: Connection): boolean {
  if (noted(index, 'rebuilt') !== timesRebuilt(file)) return false
  return index.all(selectSeen).every(({ n, id }) => file.connection.get(changeAt, n)?.id === id)
}

function mark(file: ProjectFile, index: Connection, after: number, last: number): void {
  const first = Math.floor(after / markEvery + 1) * markEvery
  for (let n = first; n <= last; n += markEvery) markOne(file, index, n)
  markOne(file, index, last)
}

function markOne(file: ProjectFile, index: Connection, n: number): void {
  const row = file.connection.get(changeAt, n)
  if (row) index.run(insertSeen, n, row.id)
}

/** Not while they are made anew from the log. */
function tablesAreWhole(file: ProjectFile): boolean {
  return file.connection.get(tablesState)?.value === 'fresh'
}

type Words = { readonly n: number; readonly quote: string | null; readonly note: string | null }

const selectLast = sql<[], { n: number }>('SELECT max(n) AS n FROM change')
const changeAt = sql<[number], { id: string }>(
  "SELECT s.id || '-' || c.seq AS id FROM change c JOIN name s ON s.n = c.session WHERE c.n = ?"
)
const changedRecords = sql<[number, number, number], { record: number }>(
  'SELECT DISTINCT record FROM change WHERE n > ? AND n <= ? AND kind = ? ORDER BY record'
)
const annotationsAfter = sql<[number, number], Words>(
  'SELECT n, quote, note FROM annotation WHERE n > ? ORDER BY n LIMIT ?'
)
const annotationNumbered = sql<[number], Words>('SELECT n, quote, note FROM annotation WHERE n = ?')
const countAnnotations = sql<[], { count: number }>('SELECT count(*) AS count FROM annotation')
const tablesState = sql<[], { value: string }>("SELECT value FROM meta WHERE key = 'tables'")
const getRebuilt = sql<[], { value: string }>("SELECT value FROM meta WHERE key = 'rebuilt'")
const countIndexed = sql<[number], { count: number }>('SELECT count(*) AS count FROM words WHERE rowid <= ?')
const insertWords = sql<[number, string]>('INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)')
const deleteWords = sql<[number]>('DELETE FROM words WHERE rowid = ?')
const clearWords = sql("INSERT INTO words (words) VALUES ('delete-all')")
const clearSeen = sql('DELETE FROM seen')
const clearNotes = sql('DELETE FROM note')
const selectSeen = sql<[], { n: number; id: string }>('SELECT n, id FROM seen')
const insertSeen = sql<[number, string]>('INSERT OR REPLACE INTO seen (n, id) VALUES (?, ?)')
