/** `parley codebook`: writes, reads and shows the codebook. */
import { Option } from 'commander'
import type { OutputOf } from '../../shared/api/contract.ts'
import { UsageError } from './outcome.ts'
import type { Verb } from './program.ts'
import { taskName } from './work.ts'

type ExportOptions = { readonly out?: string; readonly format?: 'csv' | 'json' }

export const addCodebook: Verb = (program, run) => {
  const codebook = program
    .command('codebook')
    .description('the issues, stances, actors and coders: export, import, show')
    .addHelpText(
      'after',
      '\nExamples:\n  parley codebook show talks\n  parley codebook export talks --out codebook.csv\n  parley codebook import talks codebook.json'
    )
  codebook
    .command('export')
    .description('write the codebook as CSV (one row a record) or JSON')
    .argument('<project>', 'the project file')
    .requiredOption('--out <file>', 'the file to write; one that is there is replaced')
    .addOption(
      new Option('--format <format>', 'csv or json; else by the ending of --out').choices(['csv', 'json'])
    )
    .action((project: string, options: ExportOptions) =>
      run('codebook export', async (work) => {
        const out = options.out ?? ''
        const format = options.format ?? formatOf(out)
        await work.open(project, 'read')
        const done = await work.call('codebook.export', { file: work.handleOf(out), format, task: taskName })
        return {
          end: 'done',
          json: { ...done, format },
          text: `${done.records} records written to ${done.name}.`
        }
      })
    )
  codebook
    .command('import')
    .description('take a codebook in: records are matched by id, those without one by path or name')
    .argument('<project>', 'the project file')
    .argument('<file>', 'a codebook as CSV or JSON')
    .option('--coder <name>', 'who takes it in; made if there is none of that name')
    .addHelpText(
      'after',
      `
The least a CSV needs: the column record (issue, stance, actor, coder) and a name:
  record,path
  issue,Security > NATO membership
What the file does not tell stays as it is; nothing is deleted.`
    )
    .action((project: string, file: string, options: { readonly coder?: string }) =>
      run('codebook import', async (work) => {
        await work.open(project, 'write')
        await work.codeAs(options.coder)
        const done = await work.call('codebook.import', { file: work.handleOf(file), task: taskName })
        return {
          end: done.refused.length > 0 ? 'partly' : 'done',
          json: done,
          text: `${done.added} records added, ${done.changed} changed, ${done.same} were the same, ${done.refused.length} rows refused.`,
          notes: done.refused.map(({ row, sentence }) => `Row ${row}: ${sentence}`)
        }
      })
    )
  codebook
    .command('show')
    .description('print the codebook')
    .argument('<project>', 'the project file')
    .action((project: string) =>
      run('codebook show', async (work) => {
        await work.open(project, 'read')
        const view = await work.call('codebook.get', {})
        return { end: 'done', json: view, text: textOf(view) }
      })
    )
}

function textOf({ issues, stances, actors, coders }: OutputOf<'codebook.get'>): string {
  const depths = new Map<string, number>()
  const listed = issues.filter((issue) => issue.joinedInto === null)
  for (const issue of listed)
    depths.set(issue.id, issue.parent === null ? 0 : (depths.get(issue.parent) ?? 0) + 1)
  return [
    'Issues',
    ...listed.map(
      (issue) =>
        `${'  '.repeat((depths.get(issue.id) ?? 0) + 1)}${issue.name}${uses(issue.uses)}${issue.retired ? ', retired' : ''}`
    ),
    'Stances',
    ...stances.map(
      (stance) => `  ${stance.label} (${stance.key}, ${stance.polarity ?? 'no polarity'})${uses(stance.uses)}`
    ),
    'Actors',
    ...actors
      .filter((actor) => actor.joinedInto === null)
      .map((actor) => `  ${actor.name}${uses(actor.uses)}`),
    'Coders',
    ...coders
      .filter((coder) => coder.joinedInto === null)
      .map((coder) => `  ${coder.name}${uses(coder.uses)}`)
  ].join('\n')
}

function uses(count: number): string {
  return count === 0 ? '' : `, used ${count === 1 ? 'once' : `${count} times`}`
}

function formatOf(out: string): 'csv' | 'json' {
  if (/\.json$/i.test(out)) return 'json'
  if (/\.csv$/i.test(out)) return 'csv'
  throw new UsageError(`“${out}” does not end in .csv or .json; say which with --format.`)
}
