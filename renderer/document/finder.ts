/** Asks the finding thread on behalf of the window, for one text. */
import type { RevisionContent } from '../../shared/text/revision.ts'
import type { FindQuery, Found } from './find.ts'
import type { FindReport, FindRequest } from './find.worker.ts'

/** How far a search is. `upTo`: a share of the text from 0 to 1; `state` 'tooSlow': the pattern was given up. */
export type FindState = {
  readonly found: readonly Found[]
  readonly upTo: number
  readonly isMany: boolean
  readonly state: 'looking' | 'done' | 'tooSlow'
}

export const nothingFound: FindState = { found: [], upTo: 0, isMany: false, state: 'done' }

/** A pattern that takes longer than this for a stretch of the text, in milliseconds, would take for ever. */
const patience = 3000

/** Lives as long as the find bar is open. */
export class Finder {
  private readonly content: RevisionContent
  private worker: Worker | null = null
  private number = 0
  private watch = 0
  private told: (state: FindState) => void = () => undefined
  private state: FindState = nothingFound

  constructor(content: RevisionContent) {
    this.content = content
  }

  /** Looks for something else from now on; `told` hears of it at least once, and of nothing older. */
  look(query: FindQuery, told: (state: FindState) => void): void {
    this.number += 1
    this.told = told
    this.state = { ...nothingFound, state: 'looking' }
    clearTimeout(this.watch)
    if (query.words.trim() === '') {
      this.tell({ state: 'done', upTo: 1 })
      return
    }
    this.worker ??= this.start()
    this.ask({ kind: 'look', number: this.number, query })
    this.wait()
  }

  close(): void {
    clearTimeout(this.watch)
    this.worker?.terminate()
    this.worker = null
    this.told = () => undefined
  }

  private start(): Worker {
    const worker = new Worker(new URL('./find.worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<FindReport>) => this.hear(data))
    const { text, blocks } = this.content
    this.worker = worker
    this.ask({ kind: 'text', text, edges: Int32Array.from(blocks.flatMap(({ start, end }) => [start, end])) })
    return worker
  }

  private ask(request: FindRequest): void {
    this.worker?.postMessage(request)
  }

  private hear({ number, places, upTo, isMany, isLast }: FindReport): void {
    if (number !== this.number) return
    clearTimeout(this.watch)
    if (!isLast) this.wait()
    const found = places.length === 0 ? this.state.found : [...this.state.found, ...pairs(places)]
    const { length } = this.content.text
    this.tell({ found, isMany, upTo: length === 0 ? 1 : upTo / length, state: isLast ? 'done' : 'looking' })
  }

  private tell(change: Partial<FindState>): void {
    this.state = { ...this.state, ...change }
    this.told(this.state)
  }

  private wait(): void {
    this.watch = window.setTimeout(() => {
      this.worker?.terminate()
      this.worker = null
      this.tell({ state: 'tooSlow' })
    }, patience)
  }
}

function pairs(places: Int32Array): readonly Found[] {
  return Array.from({ length: places.length / 2 }, (_, i) => ({
    start: places[i * 2] ?? 0,
    end: places[i * 2 + 1] ?? 0
  }))
}
