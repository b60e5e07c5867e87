/** How a verb ends: what it prints, as text for people or one JSON object for programs, and the exit code. */
import { sentenceOf, type Problem } from '../../shared/errors.ts'
import type { CliIo } from './io.ts'

/** The exit codes, as `--help` tells them. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  partly: 3,
  interrupted: 130
} as const

export type Outcome = {
  /** 'partly': done, but rows or files were refused, something was left alone, or findings are there. */
  readonly end: 'done' | 'partly'
  /** The answer for programs; `ok` and `verb` are put before it. */
  readonly json: Readonly<Record<string, unknown>>
  /** The answer has a layout that others prescribe: it is printed alone, without `ok` and `verb`, and what is told beside it goes to the error stream. */
  readonly isBare?: true
  /** The answer for people: lines without the last line break. */
  readonly text: string
  /** Told beside it, on the error stream; never with --json, whose object holds it all. */
  readonly notes?: readonly string[]
}

/** Wrong use: told with exit code 2. */
export class UsageError extends Error {}

/** Prints an outcome and gives its exit code. */
export function printOutcome(
  io: CliIo,
  verb: string,
  outcome: Outcome,
  { json }: { readonly json: boolean }
): number {
  if (json && outcome.isBare) {
    io.out(`${JSON.stringify(outcome.json)}\n`)
    for (const note of outcome.notes ?? []) io.err(`${forTerminal(note)}\n`)
  } else if (json) io.out(`${JSON.stringify({ ok: true, verb, ...outcome.json })}\n`)
  else {
    if (outcome.text !== '') io.out(`${forTerminal(outcome.text)}\n`)
    for (const note of outcome.notes ?? []) io.err(`${forTerminal(note)}\n`)
  }
  return exitCodes[outcome.end]
}

/** Prints a problem and gives its exit code. `hint`: what to type. */
export function printProblem(
  io: CliIo,
  verb: string | null,
  problem: Problem,
  { json }: { readonly json: boolean }
): number {
  const sentence = sentenceOf(problem)
  const hint = hints[problem.code]
  if (json) {
    io.out(
      `${JSON.stringify({ ok: false, ...(verb === null ? {} : { verb }), code: problem.code, sentence, ...(hint ? { hint } : {}) })}\n`
    )
  } else {
    io.err(`parley: ${forTerminal(sentence)}\n`)
    if (hint) io.err(`${hint}\n`)
  }
  return problem.code === 'usage'
    ? exitCodes.usage
    : problem.code === 'cancelled'
      ? exitCodes.interrupted
      : exitCodes.failed
}

/** Names and words come from colleagues' files: what a terminal would take for a command stands as U+FFFD. */
function forTerminal(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '\ufffd')
}

const hints: Partial<Record<Problem['code'], string>> = {
  noCoder: 'Say it with --coder "Your Name"; a coder of that name is made if there is none.',
  projectLocked: 'Close the project in the window that has it open, then try again.',
  otherProject: 'To take its documents and annotations in beside yours: parley bring-in.',
  fileExists: 'Nothing is ever written over; the file that is there can be moved away.'
}
