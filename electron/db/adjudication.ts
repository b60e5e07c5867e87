/** The questions of a whole project: which annotations belong together, document by document, kept until something is written about one. */
import {
  questionsOf,
  type CoderProgress,
  type Decided,
  type Marked,
  type Outcome,
  type Question
} from '../../shared/analysis/adjudication.ts'
import type { CoderId } from '../../shared/ids.ts'
import { readValues } from '../../shared/model/records.ts'
import * as statements from './adjudicationStatements.ts'
import { looksAs, sightOf, type Sight } from './blind.ts'
import { progressIn, workOf, type CoderWork } from './documentProgress.ts'
import { unpackIds } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'
import { readRecord } from './read.ts'

export type Compared = { readonly coders: readonly CoderId[]; readonly gold: CoderId | null }

/** A document's questions; `n` is its number. */
export type DocumentQuestions = { readonly n: number; readonly questions: readonly Question[] }

/** All of a project's questions, in the order of its documents. */
export type ProjectQuestions = {
  readonly documents: readonly DocumentQuestions[]
  readonly blindDocuments: number
  readonly lost: number
}

/** So many changes are looked at one by one; after more, everything is worked out anew. */
const fewChanges = 2000
/** So many documents are read at a time. */
const documentsAtOnce = 20
/** So many choices of coders are kept for a project. */
const choicesKept = 2

type OnDocument = (done: number, total: number) => void

const kept = new WeakMap<ProjectFile, Map<string, Questions>>()

/** The questions of these coders. The second asking only looks at documents about which something was written since. `onDocument` hears how far it is. */
export function projectQuestions(
  file: ProjectFile,
  compared: Compared,
  onDocument: OnDocument = () => undefined
): ProjectQuestions {
  const choices = kept.get(file) ?? new Map<string, Questions>()
  kept.set(file, choices)
  const key = JSON.stringify([compared.coders, compared.gold, looksAs(file) ?? null])
  const questions = choices.get(key) ?? new Questions(file, compared)
  choices.delete(key)
  choices.set(key, questions)
  for (const oldest of choices.keys()) if (choices.size > choicesKept) choices.delete(oldest)
  return file.connection.reading(() => questions.read(onDocument))
}

type Ends = { readonly of: (n: number) => string; readonly numbers: ReadonlyMap<string, readonly number[]> }

/** What holds for all documents. */
type Around = {
  readonly coders: Ends
  readonly issues: Ends
  readonly actors: Ends
  readonly stances: Ends
  readonly work: readonly CoderWork[]
  /** Documents by their number: the one they count as. */
  readonly documents: ReadonlyMap<number, number>
  /** The other way round: by document, those joined into it. */
  readonly joinedInto: ReadonlyMap<number, readonly number[]>
  readonly order: readonly number[]
  readonly sight: Sight | null
  readonly seenDocuments: ReadonlySet<number> | null
}

class Questions {
  readonly #file: ProjectFile
  readonly #compared: Compared
  readonly #byDocument = new Map<number, readonly Question[]>()
  /** By document: the decisions about it; and the other way round. */
  readonly #decisions = new Map<number, Set<number>>()
  readonly #homes = new Map<number, ReadonlySet<number>>()
  /** Decisions whose annotations are all still to arrive. */
  readonly #homeless = new Set<number>()
  #around: Around | null = null
  #last = -1
  #rebuilt = ''
  #answer: ProjectQuestions | null = null

  constructor(file: ProjectFile, compared: Compared) {
    this.#file = file
    this.#compared = compared
  }

  read(onDocument: OnDocument): ProjectQuestions {
    const { connection } = this.#file
    const last = connection.get(statements.lastChange)?.n ?? 0
    const rebuilt = connection.get(statements.lastRebuild)?.value ?? ''
    if (this.#answer && last === this.#last && rebuilt === this.#rebuilt) return this.#answer
    const touched = this.#around && rebuilt === this.#rebuilt ? this.#touchedSince(this.#last) : null
    if (touched) {
      // How far somebody is may follow from the first annotation.
      if (this.#around) this.#around = { ...this.#around, work: this.#work() }
      this.#group(touched, onDocument)
    } else this.#groupAll(onDocument)
    this.#answer = this.#put()
    this.#last = last
    this.#rebuilt = rebuilt
    return this.#answer
  }

  /** Documents about which something was written since; null where it concerns all, or is too much to follow. */
  #touchedSince(last: number): ReadonlySet<number> | null {
    const { connection, names } = this.#file
    const rows = connection.all(statements.recordsSince, last, fewChanges + 1)
    if (rows.length > fewChanges || this.#around?.sight) return null
    const documents = new Set<number>()
    for (const { kind, record } of rows) {
      const name = names.idOf(kind)
      if (name === 'filter') continue
      if (name === 'annotation') this.#add(documents, connection.get(statements.documentOf, record)?.document)
      else if (name === 'progress')
        this.#add(documents, connection.get(statements.documentOfProgress, record)?.document)
      else if (name === 'decision') {
        this.#note(record)
        for (const document of this.#homes.get(record) ?? []) documents.add(document)
      } else return null
    }
    // What a decision is about may arrive after it.
    for (const decision of this.#homeless) {
      this.#note(decision)
      for (const document of this.#homes.get(decision) ?? []) documents.add(document)
    }
    return documents
  }

  #add(documents: Set<number>, n: number | null | undefined): void {
    if (n !== null && n !== undefined) documents.add(this.#around?.documents.get(n) ?? n)
  }

  #groupAll(onDocument: OnDocument): void {
    const { connection, names } = this.#file
    const sight = sightOf(this.#file)
    const rows = connection.all(statements.documentsInOrder)
    const joinedInto = new Map<number, number[]>()
    for (const { n, joined } of rows)
      if (joined !== null) joinedInto.set(joined, [...(joinedInto.get(joined) ?? []), n])
    this.#around = {
      coders: endsOf(connection.all(statements.coderEnds), (n) => names.idOf(n)),
      issues: endsOf(connection.all(statements.issueEnds), (n) => names.idOf(n)),
      actors: endsOf(connection.all(statements.actorEnds), (n) => names.idOf(n)),
      stances: endsOf([], (n) => names.idOf(n)),
      work: this.#work(),
      documents: new Map(rows.map(({ n, joined }) => [n, joined ?? n])),
      joinedInto,
      order: rows.flatMap(({ n, joined }) => (joined === null ? [n] : [])),
      sight,
      seenDocuments: sight && new Set(JSON.parse(sight.documents) as number[])
    }
    this.#byDocument.clear()
    this.#decisions.clear()
    this.#homes.clear()
    this.#homeless.clear()
    for (const { n } of connection.all(statements.allDecisions)) this.#note(n)
    this.#group(this.#around.order, onDocument)
  }

  #work(): readonly CoderWork[] {
    return this.#compared.coders.map((coder) => workOf(this.#file, coder))
  }

  /** Notes in which documents a decision is to be looked at. */
  #note(decision: number): void {
    const documents = this.#documentsOf(decision)
    if (documents.size > 0) this.#homeless.delete(decision)
    else this.#homeless.add(decision)
    this.#homes.set(decision, documents)
    for (const document of documents) {
      const own = this.#decisions.get(document)
      if (own) own.add(decision)
      else this.#decisions.set(document, new Set([decision]))
    }
  }

  /** Where a decision's sources stand, or else its gold annotation; deleted ones too. */
  #documentsOf(decision: number): ReadonlySet<number> {
    const { connection, names } = this.#file
    const row = connection.get(statements.decisionNumbered, decision)
    const documents = new Set<number>()
    for (const { annotation } of sourcesIn(row?.sources)) {
      const n = names.find(annotation)
      if (n !== null) this.#add(documents, connection.get(statements.documentOf, n)?.document)
      if (documents.size > 0) return documents
    }
    if (row?.annotation) this.#add(documents, connection.get(statements.documentOf, row.annotation)?.document)
    return documents
  }

  /** Groups these documents anew, a few at a time. */
  #group(documents: Iterable<number>, onDocument: OnDocument): void {
    const around = this.#around
    if (!around) return
    const by = JSON.stringify(
      this.#compared.coders.flatMap((coder) => around.coders.numbers.get(coder) ?? [])
    )
    const all = [...documents]
    for (let from = 0; from < all.length; from += documentsAtOnce) {
      const some = all.slice(from, from + documentsAtOnce)
      const marked = this.#markedIn(some, by, around)
      for (const n of some) {
        this.#byDocument.delete(n)
        if (around.seenDocuments && !around.seenDocuments.has(n)) continue
        const questions = this.#questionsIn(n, marked.get(n) ?? [], around)
        if (questions.length > 0) this.#byDocument.set(n, questions)
      }
      onDocument(from + some.length, all.length)
    }
  }

  /** What these coders (a JSON list of numbers) marked, by the document that it counts for. */
  #markedIn(
    documents: readonly number[],
    by: string,
    around: Around
  ): ReadonlyMap<number, readonly Marked[]> {
    const { connection } = this.#file
    const standing = JSON.stringify(documents.flatMap((n) => [n, ...(around.joinedInto.get(n) ?? [])]))
    const actors = new Map<number, string[]>()
    for (const { annotation, actor } of connection.all(statements.actorsIn, by, standing)) {
      const own = actors.get(annotation)
      if (own) own.push(around.actors.of(actor))
      else actors.set(annotation, [around.actors.of(actor)])
    }
    const marked = new Map<number, Marked[]>()
    for (const row of connection.all(statements.markedIn, by, standing)) {
      const document = around.documents.get(row.document) ?? row.document
      const one = this.#markedFrom(row, actors.get(row.n) ?? [], around)
      const own = marked.get(document)
      if (own) own.push(one)
      else marked.set(document, [one])
    }
    return marked
  }

  #questionsIn(document: number, marked: readonly Marked[], around: Around): readonly Question[] {
    const { coders } = this.#compared
    const decided = [...(this.#decisions.get(document) ?? [])].flatMap((n) => this.#decidedBy(n) ?? [])
    const here = new Map(marked.map((one) => [one.id, one]))
    for (const { sources } of decided)
      for (const { annotation } of sources) {
        const source = this.#sourceNamed(annotation, here.get(annotation), around)
        if (source) here.set(annotation, source)
      }
    const progress = new Map<string, CoderProgress>(
      coders.map((coder, i) => [coder, around.work[i] ? progressIn(around.work[i], document).state : 'new'])
    )
    return questionsOf({ coders, marked: [...here.values()], decided, progress })
  }

  /** A decision of the gold layer; null for one of another layer, or deleted. */
  #decidedBy(n: number): Decided | null {
    const { connection, names } = this.#file
    const around = this.#around
    const row = connection.get(statements.decisionNumbered, n)
    if (!row || row.shown !== 1 || !around || this.#compared.gold === null) return null
    const id = names.idOf(n)
    const gold = row.annotation === null ? undefined : connection.get(statements.goldNumbered, row.annotation)
    // Only a rejected one has no annotation to say whose it is.
    const layer = gold
      ? names.idOf(gold.coder)
      : readValues('decision', readRecord(this.#file, { kind: 'decision', id: id as CoderId })?.shown ?? {})
          .coder
    const end = layer === undefined ? undefined : names.find(layer)
    if (end === undefined || end === null || around.coders.of(end) !== this.#compared.gold) return null
    const stands = gold?.shown === 1 && gold.today_start !== null && gold.today_end !== null
    return {
      id,
      outcome: row.outcome as Outcome,
      sources: sourcesIn(row.sources),
      gold: stands ? { start: gold.today_start ?? 0, end: gold.today_end ?? 0 } : null
    }
  }

  /** A source with the heads it has now; undefined where it is gone. */
  #sourceNamed(id: string, known: Marked | undefined, around: Around): Marked | undefined {
    const { connection, names } = this.#file
    const n = names.find(id)
    const row = n === null ? undefined : connection.get(statements.markedNumbered, n)
    if (!row || n === null) return undefined
    const actors =
      known?.actors ?? connection.all(statements.actorsOfOne, n).map(({ actor }) => around.actors.of(actor))
    return { ...this.#markedFrom(row, actors, around), heads: unpackIds(row.heads, names) }
  }

  #markedFrom(row: statements.MarkedRow, actors: readonly string[], around: Around): Marked {
    return {
      id: row.id,
      coder: around.coders.of(row.coder),
      issue: around.issues.of(row.issue),
      stance: row.stance === null ? null : around.stances.of(row.stance),
      actors,
      start: row.today_start,
      end: row.today_end,
      created: row.created,
      // Only those of a decision's sources are looked at.
      heads: []
    }
  }

  #put(): ProjectQuestions {
    const around = this.#around
    const numbers = this.#compared.coders.flatMap((coder) => around?.coders.numbers.get(coder) ?? [])
    const seen = around?.sight?.documents ?? null
    const hidden = around?.seenDocuments
      ? this.#file.connection
          .all(statements.documentsTagged, JSON.stringify(numbers))
          .filter(({ document }) => !around.seenDocuments?.has(document)).length
      : 0
    return {
      documents: (around?.order ?? []).flatMap((n) => {
        const questions = this.#byDocument.get(n)
        return questions ? [{ n, questions }] : []
      }),
      blindDocuments: hidden,
      lost: this.#file.connection.get(statements.lostOf, JSON.stringify(numbers), seen, seen)?.lost ?? 0
    }
  }
}

/** The record that each number counts as, and the numbers that count as it. */
function endsOf(
  rows: readonly { readonly n: number; readonly joined: number | null }[],
  idOf: (n: number) => string
): Ends {
  const ends = new Map(rows.map(({ n, joined }) => [n, idOf(joined ?? n)]))
  const numbers = new Map<string, number[]>()
  for (const [n, end] of ends) numbers.set(end, [...(numbers.get(end) ?? []), n])
  return {
    numbers,
    of(n) {
      const known = ends.get(n)
      if (known !== undefined) return known
      const id = idOf(n)
      ends.set(n, id)
      return id
    }
  }
}

type Sources = Decided['sources']

function sourcesIn(text: string | null | undefined): Sources {
  return text ? (JSON.parse(text) as Sources) : []
}
