/** Compares the counts that commits keep with what is there, and lists what waits for somebody. */
import { recordNamed, type Found, type Step } from './doctorSteps.ts'
import { entities } from './entities.ts'
import type { ProjectFile } from './projectFile.ts'
import { totals } from './read.ts'
import { sql } from './sql.ts'

/** Counts against rows; rows and sets that belong to no record. Each comparison is of one moment. */
export function* countSteps(file: ProjectFile): Generator<Step> {
  const { connection } = file
  const total = comparisons.length + Object.keys(entities).length + 2
  let done = 0
  for (const [kept, counted] of comparisons) {
    const wrong = connection.get(sql<[], { count: number }>(differences(kept, counted)))?.count ?? 0
    yield { found: wrong > 0 ? [{ code: 'countDiffers', count: wrong }] : [], done: ++done, total }
  }
  for (const kind of Object.keys(entities)) {
    const kindNumber = file.names.find(kind) ?? -1
    const statement = sql<[number], { count: number }>(
      `SELECT count(*) AS count FROM ${kind} AS t WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.kind = ? AND c.record = t.n)`
    )
    const wrong = connection.get(statement, kindNumber)?.count ?? 0
    yield { found: wrong > 0 ? [{ code: 'rowWithoutChanges', count: wrong }] : [], done: ++done, total }
  }
  for (const statement of [strayActors, strayAuthors]) {
    const wrong = connection.get(statement)?.count ?? 0
    yield { found: wrong > 0 ? [{ code: 'rowWithoutChanges', count: wrong }] : [], done: ++done, total }
  }
}

/** What is not broken, but waits: conflicts, and records that are named but not here. */
export function* listSteps(file: ProjectFile): Generator<Step> {
  const found: Found[] = []
  const { conflicts } = totals(file)
  if (conflicts > 0) {
    const first = file.connection
      .all(someConflicts)
      .map(({ kind, record }) => recordNamed(file, kind, record))
    found.push(
      { code: 'conflict', count: conflicts - first.length },
      ...first.map((record) => ({ code: 'conflict' as const, record }))
    )
  }
  for (const kind of ['issue', 'stance', 'actor', 'coder', 'document'] as const) {
    const statement = sql<[], { record: number }>(
      `SELECT DISTINCT u.record FROM use u WHERE u.kind = '${kind}' AND u.uses > 0 AND u.record NOT IN (SELECT n FROM ${kind})`
    )
    for (const { record } of file.connection.all(statement))
      found.push({ code: 'missingRecord', record: recordNamed(file, kind, record) })
  }
  yield { found, done: 1, total: 1 }
}

/** How many rows two queries do not have in common. */
function differences(a: string, b: string): string {
  return `SELECT (SELECT count(*) FROM (${a} EXCEPT ${b})) + (SELECT count(*) FROM (${b} EXCEPT ${a})) AS count`
}

const usesBy = (kind: string, column: string): readonly [string, string] => [
  `SELECT record, uses FROM use WHERE kind = '${kind}' AND by = 'annotation' AND uses <> 0`,
  `SELECT ${column}, count(*) FROM annotation WHERE deleted = 0 AND ${column} IS NOT NULL GROUP BY ${column}`
]

/** What is kept, and what it should be. */
const comparisons: readonly (readonly [string, string])[] = [
  [
    'SELECT document, coder, annotations, incomplete, conflicts FROM count WHERE annotations <> 0 OR incomplete <> 0 OR conflicts <> 0',
    'SELECT document, coder, count(*), sum(stance IS NULL), sum(conflicts > 0) FROM annotation WHERE shown = 1 GROUP BY document, coder'
  ],
  ...(['document', 'coder', 'issue', 'stance'] as const).map((column) => usesBy(column, column)),
  [
    "SELECT record, uses FROM use WHERE kind = 'actor' AND by = 'annotation' AND uses <> 0",
    'SELECT aa.actor, count(*) FROM annotation_actor aa JOIN annotation a ON a.n = aa.annotation WHERE a.deleted = 0 GROUP BY aa.actor'
  ],
  [
    "SELECT record, uses FROM use WHERE kind = 'actor' AND by = 'document' AND uses <> 0",
    'SELECT da.actor, count(*) FROM document_author da JOIN document d ON d.n = da.document WHERE d.deleted = 0 GROUP BY da.actor'
  ],
  [
    'SELECT what, count FROM total WHERE count <> 0',
    `SELECT * FROM (
  SELECT 'documents', count(*) AS c FROM document WHERE shown = 1 AND joined IS NULL
  UNION ALL SELECT 'annotations', count(*) FROM annotation WHERE shown = 1
  UNION ALL SELECT 'incomplete', count(*) FROM annotation WHERE shown = 1 AND stance IS NULL
  UNION ALL SELECT 'conflicts', count(*) FROM conflict
) WHERE c <> 0`
  ]
]
const strayActors = sql<[], { count: number }>(
  'SELECT count(*) AS count FROM annotation_actor aa WHERE NOT EXISTS (SELECT 1 FROM annotation a WHERE a.n = aa.annotation)'
)
const strayAuthors = sql<[], { count: number }>(
  'SELECT count(*) AS count FROM document_author da WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.n = da.document)'
)
const someConflicts = sql<[], { kind: string; record: number }>(
  'SELECT kind, record FROM conflict ORDER BY n LIMIT 20'
)
