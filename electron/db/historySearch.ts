/** Finds batches for the history, newest first, in slices: what was found is kept, and the search goes on where it stopped. */
import { commandsOf, deletingCommands, type ChangeKind } from '../../shared/api/changeKinds.ts'
import type { CoderId, DocumentId } from '../../shared/ids.ts'
import type { Change } from '../../shared/log/change.ts'
import type { Json, RecordRef } from '../../shared/model/record.ts'
import { telling } from './blind.ts'
import { isGone, nameOfId, nameOfRecord } from './historyNames.ts'
import * as statements from './historyStatements.ts'
import { batchNumbered, someChangesOfBatch } from './log.ts'
import type { ProjectFile } from './projectFile.ts'
import { holdsWords, wordsIn } from './words.ts'

export type HistoryFilter = {
  readonly coder?: CoderId | undefined
  readonly kind?: ChangeKind | undefined
  readonly document?: DocumentId | undefined
  readonly record?: RecordRef | undefined
  readonly words?: string | undefined
}

/** Of a batch with more changes only so many are looked through for words. */
const mostRead = 500
/** Where more batches than these came since (a merge), the search begins anew: they too are looked through in slices. */
const mostFresh = 500
/** So many batches are asked for at once where the whole log is walked. */
const stride = 20_000

/** One search through one file. Batches that come later are found too: each slice looks at them first. */
export class HistorySearch {
  /** Numbers of the batches found, newest first. */
  found: readonly number[] = []
  readonly #file: ProjectFile
  readonly #filter: HistoryFilter
  readonly #words: readonly string[]
  readonly #coder: number | null
  readonly #commands: string | null
  readonly #impossible: boolean
  readonly #names = new Map<string, string>()
  #top: number
  #bottom: number
  #waiting: readonly number[] = []

  constructor(file: ProjectFile, filter: HistoryFilter) {
    this.#file = file
    this.#filter = filter
    this.#words = wordsIn(filter.words ?? '')
    this.#coder = filter.coder === undefined ? null : file.names.find(filter.coder)
    this.#commands = filter.kind === undefined ? null : numbersOf(file, filter.kind)
    this.#impossible = filter.coder !== undefined && this.#coder === null
    this.#top = this.#last()
    this.#bottom = this.#top
  }

  /** Of everything: the share that was looked through, in [0, 1]. */
  get searched(): number {
    return this.isWhole ? 1 : 1 - this.#bottom / Math.max(1, this.#top)
  }

  get isWhole(): boolean {
    return this.#impossible || (this.#bottom === 0 && this.#waiting.length === 0)
  }

  /** Searches until `isOver` says so; always comes on by a little. */
  slice(isOver: () => boolean): void {
    if (this.#impossible) return
    this.#takeNew()
    const found: number[] = []
    while (!this.isWhole) {
      if (this.#waiting.length === 0) this.#more()
      const waiting = this.#waiting
      let at = 0
      do {
        const n = waiting[at++]
        if (n !== undefined && this.#holds(n)) found.push(n)
      } while (at < waiting.length && !isOver())
      this.#waiting = waiting.slice(at)
      if (isOver()) break
    }
    if (found.length > 0) this.found = [...this.found, ...found]
  }

  /** What was written since the search began, put before what was found. */
  #takeNew(): void {
    const last = this.#last()
    if (last === this.#top) return
    if (last - this.#top > mostFresh) {
      this.found = []
      this.#waiting = []
      this.#top = this.#bottom = last
      return
    }
    const fresh = this.#numbersIn(this.#top, last).filter((n) => this.#holds(n))
    this.#top = last
    if (fresh.length > 0) this.found = [...fresh, ...this.found]
  }

  #more(): void {
    const { document, record } = this.#filter
    const above = document || record ? 0 : Math.max(0, this.#bottom - stride)
    this.#waiting = this.#numbersIn(above, this.#bottom)
    this.#bottom = above
  }

  /** Batches in (above, upTo] that may hold what is looked for, newest first. */
  #numbersIn(above: number, upTo: number): readonly number[] {
    const { document, record } = this.#filter
    const { connection, names } = this.#file
    const within = (rows: readonly { readonly n: number }[]): readonly number[] =>
      rows.map(({ n }) => n).filter((n) => n > above && n <= upTo)
    const asked = record ?? (document && { kind: 'document', id: document })
    if (!asked)
      return within(
        connection.all(statements.batchesWithin, {
          above,
          upTo,
          coder: this.#coder,
          commands: this.#commands
        })
      )
    const [kind, id] = [names.find(asked.kind), names.find(asked.id)]
    if (kind === null || id === null) return []
    if (record) return within(connection.all(statements.batchesOfRecord, kind, id))
    const annotationKind = names.find('annotation') ?? -1
    return within(
      connection.all(statements.batchesOfDocument, { document: id, annotationKind, documentKind: kind })
    )
  }

  #holds(n: number): boolean {
    const { coder, kind, document, record } = this.#filter
    const file = this.#file
    const looks = this.#words.length > 0 || kind === 'deleted'
    if (!looks && !document && !record) return true
    const batch = batchNumbered(file, n)
    if (!batch || (coder !== undefined && batch.coder !== coder)) return false
    if (this.#commands !== null && !commandsIn(kind).includes(batch.command)) return false
    if (!looks) return true
    const { changes } = someChangesOfBatch(file, batch.id, { offset: 0, limit: mostRead })
    if (kind === 'deleted' && !changes.some((change) => takesAway(file, change))) return false
    return this.#words.length === 0 || holdsWords(this.#textOf(changes.filter(telling(file))), this.#words)
  }

  /** Everything a person could look for: the texts that were written, the names of what was named, the words of annotations. */
  #textOf(changes: readonly Change[]): string {
    const texts: string[] = []
    for (const { record, fields } of changes) {
      texts.push(nameOfRecord(this.#file, record.kind, record.id) ?? '')
      for (const [field, value] of Object.entries(fields)) {
        const slash = field.indexOf('/')
        if (slash >= 0) this.#takeText(field.slice(slash + 1), texts)
        this.#takeText(value, texts)
      }
    }
    return texts.join('\n')
  }

  #takeText(value: Json, into: string[]): void {
    if (typeof value === 'string') into.push(isLikeId(value) ? this.#nameOf(value) : value)
    else if (value !== null && typeof value === 'object')
      for (const inner of Object.values(value as Readonly<Record<string, Json>>)) this.#takeText(inner, into)
  }

  #nameOf(id: string): string {
    let name = this.#names.get(id)
    if (name === undefined) {
      name = nameOfId(this.#file, id) ?? id
      // Memory does not grow with the log.
      if (this.#names.size > 20_000) this.#names.clear()
      this.#names.set(id, name)
    }
    return name
  }

  #last(): number {
    return this.#file.connection.get(statements.lastBatch)?.n ?? 0
  }
}

/** Whether a change deleted a record that is still gone. */
export function takesAway(file: ProjectFile, change: Change): boolean {
  return change.fields['deleted'] === true && isGone(file, change.record.kind, change.record.id)
}

/** Only what looks like an id is asked for: a note is not. */
function isLikeId(text: string): boolean {
  return text.length <= 120 && !text.includes(' ') && text.includes('_')
}

function commandsIn(kind: ChangeKind | undefined): readonly string[] {
  return kind === undefined ? [] : kind === 'deleted' ? deletingCommands() : commandsOf(kind)
}

function numbersOf(file: ProjectFile, kind: ChangeKind): string {
  return JSON.stringify(commandsIn(kind).flatMap((command) => file.names.find(command) ?? []))
}
