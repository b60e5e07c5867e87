/** Runs the command line: arguments in, exit code out. The same in Node and in the packaged app. */
import { ProblemError, type Problem } from '../../shared/errors.ts'
import { addAgreement } from './agreement.ts'
import { addAnnotate } from './annotate.ts'
import { addBringIn } from './bringIn.ts'
import { addCodebook } from './codebook.ts'
import { addConflicts } from './conflicts.ts'
import { addDoctor } from './doctor.ts'
import { addExport } from './export.ts'
import { addImport } from './import.ts'
import { addInfo } from './info.ts'
import type { CliIo } from './io.ts'
import { addLog } from './log.ts'
import { addMerge } from './merge.ts'
import { addNew } from './new.ts'
import { exitCodes, printOutcome, printProblem, UsageError } from './outcome.ts'
import { isCommanderError, makeProgram } from './program.ts'
import { addSearch } from './search.ts'
import { addShare } from './share.ts'
import { addSettle } from './settle.ts'
import { addRedo, addUndo } from './undo.ts'
import { addTeam } from './team.ts'
import { withHost } from './work.ts'

const verbs = [
  addNew,
  addImport,
  addAnnotate,
  addExport,
  addCodebook,
  addShare,
  addMerge,
  addAgreement,
  addBringIn,
  addConflicts,
  addSettle,
  addTeam,
  addLog,
  addInfo,
  addSearch,
  addUndo,
  addRedo,
  addDoctor
]

/** `args` behind the program's name. Never throws for what a person can get wrong; a bug is told as `internal`. */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  const json = asksForJson(args)
  let exit: number = exitCodes.done
  let help = ''
  let complaint = ''
  let running: string | null = null
  const program = makeProgram(
    verbs,
    async (verb, work) => {
      running = verb
      exit = printOutcome(io, verb, await withHost(io, work), { json })
    },
    { out: (text) => (help += text), err: (text) => (complaint += text) }
  )
  try {
    const saysNothing = args.every((argument) => argument === '--json')
    await program.parseAsync(saysNothing ? ['--help'] : [...args], { from: 'user' })
    return exit
  } catch (error) {
    if (isCommanderError(error))
      return error.exitCode === 0 ? printHelp() : wrongUse(withoutPrefix(complaint))
    if (error instanceof UsageError) return wrongUse(error.message)
    if (error instanceof ProblemError) return printProblem(io, running, error.problem, { json })
    io.err(`parley: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    return printProblem(io, running, { code: 'internal', about: {} }, { json })
  }

  function printHelp(): number {
    io.out(json ? `${JSON.stringify({ ok: true, help: help.trimEnd() })}\n` : help)
    return exitCodes.done
  }

  function wrongUse(why: string): number {
    const problem: Problem = {
      code: 'usage',
      about: { why: why === '' ? 'Name a verb, for example parley info talks.' : why }
    }
    const code = printProblem(io, running, problem, { json })
    if (!json) io.err('Try parley --help.\n')
    return code
  }
}

/** Known before the arguments are read, so that wrong use is told as JSON too. */
function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return (end < 0 ? args : args.slice(0, end)).includes('--json')
}

/** Commander's complaint as sentences. */
function withoutPrefix(complaint: string): string {
  return complaint
    .trim()
    .split('\n')
    .map((line) => line.replace(/^error: /, '').replace(/^\((.*)\)$/, '$1'))
    .map((line) => line.charAt(0).toUpperCase() + line.slice(1))
    .map((line) => (line === '' || /[.?!]$/.test(line) ? line : `${line}.`))
    .join(' ')
}
