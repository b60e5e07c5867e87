/** `parley log`: who did what, newest first. */
import { InvalidArgumentError } from 'commander'
import type { OutputOf } from '../../shared/api/contract.ts'
import { coderNamed } from './coderNamed.ts'
import type { Verb } from './program.ts'
import type { Work } from './work.ts'

type Options = { readonly limit: number; readonly offset: number; readonly coder?: string }

export const addLog: Verb = (program, run) => {
  program
    .command('log')
    .description('print who did what, newest first')
    .argument('<project>', 'the project file')
    .option('--limit <number>', 'how many entries', readCount, 20)
    .option('--offset <number>', 'how many to pass over', readCount, 0)
    .option('--coder <name>', 'only what this coder did')
    .addHelpText(
      'after',
      '\nExamples:\n  parley log talks --limit 5\n  parley log talks --coder "Ana Silva" --json'
    )
    .action((project: string, options: Options) =>
      run('log', async (work) => {
        await work.open(project, 'read')
        const { coders } = await work.call('codebook.get', {})
        const coder = options.coder === undefined ? undefined : coderNamed(coders, options.coder).id
        const page = await pageOf(work, options, coder)
        const names = new Map(coders.map(({ id, name }) => [id, name]))
        return {
          end: 'done',
          json: page,
          text: page.batches
            .map(({ time, coder: by, command, undoes, changes }) => {
              const what = `${command}${undoes === null ? '' : ` of ${undoes}`}`
              return `${new Date(time).toISOString()}  ${by === null ? 'Parley' : (names.get(by) ?? by)}  ${what}  ${changes.length} ${changes.length === 1 ? 'record' : 'records'}`
            })
            .join('\n')
        }
      })
    )
}

async function pageOf(
  work: Work,
  { limit, offset }: Options,
  coder: OutputOf<'codebook.get'>['coders'][number]['id'] | undefined
): Promise<OutputOf<'log.page'>> {
  const batches: OutputOf<'log.page'>['batches'] = []
  let total = 0
  // The contract gives at most 1000 at a time.
  do {
    const page = await work.call('log.page', {
      offset: offset + batches.length,
      limit: Math.min(1000, limit - batches.length),
      ...(coder ? { coder } : {})
    })
    total = page.total
    batches.push(...page.batches)
    if (page.batches.length === 0) break
  } while (batches.length < limit)
  return { total, batches }
}

function readCount(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('It takes a whole number.')
  return Number(text)
}
