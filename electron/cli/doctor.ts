/** `parley doctor`: checks a project file through and through. */
import type { Verb } from './program.ts'
import { taskName } from './work.ts'

export const addDoctor: Verb = (program, run) => {
  program
    .command('doctor')
    .description('check a project file: every change, text and quote')
    .argument('<project>', 'the project file')
    .option('--repair', 'put right what can be: a backup first, then the tables are made anew from the log')
    .addHelpText('after', '\nExit code 3: there are findings.\n\nExample:\n  parley doctor talks --json')
    .action((project: string, options: { readonly repair?: boolean }) =>
      run('doctor', async (work) => {
        await work.open(project, options.repair ? 'write' : 'read')
        const done = await work.call('project.doctor', { repair: options.repair ?? false, task: taskName })
        const checked = Object.entries(done.checked).map(([what, count]) => `${count} ${what}`)
        return {
          end: done.findings.length > 0 ? 'partly' : 'done',
          json: done,
          text: [
            `Checked: ${checked.join(', ')}.`,
            ...(done.repaired ? [`Repaired; backup: ${done.backup}`] : []),
            ...(done.findings.length === 0
              ? ['Nothing is wrong.']
              : done.findings.map(({ sentence }) => sentence))
          ].join('\n')
        }
      })
    )
}
