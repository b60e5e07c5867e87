/** `parley log`: who did what, newest first; of everything, of what filters let through, or of one record. */
import { InvalidArgumentError, Option } from 'commander'
import { batchSentence, changeWords } from '../../shared/api/batchSentences.ts'
import { sayInEnglish } from '../../shared/api/batchWords.ts'
import { changeKinds, type ChangeKind } from '../../shared/api/changeKinds.ts'
import type { InputOf, OutputOf } from '../../shared/api/contract.ts'
import type { HistoryFilter } from '../../shared/api/filters.ts'
import type { HistoryNames } from '../../shared/api/historyViews.ts'
import { documentId, type CoderId, type DocumentId, type RecordId } from '../../shared/ids.ts'
import { kindNamed } from '../../shared/model/records.ts'
import { coderNamed } from './coderNamed.ts'
import { documentNamed, namedDocuments } from './documentNamed.ts'
import { UsageError } from './outcome.ts'
import type { Verb } from './program.ts'
import type { Work } from './work.ts'

type Options = {
  readonly limit: number
  readonly offset: number
  readonly coder?: string
  readonly kind?: ChangeKind
  readonly document?: string
  readonly words?: string
  readonly record?: NonNullable<HistoryFilter['record']>
  readonly blame?: boolean
}
type Batch = OutputOf<'history.page'>['batches'][number]
type Told = { readonly total: number; readonly batches: readonly (Batch & { readonly what: string })[] }

export const addLog: Verb = (program, run) => {
  program
    .command('log')
    .description('print who did what, newest first')
    .argument('<project>', 'the project file')
    .option('--limit <number>', 'how many entries', readCount, 20)
    .option('--offset <number>', 'how many to pass over', readCount, 0)
    .option('--coder <name>', 'only what this coder did')
    .addOption(new Option('--kind <kind>', 'only changes of this kind').choices(changeKinds))
    .option('--document <title>', 'only what was done to this document and the annotations in it')
    .option('--words <words>', 'only where all of these words were written, quoted or named')
    .option(
      '--record <kind:id>',
      'only what was done to one record, as issue:iss_… or annotation:ann_…',
      readRecord
    )
    .option('--blame', 'with --record: each field as it stands now, who wrote it last, and when')
    .addHelpText(
      'after',
      `
Ids of annotations, issues and documents stand in an exported dataset and in
the output of --json.

Examples:
  parley log talks --limit 5
  parley log talks --coder "Ana Silva" --kind retagged --json
  parley log talks --document "Draft of May" --words ceasefire
  parley log talks --record issue:iss_4k2m… --blame`
    )
    .action((project: string, options: Options) =>
      run('log', async (work) => {
        if (options.blame && !options.record)
          throw new UsageError('--blame tells of one record: name it with --record.')
        await work.open(project, 'read')
        const { coders } = await work.call('codebook.get', {})
        const nameOf = (id: CoderId | null): string =>
          id === null ? sayInEnglish('nobody') : (coders.find((one) => one.id === id)?.name ?? id)
        if (options.blame && options.record) {
          const { record } = options
          const { fields } = await work.call('record.blame', record)
          const { names } = await work.call('history.page', { limit: 200, filter: { record } })
          return {
            end: 'done',
            json: { ...record, fields },
            text: fields.flatMap((one) => blamed(one, record, names, nameOf(one.coder))).join('\n')
          }
        }
        const coder = options.coder === undefined ? undefined : coderNamed(coders, options.coder).id
        const told = await read(work, options, {
          ...(coder && { coder }),
          ...(options.kind && { kind: options.kind }),
          ...(options.words && { words: options.words }),
          ...(options.record && { record: options.record }),
          ...(options.document !== undefined && { document: await documentLookedFor(work, options.document) })
        })
        return {
          end: 'done',
          json: told,
          text: told.batches
            .map(
              ({ time, coder: by, what, total }) =>
                `${new Date(time).toISOString()}  ${nameOf(by)}  ${what}  ${total} ${total === 1 ? 'record' : 'records'}`
            )
            .join('\n')
        }
      })
    )
}

/** So many batches as are asked for, each with its sentence; a filter's search goes on until they are found or all is looked through. */
async function read(
  work: Work,
  { limit, offset }: Options,
  filter: InputOf<'history.page'>['filter']
): Promise<Told> {
  const batches: Told['batches'][number][] = []
  for (;;) {
    const page = await work.call('history.page', {
      offset: offset + batches.length,
      limit: Math.max(1, Math.min(200, limit - batches.length)),
      filter
    })
    if (batches.length < limit)
      batches.push(
        ...page.batches.map((batch) => ({ ...batch, what: batchSentence(batch, page.names, sayInEnglish) }))
      )
    const isOver = page.isWhole && (page.batches.length === 0 || batches.length >= limit)
    if (isOver) return { total: page.total, batches }
  }
}

/** A field in words, as the history tells it; none for what nobody asks for. */
function blamed(
  { field, value, time, isConflict }: OutputOf<'record.blame'>['fields'][number],
  record: NonNullable<Options['record']>,
  names: HistoryNames,
  who: string
): readonly string[] {
  const fields = [{ field, before: null, after: value }]
  const change = { ...record, made: false, gone: false, document: null, issue: null, quote: '', fields }
  return changeWords(change, names, sayInEnglish).map(
    (words) =>
      `${new Date(time).toISOString()}  ${who}  ${words.field}: ${words.after}${isConflict ? '  (in conflict)' : ''}`
  )
}

/** The document of an id, also of one that is not in the list of documents, or of a title. */
async function documentLookedFor(work: Work, name: string): Promise<DocumentId> {
  const id = documentId.safeParse(name.trim())
  const [byId] = id.success ? await work.call('documents.get', { documents: [id.data] }) : []
  return byId ? byId.id : documentNamed(await namedDocuments(work), name)
}

function readCount(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('It takes a whole number.')
  return Number(text)
}

function readRecord(text: string): NonNullable<Options['record']> {
  const [kind = '', id = ''] = text.split(':')
  if (!kindNamed(kind) || id === '')
    throw new InvalidArgumentError('It takes a kind and an id, as issue:iss_….')
  return { kind, id: id as RecordId }
}
