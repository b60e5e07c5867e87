/** What of searches is marked in the text that is read: the hits of the one that is open, and saved ones that are switched on. */
import { useEffect, useMemo } from 'react'
import type { DocumentView } from '../../shared/api/views.ts'
import type { Hash } from '../../shared/ids.ts'
import { hitAt } from '../state/hits.ts'
import { loadKeywords } from '../state/keywords.ts'
import { useFilters, useKeywordPlaces, useParley, useSearch, useSession } from '../state/parley.ts'
import { isSwitchedOn, savedSearchesOf, type SavedSearch } from '../state/savedSearches.ts'
import { safeColour } from '../ui/colour.ts'

/** As `MarkedWords` of the reader takes them. */
export type Marked = {
  readonly start: number
  readonly end: number
  readonly as: 'saved' | 'hit' | 'current'
  readonly colour: string
}

/** The saved searches that are switched on, in their order. */
export function useSwitchedOn(): readonly SavedSearch[] {
  const filters = useFilters((state) => state.filters)
  const settings = useSession((state) => state.settings)
  // Settings change for many reasons; the list keeps its identity while the same are on.
  const ids = filters
    .map(({ id }) => id)
    .filter((id) => isSwitchedOn(settings, id))
    .join(' ')
  return useMemo(
    () => savedSearchesOf(filters).filter(({ id }) => ids.split(' ').includes(id)),
    [filters, ids]
  )
}

/** In the order of the text. Looks again when the text or the searches change. */
export function useMarkedWords(document: DocumentView, revision: Hash): readonly Marked[] {
  const parley = useParley()
  const searches = useSwitchedOn()
  // Another title is no reason to look again.
  const { id, group } = document
  useEffect(() => {
    void loadKeywords(parley, { id, group, revision }, searches)
  }, [parley, id, group, revision, searches])
  const keywords = useKeywordPlaces((state) => (state.revision === revision ? state.keywords : nothing))
  const hits = useSearch((state) =>
    state.isOpen ? state.groups.find((one) => one.document === id && one.revision === revision) : undefined
  )
  const current = useSearch((state) => hitAt(state.groups, state.current))
  return useMemo(() => {
    const colours = new Map(searches.map((search) => [search.id, safeColour(search.colour, '')]))
    const marked: Marked[] = keywords.flatMap(({ search, start, end }) => {
      const colour = colours.get(search)
      return colour ? [{ start, end, as: 'saved' as const, colour }] : []
    })
    for (const hit of hits?.hits ?? []) {
      const isCurrent = hit.document === current?.document && hit.start === current.start
      marked.push({ start: hit.start, end: hit.end, as: isCurrent ? 'current' : 'hit', colour: '' })
    }
    return marked.toSorted((a, b) => a.start - b.start)
  }, [searches, keywords, hits, current])
}

const nothing: readonly never[] = []
