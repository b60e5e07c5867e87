/** `parley bring-in`: takes another project's documents and annotations in, with its codebook mapped onto ours. */
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import {
  bringInKinds,
  bringInMethods,
  type BringInCounts,
  type BringInMapping,
  type BringInPreview
} from '../../shared/api/bringInMethods.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { counted } from './counted.ts'
import { UsageError, type Outcome } from './outcome.ts'
import type { Verb } from './program.ts'
import { taskName } from './work.ts'

type BringInOptions = { readonly map?: string; readonly dryRun?: true; readonly coder?: string }

export const addBringIn: Verb = (program, run) => {
  program
    .command('bring-in')
    .description('take the documents and annotations of another project in; a backup is written first')
    .argument('<project>', 'the project file that takes in')
    .argument('<other>', 'the other project; it is not changed')
    .option('--dry-run', 'say what would come and how its codebook would be mapped, and change nothing')
    .option('--map <file>', 'a mapping as JSON, as --dry-run --json prints it')
    .option('--coder <name>', 'who brings it in; made if there is none of that name')
    .addHelpText(
      'after',
      `
For copies of one project use "parley merge". This is for a project that somebody
began apart from yours: its documents come with their annotations, coders and
dates, under the ids they have there, so that a second time adds nothing. Issues,
stances, actors and coders are found among yours by id, then by path, key or
name; what is used there and unknown here is made. A gold layer comes as one of
its own, named with its project. Your own records are not changed. One "parley
undo" takes it all back.

To map by hand, write the proposal to a file, change it, and give it back:
  parley bring-in talks other-talks --dry-run --json > map.json
  parley bring-in talks other-talks --map map.json
In it, each id of the other project stands with {"as": "ours", "id": "…"},
{"as": "new"} or {"as": "none"}; "documents" lists the ids that come.`
    )
    .action((project: string, other: string, options: BringInOptions) =>
      run('bring-in', async (work): Promise<Outcome> => {
        const choice = options.map === undefined ? {} : mapFrom(path.resolve(work.io.folder, options.map))
        await work.open(project, options.dryRun ? 'read' : 'write')
        const file = work.handleOf(work.projectNamed(other))
        if (options.dryRun) {
          const preview = await work.call('bringIn.preview', { file, ...choice, task: taskName })
          const { projectName, documents, records, would } = preview
          return {
            end: would.leftOut.length > 0 ? 'partly' : 'done',
            json: {
              dryRun: true,
              projectName,
              would,
              documents: choice.documents ?? comingOf(preview),
              mapping: mappingOf(preview, choice.mapping ?? {}),
              records,
              found: documents
            },
            text: [`Would bring in from “${projectName}”: ${told(would)}`, ...mapped(preview)].join('\n'),
            notes: would.leftOut.map(({ sentence }) => sentence)
          }
        }
        await work.codeAs(options.coder)
        const { backup, done } = await work.call('bringIn.run', { file, ...choice, task: taskName })
        return {
          end: done.leftOut.length > 0 ? 'partly' : 'done',
          json: { backup, ...done },
          text: [`Brought in: ${told(done)}`, ...(backup === '' ? [] : [`Backup: ${backup}`])].join('\n'),
          notes: done.leftOut.map(({ sentence }) => sentence)
        }
      })
    )
}

const mapFile = z.object({
  mapping: bringInMethods['bringIn.preview'].input.shape.mapping.optional(),
  documents: z.array(z.string()).optional()
})

type Choice = { readonly mapping?: Partial<BringInMapping>; readonly documents?: DocumentId[] }

function mapFrom(file: string): Choice {
  const name = path.basename(file)
  let content: unknown
  try {
    content = JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`“${name}” is not JSON.`)
    throw new UsageError(`“${name}” could not be read.`)
  }
  const read = mapFile.safeParse(content)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new UsageError(
      `“${name}” is not a mapping as --dry-run --json prints it (${issue?.path.join('.') ?? ''}).`
    )
  }
  const { mapping, documents } = read.data
  return {
    ...(mapping ? { mapping } : {}),
    ...(documents ? { documents: documents as DocumentId[] } : {})
  }
}

/** The documents that come where nobody chose. */
function comingOf({ documents }: BringInPreview): readonly string[] {
  return documents.filter(({ state }) => state !== 'deleted' && state !== 'noText').map(({ id }) => id)
}

function mappingOf({ records }: BringInPreview, chosen: Partial<BringInMapping>): BringInMapping {
  const of = (kind: (typeof bringInKinds)[number]): BringInMapping['issue'] =>
    Object.fromEntries(records[kind].map(({ id, proposed }) => [id, chosen[kind]?.[id] ?? proposed]))
  return { issue: of('issue'), stance: of('stance'), actor: of('actor'), coder: of('coder') }
}

function told(counts: BringInCounts): string {
  const { documents, annotations, issues, stances, actors, coders, alreadyHere } = counts
  return `${counted(documents, 'document')}, ${counted(annotations, 'annotation')} (${counted(alreadyHere, 'is', 'are')} here already), new: ${counted(issues, 'issue')}, ${counted(stances, 'stance')}, ${counted(actors, 'actor')}, ${counted(coders, 'coder')}.`
}

function mapped({ records }: BringInPreview): readonly string[] {
  const words = { ours: 'counts as yours', new: 'is made', none: 'is left out' } as const
  return bringInKinds.flatMap((kind) =>
    records[kind].map(
      ({ name, above, uses, proposed }) =>
        `  ${kind} ${[...above, name].join(' > ')} (${uses}): ${words[proposed.as]}`
    )
  )
}
