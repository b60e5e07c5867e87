/** `parley share`: writes a copy of a project for somebody else. */
import type { OutputOf } from '../../shared/api/contract.ts'
import { initialsFor } from '../../shared/export/knownCodebook.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { coderNamed, findCoder } from './coderNamed.ts'
import { counted } from './counted.ts'
import { documentNamed, namedDocuments } from './documentNamed.ts'
import { UsageError } from './outcome.ts'
import type { Verb } from './program.ts'
import { taskName, type Work } from './work.ts'

type Options = {
  readonly documents?: readonly string[]
  readonly withoutAnnotations?: boolean
  readonly coders?: readonly string[]
  readonly for?: string
  readonly originals: boolean
  readonly publish?: boolean
  readonly dryRun?: boolean
}

export const addShare: Verb = (program, run) => {
  program
    .command('share')
    .description('write a copy for somebody: to code in and send back, or to publish')
    .argument('<project>', 'the project file; only a coder named with --for is added to it')
    .argument('[copy]', 'the new file; nothing is ever written over')
    .option('--documents <name...>', 'only these documents, by title or id; the codebook always goes along')
    .option('--without-annotations', 'nobody’s annotations: for blind coding, this is what protects')
    .option('--coders <name...>', 'only the annotations of these coders')
    .option('--for <name>', 'who will code in the copy: nobody is asked there; made if there is none')
    .option('--no-originals', 'leave the original files (DOCX, HTML …) here')
    .option('--publish', 'a new project with today’s values only: no history, nothing deleted')
    .option('--dry-run', 'only tell what would be in it')
    .addHelpText(
      'after',
      `
A copy to code in is the same project: send it, let your colleague code, and take it
back in with parley merge, as often as you like. It holds the whole history of what is
in it, with what was changed and deleted since. A copy to publish is a new project that
holds only what is shown today; it cannot be merged back.

Examples:
  parley share talks for-ben --for "Ben" --without-annotations
  parley share talks round-2 --documents "Proposal" "Reply" --coders "Ana Silva"
  parley share talks talks-published --publish --no-originals`
    )
    .action((project: string, copy: string | undefined, options: Options) =>
      run('share', async (work) => {
        if (copy === undefined && options.dryRun !== true)
          throw new UsageError('Name the new file, for example: parley share talks for-ben.')
        const without = options.withoutAnnotations === true
        if (without && options.coders)
          throw new UsageError('Say either --without-annotations or --coders, not both.')
        if (options.publish === true && options.for !== undefined)
          throw new UsageError('--for is for copies to code in; leave it out with --publish.')
        await work.open(project, options.for === undefined || options.dryRun === true ? 'read' : 'write')
        const { coders } = await work.call('codebook.get', {})
        const choice = {
          kind: options.publish === true ? ('publish' as const) : ('code' as const),
          documents: options.documents ? await documentsNamed(work, options.documents) : null,
          annotations: without
            ? ('none' as const)
            : (options.coders?.map((name) => coderNamed(coders, name).id) ?? ('all' as const)),
          originals: options.originals,
          task: taskName
        }
        if (copy === undefined || options.dryRun === true) {
          const preview = await work.call('share.preview', choice)
          return { end: 'done', json: preview, text: told(preview) }
        }
        const found = options.for === undefined ? undefined : findCoder(coders, options.for)
        const name = options.for?.trim() ?? ''
        const coder = found
          ? { id: found.id }
          : options.for === undefined
            ? null
            : { name, initials: initialsFor(name) }
        const done = await work.call('share.write', { ...choice, file: work.handleOf(copy), coder })
        return {
          end: done.unreadable > 0 ? 'partly' : 'done',
          json: done,
          text: [
            `${done.name} written (${inBytes(done.size)}): ${counted(done.documents, 'document')}, ${counted(done.annotations, 'annotation')}.`,
            ...(done.coder === '' ? [] : [`Whoever opens it codes as ${done.coder}.`])
          ].join('\n'),
          notes:
            done.unreadable > 0
              ? [
                  `${counted(done.unreadable, 'change')} could not be read and stayed behind: see parley doctor.`
                ]
              : []
        }
      })
    )
}

async function documentsNamed(work: Work, names: readonly string[]): Promise<DocumentId[]> {
  const documents = await namedDocuments(work)
  return names.map((name) => documentNamed(documents, name))
}

function told({ history, originals, ...preview }: OutputOf<'share.preview'>): string {
  const day = (time: number | null): string =>
    time === null ? '?' : new Date(time).toISOString().slice(0, 10)
  return [
    `${counted(preview.documents, 'document')}, ${counted(preview.annotations, 'annotation')}, ${counted(preview.issues, 'issue')}; about ${inBytes(preview.size)}.`,
    ...preview.coders.map(({ name, annotations }) => `  ${name}: ${counted(annotations, 'annotation')}`),
    ...(preview.withheld > 0
      ? [`${counted(preview.withheld, 'annotation stays here', 'annotations stay here')}.`]
      : []),
    history === null
      ? 'No history: today’s values only.'
      : `History: ${counted(history.batches, 'edit')} from ${day(history.first)} to ${day(history.last)}, with ${counted(history.deleted, 'deleted record')} and ${counted(history.earlierTexts, 'earlier text')}.`,
    originals.count === 0
      ? 'No original files.'
      : `${counted(originals.count, 'original file')} (${inBytes(originals.size)}).`
  ].join('\n')
}

function inBytes(size: number): string {
  return size < 1e6 ? `${Math.max(1, Math.round(size / 1000))} KB` : `${(size / 1e6).toFixed(1)} MB`
}
