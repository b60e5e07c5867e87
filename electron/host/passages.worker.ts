/**
 * The thread of the passages list: reads a large project on a connection of its own, so that tagging never waits for it. What no index answers
 * is looked for between the questions: the newest list first, and a list that nobody asks for any more not at all.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { ok, ProblemError, type Result } from '../../shared/errors.ts'
import { keyOf, slowList, type AnnotationList } from '../db/annotationList.ts'
import { annotationIds, annotationsPage, passageGroups, type ListQuery } from '../db/annotationsPage.ts'
import { lookAs, looksAs } from '../db/blind.ts'
import { closeProjectFile, openReader } from '../db/open.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { useAnnotationIndex } from '../db/searchIndex/annotationWords.ts'
import { nodeSha256 } from './nodePorts.ts'
import { contextsNamed, type FromPassages, type PassageQuestion, type ToPassages } from './passages.ts'

/** `index`: where words over annotations are indexed, once they are; null: nowhere. */
const { path, index } = workerData as { readonly path: string; readonly index: string | null }
const opened = openReader(path, { sha256: nodeSha256 })
const port = parentPort

/** A question about a list waits at most so many milliseconds for it to be found as far as it needs; then it hears how far that is. */
const mostWaited = 250
/** Milliseconds of searching between two looks at what is asked. */
const searchedAtOnce = 25
const listsKept = 3

type Open = {
  readonly id: number
  readonly list: AnnotationList
  /** Rows that have to be found. */
  readonly rows: number
  readonly asked: number
  readonly answer: () => unknown
}

let open: Open[] = []
let lists: AnnotationList[] = []
let isSearching = false

alive()
port?.on('message', (message: ToPassages) => {
  if (message.kind === 'close') {
    lists = []
    if (opened.ok) closeProjectFile(opened.value)
    port.close()
    return
  }
  const { id, question, eyes } = message
  if (!opened.ok) return tell(id, opened)
  const file = opened.value
  if (eyes !== undefined && eyes !== looksAs(file)) {
    lookAs(file, eyes)
    lists = []
  }
  if (index !== null) useAnnotationIndex(file, index)
  guarded(id, () => take(file, id, question))
})

function take(file: ProjectFile, id: number, question: PassageQuestion): void {
  if (question.kind === 'context') return tell(id, ok(contextsNamed(file, question.query.annotations)))
  if (question.kind === 'ids') {
    const { filter, limit } = question.query
    return tell(id, ok(annotationIds(file, filter, limit, alive)))
  }
  const list = listOf(file, question.query)
  const answer = (): unknown =>
    question.kind === 'page'
      ? annotationsPage(file, question.query, list)
      : passageGroups(file, question.query, list)
  if (!list) return tell(id, ok(answer()))
  const rows = question.kind === 'page' ? question.query.offset + question.query.limit : Infinity
  open.push({ id, list, rows, asked: performance.now(), answer })
  search()
}

/** The list that a query needs where indexes do not answer it: the one that is known, if nothing was written since. */
function listOf(file: ProjectFile, query: ListQuery): AnnotationList | null {
  const key = keyOf(query)
  const known = lists.find((list) => list.key === key && list.isFresh) ?? slowList(file, query)
  if (known) lists = [known, ...lists.filter((list) => list.key !== key)].slice(0, listsKept)
  return known
}

/** Answers what can be answered, then searches on a little, and again. */
function search(): void {
  const now = performance.now()
  const [newest] = lists
  open = open.filter((one) => {
    const isDue =
      one.list.isWhole ||
      one.list.numbers.length >= one.rows ||
      now - one.asked > mostWaited ||
      !lists.includes(one.list)
    if (isDue) guarded(one.id, () => tell(one.id, ok(one.answer())))
    return !isDue
  })
  if (isSearching) return
  const next = newest && !newest.isWhole ? newest : open[0]?.list
  if (!next || next.isWhole) return
  isSearching = true
  setImmediate(() => {
    isSearching = false
    const until = performance.now() + searchedAtOnce
    if (!opened.ok || !lists.includes(next)) return search()
    alive()
    next.find(Infinity, () => performance.now() > until)
    search()
  })
}

function guarded(id: number, work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    tell(id, { ok: false, problem: error.problem })
  }
}

function tell(id: number, result: Result<unknown>): void {
  send({ kind: 'answer', id, result })
}

function alive(): void {
  send({ kind: 'alive' })
}

function send(message: FromPassages): void {
  port?.postMessage(message)
}
