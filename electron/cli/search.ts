/** `parley search`: finds words, phrases or a regular expression in the texts of a project. */
import { InvalidArgumentError } from 'commander'
import type { OutputOf } from '../../shared/api/contract.ts'
import type { SearchHit } from '../../shared/api/views.ts'
import { UsageError } from './outcome.ts'
import type { Verb } from './program.ts'
import { taskName, type Work } from './work.ts'

type Options = { readonly regex?: boolean; readonly exact?: boolean; readonly limit: number }

const help = `
The words of a query must all stand in one paragraph, whatever their case and
accents. In quotation marks for the shell:
  'ceasefire border'            both words
  '"border treaty"'             a phrase
  'sanction*'  '*port*'         beginnings, and parts, of words
  'NEAR(border treaty, 5)'      at most five words between them
  'ceasefire OR truce'          one of them
  'sanctions NOT relief'        the first without the second
  '停火'                        writing without spaces: any part of it
--exact: case and accents count. --regex: a JavaScript regular expression
without regard to case; written /between slashes/ with case.

Every hit is a line: document, paragraph, and the words around it. With --json
also its place: start and end in UTF-16 code units of the document's text.

Examples:
  parley search talks 'NEAR(security guarantee*, 3)'
  parley search talks 'cease-?fires?' --regex --json`

export const addSearch: Verb = (program, run) => {
  program
    .command('search')
    .description('find words, phrases or a regular expression in the texts of all documents')
    .argument('<project>', 'the project file')
    .argument('<query>', 'what to look for')
    .option('--exact', 'case and accents count')
    .option('--regex', 'the query is a regular expression')
    .option('--limit <number>', 'at most so many hits', readCount, 10_000)
    .addHelpText('after', help)
    .action((project: string, text: string, { regex = false, exact = false, limit }: Options) => {
      if (regex && exact)
        throw new UsageError(
          '--exact and --regex do not go together. Write the expression /between slashes/ for case.'
        )
      return run('search', async (work) => {
        await work.open(project, 'read')
        const { hits, told } = await search(
          work,
          { text, as: regex ? 'regex' : exact ? 'exact' : 'words' },
          limit
        )
        return {
          end: told.isWhole && told.missing === 0 ? 'done' : 'partly',
          json: { ...told, count: told.hits, hits },
          text: [...hits.map(lineOf), summary(told)].join('\n'),
          notes: [
            ...(told.isWhole ? [] : [`There are more hits; --limit ${limit * 10} shows more of them.`]),
            ...(told.missing === 0 ? [] : [`Not searched, their text is still to arrive: ${told.missing}`])
          ]
        }
      })
    })
}

async function search(
  work: Work,
  query: { readonly text: string; readonly as: 'words' | 'exact' | 'regex' },
  limit: number
): Promise<{ readonly hits: readonly SearchHit[]; readonly told: OutputOf<'search.run'> }> {
  const hits: SearchHit[] = []
  const stop = work.onHits((more) => hits.push(...more))
  try {
    return { told: await work.call('search.run', { query, limit, task: taskName }), hits }
  } finally {
    stop()
  }
}

function lineOf({ title, block, before, quote, after }: SearchHit): string {
  return `${title}, ${block}: ${`${before}[${quote}]${after}`.replaceAll(/\s+/gu, ' ').trim()}`
}

function summary({ hits, documents }: OutputOf<'search.run'>): string {
  if (hits === 0) return 'Nothing was found.'
  return `${hits} ${hits === 1 ? 'hit' : 'hits'} in ${documents} ${documents === 1 ? 'document' : 'documents'}`
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('It takes a whole number up to 99999.')
  return Number(text)
}
