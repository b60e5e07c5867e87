/** Adjudication: small projects are read at once, large ones in a thread of their own, which keeps the questions between two askings. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import { firstGoldLayer, type CoderId } from '../../shared/ids.ts'
import { projectQuestions as workOut } from '../db/adjudication.ts'
import { agreedQuestions, type Agreed } from '../db/adjudicationAgreed.ts'
import { exportDecisions, type DecisionsOrder } from '../db/adjudicationExport.ts'
import { findQuestion, questionNamed, questionsPage, type Asked } from '../db/adjudicationViews.ts'
import { codebookOf } from '../db/codebookView.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { totals } from '../db/read.ts'
import { removeUnfinished } from '../io/wholeFile.ts'
import { pathOf, type Core } from './core.ts'
import { runCommand } from './execute.ts'
import { problemOf } from './nodeErrors.ts'
import { isProject } from './projectNames.ts'
import { openSession, type ProjectSession } from './projectSession.ts'
import { readingThreads } from './readingThread.ts'
import type { OnStep } from './readingWorker.ts'
import { sessionTask } from './sessionTask.ts'
import { announced } from './state.ts'
import type { Task } from './tasks.ts'
import { tablesAreWhole } from './wholeTables.ts'

export type AdjudicationQuestion =
  | { readonly kind: 'queue'; readonly query: Omit<CheckedInputOf<'adjudication.queue'>, 'task'> }
  | { readonly kind: 'find'; readonly query: CheckedInputOf<'adjudication.find'> }
  | { readonly kind: 'item'; readonly query: CheckedInputOf<'adjudication.item'> }
  | { readonly kind: 'agreed'; readonly query: Asked & { readonly most: number } }
  | { readonly kind: 'export'; readonly query: DecisionsOrder }

type Queue = OutputOf<'adjudication.queue'>
/** `many`: from how many annotations on a thread reads; the task hears how far it is and can end it. */
type How = { readonly many?: number; readonly task?: Task }

/** With so many annotations working the questions out may take longer than a tag may wait. */
const manyAnnotations = 10_000
/** Decisions in one batch, at most. */
const mostAtOnce = 5000

/** A page of the queue. Out of tables that are still being made anew it would be that of half a project. */
export function adjudicationQueue(
  core: Core,
  { task, ...query }: CheckedInputOf<'adjudication.queue'>
): Promise<Result<Queue>> {
  return sessionTask(core, task, async (session, running) => {
    const tables = await tablesAreWhole(session, running)
    return tables.ok ? queueOf(session, query, { task: running }) : tables
  })
}

/** The same of a session. `many`: from how many annotations on a thread reads. */
export function queueOf(
  session: ProjectSession,
  query: Omit<CheckedInputOf<'adjudication.queue'>, 'task'>,
  how: How = {}
): Promise<Result<Queue>> {
  return ask(session, { kind: 'queue', query }, how)
}

/** Where a question stands in the queue. */
export function findInQueue(
  session: ProjectSession,
  query: CheckedInputOf<'adjudication.find'>,
  how: How = {}
): Promise<Result<OutputOf<'adjudication.find'>>> {
  return ask(session, { kind: 'find', query }, how)
}

/** A question with everything that is needed to decide it. */
export function adjudicationItem(
  session: ProjectSession,
  query: CheckedInputOf<'adjudication.item'>,
  how: How = {}
): Promise<Result<OutputOf<'adjudication.item'>>> {
  return ask(session, { kind: 'item', query }, how)
}

/** The gold layer of a name. The first one has the same id in every copy of a project, so that two adjudicators fill one layer. */
export function goldLayer(
  core: Core,
  { name }: CheckedInputOf<'adjudication.layer'>
): Result<OutputOf<'adjudication.layer'>> {
  const session = openSession(core.session)
  const layers = codebookOf(session.file).coders.filter(({ kind }) => kind === 'gold')
  const known = layers.find((layer) => layer.name === name && layer.joinedInto === null)
  if (known) return ok({ coder: known.id })
  const first = session.file.names.find(firstGoldLayer) === null ? { id: firstGoldLayer } : {}
  const input = { ...first, name, initials: initialsOf(name), kind: 'gold' }
  // Parley makes it, not the coder at work: undo would take the layer away from under its annotations.
  const executed = runCommand(session, { command: 'coder.create', input, seen: {}, coder: null }, core.ports)
  if (!executed.ok) return executed
  const { made } = announced(core, session, executed.value, 'command')
  return ok({ coder: made[0]?.id as CoderId })
}

/** Decides what all agree on, as they do. */
export function acceptAgreed(
  core: Core,
  { task, ...query }: CheckedInputOf<'adjudication.acceptAgreed'>
): Promise<Result<OutputOf<'adjudication.acceptAgreed'>>> {
  return sessionTask(core, task, async (session, running) => {
    if (session.readOnly !== null) return fail('readOnly')
    const tables = await tablesAreWhole(session, running)
    if (!tables.ok) return tables
    const question = { kind: 'agreed', query: { ...query, most: mostAtOnce } } as const
    const agreed = await ask<Agreed>(session, question, { task: running })
    if (!agreed.ok) return agreed
    if (running.signal.aborted) return fail('cancelled')
    // Another project may have been opened meanwhile.
    if (core.session !== session) return fail('noProject')
    const { decisions, left } = agreed.value
    if (decisions.length === 0) return ok({ decided: 0, left })
    const order = { command: 'decision.make' as const, input: { gold: query.gold, decisions }, seen: {} }
    const executed = runCommand(session, order, core.ports)
    if (!executed.ok) return executed
    announced(core, session, executed.value, 'command')
    return ok({ decided: decisions.length, left })
  })
}

/** Writes the questions and what was decided. A project is never written over. */
export function exportGold(
  core: Core,
  { task, file, ...query }: CheckedInputOf<'adjudication.export'>
): Promise<Result<OutputOf<'adjudication.export'>>> {
  return sessionTask(core, task, async (session, running) => {
    const whole = await tablesAreWhole(session, running)
    if (!whole.ok) return whole
    const target = pathOf(core, file)
    if (isProject(target)) return fail('fileExists', { name: path.basename(target) })
    const done = await ask<OutputOf<'adjudication.export'>>(
      session,
      { kind: 'export', query: { ...query, target } },
      { task: running }
    )
    removeUnfinished(target)
    return done
  })
}

/**
 * What answers a question, here or in the thread: the questions and the words that they stand on are of one moment. Without a write-ahead log
 * the reading would hold up every commit, so there they are not.
 */
export function answerQuestion(
  file: ProjectFile,
  question: AdjudicationQuestion,
  onStep: OnStep = () => undefined
): Result<unknown> {
  const answer = (): Result<unknown> => answered(file, question, onStep)
  return file.journal === 'wal' ? file.connection.reading(answer) : answer()
}

function answered(file: ProjectFile, { kind, query }: AdjudicationQuestion, onStep: OnStep): Result<unknown> {
  workOut(file, query, (done, total) => onStep('grouping', done, total))
  switch (kind) {
    case 'queue':
      return ok(questionsPage(file, query))
    case 'find':
      return ok(findQuestion(file, query))
    case 'item':
      return questionNamed(file, query, query.annotation)
    case 'agreed':
      return ok(agreedQuestions(file, query, query.most))
    case 'export':
      try {
        return ok(exportDecisions(file, query, (done, total) => onStep('writing', done, total)))
      } catch (error) {
        // A bug is thrown on as it is.
        throw problemOf(error, query.target, 'writing')
      }
  }
}

function initialsOf(name: string): string {
  const letters = [...name.trim()].filter((letter) => /[\p{L}\p{N}]/u.test(letter))
  return (letters[0] ?? 'G').toUpperCase().slice(0, 8)
}

function ask<T>(
  session: ProjectSession,
  question: AdjudicationQuestion,
  { many = manyAnnotations, task }: How
): Promise<Result<T>> {
  const { file } = session
  // With a rollback journal a reader of its own would hold up the writer.
  const isQuick = totals(file).annotations < many || (file.mode === 'write' && file.journal !== 'wal')
  return isQuick
    ? Promise.resolve(answerQuestion(file, question) as Result<T>)
    : threadOf(session).ask<T>(question, task)
}

const threadOf = readingThreads<AdjudicationQuestion>(
  (file) =>
    new Worker(new URL('./adjudication.worker.ts', import.meta.url), {
      workerData: { path: file },
      name: 'parley adjudication'
    })
)
