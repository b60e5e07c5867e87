/** The passages list: small projects are read at once, large ones in a thread of their own. */
import { Worker } from 'node:worker_threads'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { AnnotationId } from '../../shared/ids.ts'
import { contextsWithin } from '../db/annotationContext.ts'
import { annotationIds, annotationsPage, passageGroups, type PassagesPage } from '../db/annotationsPage.ts'
import { annotationsNamed } from '../db/annotationViews.ts'
import { looksAs } from '../db/blind.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { totals } from '../db/read.ts'
import type { Core } from './core.ts'
import type { ProjectSession } from './projectSession.ts'
import { indexesOf } from './searchIndexing.ts'
import { sessionTask } from './sessionTask.ts'

export type PassageQuestion =
  | { readonly kind: 'page'; readonly query: CheckedInputOf<'annotations.page'> }
  | { readonly kind: 'groups'; readonly query: CheckedInputOf<'annotations.groups'> }
  | { readonly kind: 'ids'; readonly query: Omit<CheckedInputOf<'annotations.ids'>, 'task'> }
  | { readonly kind: 'context'; readonly query: CheckedInputOf<'annotations.context'> }
type Query<K extends PassageQuestion['kind']> = Extract<PassageQuestion, { kind: K }>['query']

export type ToPassages =
  | {
      readonly kind: 'ask'
      readonly id: number
      readonly question: PassageQuestion
      /** With whose eyes (db/blind.ts). */
      readonly eyes: ReturnType<typeof looksAs>
    }
  | { readonly kind: 'close' }
/** 'alive' comes while a long search goes on. */
export type FromPassages =
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'alive' }

/** With so many annotations a filter may take longer than a tag may wait. */
const manyAnnotations = 20_000
/** An expression that says nothing for so many milliseconds will not end in time. */
const patience = 2000

type Groups = OutputOf<'annotations.groups'>
type Ids = OutputOf<'annotations.ids'>
type Contexts = OutputOf<'annotations.context'>
type Answer<T> = Result<T> | Promise<Result<T>>

/** A page of the passages that a filter lets through, and how many there are. `many`: from how many annotations on a thread reads. */
export function passagesPage(
  session: ProjectSession,
  query: Query<'page'>,
  many = manyAnnotations
): Answer<PassagesPage> {
  const isPlain = Object.keys(query.filter).length === 0 && query.sort === 'document' && query.offset === 0
  return ask(session, { kind: 'page', query }, isPlain && query.group === null ? Infinity : many)
}

/** The groups of a list that hold any. */
export function passagesGroups(
  session: ProjectSession,
  query: Query<'groups'>,
  many = manyAnnotations
): Answer<Groups> {
  return ask(session, { kind: 'groups', query }, many)
}

/** The ids of all passages that a filter lets through. */
export function passagesIds(
  core: Core,
  { task, ...query }: CheckedInputOf<'annotations.ids'>
): Promise<Result<Ids>> {
  return sessionTask(core, task, async (session, { signal }) => {
    const answer = await ask<Ids>(session, { kind: 'ids', query }, manyAnnotations)
    return signal.aborted ? fail('cancelled') : answer
  })
}

/** The words around passages. */
export function passagesContext(
  session: ProjectSession,
  query: Query<'context'>,
  many = manyAnnotations
): Answer<Contexts> {
  return ask(session, { kind: 'context', query }, many)
}

/** What answers a question about words around passages, here or in the thread. */
export function contextsNamed(file: ProjectFile, ids: readonly AnnotationId[]): Contexts {
  const contexts = contextsWithin(file, annotationsNamed(file, ids), Infinity)
  return [...contexts].map(([id, context]) => ({ annotation: id as AnnotationId, ...context }))
}

function ask<T>(session: ProjectSession, question: PassageQuestion, many: number): Answer<T> {
  const { file } = session
  // With a rollback journal a reader of its own would hold up the writer.
  const isQuick = totals(file).annotations < many || (file.mode === 'write' && file.journal !== 'wal')
  // An expression may never come to an end, and only a thread can be ended.
  return isQuick && !isExpression(question)
    ? ok(answerHere(file, question) as T)
    : (threadOf(session).ask(question) as Promise<Result<T>>)
}

function answerHere(file: ProjectFile, { kind, query }: PassageQuestion): unknown {
  switch (kind) {
    case 'page':
      return annotationsPage(file, query)
    case 'groups':
      return passageGroups(file, query)
    case 'ids':
      return annotationIds(file, query.filter, query.limit)
    case 'context':
      return contextsNamed(file, query.annotations)
  }
}

function isExpression(question: PassageQuestion): boolean {
  return (
    question.kind !== 'context' &&
    question.query.filter.textAs === 'regex' &&
    Boolean(question.query.filter.text)
  )
}

type PassagesThread = { ask(question: PassageQuestion): Promise<Result<unknown>> }
type Waiting = {
  readonly question: PassageQuestion
  readonly resolve: (result: Result<unknown>) => void
  readonly reject: (error: Error) => void
}

const threads = new WeakMap<ProjectSession, PassagesThread>()

/** One thread a session, started at the first need, ended before the file is closed. */
function threadOf(session: ProjectSession): PassagesThread {
  const running = threads.get(session)
  if (running) return running
  const worker = new Worker(new URL('./passages.worker.ts', import.meta.url), {
    workerData: { path: session.file.path, index: indexesOf(session)?.annotations ?? null },
    name: 'parley passages'
  })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let hasExpression = false
  let isStuck = false
  /** Starting takes its time; it counts from the first sign of life. */
  let isUp = false
  let watching: ReturnType<typeof setTimeout> | undefined
  const send = (message: ToPassages): void => worker.postMessage(message)
  worker.on('message', (message: FromPassages) => {
    isUp = true
    watch()
    if (message.kind === 'alive') return
    waiting.get(message.id)?.resolve(message.result)
    waiting.delete(message.id)
  })
  worker.on('error', (error: Error) => {
    for (const one of waiting.values()) one.reject(error)
    waiting.clear()
  })
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      clearTimeout(watching)
      if (threads.get(session) === thread) threads.delete(session)
      for (const one of waiting.values()) settle(one)
      waiting.clear()
      resolve()
    })
  })
  session.inBackground((closing) => {
    if (closing.aborted) send({ kind: 'close' })
    else
      closing.addEventListener(
        'abort',
        () => (hasExpression ? void worker.terminate() : send({ kind: 'close' })),
        { once: true }
      )
    return ended
  })
  const thread: PassagesThread = {
    ask: (question) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        hasExpression ||= isExpression(question)
        waiting.set(id, { question, resolve, reject })
        send({ kind: 'ask', id, question, eyes: looksAs(session.file) })
        if (watching === undefined) watch()
      })
  }
  threads.set(session, thread)
  return thread

  /** A thread in which an expression never ends says nothing more: it is ended, and the next question starts another one. */
  function watch(): void {
    clearTimeout(watching)
    watching = undefined
    if (!isUp || !hasExpression || waiting.size === 0) return
    watching = setTimeout(() => {
      isStuck = true
      threads.delete(session)
      void worker.terminate()
    }, patience)
  }

  function settle(one: Waiting): void {
    if (!isStuck) one.resolve(fail('cancelled'))
    else if (isExpression(one.question)) one.resolve(fail('slowExpression'))
    else threadOf(session).ask(one.question).then(one.resolve, one.reject)
  }
}
