/** What plans and undo read of a project, answered from an open file. */
import type { AnnotationId, DocumentId, Hash, RecordId } from '../../shared/ids.ts'
import { compareSiblings, type Arrangement, type SetAside } from '../../shared/log/arrange.ts'
import type { Lookup } from '../../shared/commands/command.ts'
import { batchNamed, changesOf } from './log.ts'
import type { ProjectFile } from './projectFile.ts'
import { idsOfKind, readRecord, usesOf } from './read.ts'
import { readRevision } from './revisions.ts'
import { sql } from './sql.ts'
import { unpack } from './packing.ts'

/** A lookup over an open file. Each answer is of the moment it is asked: between two, the caller must not commit. */
export function lookupIn(file: ProjectFile): Lookup {
  const { connection, names } = file
  const id = (n: number): RecordId => names.idOf(n) as RecordId
  return {
    changesOf: (record) => changesOf(file, record),
    batch: (batch) => batchNamed(file, batch),
    read: (record) => readRecord(file, record),
    idsOf: (kind) => idsOfKind(file, kind),
    uses: (record) => usesOf(file, record),
    arrangement: (kind) => arrangementOf(file, kind),
    siblings(kind, under) {
      if (kind === 'issue') {
        const above = under === null ? null : names.find(under)
        if (under !== null && above === null) return []
        const rows = above === null ? connection.all(issuesAtTop) : connection.all(issuesUnder, above)
        return rows.map(({ n, place_order }) => ({ id: id(n), order: place_order })).toSorted(compareSiblings)
      }
      const rows = connection.all(
        { stance: stancesIn, document: documentsIn, filter: filtersIn }[kind],
        under ?? ''
      )
      return rows.map(({ n, place_order }) => ({ id: id(n), order: place_order })).toSorted(compareSiblings)
    },
    childrenOf(record) {
      const above = record.kind === 'issue' ? names.find(record.id) : null
      return above === null
        ? []
        : connection.all(issuesUnder, above).map(({ n }) => ({ kind: 'issue', id: id(n) }))
    },
    annotationsOf(document: DocumentId) {
      const n = names.find(document)
      return n === null
        ? []
        : connection.all(annotationsIn, n).map((row) => id(row.n) as string as AnnotationId)
    },
    textOf: (revision: Hash) => readRevision(file, revision)?.text
  }
}

/** Where records stand, out of the tables. Of documents, actors and coders only the joined ones are named in `joined`; none has a parent. */
export function arrangementOf(
  file: ProjectFile,
  kind: 'issue' | 'actor' | 'coder' | 'document'
): Arrangement {
  const { connection, names } = file
  const id = (n: number): RecordId => names.idOf(n) as RecordId
  const parents = new Map<RecordId, RecordId | null>()
  const joined = new Map<RecordId, RecordId>()
  const orders = new Map<RecordId, string>()
  const rows =
    kind === 'issue'
      ? connection.all(issuesPlaced)
      : connection.all({ actor: actorsPlaced, coder: codersPlaced, document: documentsPlaced }[kind])
  for (const row of rows) {
    if (row.joined !== null) joined.set(id(row.n), id(row.joined))
    else parents.set(id(row.n), row.parent === null ? null : id(row.parent))
    if (row.place_order !== '') orders.set(id(row.n), row.place_order)
  }
  const setAside = connection.all(selectSetAside, kind).map((row): SetAside => {
    const { target } = unpack(row.sides, names) as { target: RecordId }
    return { record: id(row.record), field: row.field as SetAside['field'], target }
  })
  return { parents, joined, orders, setAside }
}

type Placed = {
  readonly n: number
  readonly parent: number | null
  readonly joined: number | null
  readonly place_order: string
}
type Sibling = { readonly n: number; readonly place_order: string }

const issuesPlaced = sql<[], Placed>('SELECT n, parent, joined, place_order FROM issue WHERE shown = 1')
const actorsPlaced = sql<[], Placed>(
  "SELECT n, NULL AS parent, joined, '' AS place_order FROM actor WHERE shown = 1"
)
const codersPlaced = sql<[], Placed>(
  "SELECT n, NULL AS parent, joined, '' AS place_order FROM coder WHERE shown = 1"
)
const documentsPlaced = sql<[], Placed>(
  "SELECT n, NULL AS parent, joined, '' AS place_order FROM document WHERE shown = 1"
)
const issuesAtTop = sql<[], Sibling>(
  'SELECT n, place_order FROM issue WHERE shown = 1 AND joined IS NULL AND parent IS NULL'
)
const issuesUnder = sql<[number], Sibling>(
  'SELECT n, place_order FROM issue WHERE shown = 1 AND joined IS NULL AND parent = ?'
)
const stancesIn = sql<[string], Sibling>(
  'SELECT n, place_order FROM stance WHERE shown = 1 AND place_group = ?'
)
const documentsIn = sql<[string], Sibling>(
  'SELECT n, place_order FROM document WHERE shown = 1 AND joined IS NULL AND place_group = ?'
)
const filtersIn = sql<[string], Sibling>(
  'SELECT n, place_order FROM filter WHERE shown = 1 AND place_group = ?'
)
const annotationsIn = sql<[number], { n: number }>(
  'SELECT n FROM annotation WHERE document = ? AND deleted = 0 ORDER BY n'
)
const selectSetAside = sql<[string], { record: number; field: string; sides: string }>(
  "SELECT record, field, sides FROM conflict WHERE why = 'setAside' AND kind = ?"
)
