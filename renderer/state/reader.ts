/** What the rest of the window asks of the reader: the Read view lends it while a document is shown. */
import { createStore, type StoreApi } from 'zustand'
import type { AnnotationId, DocumentId } from '../../shared/ids.ts'

export type ReaderHandle = {
  focus(): void
  /** Brings an annotation into sight and outlines it. */
  showAnnotation(annotation: AnnotationId): void
  /** Brings a passage, [start, end) in UTF-16 code units, into sight. With `focus` it is selected and the text takes the focus. */
  showPassage(
    at: { readonly start: number; readonly end: number },
    options: { readonly focus: boolean }
  ): void
  /** What would be tagged now, [start, end) in UTF-16 code units; null where nothing is selected. */
  passage(): { readonly start: number; readonly end: number } | null
  /** Where the caret stands, in UTF-16 code units; null before the first click. */
  caret(): number | null
  find(): void
  /** The next place (1) or the one before (-1) of what was looked for last. */
  findAgain(by: 1 | -1): void
  /** Brings an offset (UTF-16 code units) into sight, with the caret; `back` undoes it. */
  showOffset(offset: number): void
  /** To where the latest jump started. */
  back(): void
  /** Where the text stands and what is selected; null where none is drawn. */
  spot(): Omit<LeftAt, 'revision'> | null
  /** Stores what is shown and still on its way (a boundary being moved); fulfilled when nothing is. */
  settle(): Promise<void>
  /** Does an annotation command of the menus as its key would. */
  command(command: 'tag' | 'repeat' | 'next' | 'previous' | 'delete' | 'selectAll' | 'retagHere'): void
}

/** Where the caret stands, for the status bar. */
export type ReaderPlace = {
  /** From 1. */
  readonly block: number
  /** Where the reader is, in UTF-16 code units: at the caret, or where the text was scrolled to since. */
  readonly at: number
  /** Characters (code points) selected. */
  readonly selected: number
  /** Annotations at the caret or in the selection. */
  readonly here: number
}

/** Where a document was left: offsets in UTF-16 code units, `below` in px. The same text is shown in the same state again. */
export type LeftAt = {
  readonly revision: string
  readonly offset: number
  readonly below: number
  readonly selected: { readonly anchor: number; readonly focus: number } | null
}

export type ReaderState = {
  readonly handle: ReaderHandle | null
  readonly place: ReaderPlace | null
  /** By document, as long as the window lives. */
  readonly left: ReadonlyMap<DocumentId, LeftAt>
}

export function readerStore(): StoreApi<ReaderState> {
  return createStore<ReaderState>(() => ({ handle: null, place: null, left: new Map() }))
}
