/** Checks every change against its schema, and every row against its record's fold. */
import { partsOfChangeId } from '../../shared/ids.ts'
import { changeSchema, currentSchema, whatBreaksChange, type Change } from '../../shared/log/change.ts'
import { fold } from '../../shared/log/fold.ts'
import { stampOf } from '../../shared/log/stamp.ts'
import { kindNamed } from '../../shared/model/records.ts'
import { compareArrangement } from './arranging.ts'
import { recordNamed, type Found, type Step } from './doctorSteps.ts'
import { columnsOf, entities, entityNamed, type Entity } from './entities.ts'
import { changeFrom, recordsWithChanges } from './log.ts'
import type { ChangeRow } from './logStatements.ts'
import { kindsInLog } from './logStatements.ts'
import { Places } from './places.ts'
import type { ProjectFile } from './projectFile.ts'
import { byText } from './read.ts'
import { conflictsIn, recordFrom } from './recordRow.ts'
import { readRow, sameNumbers } from './rows.ts'
import { sql } from './sql.ts'
import { usesOf } from './tableStatements.ts'
import { withheldFrom } from './withheld.ts'

/** Every record of every kind, some hundreds a step, each read in one moment; then where records stand, gaps and clocks. */
export function* recordSteps(file: ProjectFile, now: number): Generator<Step> {
  const total = file.connection.get(countChanges)?.count ?? 0
  let done = 0
  for (
    let kind = file.connection.get(kindsInLog, -1);
    kind;
    kind = file.connection.get(kindsInLog, kind.kind)
  ) {
    let after: number | null = 0
    while (after !== null) {
      const from: number = after
      const kindNumber = kind.kind
      const step = file.connection.reading(() => checkSome(file, kindNumber, from))
      done += step.changes
      after = step.last
      yield { found: step.found, done, total, checked: { changes: step.changes, records: step.records } }
    }
  }
  yield {
    found: file.connection
      .reading(() => compareArrangement(file))
      .map(({ kind, n }) => ({ code: 'arrangementDiffers' as const, record: recordNamed(file, kind, n) })),
    done,
    total
  }
  yield { found: sessionsFound(file, now), done, total }
  const unreadable = file.connection.get(changesWithoutBatch)?.count ?? 0
  yield { found: unreadable > 0 ? [{ code: 'brokenChange', count: unreadable }] : [], done, total }
}

function checkSome(
  file: ProjectFile,
  kindNumber: number,
  after: number
): {
  readonly found: readonly Found[]
  readonly records: number
  readonly changes: number
  readonly last: number | null
} {
  const kind = file.names.idOf(kindNumber)
  const entity = entityNamed(kind)
  const found: Found[] = []
  const places = new Places(file)
  let records = 0
  let changes = 0
  for (const { record, rows } of recordsWithChanges(file, kindNumber, after)) {
    records++
    changes += rows.length
    const sound = checkChanges(file, kind, record, rows, found)
    if (entity && sound) checkRow(file, entity, record, sound, places, found)
    if (changes >= 500) return { found, records, changes, last: record }
  }
  return { found, records, changes, last: null }
}

/** The changes of a record, where all of them can be read; what breaks a schema is noted. */
function checkChanges(
  file: ProjectFile,
  kind: string,
  n: number,
  rows: readonly ChangeRow[],
  found: Found[]
): readonly Change[] | null {
  const changes: Change[] = []
  for (const row of rows) {
    let change: Change
    try {
      change = changeFrom(file, row)
    } catch {
      // Whatever is wrong with it, it cannot be read: that is the finding.
      found.push({ code: 'brokenChange', record: recordNamed(file, kind, n) })
      continue
    }
    changes.push(change)
    if (!changeSchema.safeParse(change).success || whatBreaksChange(change) !== null)
      found.push({ code: 'brokenChange', record: change.record })
    else if (!kindNamed(kind) || change.schema > currentSchema)
      found.push({ code: 'newerChange', record: change.record })
  }
  return changes.length === rows.length ? changes : null
}

function checkRow(
  file: ProjectFile,
  entity: Entity,
  n: number,
  changes: readonly Change[],
  places: Places,
  found: Found[]
): void {
  const { connection, names } = file
  const record = { kind: entity.kind, id: names.idOf(n) as Change['record']['id'] }
  const folded = fold(changes)
  const stored = readRow(connection, entity, n)
  const expected = recordFrom(file, entity, folded, {
    n,
    before: stored?.row,
    places,
    // A name that the file never met cannot be in the row.
    number: (id) => names.find(id) ?? -1,
    uses: (kind, used) => connection.get(usesOf, kind, used)?.uses ?? 0
  })
  if (
    !stored ||
    !sameNumbers(stored.members, expected.members) ||
    columnsOf(entity).some((column) => (stored.row[column] ?? null) !== (expected.row[column] ?? null))
  ) {
    found.push({ code: 'rowDiffers', record })
    return
  }
  const wanted = conflictsIn(folded, stored.row['shown'] === 1).map(({ field, why }) => `${field} ${why}`)
  const listed = connection.all(conflictsListed, n, entity.kind).map(({ field, why }) => `${field} ${why}`)
  if (wanted.toSorted(byText).join('\n') !== listed.toSorted(byText).join('\n'))
    found.push({ code: 'conflictsDiffer', record })
  if (stored.row['complete'] === 0 && stored.row['deleted'] === 0)
    found.push({ code: 'incompleteRecord', record })
  if (entity === entities.annotation && stored.row['shown'] === 1 && stored.row['today_start'] === null)
    found.push({ code: 'lostPlace', record })
}

/** Numbers that are missing in a session, and sessions stamped by a clock more than a day ahead. */
function sessionsFound(file: ProjectFile, now: number): readonly Found[] {
  const found: Found[] = []
  const tomorrow = stampOf(now + 24 * 3600 * 1000, 0)
  const withheld = withheldFrom(file).changes
  for (const { session, last, changes, stamp } of file.connection.all(sessionSums)) {
    const name = file.names.idOf(session)
    const parts = partsOfChangeId(`${name}-${last}`)
    const unused = file.connection.get(emptyBatches, session)?.count ?? 0
    const missing = last - changes - unused - (withheld[name] ?? 0)
    if (parts && missing > 0) found.push({ code: 'missingChanges', count: missing })
    if (stamp > tomorrow) found.push({ code: 'clockAhead' })
  }
  return found
}

const countChanges = sql<[], { count: number }>('SELECT count(*) AS count FROM change')
const conflictsListed = sql<[number, string], { field: string; why: string }>(
  "SELECT field, why FROM conflict WHERE record = ? AND kind = ? AND why <> 'setAside'"
)
const sessionSums = sql<[], { session: number; last: number; changes: number; stamp: string }>(
  'SELECT session, max(seq) AS last, count(*) AS changes, max(stamp) AS stamp FROM change GROUP BY session'
)
// A batch without changes takes a number too.
const emptyBatches = sql<[number], { count: number }>(
  'SELECT count(*) AS count FROM batch b WHERE b.session = ? AND NOT EXISTS (SELECT 1 FROM change c WHERE c.session = b.session AND c.seq = b.seq)'
)
const changesWithoutBatch = sql<[], { count: number }>(
  'SELECT count(*) AS count FROM change c WHERE NOT EXISTS (SELECT 1 FROM batch b WHERE b.n = c.batch)'
)
