/** What the bench page offers on `window.parleyBench`: mounts, and nothing that measures. build/bench/reader.ts drives and measures it. */

/** `parley`: the product's reader. `plain`: the floor, the same text as `<p>` with the same highlights. `codemirror`: CodeMirror 6 with mark decorations. `recogito`: recogito's text annotator with CSS highlights. */
export type BenchSide = 'parley' | 'plain' | 'codemirror' | 'recogito'

export type BenchHooks = {
  /**
   * Makes the text and its annotations in memory, the same for every side and every run (seeded): paragraphs of 250-550 characters, annotations
   * of 20-300 characters, 15 % of them across two blocks. Returns UTF-16 lengths.
   */
  prepare(size: { readonly characters: number; readonly annotations: number }): {
    readonly length: number
    readonly blocks: number
  }
  /** Mounts a side into the window, synchronously up to where the product itself yields. Indexes are built in here. One mount a page. */
  mount(side: BenchSide): void
  /** Fulfilled when all of the text is mounted (at once where the side does not mount bit by bit). */
  whole(): Promise<void>
  /** The element that scrolls. */
  scroller(): HTMLElement
  /** Adds one annotation of the issue number `issue` (0-11), as the product does after a commit. */
  add(annotation: { readonly start: number; readonly end: number; readonly issue: number }): void
  /** Shows only annotations of one issue number; null shows all. */
  layer(issue: number | null): void
  /** Whether an annotation that covers exactly [start, end) is painted now (a highlight's range or a decoration stands there). */
  painted(start: number, end: number): boolean
  /** The selection in UTF-16 code units of the canonical text, in text order; null where there is none. */
  selection(): readonly [number, number] | null
  /** UTF-16 code units of the canonical text. */
  length(): number
  /** Where a block starts in the canonical text. */
  blockStart(block: number): number
  /** Brings a block to the middle of the window; fulfilled when it stands there. */
  showBlock(block: number): Promise<void>
  /** Just inside the left edge (by half a pixel) of the character at an offset, at half its height, in window pixels: a click there puts the caret before it. Null while it is not mounted. */
  pointOf(offset: number): { readonly x: number; readonly y: number } | null
  /** The offset of the character nearest the middle of the window; null where no text is there. */
  offsetAtCentre(): number | null
}

declare global {
  interface Window {
    parleyBench: BenchHooks
  }
}
