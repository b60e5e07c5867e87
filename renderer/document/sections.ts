/** Which sections are mounted and which are near the window. Sections are mounted on sight and, one by one, when the machine is idle. */
import { flushSync } from 'react-dom'
import { chapterLength } from './slateValue.ts'

export type SectionListener = {
  readonly near: (section: number) => void
  readonly far: (section: number) => void
}

/** Sections nearer than this to the window, in CSS pixels, are mounted and painted. */
const nearMargin = 800
/** One idle slice takes at most this long, in milliseconds, so that a key press never waits for it. */
const slice = 8

/** Sections mounted in one go when idle. */
const together = 2

/** The mounting of one document's sections; lives as long as the document is shown. */
export class Sections {
  private readonly count: number
  private readonly listener: SectionListener
  private readonly mounted = new Set<number>()
  private readonly nearOnes = new Set<number>()
  private pinned: readonly number[] = []
  private readonly elements = new Map<number, HTMLElement>()
  private readonly waiting = new Map<number, () => void>()
  private readonly chapters = new Set<number>([0])
  private readonly chapterElements = new Map<number, HTMLElement>()
  private readonly waitingChapters = new Map<number, () => void>()
  private observer: IntersectionObserver | null = null
  private scroller: HTMLElement | null = null
  private isClosed = false
  private next = 0
  private readonly whole: Promise<void>
  private finish: () => void = () => undefined

  constructor(count: number, first: number, listener: SectionListener) {
    this.count = count
    this.listener = listener
    for (let section = 0; section < Math.min(first, count); section += 1) {
      this.mounted.add(section)
      this.nearOnes.add(section)
    }
    this.whole = new Promise((resolve) => {
      this.finish = resolve
    })
  }

  isMounted(section: number): boolean {
    return this.mounted.has(section)
  }

  isNear(section: number): boolean {
    return this.nearOnes.has(section)
  }

  /** Sections near the window, in order. */
  near(): readonly number[] {
    return [...this.nearOnes].toSorted((a, b) => a - b)
  }

  elementOf(section: number): HTMLElement | undefined {
    return this.elements.get(section)
  }

  /** Resolves when every section is mounted. */
  allMounted(): Promise<void> {
    return this.whole
  }

  /** Calls back when the section is mounted; gives what ends that. */
  subscribe(section: number, changed: () => void): () => void {
    this.waiting.set(section, changed)
    return () => this.waiting.delete(section)
  }

  hasChapter(chapter: number): boolean {
    return this.chapters.has(chapter)
  }

  /** Calls back when the chapter's sections are wanted; gives what ends that. */
  subscribeChapter(chapter: number, changed: () => void): () => void {
    this.waitingChapters.set(chapter, changed)
    return () => this.waitingChapters.delete(chapter)
  }

  /** Says which element holds a chapter. */
  setChapterElement(chapter: number, element: HTMLElement | null): void {
    if (element) this.chapterElements.set(chapter, element)
    else this.chapterElements.delete(chapter)
  }

  /** Says which element holds a section. */
  setElement(section: number, element: HTMLElement | null): void {
    const before = this.elements.get(section)
    if (before) this.observer?.unobserve(before)
    if (!element) {
      this.elements.delete(section)
      return
    }
    this.elements.set(section, element)
    this.observer?.observe(element)
  }

  /** Mounts these sections before it returns. Not for use while React renders. */
  mountNow(sections: Iterable<number>): void {
    const missing = [...sections].filter(
      (section) => section >= 0 && section < this.count && !this.mounted.has(section)
    )
    if (missing.length === 0) return
    flushSync(() => {
      for (const section of missing) this.mount(section)
    })
  }

  /** Keeps the sections that hold the ends of the selection laid out however far they are: the browser moves an end out of one that is skipped. */
  pin(sections: readonly number[]): void {
    const before = this.pinned
    this.pinned = sections
    for (const section of [...before, ...sections]) this.showOrSkip(section)
  }

  /** Starts watching the scroller and mounting what is left in idle slices. */
  start(scroller: HTMLElement): () => void {
    this.scroller = scroller
    this.isClosed = false
    this.observer = new IntersectionObserver((entries) => this.observed(entries), {
      root: scroller,
      rootMargin: `${nearMargin}px 0px`
    })
    for (const element of this.elements.values()) this.observer.observe(element)
    const onScroll = (): void => this.mountInWindow()
    scroller.addEventListener('scroll', onScroll, { passive: true })
    requestAnimationFrame(() => setTimeout(() => this.whenIdle(), 0))
    return () => {
      this.isClosed = true
      scroller.removeEventListener('scroll', onScroll)
      this.observer?.disconnect()
      this.observer = null
    }
  }

  /** Mounts and lays out what a jump landed on, before this frame is painted. */
  mountInWindow(): void {
    const box = this.scroller?.getBoundingClientRect()
    if (!box) return
    const found: number[] = []
    for (let section = this.sectionAt(box.top); section < this.count; section += 1) {
      const element = this.elements.get(section) ?? this.chapterElements.get(chapterOf(section))
      if ((element?.getBoundingClientRect().top ?? box.bottom) >= box.bottom) break
      found.push(section)
    }
    this.mountNow(found)
    for (const section of found) if (!this.nearOnes.has(section)) this.observeAgain(section)
    this.comeNear(found)
  }

  private mount(section: number): void {
    this.mounted.add(section)
    const chapter = chapterOf(section)
    if (this.chapters.has(chapter)) this.waiting.get(section)?.()
    // A chapter that comes draws the sections that are mounted by then.
    else {
      this.chapters.add(chapter)
      this.waitingChapters.get(chapter)?.()
    }
  }

  private whenIdle(): void {
    if (this.isClosed) return
    requestIdleCallback(() => this.mountSlice(), { timeout: 50 })
  }

  private mountSlice(): void {
    if (this.isClosed) return
    const started = performance.now()
    do {
      while (this.next < this.count && this.mounted.has(this.next)) this.next += 1
      if (this.next >= this.count) {
        this.finish()
        return
      }
      this.mountNow(Array.from({ length: together }, (_, i) => this.next + i))
    } while (performance.now() - started < slice)
    // Through a task of its own, so that input and painting come in between.
    setTimeout(() => this.whenIdle(), 0)
  }

  private observed(entries: readonly IntersectionObserverEntry[]): void {
    const coming: number[] = []
    for (const entry of entries) {
      const section = sectionOfElement(entry.target)
      if (section === null) continue
      if (entry.isIntersecting) coming.push(section)
      else if (this.nearOnes.delete(section)) {
        this.listener.far(section)
        this.showOrSkip(section)
      }
    }
    this.mountNow(coming)
    this.comeNear(coming)
  }

  /** The first section that reaches below a height of the window. By halves: asking what lies under a point costs a frame's whole preparation. */
  private sectionAt(y: number): number {
    const chapter = firstBelow(y, 0, chapterOf(this.count - 1), this.chapterElements)
    const first = chapter * chapterLength
    this.mountNow(this.chapters.has(chapter) ? [] : [first])
    return firstBelow(y, first, Math.min(first + chapterLength, this.count) - 1, this.elements)
  }

  /** The observer tells changes alone: of a section that was jumped over between two of its looks it would never tell that it is far again. */
  private observeAgain(section: number): void {
    const element = this.elements.get(section)
    if (!element) return
    this.observer?.unobserve(element)
    this.observer?.observe(element)
  }

  /** Far sections are skipped by layout; `auto` alone would show a jump's target one frame late. */
  private showOrSkip(section: number): void {
    const element = this.elements.get(section)
    const wanted = this.nearOnes.has(section) || this.pinned.includes(section) ? 'visible' : 'auto'
    if (element && element.style.contentVisibility !== wanted) element.style.contentVisibility = wanted
  }

  private comeNear(sections: readonly number[]): void {
    for (const section of sections) {
      const wasNear = this.nearOnes.has(section)
      this.nearOnes.add(section)
      this.showOrSkip(section)
      if (!wasNear) this.listener.near(section)
    }
  }
}

function sectionOfElement(element: Element): number | null {
  const name = element instanceof HTMLElement ? element.dataset['section'] : undefined
  return name === undefined ? null : Number(name)
}

function chapterOf(section: number): number {
  return Math.floor(section / chapterLength)
}

/** The first of the elements `low` to `high`, which stand below each other, that reaches below a height of the window; the last where none does. */
function firstBelow(
  y: number,
  low: number,
  high: number,
  elements: ReadonlyMap<number, HTMLElement>
): number {
  let [from, to] = [low, high]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((elements.get(middle)?.getBoundingClientRect().bottom ?? 0) > y) to = middle
    else from = middle + 1
  }
  return from
}
