/** Saved filters and searches as views show them. */
import type { FilterView } from '../../shared/api/views.ts'
import type { RecordId } from '../../shared/ids.ts'
import { compareSiblings } from '../../shared/log/arrange.ts'
import type { Json } from '../../shared/model/record.ts'
import { unpackIds } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'
import { conflictFields } from './read.ts'
import { sql } from './sql.ts'

/** Every shown filter: by group, then in its order. */
export function filtersOf(file: ProjectFile): readonly FilterView[] {
  const rows = file.connection.all(shownFilters)
  const conflicts = conflictFields(
    file,
    'filter',
    rows.map(({ n }) => n)
  )
  return rows
    .map((row) => ({
      id: file.names.idOf(row.n) as RecordId,
      name: row.name,
      query: row.query === null ? null : (JSON.parse(row.query) as Json),
      group: row.place_group,
      order: row.place_order,
      heads: [...unpackIds(row.heads, file.names)],
      conflicts: [...(conflicts.get(row.n) ?? [])]
    }))
    .toSorted((a, b) =>
      a.group === b.group ? compareSiblings(a, b) : a.group < b.group ? -1 : 1
    ) as FilterView[]
}

const shownFilters = sql<
  [],
  {
    n: number
    name: string
    query: string | null
    place_group: string
    place_order: string
    heads: string
  }
>('SELECT n, name, query, place_group, place_order, heads FROM filter WHERE shown = 1')
