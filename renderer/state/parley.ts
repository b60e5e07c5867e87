/** The window's end of the host: the client, and a store for each thing that views share. */
import { createContext, useContext } from 'react'
import { useStore, type StoreApi } from 'zustand'
import type { Client } from '../../shared/api/client.ts'
import { codebookStore, type CodebookState } from './codebook.ts'
import { filtersStore, type FiltersState } from './filters.ts'
import { keywordsStore, type KeywordsState } from './keywords.ts'
import { layerStore, type LayerState } from './layer.ts'
import { readerStore, type ReaderState } from './reader.ts'
import { readingStore, type ReadingState } from './reading.ts'
import { searchStore, type SearchState } from './search.ts'
import { sessionStore, type SessionState } from './session.ts'
import { workspaceStore, type WorkspaceState } from './workspace.ts'

export type Parley = {
  readonly client: Client
  /** The app and the open project as a whole. */
  readonly session: StoreApi<SessionState>
  /** Issues, stances, actors, coders. */
  readonly codebook: StoreApi<CodebookState>
  /** Saved filters and searches. */
  readonly filters: StoreApi<FiltersState>
  /** The search over all documents. */
  readonly search: StoreApi<SearchState>
  /** The words of saved searches in the document that is read. */
  readonly keywords: StoreApi<KeywordsState>
  /** The document that is read. */
  readonly reading: StoreApi<ReadingState>
  /** The reader while it is shown, and where its caret stands. */
  readonly reader: StoreApi<ReaderState>
  /** Which annotations are shown over the text. */
  readonly layer: StoreApi<LayerState>
  /** What is shown where: nothing of it is project data. */
  readonly workspace: StoreApi<WorkspaceState>
}

/** A client with empty stores; `followHost` fills them and keeps them true. */
export function makeParley(client: Client): Parley {
  return {
    client,
    session: sessionStore(),
    codebook: codebookStore(),
    filters: filtersStore(),
    search: searchStore(),
    keywords: keywordsStore(),
    reading: readingStore(),
    reader: readerStore(),
    layer: layerStore(),
    workspace: workspaceStore()
  }
}

const Context = createContext<Parley | null>(null)
export const ParleyProvider = Context.Provider

/** The one Parley of the window. */
export function useParley(): Parley {
  const parley = useContext(Context)
  if (!parley) throw new Error('useParley outside ParleyProvider')
  return parley
}

/** A part of the session's state; the view is drawn again when it changes. */
export function useSession<T>(pick: (state: SessionState) => T): T {
  return useStore(useParley().session, pick)
}

/** A part of the codebook's state. */
export function useCodebook<T>(pick: (state: CodebookState) => T): T {
  return useStore(useParley().codebook, pick)
}

/** A part of the saved filters and searches. */
export function useFilters<T>(pick: (state: FiltersState) => T): T {
  return useStore(useParley().filters, pick)
}

/** A part of the search over all documents. */
export function useSearch<T>(pick: (state: SearchState) => T): T {
  return useStore(useParley().search, pick)
}

/** A part of the words of saved searches in the document that is read. */
export function useKeywordPlaces<T>(pick: (state: KeywordsState) => T): T {
  return useStore(useParley().keywords, pick)
}

/** A part of the state of the document that is read. */
export function useReading<T>(pick: (state: ReadingState) => T): T {
  return useStore(useParley().reading, pick)
}

/** A part of the reader's state. */
export function useReader<T>(pick: (state: ReaderState) => T): T {
  return useStore(useParley().reader, pick)
}

/** A part of what is shown where. */
export function useWorkspace<T>(pick: (state: WorkspaceState) => T): T {
  return useStore(useParley().workspace, pick)
}
