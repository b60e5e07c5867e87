/** `parley undo` and `parley redo`: take the last thing a coder did back, or do it again. */
import { doneInEnglish } from '../../shared/api/batchWords.ts'
import { coderNamed } from './coderNamed.ts'
import type { Outcome } from './outcome.ts'
import type { Verb } from './program.ts'
import type { Work } from './work.ts'

export const addUndo: Verb = (program, run) => {
  program
    .command('undo')
    .description('take the last thing back that a coder did; works across sessions')
    .argument('<project>', 'the project file')
    .option('--coder <name>', 'whose last thing')
    .addHelpText(
      'after',
      '\nWhat was changed again since is left alone and named. A merge is taken back by its backup.\n\nExample:\n  parley undo talks --coder "Ana Silva"'
    )
    .action((project: string, options: Options) =>
      run('undo', (work) => takeBack(work, project, options, 'undo'))
    )
}

export const addRedo: Verb = (program, run) => {
  program
    .command('redo')
    .description('do again what undo took back')
    .argument('<project>', 'the project file')
    .option('--coder <name>', 'whose undo')
    .action((project: string, options: Options) =>
      run('redo', (work) => takeBack(work, project, options, 'redo'))
    )
}

type Options = { readonly coder?: string }

async function takeBack(
  work: Work,
  project: string,
  options: Options,
  way: 'undo' | 'redo'
): Promise<Outcome> {
  await work.open(project, 'write')
  const { coders } = await work.call('codebook.get', {})
  await work.codeAs(options.coder === undefined ? undefined : coderNamed(coders, options.coder).id)
  const { label, leftAlone } = await work.call(way, {})
  return {
    end: leftAlone.length > 0 ? 'partly' : 'done',
    json: { label, leftAlone },
    text: `${way === 'undo' ? 'Taken back' : 'Done again'}: ${doneInEnglish(label)}.`,
    notes: leftAlone.map(({ kind, id, field, why }) => `Left alone: ${kind} ${id}, ${field}: ${reasons[why]}`)
  }
}

const reasons = { changedSince: 'changed since', conflict: 'in conflict', inUse: 'used by others' } as const
