/** The part of the contract's suite that is about working together: one case a family of methods. */
import { adjudicationCases } from './adjudicationCases.ts'
import { agreementCases } from './agreementCases.ts'
import { bringInCases } from './bringInCases.ts'
import { coderCases } from './coderCases.ts'
import { conflictCase } from './conflictCases.ts'
import { teamFolderCases } from './teamFolderCases.ts'
import { mergeCases } from './mergeCases.ts'
import { shareCases } from './shareCases.ts'
import type { Client } from '../api/client.ts'
import type { InputOf, MethodName, OutputOf } from '../api/contract.ts'
import type { ProblemCode } from '../errors.ts'

/** What a case asks with: an open project with one document, one issue and one annotation of the coder at work. */
export type Asking = {
  /** Calls a method, checks its output and counts it as answered. */
  readonly call: <M extends MethodName>(method: M, input: InputOf<M>) => Promise<OutputOf<M>>
  /** The code of the problem with which a method refuses. */
  readonly refused: <M extends MethodName>(method: M, input: InputOf<M>) => Promise<ProblemCode>
  /** The handle of a name in the home folder. */
  readonly handleOf: (name: string) => Promise<string>
  readonly client: Client
}

export type TeamCase = { readonly says: string; readonly run: (asking: Asking) => Promise<void> }

/** In the order in which they run; each leaves the project as it found it, or closed and opened again. */
export const teamCases: readonly TeamCase[] = [
  ...coderCases,
  conflictCase,
  ...shareCases,
  ...mergeCases,
  ...bringInCases,
  ...teamFolderCases,
  ...adjudicationCases,
  ...agreementCases
]
