/** `parley import`: takes documents into a project. */
import { readFileNames } from './fileNames.ts'
import type { OutputOf } from '../../shared/api/contract.ts'
import { commandInputs } from '../../shared/commands/inputs.ts'
import type { ActorId } from '../../shared/ids.ts'
import { UsageError, type Outcome } from './outcome.ts'
import type { Verb } from './program.ts'
import { taskName, type Work } from './work.ts'

type Options = {
  readonly encoding?: string
  readonly title?: string
  readonly author: readonly string[]
  readonly date?: string
  readonly coder?: string
}

type Refused = { readonly file: string; readonly sentence: string }
type Taken = {
  readonly file: string
  readonly document: string
  readonly title: string
  readonly made: boolean
  readonly losses: readonly { readonly what: string; readonly count: number }[]
}

export const addImport: Verb = (program, run) => {
  program
    .command('import')
    .description('take texts into a project: TXT, Markdown, HTML and DOCX')
    .argument('<project>', 'the project file')
    .argument('<files...>', 'the texts; a folder stands for the texts in it')
    .option('--encoding <name>', 'how the characters of plain texts are written, for example windows-1251')
    .option('--title <title>', 'the title of the document; only with one file')
    .option(
      '--author <name>',
      'an actor who wrote the texts; may be given several times',
      (name: string, names: readonly string[]) => [...names, name],
      []
    )
    .option('--date <date>', 'the date of the texts: 2025, 2025-04 or 2025-04-25')
    .option('--coder <name>', 'who takes them in; made if there is none of that name')
    .addHelpText(
      'after',
      `
A text that is in the project already is recognised and not taken in twice.
What gets lost (pictures, comments, tracked changes) is listed.

Examples:
  parley import talks proposal.docx --author Ukraine --author "European allies"
  parley import talks texts/*.txt --encoding windows-1251`
    )
    .action((project: string, files: readonly string[], options: Options) =>
      run('import', async (work) => {
        if (options.title !== undefined && files.length > 1)
          throw new UsageError('--title goes with one file only.')
        if (
          options.date !== undefined &&
          !commandInputs['document.change'].shape.date.safeParse(options.date).success
        )
          throw new UsageError(`--date takes 2025, 2025-04 or 2025-04-25, not “${options.date}”.`)
        await work.open(project, 'write')
        await work.codeAs(options.coder)
        return importFiles(work, readFileNames(work.io.folder, files), options)
      })
    )
}

async function importFiles(work: Work, files: readonly string[], options: Options): Promise<Outcome> {
  const { encoding } = options
  const named = new Map(files.map((file) => [work.handleOf(file), file]))
  const previews = await work.call('import.preview', {
    files: [...named.keys()].map((handle) => ({ handle, ...(encoding === undefined ? {} : { encoding }) })),
    task: taskName
  })
  const refused: Refused[] = []
  const wanted = previews.filter((preview) => {
    const file = named.get(preview.handle) ?? preview.name
    if (preview.problem) refused.push({ file, sentence: preview.problem.sentence })
    else if (!preview.encoding.confident && encoding === undefined)
      refused.push({ file, sentence: unsure(preview) })
    else return true
    return false
  })
  const authors = await actorsNamed(work, wanted.length > 0 ? options.author : [])
  const accepted: OutputOf<'import.accept'> =
    wanted.length === 0
      ? { documents: [], refused: [] }
      : await work.call('import.accept', {
          files: wanted.map(({ handle, same }) => ({
            handle,
            ...(encoding === undefined ? {} : { encoding }),
            ...(options.title === undefined ? {} : { title: options.title }),
            authors,
            date: options.date ?? '',
            ...(same ? { joinWith: same.document } : {})
          })),
          task: taskName
        })
  for (const { handle, name, sentence } of accepted.refused)
    refused.push({ file: named.get(handle) ?? name, sentence })
  const taken = accepted.documents.map(({ handle, document, made }): Taken => {
    const preview = previews.find((one) => one.handle === handle)
    const title = made ? (options.title ?? preview?.title ?? '') : (preview?.same?.title ?? '')
    return { file: named.get(handle) ?? '', document, title, made, losses: preview?.losses ?? [] }
  })
  return {
    end: refused.length > 0 ? 'partly' : 'done',
    json: { documents: taken, refused },
    text: taken.map(lineOf).join('\n'),
    notes: refused.map(({ file, sentence }) => `${file}: ${sentence}`)
  }
}

function lineOf({ file, title, made, losses }: Taken): string {
  if (!made) return `${file}: is here already as “${title}”`
  const lost = losses.map(({ what }) => ` ${what}`).join('')
  return `${file}: taken in as “${title}”.${lost}`
}

function unsure({ name, encoding }: OutputOf<'import.preview'>[number]): string {
  const candidates = [...new Set([encoding.name, ...encoding.candidates])].join(' or ')
  return `It is not certain how the characters of “${name}” are written; it may be ${candidates}. Say it with --encoding.`
}

/** Actors by name or other name; made where there is none. */
async function actorsNamed(work: Work, names: readonly string[]): Promise<ActorId[]> {
  const { actors } = names.length > 0 ? await work.call('codebook.get', {}) : { actors: [] }
  const ids: ActorId[] = []
  for (const name of new Set(names)) {
    const own = actors.filter((actor) => actor.joinedInto === null)
    const found =
      own.find((actor) => actor.name === name) ?? own.find((actor) => actor.otherNames.includes(name))
    const id =
      found?.id ?? (await work.call('command.run', { command: 'actor.create', input: { name } })).made[0]?.id
    if (id !== undefined) ids.push(id as ActorId)
  }
  return ids
}
