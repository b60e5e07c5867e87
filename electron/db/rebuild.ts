/** Makes the tables anew from the log, record by record: memory does not grow with the project, and work goes on meanwhile. */
import { fail, ok, type Result } from '../../shared/errors.ts'
import { write } from './commit.ts'
import { entities } from './entities.ts'
import { changeFrom, recordsWithChanges } from './log.ts'
import { distrustTables, trustTables } from './open.ts'
import { guarded, problemOf } from './problems.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'
import { TableUpdate } from './tables.ts'
import { clearTables } from './tableStatements.ts'

export type RebuildOptions = {
  readonly signal?: AbortSignal
  /** `total` and `done` count changes of the log. */
  readonly onProgress?: (done: number, total: number) => void
}

/** Kinds in the order in which they are folded: places of annotations need their documents, and these their actors. */
const order = [
  'project',
  'issue',
  'stance',
  'actor',
  'coder',
  'document',
  'progress',
  'filter',
  'decision',
  'annotation'
] as const

/**
 * Rebuilds every table. Until it is done the file says that its tables are stale; stopped or killed, it says so still. Commits between two
 * steps are safe: a record's row is made the same way by both. Gives the number of records.
 */
export async function rebuildTables(
  file: ProjectFile,
  { signal, onProgress }: RebuildOptions = {}
): Promise<Result<{ readonly records: number }>> {
  if (file.mode === 'read') return fail('readOnly')
  let records = 0
  try {
    for (const step of rebuildSteps(file)) {
      records += step.records
      onProgress?.(step.done, step.total)
      if (signal?.aborted) return fail('cancelled')
      await new Promise((resolve) => setImmediate(resolve))
    }
  } catch (error) {
    const problem = problemOf(error, file.name)
    if (!problem) throw error
    return { ok: false, problem }
  }
  return guarded(file.name, () => {
    trustTables(file)
    return ok({ records })
  })
}

/** The same, holding the connection until it is done; for files that nobody works in. */
export function rebuildAtOnce(file: ProjectFile): Result<{ readonly records: number }> {
  if (file.mode === 'read') return fail('readOnly')
  return guarded(file.name, () => {
    let records = 0
    for (const step of rebuildSteps(file)) records += step.records
    trustTables(file)
    return ok({ records })
  })
}

/** One transaction a step. */
function* rebuildSteps(
  file: ProjectFile
): Generator<{ readonly records: number; readonly done: number; readonly total: number }> {
  const total = file.connection.get(countChanges)?.count ?? 0
  let done = 0
  write(file, () => {
    distrustTables(file)
    file.connection.run(countRebuild)
    for (const statement of clearTables) file.connection.run(sql(statement))
  })
  yield { records: 0, done, total }
  for (const kind of order) {
    const kindNumber = file.names.find(kind)
    if (kindNumber === null) continue
    let after: number | null = 0
    while (after !== null) {
      const from: number = after
      const step = write(file, () => foldSome(file, kind, kindNumber, from))
      done += step.changes
      yield { records: step.records, done: Math.min(done, total), total }
      after = step.last
    }
  }
}

/** Folds the next records of a kind after the one numbered `after`; `last` is null where there are no more. */
function foldSome(
  file: ProjectFile,
  kind: (typeof order)[number],
  kindNumber: number,
  after: number
): { readonly records: number; readonly changes: number; readonly last: number | null } {
  const update = new TableUpdate(file)
  let last: number | null = null
  let records = 0
  let changes = 0
  for (const { record, rows } of recordsWithChanges(file, kindNumber, after)) {
    update.refoldNumber(
      entities[kind],
      record,
      rows.map((row) => changeFrom(file, row))
    )
    records++
    changes += rows.length
    if (changes >= 2000) {
      last = record
      break
    }
  }
  update.arrange()
  update.finish()
  return { records, changes, last }
}

// What was made from the tables (the search index of annotations) is made anew after them.
const countRebuild = sql(
  "INSERT INTO meta (key, value) VALUES ('rebuilt', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
)
const countChanges = sql<[], { count: number }>('SELECT count(*) AS count FROM change')
