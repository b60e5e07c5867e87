/** Marks the words of searches in the text: near the window only, with highlights of their own beside those of annotations. */
import { useEffect, useRef } from 'react'
import { HighlightSheet } from './highlights.ts'
import type { Surface } from './surface.ts'

/** Words to be marked, [start, end) in UTF-16 code units. */
export type MarkedWords = {
  readonly start: number
  readonly end: number
  /** `saved`: a line above in the colour of a saved search. `hit` and `current`: what is searched for now, and the one in hand. */
  readonly as: 'saved' | 'hit' | 'current'
  /** `#rrggbb`, checked. */
  readonly colour: string
}

type Marked = {
  readonly element: HTMLElement
  readonly ranges: readonly (readonly [Highlight, AbstractRange])[]
}

/** Above the tints of annotations, below what is found in the text by Ctrl+F. */
const priorities = { saved: 30, hit: 35, current: 36 }

/** Keeps the marks in step with the words and with what of the text is near. `words` in the order of the text; keep their identity. */
export function useKeywords(surface: Surface, words: readonly MarkedWords[]): void {
  const marker = useRef<KeywordMarker | null>(null)
  const latest = useRef(words)
  useEffect(() => {
    latest.current = words
    marker.current?.show(words)
  }, [words])
  useEffect(() => {
    const made = new KeywordMarker(surface)
    marker.current = made
    made.show(latest.current)
    const stop = surface.subscribeLayout(() => made.follow())
    return () => {
      stop()
      made.close()
      marker.current = null
    }
  }, [surface])
}

class KeywordMarker {
  private readonly surface: Surface
  private readonly sheet = new HighlightSheet()
  private readonly marked = new Map<number, Marked>()
  private words: readonly MarkedWords[] = []
  /** No word is longer: one that reaches into a piece starts at most so far before it. */
  private longest = 0

  constructor(surface: Surface) {
    this.surface = surface
  }

  show(words: readonly MarkedWords[]): void {
    if (words === this.words) return
    this.words = words
    this.longest = words.reduce((most, { start, end }) => Math.max(most, end - start), 0)
    for (const piece of [...this.marked.keys()]) this.clear(piece)
    this.sheet.prepare(new Set(words.map(lookOf)))
    this.follow()
  }

  /** Marks what came near and takes the marks off what went. */
  follow(): void {
    const { painter, dom } = this.surface
    const near = new Set(painter.pieces())
    for (const piece of [...this.marked.keys()]) if (!near.has(piece)) this.clear(piece)
    if (this.words.length === 0) return
    for (const piece of near) {
      const element = dom.elementOf(piece)
      // The text of a piece never changes while it is in the page.
      if (element && this.marked.get(piece)?.element !== element) this.mark(piece, element)
    }
  }

  close(): void {
    this.sheet.close()
    this.marked.clear()
  }

  private mark(piece: number, element: HTMLElement): void {
    this.clear(piece)
    const at = this.surface.layout.pieces[piece]
    if (!at) return
    const ranges: [Highlight, AbstractRange][] = []
    for (let i = this.firstFrom(at.start - this.longest); i < this.words.length; i += 1) {
      const one = this.words[i]
      if (!one || one.start >= at.end) break
      if (one.end <= at.start) continue
      const range = this.surface.dom.rangeIn(piece, one.start, one.end)
      if (!range) continue
      const highlight = this.sheet.get(lookOf(one), priorities[one.as])
      const added = new StaticRange(range)
      highlight.add(added)
      ranges.push([highlight, added])
    }
    this.marked.set(piece, { element, ranges })
  }

  private clear(piece: number): void {
    for (const [highlight, range] of this.marked.get(piece)?.ranges ?? []) highlight.delete(range)
    this.marked.delete(piece)
  }

  /** The first word that starts at or after an offset. */
  private firstFrom(offset: number): number {
    let low = 0
    let high = this.words.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.words[middle]?.start ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low
  }
}

/**
 * Annotations have tints and lines below: words in a colour with a dotted line above are no annotation, in print and for colour-blind eyes too.
 * The colour is taken towards the ink, so that the words stay readable on every tint.
 */
function lookOf({ as, colour }: MarkedWords): string {
  switch (as) {
    case 'saved': {
      const ink = `light-dark(color-mix(in oklab, ${colour} 72%, black), color-mix(in oklab, ${colour} 55%, white))`
      return `color: ${ink}; text-decoration: overline dotted 2px ${ink};`
    }
    case 'hit':
      return 'background-color: var(--found); color: var(--ink);'
    case 'current':
      return 'background-color: var(--accent); color: var(--ink-on-accent);'
  }
}
