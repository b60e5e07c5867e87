/** `parley merge`: takes a colleague's copy of a project in. */
import type { Verb } from './program.ts'
import { taskName } from './work.ts'

export const addMerge: Verb = (program, run) => {
  program
    .command('merge')
    .description('take the work in another copy of a project in; a backup is written first')
    .argument('<project>', 'the project file that takes in')
    .argument('<other>', 'the other copy; it is not changed')
    .addHelpText(
      'after',
      '\nMerging is a union: the order does not matter, and merging twice adds nothing.\nWhat two people changed differently is kept as a conflict for you to settle.\n\nExample:\n  parley merge talks talks-from-ben.parley'
    )
    .action((project: string, other: string) =>
      run('merge', async (work) => {
        await work.open(project, 'write')
        const done = await work.call('project.merge', {
          file: work.handleOf(work.projectNamed(other)),
          task: taskName
        })
        const { changes, batches, setAside, conflicts, backup } = done
        return {
          end: setAside.length > 0 ? 'partly' : 'done',
          json: done,
          text: [
            `${changes} changes in ${batches} batches taken in; ${conflicts} conflicts to settle.`,
            ...(backup === '' ? [] : [`Backup: ${backup}`])
          ].join('\n'),
          notes: setAside.map(({ sentence }) => sentence)
        }
      })
    )
}
