/** `parley log`: who did what, newest first. */
import { InvalidArgumentError } from 'commander'
import { batchSentence } from '../../shared/api/batchSentences.ts'
import { sayInEnglish } from '../../shared/api/batchWords.ts'
import type { OutputOf } from '../../shared/api/contract.ts'
import type { CoderId } from '../../shared/ids.ts'
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
        const told = await toldOf(work, options, coder)
        const names = new Map(coders.map(({ id, name }) => [id, name]))
        return {
          end: 'done',
          json: {
            ...page,
            batches: page.batches.map((batch) => ({ ...batch, what: told.get(batch.batch) ?? '' }))
          },
          text: page.batches
            .map(({ batch, time, coder: by, changes }) => {
              const who = by === null ? sayInEnglish('nobody') : (names.get(by) ?? by)
              return `${new Date(time).toISOString()}  ${who}  ${told.get(batch) ?? ''}  ${changes.length} ${changes.length === 1 ? 'record' : 'records'}`
            })
            .join('\n')
        }
      })
    )
}

/** What each batch did, in a sentence, by its id. */
async function toldOf(
  work: Work,
  { limit, offset }: Options,
  coder: CoderId | undefined
): Promise<ReadonlyMap<string, string>> {
  const told = new Map<string, string>()
  for (let at = 0; at < limit;) {
    const page = await work.call('history.page', {
      offset: offset + at,
      limit: Math.min(200, limit - at),
      filter: coder ? { coder } : {}
    })
    for (const batch of page.batches) told.set(batch.batch, batchSentence(batch, page.names, sayInEnglish))
    if (page.batches.length === 0 && page.isWhole) break
    at += page.batches.length
  }
  return told
}

async function pageOf(
  work: Work,
  { limit, offset }: Options,
  coder: CoderId | undefined
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
