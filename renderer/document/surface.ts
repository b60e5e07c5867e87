/** The text of one document on the screen, as long as it is shown: places, selection, painting and scrolling in offsets of the canonical text (UTF-16 code units). */
import type { RevisionContent } from '../../shared/text/revision.ts'
import { HighlightSheet } from './highlights.ts'
import type { AnnotationSpan } from './looks.ts'
import { Painter, paintSpans } from './painter.ts'
import { Sections } from './sections.ts'
import { layOut, pieceIndexAt, type TextLayout } from './slateValue.ts'
import { SpanIndex } from './spanIndex.ts'
import { sectionOf, TextDom } from './textDom.ts'

/** What is selected, in the direction it was made in; a caret where both are equal. */
export type Selected = { readonly anchor: number; readonly focus: number }
/** Where somebody who types or walks a list is not to lose the focus. */
const busyParts =
  'input,textarea,[role="dialog"],[role="listbox"],[role="tree"],[role="treegrid"],[role="grid"]'

/** Where somebody was reading: how far (px) below the window's upper edge a stretch of text stood, and the selection. */
export type Spot = { readonly offset: number; readonly below: number; readonly selected: Selected | null }
export type Box = {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
type Stretch = { readonly start: number; readonly end: number }

const markedLook = 'background-color: var(--selection);'
const foundLook = 'background-color: var(--found); color: var(--ink);'
const foundNowLook = 'background-color: var(--accent); color: var(--ink-on-accent);'

export class Surface {
  readonly layout: TextLayout
  readonly dom: TextDom
  readonly sections: Sections
  readonly index: SpanIndex<AnnotationSpan>
  readonly painter: Painter<AnnotationSpan>
  private readonly sheet = new HighlightSheet()
  private readonly listeners = new Set<() => void>()
  private readonly layoutListeners = new Set<() => void>()
  private layoutFrame = 0
  /** The selection was made with Alt: its ends are meant exactly. */
  isExact = false
  private page: HTMLElement | null = null
  private scroller: HTMLElement | null = null
  private root: HTMLElement | null = null
  private last: Selected | null = null
  private marked: Stretch | null = null
  private tellEditor: () => void = () => undefined
  private found: readonly Stretch[] = []
  private current: Stretch | null = null

  constructor(content: RevisionContent) {
    this.layout = layOut(content)
    this.dom = new TextDom(this.layout)
    this.index = new SpanIndex(this.layout.pieces.map((piece) => piece.start))
    this.painter = new Painter(this.sheet, this.dom, this.index, () => [])
    this.sections = new Sections(this.layout.sections.length, 1, {
      near: (section) => this.paintSection(section),
      far: (section) => this.clearSection(section)
    })
  }

  get text(): string {
    return this.layout.content.text
  }

  /** Starts to live in the page: `page` moves with the text and holds what is laid over it. */
  attach(scroller: HTMLElement, page: HTMLElement, root: HTMLElement): () => void {
    this.scroller = scroller
    this.page = page
    this.root = root
    const stop = this.sections.start(scroller)
    const resized = new ResizeObserver(() => this.layoutChanged())
    resized.observe(root)
    const onSelection = (): void => {
      this.tellEditor()
      this.readSelection()
    }
    document.addEventListener('selectionchange', onSelection)
    // A browser puts the caret at the start of a text that gets its focus back, say from a dialog; a press sets its own after this.
    const onFocus = (): void =>
      queueMicrotask(() => {
        // Selecting would take the focus back from what got it since.
        if (this.last && this.scroller && root.contains(document.activeElement)) this.select(this.last)
      })
    root.addEventListener('focus', onFocus)
    // Letters of another font are of another width.
    const onFonts = (): void => this.layoutChanged()
    document.fonts.addEventListener('loadingdone', onFonts)
    return () => {
      document.removeEventListener('selectionchange', onSelection)
      root.removeEventListener('focus', onFocus)
      document.fonts.removeEventListener('loadingdone', onFonts)
      resized.disconnect()
      cancelAnimationFrame(this.layoutFrame)
      this.layoutFrame = 0
      stop()
      this.scroller = null
    }
  }

  /** Takes the painting out of the page, for good. */
  close(): void {
    this.sheet.close()
  }

  /** Calls back whenever the selection in the text changed; gives what ends that. */
  subscribe = (changed: () => void): (() => void) => {
    this.listeners.add(changed)
    return () => this.listeners.delete(changed)
  }

  /** Calls back, at most once a frame, when text moved or came near: what is laid over it must follow. Gives what ends that. */
  subscribeLayout = (changed: () => void): (() => void) => {
    this.layoutListeners.add(changed)
    return () => this.layoutListeners.delete(changed)
  }

  /** Says that something laid over the text may stand wrong. */
  layoutChanged(): void {
    if (this.layoutFrame !== 0) return
    this.layoutFrame = requestAnimationFrame(() => {
      this.layoutFrame = 0
      for (const changed of this.layoutListeners) changed()
    })
  }

  /** What is selected, or was when the focus left the text; null before the first click. */
  selected = (): Selected | null => this.last

  /** Selects in the page. Mounts what both ends stand in. */
  select({ anchor, focus }: Selected): void {
    this.sections.mountNow([sectionOf(this.layout, anchor), sectionOf(this.layout, focus)])
    const from = this.dom.pointOf(anchor, { forwards: anchor <= focus })
    const to = this.dom.pointOf(focus, { forwards: focus < anchor })
    if (!from || !to) return
    getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset)
    this.tellEditor()
    this.readSelection()
  }

  /** Calls back, at once, whenever something else was selected in the page. */
  onSelect(tellEditor: () => void): void {
    this.tellEditor = tellEditor
  }

  focus(): void {
    this.root?.focus({ preventScroll: true })
    if (this.last) this.select(this.last)
  }

  /** True while the page's selection is in the text and is more than a caret. */
  hasSelection(): boolean {
    const selection = getSelection()
    return (
      selection !== null &&
      !selection.isCollapsed &&
      selection.anchorNode !== null &&
      (this.root?.contains(selection.anchorNode) ?? false)
    )
  }

  /** True where the paragraph at an offset runs from right to left. Only mounted ones are known to. */
  isRightToLeft(offset: number): boolean {
    const element = this.dom.elementOf(pieceIndexAt(this.layout.pieces, offset))
    return element !== undefined && getComputedStyle(element).direction === 'rtl'
  }

  /** The offset under a point of the window; null where no text is there. */
  offsetAtPoint(x: number, y: number): number | null {
    const place = document.caretPositionFromPoint(x, y)
    if (!place || !this.root?.contains(place.offsetNode)) return null
    return this.dom.offsetOf(place.offsetNode, place.offset)
  }

  /** True where the point lies on the text of the character at or before `offset`, not on white paper beside it. */
  isOnText(offset: number, x: number, y: number): boolean {
    return this.boxes(Math.max(0, offset - 1), offset + 1, 'window').some(
      (box) => x >= box.left - 2 && x <= box.right + 2 && y >= box.top && y <= box.bottom
    )
  }

  /** The boxes of lines of [start, end), where mounted and (far away) drawn; in the page's coordinates or the window's. */
  boxes(start: number, end: number, relativeTo: 'page' | 'window' = 'page'): readonly Box[] {
    const origin = relativeTo === 'page' ? this.page?.getBoundingClientRect() : undefined
    const found: Box[] = []
    const range = document.createRange()
    for (
      let piece = pieceIndexAt(this.layout.pieces, start);
      (this.layout.pieces[piece]?.start ?? end) < end;
      piece += 1
    ) {
      if (!this.painter.isPainted(piece)) continue
      const at = this.dom.rangeIn(piece, start, end)
      if (!at) continue
      range.setStart(at.startContainer, at.startOffset)
      range.setEnd(at.endContainer, at.endOffset)
      for (const { left, top, right, bottom } of range.getClientRects()) {
        if (right > left)
          found.push({
            left: left - (origin?.left ?? 0),
            top: top - (origin?.top ?? 0),
            right: right - (origin?.left ?? 0),
            bottom: bottom - (origin?.top ?? 0)
          })
      }
    }
    return found
  }

  /** Brings an offset into view: to the window's upper third where it was out of sight. */
  scrollTo(offset: number, { always = false }: { readonly always?: boolean } = {}): void {
    const { scroller } = this
    if (!scroller) return
    const section = sectionOf(this.layout, offset)
    this.sections.mountNow([section])
    const box = this.boxAt(offset)
    if (!box) return
    const view = scroller.getBoundingClientRect()
    if (!always && box.top >= view.top + 24 && box.bottom <= view.bottom - 48) return
    this.bring(() => this.boxAt(offset)?.top, view.height / 3)
  }

  /** Scrolls until what has this top (in the window) stands so far below the window's upper edge; both in px. */
  bring(topOf: () => number | undefined, below: number): void {
    const { scroller } = this
    // What comes into sight was only estimated before: once drawn, the place has moved.
    for (let round = 0; scroller && round < 4; round += 1) {
      const top = topOf()
      const by = top === undefined ? 0 : Math.round(top - scroller.getBoundingClientRect().top - below)
      const before = scroller.scrollTop
      scroller.scrollTop += by
      if (by === 0 || scroller.scrollTop === before) return
      this.sections.mountInWindow()
    }
  }

  /** Where the text stands now, to come back to; null where none is drawn. */
  spot(): Spot | null {
    const view = this.scroller?.getBoundingClientRect()
    if (!view) return null
    for (const piece of this.painter.pieces().toSorted((a, b) => a - b)) {
      const box = this.dom.elementOf(piece)?.getBoundingClientRect()
      const offset = this.layout.pieces[piece]?.start
      if (box && offset !== undefined && box.bottom > view.top)
        return { offset, below: box.top - view.top, selected: this.last }
    }
    return null
  }

  /** Scrolls to where somebody was reading and selects what was selected. */
  returnTo({ offset, below, selected }: Spot): void {
    if (selected) this.selectUnlessBusy(selected)
    this.sections.mountNow([sectionOf(this.layout, offset)])
    const piece = pieceIndexAt(this.layout.pieces, offset)
    this.bring(() => this.dom.elementOf(piece)?.getBoundingClientRect().top, below)
  }

  /** A selection brings the focus along: while a field or list has it, what is selected is only kept for when the text has it again. */
  private selectUnlessBusy(selected: Selected): void {
    if (document.activeElement?.closest(busyParts)) this.last = selected
    else this.select(selected)
  }

  /** Makes the looks of a codebook known, all at once. */
  prepareLooks(looks: readonly string[]): void {
    this.sheet.prepare([...looks, markedLook, foundLook, foundNowLook])
  }

  /** The words to be tagged, shown while the focus is elsewhere; null: none. */
  mark(span: Stretch | null): void {
    this.marked = span
    this.paintMarked()
  }

  /** The words found, in the order of the text, and the one in hand. */
  show(found: readonly Stretch[], current: Stretch | null): void {
    this.found = found
    this.current = current
    this.paintFound()
  }

  /** Paints what a section holds; called when it comes near and when its text was drawn. */
  paintSection(section: number): void {
    const at = this.layout.sections[section]
    if (!at || !this.sections.isMounted(section)) return
    for (let piece = at.firstPiece; piece < at.endPiece; piece += 1) this.painter.paint(piece)
    if (this.marked) this.paintMarked()
    if (this.found.length > 0) this.paintFound()
    this.layoutChanged()
  }

  private clearSection(section: number): void {
    const at = this.layout.sections[section]
    if (!at) return
    for (let piece = at.firstPiece; piece < at.endPiece; piece += 1) this.painter.clear(piece)
  }

  /** The section that holds an offset. */
  sectionAt(offset: number): number {
    return sectionOf(this.layout, offset)
  }

  /** The box of the line at an offset, in the window's coordinates; null where it is not mounted. */
  boxAt(offset: number): DOMRect | null {
    const point = this.dom.pointOf(offset, { forwards: true })
    if (!point) return null
    const range = document.createRange()
    range.setStart(point.node, point.offset)
    range.setEnd(point.node, point.offset)
    const box = range.getBoundingClientRect()
    return box.height > 0 ? box : (point.node.parentElement?.getBoundingClientRect() ?? null)
  }

  private paintMarked(): void {
    const { marked } = this
    const highlight = this.sheet.get(markedLook, 50)
    const { layout } = this
    paintSpans(highlight, this.dom, marked ? this.painter.pieces() : [], (piece) => {
      const at = layout.pieces[piece]
      return marked && at && marked.start < at.end && marked.end > at.start ? [marked] : []
    })
  }

  private paintFound(): void {
    const { found, current, layout } = this
    const pieces = found.length > 0 ? this.painter.pieces() : []
    const inPiece = (piece: number): readonly Stretch[] => {
      const at = layout.pieces[piece]
      if (!at) return []
      const first = firstEndingAfter(found, at.start)
      let end = first
      while (end < found.length && (found[end]?.start ?? at.end) < at.end) end += 1
      return found.slice(first, end)
    }
    paintSpans(this.sheet.get(foundLook, 40), this.dom, pieces, inPiece)
    const now = this.sheet.get(foundNowLook, 41)
    paintSpans(now, this.dom, current ? pieces : [], (piece) =>
      inPiece(piece).filter((one) => one.start === current?.start)
    )
  }

  /** Reads the selection out of the page; it is read by itself whenever the browser says that it changed. */
  readSelection(): void {
    const selection = getSelection()
    const { root } = this
    if (
      !selection?.anchorNode ||
      !selection.focusNode ||
      !root?.contains(selection.anchorNode) ||
      !root.contains(selection.focusNode)
    )
      return
    const anchor = this.dom.offsetOf(selection.anchorNode, selection.anchorOffset)
    const focus = selection.isCollapsed
      ? anchor
      : this.dom.offsetOf(selection.focusNode, selection.focusOffset)
    if (anchor === null || focus === null) return
    if (this.last?.anchor === anchor && this.last.focus === focus) return
    this.last = { anchor, focus }
    this.sections.pin([sectionOf(this.layout, anchor), sectionOf(this.layout, focus)])
    if (anchor === focus) this.isExact = false
    for (const changed of this.listeners) changed()
  }
}

function firstEndingAfter(stretches: readonly Stretch[], offset: number): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.end ?? 0) > offset) high = middle
    else low = middle + 1
  }
  return low
}
