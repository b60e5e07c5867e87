/** `parley annotate`: reads a dataset back into a project. */
import { counted } from './counted.ts'
import type { Verb } from './program.ts'
import { taskName } from './work.ts'

export const addAnnotate: Verb = (program, run) => {
  program
    .command('annotate')
    .description('take tagged passages out of a dataset into a project: CSV or JSON Lines')
    .argument('<project>', 'the project file')
    .argument('<dataset>', 'a file as parley export writes it, or made by a script with the same columns')
    .option(
      '--coder <name>',
      'who takes them in; made if there is none of that name. Each annotation keeps its own coder'
    )
    .addHelpText(
      'after',
      `
Import the texts first: a row finds its document by the column revision. Issues, stances,
actors and coders that are not here yet are made. Passages that are here already are left
as they are, so reading a file twice adds nothing. A row whose words are not where it says
is found by its quote and what stands around it; what cannot be found is listed by row.

Needed columns: annotation_id, revision (or document_id), quote, issue_path (or issue_id).
How offsets count is told by their names: start_codepoint and end_codepoint, or start_utf16
and end_utf16; without them the quote is looked for. Columns that Parley does not know are
left out and told. One that is like a column the file lacks (stance for stance_key) stops
the reading before anything is stored: rename it or take it out.

Example:
  parley annotate talks passages.csv --coder "Ana Silva"`
    )
    .action((project: string, dataset: string, options: { readonly coder?: string }) =>
      run('annotate', async (work) => {
        await work.open(project, 'write')
        await work.codeAs(options.coder)
        const done = await work.call('dataset.annotate', { file: work.handleOf(dataset), task: taskName })
        const { added, alreadyHere, moved, refused, told, columns } = done
        return {
          end: refused.length > 0 ? 'partly' : 'done',
          json: done,
          text: `${counted(added, 'passage')} added (${moved} of them found by their words), ${counted(alreadyHere, 'was', 'were')} here already, ${counted(refused.length, 'row')} refused.`,
          notes: [
            ...columns,
            ...[...told, ...refused]
              .toSorted((a, b) => a.row - b.row)
              .map(({ row, sentence }) => `Row ${row}: ${sentence}`)
          ]
        }
      })
    )
}
