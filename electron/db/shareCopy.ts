/**
 * A copy of a project to code in and to send back: a fresh file with the chosen records, all their changes as they are, and the blobs that
 * these name. It is the same project, so both can be merged with each other. Nothing else of the source is in it, and nothing of this installation.
 */
import { ok, type Result } from '../../shared/errors.ts'
import type { CoderId } from '../../shared/ids.ts'
import { openArrival, sourceOf } from './arrivals.ts'
import { copyBlobs, hashesIn } from './shareBlobs.ts'
import { chooseRecords, type Chosen, type ShareChoice } from './shareChoice.ts'
import { buildFile } from './shareFile.ts'
import { lastBatchNumber } from './log.ts'
import { insertBatch, insertChange, type BatchRow } from './logStatements.ts'
import { repack } from './packing.ts'
import { presetCoder } from './presetCoder.ts'
import type { ProjectFile } from './projectFile.ts'
import { rebuildTables } from './rebuild.ts'
import { sql } from './sql.ts'
import { noteWithheld, withheldFrom } from './withheld.ts'

export type CopyOptions = {
  /** Milliseconds since 1970. */
  readonly now: number
  /** Who will code in the copy, where that is said. */
  readonly coder: CoderId | null
  /** Where the changes in the copy come from: the project's name. */
  readonly source: string
  readonly onProgress?: (step: 'changes' | 'texts' | 'tables', done: number, total: number) => void
}

export type Copied = {
  /** Bytes of the file. */
  readonly size: number
  readonly changes: number
  readonly batches: number
  readonly blobs: number
  /** Changes of the source that cannot be read: they stay behind. */
  readonly unreadable: number
}

/** Writes a copy to code in at `target`. Fails as `buildFile` and `chooseRecords` do; then nothing is left behind. */
export async function writeSharedCopy(
  file: ProjectFile,
  target: string,
  choice: ShareChoice,
  options: CopyOptions
): Promise<Result<Copied>> {
  const built = await buildFile(target, file.sha256, async (copy) => {
    const copied = ofOneMoment(file, () => copyLog(file, copy, choice, options))
    if (!copied.ok) return copied
    const rebuilt = await rebuildTables(copy, {
      onProgress: (done, total) => options.onProgress?.('tables', done, total)
    })
    if (!rebuilt.ok) return rebuilt
    if (options.coder !== null) presetCoder(copy, options.coder)
    return copied
  })
  return built.ok ? ok({ ...built.value.filled, size: built.value.size }) : built
}

/** Without a write-ahead log a long read would hold up every commit; there the log is read in slices up to where it ended at first. */
export function ofOneMoment<T>(file: ProjectFile, work: () => T): T {
  return file.journal === 'wal' ? file.connection.reading(work) : work()
}

/** How many rows are copied in one transaction. */
const slice = 5000

function copyLog(
  file: ProjectFile,
  copy: ProjectFile,
  choice: ShareChoice,
  options: CopyOptions
): Result<Omit<Copied, 'size'>> {
  const { connection } = file
  const chosen = chooseRecords(file, choice)
  if (!chosen.ok) return chosen
  const last = connection.get(lastChange)?.n ?? 0
  const total = last
  const arrival = openArrival(copy, options.now, sourceOf('copy', options.source))
  const batches = copyBatches(file, copy, chosen.value, last, arrival)
  const translate = translator(file, copy)
  const hashes = new Set<string>()
  const originals = new Set<string>()
  const [document, noteHashes] = [file.names.find('document'), hashesIn(file)]
  let changes = 0
  let unreadable = 0
  for (let after = 0; after < last;) {
    const rows = connection.all(changesToCopy, after, last, slice)
    copy.connection.transaction(() => {
      for (const row of rows) {
        const batch = batches.get(row.batch)
        if (batch === undefined || !chosen.value.takes(row.kind, row.record)) continue
        const texts = readSoundly(() => [translate.text(row.fields), translate.ids(row.basedOn)] as const)
        if (texts === null) {
          unreadable++
          continue
        }
        copy.connection.insertSoon(
          insertChange,
          translate.number(row.session),
          row.seq,
          row.stamp,
          batch,
          translate.number(row.kind),
          translate.number(row.record),
          texts[0],
          texts[1],
          row.schema
        )
        noteHashes(row.fields, row.kind === document, hashes, originals)
        changes++
      }
    })
    after = rows.at(-1)?.n ?? last
    options.onProgress?.('changes', after, total)
  }
  if (choice.originals) for (const hash of originals) hashes.add(hash)
  const blobs = copyBlobs(file, copy, hashes, (done, of) => options.onProgress?.('texts', done, of))
  copy.connection.run(finishArrival, changes, arrival)
  noteWithheld(copy, {
    originals: !choice.originals && originals.size > 0,
    changes: changesWithheld(file, copy)
  })
  return ok({ changes, batches: batches.size, blobs, unreadable })
}

/** Copies the row of every batch of which a change goes, in their order; of a whole copy the empty ones too. Gives their numbers there by those here. */
function copyBatches(
  file: ProjectFile,
  copy: ProjectFile,
  chosen: Chosen,
  last: number,
  arrival: number
): ReadonlyMap<number, number> {
  const wanted = new Set<number>()
  if (!chosen.isWhole) {
    for (let after = 0; after < last;) {
      const rows = file.connection.all(batchesOfChanges, after, last, slice)
      for (const { batch, kind, record } of rows)
        if (!wanted.has(batch) && chosen.takes(kind, record)) wanted.add(batch)
      after = rows.at(-1)?.n ?? last
    }
  }
  const translate = translator(file, copy)
  const numbers = new Map<number, number>()
  let n = lastBatchNumber(copy)
  for (let after = 0, more = true; more;) {
    const rows = file.connection.all(batchRows, after, slice)
    copy.connection.transaction(() => {
      for (const row of rows) {
        if (!chosen.isWhole && !wanted.has(row.n)) continue
        copy.connection.insertSoon(
          insertBatch,
          ++n,
          translate.number(row.session),
          row.seq,
          row.coder === null ? null : translate.number(row.coder),
          row.command === null ? translate.own('unknown') : translate.number(row.command),
          row.undoes === null ? null : translate.ids(row.undoes),
          // What came with the copy is not what its new coder did here: Ctrl+Z does not walk into it.
          arrival
        )
        numbers.set(row.n, n)
      }
    })
    after = rows.at(-1)?.n ?? after
    more = rows.length === slice
  }
  return numbers
}

/** Numbers and packed texts of one file as those of another. Only inside a transaction of the other. */
function translator(
  file: ProjectFile,
  copy: ProjectFile
): {
  readonly number: (n: number) => number
  readonly own: (id: string) => number
  readonly text: (packed: string) => string
  readonly ids: (packed: string) => string
} {
  const number = (n: number): number => copy.names.intern(file.names.idOf(n))
  return {
    number,
    own: (id) => copy.names.intern(id),
    // Not unpacked and packed again: what a newer version wrote stays as it is, to the letter.
    text: (packed) => repack(packed, number),
    ids: (packed) =>
      packed.replace(/(\d+)-(\d+)/g, (_whole, n: string, seq: string) => `${number(Number(n))}-${seq}`)
  }
}

/** By session: how many of its changes before the last one in the copy are not in it, though they are (or once were) known here. */
function changesWithheld(file: ProjectFile, copy: ProjectFile): Readonly<Record<string, number>> {
  const before = withheldFrom(file).changes
  const withheld: Record<string, number> = {}
  for (const { session, last, count } of copy.connection.all(sessionSums)) {
    const id = copy.names.idOf(session)
    const own = file.names.find(id)
    if (own === null) continue
    const here = file.connection.get(countUpTo, own, last, own, last)?.count ?? 0
    const there = count + (copy.connection.get(emptyUpTo, session, last)?.count ?? 0)
    const missing = Math.min(last - there, here - there + (before[id] ?? 0))
    if (missing > 0) withheld[id] = missing
  }
  return withheld
}

/** What a row holds, or null where it cannot be read. */
function readSoundly<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    // Whatever is wrong with it, it stays behind and is counted; the doctor of the source tells of it.
    return null
  }
}

type CopiedRow = {
  readonly n: number
  readonly session: number
  readonly seq: number
  readonly stamp: string
  readonly batch: number
  readonly kind: number
  readonly record: number
  readonly fields: string
  readonly basedOn: string
  readonly schema: number
}

const lastChange = sql<[], { n: number | null }>('SELECT max(n) AS n FROM change')
const changesToCopy = sql<[number, number, number], CopiedRow>(
  'SELECT n, session, seq, stamp, batch, kind, record, fields, basedOn, schema FROM change WHERE n > ? AND n <= ? ORDER BY n LIMIT ?'
)
const batchesOfChanges = sql<
  [number, number, number],
  { n: number; batch: number; kind: number; record: number }
>('SELECT n, batch, kind, record FROM change WHERE n > ? AND n <= ? ORDER BY n LIMIT ?')
const batchRows = sql<[number, number], BatchRow>(
  'SELECT n, session, seq, coder, command, undoes, arrived FROM batch WHERE n > ? ORDER BY n LIMIT ?'
)
const finishArrival = sql<[number, number]>('UPDATE arrival SET changes = ? WHERE n = ?')
const sessionSums = sql<[], { session: number; last: number; count: number }>(
  'SELECT session, max(seq) AS last, count(*) AS count FROM change GROUP BY session'
)
const emptyBatches = `SELECT count(*) AS count FROM batch b WHERE b.session = ? AND b.seq <= ?
  AND NOT EXISTS (SELECT 1 FROM change c WHERE c.session = b.session AND c.seq = b.seq)`
const emptyUpTo = sql<[number, number], { count: number }>(emptyBatches)
const countUpTo = sql<[number, number, number, number], { count: number }>(
  `SELECT (SELECT count(*) FROM change WHERE session = ? AND seq <= ?) + (${emptyBatches}) AS count`
)
