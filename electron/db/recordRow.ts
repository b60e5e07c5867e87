/** The row that a record should have: a function of its fold, of where it stands, and of what uses it. */
import { allHeads, type Folded } from '../../shared/log/fold.ts'
import { millisecondsOf } from '../../shared/log/stamp.ts'
import type { Json } from '../../shared/model/record.ts'
import type { KindName } from '../../shared/model/records.ts'
import { isComplete, membersIn, type Entity, type Fields, type Row } from './entities.ts'
import { packIds } from './packing.ts'
import type { Places } from './places.ts'
import type { ProjectFile } from './projectFile.ts'
import type { StoredRecord } from './rows.ts'

/** Where a row takes what is not in its record. */
export type RowSources = {
  /** The number of an id or hash. */
  readonly number: (id: string) => number
  readonly uses: (kind: KindName, n: number) => number
  readonly places: Places
}

type OwnSources = Omit<RowSources, 'places'> & { readonly n: number }

/** The row and set of a record. Columns that `arrange` fills are taken from the row before, since they do not follow from the record alone. */
export function recordFrom(
  file: ProjectFile,
  entity: Entity,
  folded: Folded,
  from: OwnSources & { readonly places: Places; readonly before: Row | undefined }
): StoredRecord {
  const { before, number, places } = from
  const { row: own, members } = ownRecord(file, entity, folded, from)
  const row: Record<string, Row[string]> = { ...own }
  for (const column of entity.arranged)
    row[column] = before?.[column] ?? (column === 'place_order' ? '' : null)
  if (entity.kind === 'annotation') Object.assign(row, places.today(row))
  if (entity.kind === 'progress') Object.assign(row, progressOf(folded.record.id, number))
  return { row, members }
}

/** The same without the columns that do not follow from the record alone. */
export function ownRecord(
  file: ProjectFile,
  entity: Entity,
  folded: Folded,
  { n, number, uses }: OwnSources
): StoredRecord {
  const fields: Fields = { id: folded.record.id, shown: folded.shown, number }
  const own = entity.fill(fields)
  const complete = isComplete(entity, folded.shown, own)
  const shown = complete && (!folded.deleted || uses(entity.kind, n) > 0)
  const row: Row = {
    n,
    ...own,
    complete: complete ? 1 : 0,
    deleted: folded.deleted ? 1 : 0,
    shown: shown ? 1 : 0,
    conflicts: conflictsIn(folded, shown).length,
    modified: millisecondsOf(folded.lastStamp),
    heads: packIds(allHeads(folded), file.names)
  }
  return { row, members: membersIn(entity, fields) }
}

/** What lies in `conflict` for a record: its fields' conflicts, and 'deletedInUse'. Nothing for one that is gone. */
export function conflictsIn(
  folded: Folded,
  shown: boolean
): readonly { readonly field: string; readonly why: string; readonly sides: Json }[] {
  if ((folded.deleted && !shown) || (folded.conflicts.length === 0 && !folded.deleted)) return []
  const own = folded.conflicts.map(({ field, why, sides }) => ({
    field,
    why,
    sides: sides as unknown as Json
  }))
  return folded.deleted ? [...own, { field: 'deleted', why: 'deletedInUse', sides: [] }] : own
}

/** A progress record is named by its coder and document. */
function progressOf(id: string, number: (id: string) => number): Row {
  const match = /^prg_(cod_[^_]+)_(doc_[^_]+)$/.exec(id)
  return match?.[1] && match[2] ? { coder: number(match[1]), document: number(match[2]) } : {}
}
