/** `parley merge`: takes colleagues' copies of a project in, or says what that would do. */
import fs from 'node:fs'
import path from 'node:path'
import type { MergePreview, MergeReport } from '../../shared/api/mergeMethods.ts'
import { offeredKinds } from '../../shared/api/conflictMethods.ts'
import { mergeSentences } from '../../shared/api/mergeReport.ts'
import { fail, isProblemCode, must, type ProblemCode } from '../../shared/errors.ts'
import type { Outcome } from './outcome.ts'
import type { Verb } from './program.ts'
import { taskName, type Work } from './work.ts'

type MergeOptions = {
  readonly dryRun?: true
  readonly joinSameNames?: true
  readonly coder?: string
  readonly report?: string
}

export const addMerge: Verb = (program, run) => {
  program
    .command('merge')
    .description('take the work in other copies of a project in; a backup is written first')
    .argument('<project>', 'the project file that takes in')
    .argument('<others...>', 'the other copies; they are not changed')
    .option('--dry-run', 'say what merging would do, and change nothing')
    .option(
      '--join-same-names',
      'join coders, issues and actors of the same name and documents with the same text'
    )
    .option('--coder <name>', 'who joins them; without it, whoever coded here last')
    .option('--report <file>', 'write the report as a web page')
    .addHelpText(
      'after',
      `
Merging is a union: the order of the files does not matter, old copies do no
harm, and merging twice adds nothing. Everything comes in one step: stopped or
killed, the project is as it was. What two people changed differently is kept
as a conflict for you to settle. Files that cannot be read, or that are of
another project, are left out and named; the rest is taken (exit code 3).

Example:
  parley merge talks talks-from-ben.parley --dry-run
  parley merge talks talks-from-ben.parley talks-from-chloe.parley
  parley merge talks from-ben.parley --join-same-names --report merged.html`
    )
    .action((project: string, others: string[], options: MergeOptions) =>
      run('merge', async (work) => {
        await work.open(project, 'write')
        const files = others.map((other) => work.handleOf(work.projectNamed(other)))
        return options.dryRun ? dryRun(work, files, options) : merge(work, files, options)
      })
    )
}

async function dryRun(work: Work, files: string[], options: MergeOptions): Promise<Outcome> {
  const preview = await work.call('merge.preview', { files, task: taskName })
  if (options.report !== undefined) {
    const report = { arrival: 0, time: Date.now(), sources: namesIn(preview), backup: '', joined: 0, preview }
    await save(work, report, options.report)
  }
  return outcome(preview, { dryRun: true, ...preview }, mergeSentences(preview, 'would'))
}

async function merge(work: Work, files: string[], options: MergeOptions): Promise<Outcome> {
  if (options.joinSameNames || options.coder !== undefined) await work.codeAs(options.coder)
  // Offers hang on what arrives, so they are known by looking first.
  const looked = options.joinSameNames ? await work.call('merge.preview', { files, task: taskName }) : null
  const joins = (looked?.offers ?? []).map(({ kind, id, into }) => ({ kind, id, into }))
  const report = await work.call('merge.run', { files, joins, task: taskName })
  if (options.report !== undefined) await save(work, report, options.report)
  const { joined, backup, preview } = report
  // Counted in the project: a preview names only so many.
  const { total: left } = await work.call('conflicts.page', {
    filter: { kinds: [...offeredKinds] },
    limit: 1
  })
  return outcome(preview, { ...report }, [
    ...mergeSentences(preview, 'did'),
    ...(joined > 0 ? [`${joined} joined.`] : []),
    ...(backup === '' ? [] : [`Backup: ${backup}`]),
    ...(left > 0
      ? [
          `${left} could be joined because ${left === 1 ? 'it has the same name or text as another' : 'they have the same name or text'}: ${options.joinSameNames ? 'merge again to join more' : 'see --join-same-names'}.`
        ]
      : [])
  ])
}

/** Sentences of what was left out go to the error stream. */
function outcome(
  preview: MergePreview,
  json: Readonly<Record<string, unknown>>,
  sentences: readonly string[]
): Outcome {
  const notes = [
    ...preview.setAside.map(({ sentence }) => sentence),
    ...preview.files.flatMap(({ sentence, name }) =>
      sentence === '' ? [] : [sentence.includes(name) ? sentence : `“${name}”: ${sentence}`]
    )
  ]
  const [only] = preview.files
  // One file that cannot be taken at all is a failure, not a part.
  if (preview.files.length === 1 && only && isProblemCode(only.code ?? ''))
    must(fail(only.code as ProblemCode, { name: only.name }))
  const isWhole = preview.setAside.length === 0 && preview.files.every(({ kind }) => kind === 'copy')
  return {
    end: isWhole ? 'done' : 'partly',
    json,
    text: sentences.filter((sentence) => !notes.includes(sentence)).join('\n'),
    notes
  }
}

async function save(work: Work, report: MergeReport, file: string): Promise<void> {
  const target = path.resolve(work.io.folder, file)
  fs.mkdirSync(path.dirname(target), { recursive: true })
  await work.call('merge.saveReport', { file: work.handleOf(target), report })
}

function namesIn({ files }: MergePreview): string[] {
  return files.filter(({ kind }) => kind === 'copy').map(({ name }) => name)
}
