/** The codebook as the host last told it, and quick ways to ask it. */
import { createStore, type StoreApi } from 'zustand'
import type { ActorView, CodebookView, CoderView, IssueView, StanceView } from '../../shared/api/views.ts'

export type CodebookState = {
  readonly codebook: CodebookView
  readonly loaded: boolean
  readonly index: CodebookIndex
}

/** The codebook by id. */
export type CodebookIndex = {
  readonly issues: ReadonlyMap<string, IssueView>
  readonly stances: ReadonlyMap<string, StanceView>
  readonly actors: ReadonlyMap<string, ActorView>
  readonly coders: ReadonlyMap<string, CoderView>
}

export const emptyCodebook: CodebookView = { issues: [], stances: [], actors: [], coders: [] }

export function codebookStore(): StoreApi<CodebookState> {
  return createStore<CodebookState>(() => ({
    codebook: emptyCodebook,
    loaded: false,
    index: indexOf(emptyCodebook)
  }))
}

/** Makes the maps of a codebook. */
export function indexOf(codebook: CodebookView): CodebookIndex {
  return {
    issues: byId(codebook.issues),
    stances: byId(codebook.stances),
    actors: byId(codebook.actors),
    coders: byId(codebook.coders)
  }
}

function byId<T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [record.id, record]))
}
