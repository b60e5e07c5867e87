/** THE table: every method of the host with its input and output, and every event. Three carriers take it as it is. */
import { z } from 'zod'
import { documentId, recordId } from '../ids.ts'
import { adjudicationMethods } from './adjudicationMethods.ts'
import { agreementMethods } from './agreementMethods.ts'
import { appMethods } from './appMethods.ts'
import { bringInMethods } from './bringInMethods.ts'
import { coderMethods } from './coderMethods.ts'
import { commandMethods } from './commandMethods.ts'
import { conflictMethods } from './conflictMethods.ts'
import { correctionMethods } from './correctionMethods.ts'
import { documentMethods } from './documentMethods.ts'
import { fileMethods } from './fileMethods.ts'
import { historyMethods } from './historyMethods.ts'
import { mergeMethods } from './mergeMethods.ts'
import type { Method } from './method.ts'
import { passageMethods } from './passageMethods.ts'
import { projectMethods } from './projectMethods.ts'
import { settings } from './settings.ts'
import { shareMethods } from './shareMethods.ts'
import { teamArrival, teamMethods } from './teamMethods.ts'
import { fileHandle, notice, projectState, searchHit } from './views.ts'

export const contract = {
  ...appMethods,
  ...projectMethods,
  ...documentMethods,
  ...passageMethods,
  ...historyMethods,
  ...commandMethods,
  ...correctionMethods,
  ...fileMethods,
  ...coderMethods,
  ...shareMethods,
  ...mergeMethods,
  ...bringInMethods,
  ...conflictMethods,
  ...teamMethods,
  ...agreementMethods,
  ...adjudicationMethods
} as const satisfies Record<string, Method>

export type Contract = typeof contract
export type MethodName = keyof Contract
/** Input as a caller writes it (defaults may be left out). */
export type InputOf<M extends MethodName> = z.input<Contract[M]['input']>
/** Input as a handler gets it. */
export type CheckedInputOf<M extends MethodName> = z.output<Contract[M]['input']>
export type OutputOf<M extends MethodName> = z.output<Contract[M]['output']>

/** Events: what changed, so that views ask again. */
export const events = {
  /** After every commit. `records`: ids by kind; `documents`: those whose annotations changed; null: too many to name, ask for everything again. */
  changed: z.strictObject({
    records: z.record(z.string(), z.array(recordId)).nullable(),
    documents: z.array(documentId).nullable(),
    project: projectState,
    by: z.enum(['command', 'undo', 'redo', 'import', 'merge', 'rebuild'])
  }),
  /** The project was opened, closed, or stands differently. */
  project: z.strictObject({ project: projectState.nullable() }),
  /** `total` 0: not known. `done` and `total` count what `step` names. */
  progress: z.strictObject({ task: z.string(), step: z.string(), done: z.number(), total: z.number() }),
  /** What a search found, in portions. */
  hits: z.strictObject({ task: z.string(), hits: z.array(searchHit) }),
  notice: z.strictObject({ notice }),
  /** The team folder stands differently. `arrivals`: what has just come from others. */
  team: z.strictObject({ arrivals: z.array(teamArrival) }),
  settings: z.strictObject({ settings }),
  /** A menu of the shell was used: the window does what the command's name says. */
  menu: z.strictObject({ command: z.string().max(80) }),
  /** Files that came from outside (double click, dropped on the icon). */
  openFile: z.strictObject({ handle: fileHandle, name: z.string(), kind: z.enum(['project', 'document']) })
} as const

export type EventName = keyof typeof events
export type EventOf<E extends EventName> = z.output<(typeof events)[E]>
export type AnyEvent = {
  readonly [E in EventName]: { readonly event: E; readonly content: EventOf<E> }
}[EventName]
