/** The command line as a whole: its verbs, what they have in common, and the help that teaches them. */
import { Command, CommanderError, Option } from 'commander'
import { productVersion } from '../product.ts'
import { UsageError, type Outcome } from './outcome.ts'
import type { Work } from './work.ts'

/** Runs a verb; set by runCli. */
export type RunVerb = (verb: string, work: (work: Work) => Promise<Outcome>) => Promise<void>

export type Verb = (program: Command, run: RunVerb) => void

const exitHelp = `
Exit codes:
  0    done
  1    failed; the sentence says why and what to do
  2    wrong use of the command line
  3    done in part: some rows or files were refused, something was left
       alone, or there are findings; what exactly is printed
  130  stopped by Ctrl+C

With --json every verb prints one JSON object and nothing else on standard
output: {"ok":true,"verb":…} or {"ok":false,"code":…,"sentence":…}.
Everything else goes to the error stream.`

/** The program with these verbs. It throws a CommanderError instead of ending the process. */
export function makeProgram(
  verbs: readonly Verb[],
  run: RunVerb,
  print: { out(text: string): void; err(text: string): void }
): Command {
  const program = new Command('parley')
  program
    .description(
      'Tag what parties propose: issue, stance and actor, offline, in one project file.\nThe command line works on the same files as the app, for scripts and reproducible research.'
    )
    .version(productVersion, '--version', 'print the version')
    .option('--json', 'print one JSON object instead of text')
    .helpOption('-h, --help', 'print help; also after a verb: parley export --help')
    .helpCommand('help [verb]', 'print help for a verb')
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: (text) => print.out(text),
      writeErr: (text) => print.err(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false
    })
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  parley new talks --coder "Ana Silva"              make talks.parley
  parley import talks proposal.docx reply.html      take two texts in
  parley codebook import talks codebook.csv         issues, stances, actors
  parley annotate talks passages.csv                take tagged passages in
  parley export talks --out passages.csv            write them all out
  parley share talks for-ben --for Ben              give a colleague a copy
  parley merge talks talks-from-ben.parley          take a colleague's work in
  parley search talks '"border treaty" OR NEAR(border treaty, 5)'
  parley info talks --json                          figures for a script
${exitHelp}`
    )
  program.hook('preAction', (_program, verb) => refuseEmptyNames(verb.opts()))
  for (const verb of verbs) verb(program, run)
  for (const command of everyCommand(program)) {
    command.exitOverride().configureOutput(program.configureOutput())
    if (command !== program) command.addOption(new Option('--json', 'print one JSON object instead of text'))
    if (command !== program && command.commands.length === 0)
      command.addHelpText('after', '\nExit codes and --json: see parley --help.')
  }
  return program
}

/** True for an error of the command line's own reading of its arguments; help and version are told this way too. */
export function isCommanderError(error: unknown): error is CommanderError {
  return error instanceof CommanderError
}

/** Before anything is opened or made. Throws a UsageError. */
function refuseEmptyNames(options: Readonly<Record<string, unknown>>): void {
  for (const option of ['coder', 'for']) {
    const name = options[option]
    if (typeof name === 'string' && name.trim() === '')
      throw new UsageError(`--${option} takes a name, for example --${option} "Ana Silva".`)
  }
}

function everyCommand(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(everyCommand)]
}
