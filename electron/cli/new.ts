/** `parley new`: makes a project, empty or with the sample. */
import path from 'node:path'
import type { ProjectState } from '../../shared/api/views.ts'
import { fail, must } from '../../shared/errors.ts'
import fs from 'node:fs'
import { counted } from './counted.ts'
import type { Verb } from './program.ts'

type Options = { readonly name?: string; readonly sample?: boolean; readonly coder?: string }

export const addNew: Verb = (program, run) => {
  program
    .command('new')
    .description('make a project file; nothing that is there is written over')
    .argument('<project>', 'the file to make; the ending .parley may be left out')
    .option('--name <name>', 'what the project is called; else as the file is')
    .option('--sample', 'with the sample: three short texts on peace proposals, tagged by two coders')
    .option('--coder <name>', 'who is coding; made in the new project')
    .addHelpText(
      'after',
      '\nExamples:\n  parley new talks --name "Peace talks 2025" --coder "Ana Silva"\n  parley new sample --sample'
    )
    .action((project: string, options: Options) =>
      run('new', async (work) => {
        const file = /\.parley$/i.test(project) ? project : `${project}.parley`
        // The sample is made where no file is named, too: here it always is, so it is checked as for an empty project.
        if (fs.existsSync(path.resolve(work.io.folder, file)))
          must(fail('fileExists', { name: path.basename(file) }))
        const handle = work.handleOf(file)
        const name = options.name ?? path.basename(file).replace(/\.parley$/i, '')
        let state: ProjectState
        if (options.sample) state = await work.call('project.openSample', { file: handle })
        else state = await work.call('project.create', { file: handle, name })
        if (options.sample && options.name !== undefined) await renamed()
        if (options.coder !== undefined) await work.codeAs(options.coder)
        state = (await work.call('project.current', {})) ?? state
        return {
          end: 'done',
          json: { name: state.name, fileName: state.fileName, coder: state.coder, counts: state.counts },
          text: `Made ${state.fileName} (“${state.name}”) with ${counted(state.counts.documents, 'document')} and ${counted(state.counts.annotations, 'tagged passage')}.`
        }

        async function renamed(): Promise<void> {
          await work.codeAs(options.coder)
          await work.call('command.run', { command: 'project.rename', input: { name } })
        }
      })
    )
}
