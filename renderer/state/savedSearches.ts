/** Saved searches: records of the project, switched on and off by each reader for themselves. */
import { z } from 'zod'
import { searchQuery } from '../../shared/api/filters.ts'
import type { Settings } from '../../shared/api/settings.ts'
import type { FilterView } from '../../shared/api/views.ts'
import { documentId, type RecordId } from '../../shared/ids.ts'
import { filtersOfView } from './filters.ts'
import type { Parley } from './parley.ts'
import { run, runUndoably, seenOf } from './run.ts'
import { openSearch, runSearch, type Asking } from './search.ts'
import { rememberPane } from './settings.ts'

export type SavedSearch = {
  readonly id: RecordId
  readonly name: string
  readonly asking: Asking
  /** `#rrggbb`. */
  readonly colour: string
  readonly filter: FilterView
}

/** How a search stands in the query of its record. Fields of a newer version are passed over. */
const savedQuery = z.object({
  view: z.literal('search'),
  text: searchQuery.shape.text,
  as: searchQuery.shape.as,
  scope: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('all') }),
      z.object({ kind: z.literal('here') }),
      z.object({
        kind: z.literal('chosen'),
        documents: z.array(documentId).max(100_000),
        groups: z.array(z.string().max(200)).max(10_000)
      })
    ])
    .default({ kind: 'all' }),
  colour: z.string().regex(/^#[0-9a-f]{6}$/)
})

/** The saved searches among the filters, in their order. One that is not understood is left out: a newer version made it, or a broken file. */
export function savedSearchesOf(filters: readonly FilterView[]): readonly SavedSearch[] {
  return filtersOfView(filters, 'search').flatMap((filter) => {
    const query = savedQuery.safeParse(filter.query)
    if (!query.success) return []
    const { text, as, scope, colour } = query.data
    return [{ id: filter.id, name: filter.name, asking: { text, as, scope }, colour, filter }]
  })
}

/** Saves a search under a name and switches it on. True where it was stored. */
export async function saveSearch(
  parley: Parley,
  { name, asking, colour }: Pick<SavedSearch, 'name' | 'asking' | 'colour'>
): Promise<boolean> {
  const answer = await run(parley, 'filter.create', { name, query: queryOf(asking, colour) })
  const made = answer.ok ? answer.value.made[0] : undefined
  if (made) switchSearch(parley, made.id, true)
  return answer.ok
}

/** Gives a saved search another name, colour or question; what is not named stays. */
export async function changeSearch(
  parley: Parley,
  { filter, name, asking, colour }: SavedSearch,
  change: Partial<Pick<SavedSearch, 'name' | 'asking' | 'colour'>>
): Promise<void> {
  const query = queryOf(change.asking ?? asking, change.colour ?? colour)
  await run(
    parley,
    'filter.change',
    {
      filter: filter.id,
      ...(change.name !== undefined && change.name !== name ? { name: change.name } : {}),
      ...(change.asking || change.colour ? { query } : {})
    },
    seenOf({ kind: 'filter', id: filter.id, heads: filter.heads })
  )
}

/** Puts a saved search a step up or down among those shown. */
export async function moveSearch(
  parley: Parley,
  searches: readonly SavedSearch[],
  id: RecordId,
  by: 1 | -1
): Promise<void> {
  const at = searches.findIndex((search) => search.id === id)
  const moved = searches[at]
  if (!moved || !searches[at + by]) return
  // Down: before the one after the next, or last.
  const before = by === -1 ? searches[at - 1] : searches[at + 2]
  await run(
    parley,
    'filter.place',
    { filter: id, group: moved.filter.group, before: before?.id ?? null },
    seenOf({ kind: 'filter', id, heads: moved.filter.heads })
  )
}

/** Deletes a saved search and offers to take that back. */
export async function deleteSearch(parley: Parley, { filter }: SavedSearch): Promise<void> {
  await runUndoably(
    parley,
    'filter.delete',
    { filter: filter.id },
    seenOf({ kind: 'filter', id: filter.id, heads: filter.heads })
  )
}

/** Shows the pane and searches for what was saved. */
export function searchAgain(parley: Parley, { asking }: SavedSearch): void {
  openSearch(parley, 'hits')
  void runSearch(parley, asking)
}

/** True where the words of a saved search are marked while reading: each reader's own choice, kept in their settings. */
export function isSwitchedOn(settings: Settings, id: RecordId): boolean {
  return settings.panes[paneName(id)] === true
}

export function switchSearch(parley: Parley, id: RecordId, isOn: boolean): void {
  rememberPane(parley, paneName(id), isOn)
}

function paneName(id: RecordId): string {
  return `searchOn ${id}`
}

function queryOf({ text, as, scope }: Asking, colour: string) {
  return {
    view: 'search',
    text,
    as,
    scope:
      scope.kind === 'chosen'
        ? { kind: scope.kind, documents: [...scope.documents], groups: [...scope.groups] }
        : { kind: scope.kind },
    colour
  }
}
