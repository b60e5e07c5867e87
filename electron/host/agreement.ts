/** How far coders agree: measured in a thread of its own, so that tagging is not held up. */
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { AgreementCell, AgreementReport, AgreementRequest } from '../../shared/api/agreementMethods.ts'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, type Result } from '../../shared/errors.ts'
import { looksAs } from '../db/blind.ts'
import { removeUnfinished } from '../io/wholeFile.ts'
import { pathOf, type Core } from './core.ts'
import { answerOf } from './inThread.ts'
import { isProject } from './projectNames.ts'
import type { ProjectSession } from './projectSession.ts'
import { readingThreads } from './readingThread.ts'
import { sessionTask } from './sessionTask.ts'
import type { Task } from './tasks.ts'
import { tablesAreWhole } from './wholeTables.ts'

export type AgreementQuestion =
  | { readonly kind: 'measure'; readonly request: AgreementRequest; readonly software: string }
  | {
      readonly kind: 'export'
      readonly request: AgreementRequest
      readonly software: string
      readonly format: 'csv' | 'md'
      /** Absolute path of the file to write. */
      readonly target: string
    }

/** A page of the passages behind a number. */
export type UnitsQuestion = {
  readonly request: AgreementRequest
  readonly cell: AgreementCell
  readonly offset: number
  readonly limit: number
}

export type AgreementJob = {
  readonly path: string
  /** With whose eyes the project is looked at (db/blind.ts). */
  readonly eyes: ReturnType<typeof looksAs>
  readonly question: AgreementQuestion
}

/** Every figure that fits the units and the number of coders. */
export function measureAgreement(
  core: Core,
  { request, task }: CheckedInputOf<'agreement.measure'>
): Promise<Result<AgreementReport>> {
  const question = { kind: 'measure' as const, request, software: softwareOf(core) }
  return sessionTask(core, task, (session, work) => ask(session, work, question))
}

/** The passages behind a number, disagreements first. */
export function agreementUnits(
  core: Core,
  { task, ...query }: CheckedInputOf<'agreement.units'>
): Promise<Result<OutputOf<'agreement.units'>>> {
  return sessionTask(core, task, async (session, work) => {
    const tables = await tablesAreWhole(session, work)
    return tables.ok ? unitsThread(session).ask(query, work) : tables
  })
}

/** Writes the figures: a table for programs, or what a methods section says. A project is never written over. */
export function exportAgreement(
  core: Core,
  { request, format, file, task }: CheckedInputOf<'agreement.export'>
): Promise<Result<OutputOf<'agreement.export'>>> {
  return sessionTask(core, task, async (session, work) => {
    const target = pathOf(core, file)
    if (isProject(target)) return fail('fileExists', { name: path.basename(target) })
    const software = softwareOf(core)
    const done = await ask<OutputOf<'agreement.export'>>(session, work, {
      kind: 'export',
      request,
      software,
      format,
      target
    })
    removeUnfinished(target)
    return done
  })
}

/** Figures out of tables that are still being made anew would be those of half a project. */
async function ask<T>(session: ProjectSession, task: Task, question: AgreementQuestion): Promise<Result<T>> {
  const tables = await tablesAreWhole(session, task)
  if (!tables.ok) return tables
  const workerData: AgreementJob = { path: session.file.path, eyes: looksAs(session.file), question }
  const worker = new Worker(new URL('./agreement.worker.ts', import.meta.url), {
    workerData,
    name: 'parley agreement'
  })
  return answerOf<T>(worker, task)
}

const unitsThread = readingThreads<UnitsQuestion>(
  (file) =>
    new Worker(new URL('./agreementUnits.worker.ts', import.meta.url), {
      workerData: { path: file },
      name: 'parley agreement passages'
    })
)

function softwareOf({ ports }: Core): string {
  return `Parley ${ports.version}`
}
