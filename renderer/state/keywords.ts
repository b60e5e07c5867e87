/** Where the saved searches that are switched on find their words in the document that is read. */
import { createStore, type StoreApi } from 'zustand'
import type { DocumentView } from '../../shared/api/views.ts'
import type { DocumentId, Hash, RecordId } from '../../shared/ids.ts'
import type { Parley } from './parley.ts'
import type { SavedSearch } from './savedSearches.ts'
import { announce } from './tell.ts'
import { t } from '../ui/words.ts'

/** [start, end) in UTF-16 code units of the text of `KeywordsState.revision`. */
export type Keyword = { readonly search: RecordId; readonly start: number; readonly end: number }

export type KeywordsState = {
  readonly document: DocumentId | null
  readonly revision: Hash | null
  /** In the order of the text. */
  readonly keywords: readonly Keyword[]
  /** Searches that could not be looked for here, a bad expression of a colleague's, say. */
  readonly failed: readonly RecordId[]
}

/** The host looks for no more searches than this at once. */
export const mostSearches = 50

export const noKeywords: KeywordsState = { document: null, revision: null, keywords: [], failed: [] }

export function keywordsStore(): StoreApi<KeywordsState> {
  return createStore<KeywordsState>(() => noKeywords)
}

type ReadText = Pick<DocumentView, 'id' | 'group' | 'revision'>

/** Looks for these searches in a document; those whose scope leaves it out have no places in it. Of several calls the last one counts. */
export async function loadKeywords(
  parley: Parley,
  document: ReadText,
  searches: readonly SavedSearch[]
): Promise<void> {
  const { keywords: store } = parley
  const wanted = searches.filter((search) => covers(search, document)).slice(0, mostSearches)
  const asked = ++lastAsked
  const before = store.getState()
  // Places in another text would be painted over the wrong words.
  if (before.document !== document.id || before.revision !== document.revision)
    store.setState({ ...noKeywords, document: document.id, revision: document.revision })
  if (wanted.length === 0) return store.setState({ keywords: [], failed: [] })
  const all = await lookFor(parley, document.id, wanted)
  // One that fails is not to keep the others from being found.
  const each =
    all !== null || wanted.length === 1
      ? [{ searches: wanted, keywords: all }]
      : await Promise.all(
          wanted.map(async (search) => ({
            searches: [search],
            keywords: await lookFor(parley, document.id, [search])
          }))
        )
  if (asked !== lastAsked || store.getState().document !== document.id) return
  store.setState({
    keywords: each
      .flatMap(({ keywords }) => keywords ?? [])
      .toSorted((a, b) => a.start - b.start || a.end - b.end),
    failed: each.flatMap(({ searches: those, keywords }) =>
      keywords === null ? those.map(({ id }) => id) : []
    )
  })
}

/**
 * The next keyword after an offset of the text (`by` 1), or the last one before it, round the end; of one search or of all. With its number
 * from 1 and how many there are.
 */
export function stepKeyword(
  keywords: readonly Keyword[],
  from: number,
  by: 1 | -1,
  search: RecordId | null
): { readonly keyword: Keyword; readonly number: number; readonly of: number } | null {
  const those = search === null ? keywords : keywords.filter((keyword) => keyword.search === search)
  // The selected one ends at the caret.
  const next =
    by === 1
      ? those.findIndex((keyword) => keyword.start >= from)
      : those.findLastIndex((keyword) => keyword.end < from)
  const at = next >= 0 ? next : by === 1 ? 0 : those.length - 1
  const keyword = those[at]
  return keyword ? { keyword, number: at + 1, of: those.length } : null
}

/** Selects the next place of marked words after the caret (`by` 1), or the last one before it; of one search or of all. */
export function walkKeywords(parley: Parley, by: 1 | -1, search: RecordId | null = null): void {
  const { handle } = parley.reader.getState()
  const { keywords } = parley.keywords.getState()
  const step = stepKeyword(keywords, handle?.caret() ?? 0, by, search)
  if (!handle || !step) return announce(parley, t('search.noKeywords'))
  handle.showPassage(step.keyword, { focus: true })
  const name = parley.filters.getState().filters.find(({ id }) => id === step.keyword.search)?.name ?? ''
  announce(parley, t('search.legend.at', { name, at: step.number, number: step.of }))
}

let lastAsked = 0

async function lookFor(
  parley: Parley,
  document: DocumentId,
  searches: readonly SavedSearch[]
): Promise<readonly Keyword[] | null> {
  const answer = await parley.client.call('search.inDocument', {
    document,
    queries: searches.map(({ asking: { text, as } }) => ({ text, as }))
  })
  if (!answer.ok) return null
  return answer.value.flatMap(({ query, start, end }) => {
    const search = searches[query]
    return search ? [{ search: search.id, start, end }] : []
  })
}

function covers({ asking: { scope } }: SavedSearch, document: ReadText): boolean {
  return (
    scope.kind !== 'chosen' ||
    scope.documents.includes(document.id) ||
    (document.group !== '' && scope.groups.includes(document.group))
  )
}
