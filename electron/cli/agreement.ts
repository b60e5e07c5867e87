/** `parley agreement`: how far coders agree; and figures for published examples, so that anybody can rerun them. */
import fs from 'node:fs'
import path from 'node:path'
import { InvalidArgumentError, Option } from 'commander'
import { measureExample, publishedExamples } from '../../shared/analysis/published.ts'
import type { AgreementReport, AgreementRequest } from '../../shared/api/agreementMethods.ts'
import type { InputOf, OutputOf } from '../../shared/api/contract.ts'
import { fail, must } from '../../shared/errors.ts'
import { figureInWords, measureTitles } from '../../shared/export/agreementWords.ts'
import { joinNames } from '../../shared/export/joinedNames.ts'
import type { CoderId, DocumentId, IssueId } from '../../shared/ids.ts'
import { coderNamed } from './coderNamed.ts'
import { documentNamed, namedDocuments } from './documentNamed.ts'
import { UsageError, type Outcome } from './outcome.ts'
import type { Verb } from './program.ts'
import { taskName, type Work } from './work.ts'

type Options = {
  readonly coders?: readonly string[]
  readonly documents?: readonly string[]
  readonly issues?: readonly string[]
  readonly units: AgreementRequest['units']
  readonly onlyDone?: boolean
  readonly rounds: AgreementRequest['rounds']
  readonly draws: number
  readonly seed: number
  readonly csv?: string
  readonly methods?: string
  readonly data?: string
}

const help = `
Units of comparison:
  sentence    every sentence is tagged with an issue or not (the usual choice)
  paragraph   the same for paragraphs
  pair        passages of two coders that overlap, matched one to one: do they
              agree on what they say?
  span        passages marked freely, compared by their characters: do they
              stand in the same places? (u-alpha family, F1, Dice)

A coder who has not begun a document is missing there, which is not the same as
having tagged nothing. --only-done takes only documents that every coder has
marked done. An issue stands for everything below it.

Names are separated by commas; one that holds a comma stands in an option of
its own: --documents "Yes, but" --documents Reply. Ids do as well. Issues may
be written with those above them: "Security > Borders".

--data reads published examples instead of a project: a JSON list of
{"name", "metric", "level", "data"}. With --json it prints one object and
nothing else: {"<name>": number}, null where the figure is undefined; examples
whose metric Parley does not offer are left out.

Examples:
  parley agreement talks --coders "Ana Silva,Ben Ode"
  parley agreement talks --coders AS,BO --units span --only-done --json
  parley agreement talks --coders "Ana Silva,Ben Ode" --csv figures.csv --methods methods.md
  parley agreement --data ratings.json --json`

export const addAgreement: Verb = (program, run) => {
  program
    .command('agreement')
    .description('measure how far coders agree, with intervals and what was left out')
    .argument('[project]', 'the project file')
    .option('--coders <names>', 'at least two, by name, initials or id', list)
    .option('--documents <titles>', 'only these, by title or id', list)
    .option('--issues <names>', 'only these, by name, path or id; else every one that was used', list)
    .addOption(
      new Option('--units <kind>', 'what the coders are compared on')
        .choices(['sentence', 'paragraph', 'pair', 'span'])
        .default('sentence')
    )
    .option('--only-done', 'only documents that every coder has marked done')
    .addOption(
      new Option('--rounds <kind>', 'coding rounds: by the last annotation of a document, or its group')
        .choices(['week', 'month', 'group'])
        .default('month')
    )
    .option('--draws <number>', 'bootstrap samples behind each interval; 0: none', whole(10_000), 1000)
    .option(
      '--seed <number>',
      'of the bootstrap: the same seed gives the same intervals',
      whole(2_147_483_647),
      20_160_101
    )
    .option('--csv <file>', 'write every figure, one row each')
    .option('--methods <file>', 'write what a methods section says of it, as Markdown')
    .option('--data <file>', 'figures for published examples, without a project')
    .addHelpText('after', help)
    .action((project: string | undefined, options: Options) => {
      const { data } = options
      if ((project === undefined) === (data === undefined))
        throw new UsageError('Name a project, or published examples with --data, and not both.')
      return run('agreement', (work) =>
        data === undefined ? measureProject(work, project ?? '', options) : measureData(work, data)
      )
    })
}

async function measureProject(work: Work, project: string, options: Options): Promise<Outcome> {
  await work.open(project, 'read')
  const { units, onlyDone = false, rounds, draws, seed } = options
  const { coders, issues } = await work.call('codebook.get', {})
  if (!options.coders) throw new UsageError(`Say who is compared with --coders: ${namesOf(coders)}.`)
  const documents = options.documents && (await documentsNamed(work, options.documents))
  const request: InputOf<'agreement.measure'>['request'] = {
    coders: named(options.coders, (name) => coderCalled(coders, name)),
    ...(documents ? { documents } : {}),
    ...(options.issues ? { issues: named(options.issues, (name) => issueCalled(issues, name)) } : {}),
    units,
    onlyDone,
    rounds,
    draws,
    seed
  }
  const report = await work.call('agreement.measure', { request, task: taskName })
  const written: string[] = []
  for (const [format, file] of [
    ['csv', options.csv],
    ['md', options.methods]
  ] as const)
    if (file !== undefined) {
      const target = work.handleOf(file)
      written.push(
        (await work.call('agreement.export', { request, format, file: target, task: taskName })).name
      )
    }
  return {
    end: 'done',
    json: { ...report, written },
    text: [...inWords(report), ...written.map((name) => `Written to ${name}.`)].join('\n')
  }
}

/** Figures for published examples. What cannot be measured because its data break their own rules is told and left out. */
function measureData(work: Work, file: string): Promise<Outcome> {
  const name = path.basename(file)
  const figures: (readonly [string, number | null])[] = []
  const notes: string[] = []
  const names = new Set<string>()
  for (const example of examplesIn(path.resolve(work.io.folder, file), name)) {
    if (names.has(example.name)) {
      notes.push(`${example.name}: another example has this name. It was left out.`)
      continue
    }
    names.add(example.name)
    try {
      const value = measureExample(example)
      if (value !== undefined) figures.push([example.name, value])
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      notes.push(`${example.name}: ${error.message}. It was left out.`)
    }
  }
  return Promise.resolve({
    end: notes.length > 0 ? 'partly' : 'done',
    json: Object.fromEntries(figures),
    isBare: true,
    text: figures.map(([of, value]) => `${of}: ${value ?? 'undefined'}`).join('\n'),
    notes
  })
}

function examplesIn(file: string, name: string): ReturnType<typeof publishedExamples.parse> {
  if (!fs.existsSync(file)) must(fail('fileGone', { name }))
  let read: unknown
  try {
    read = JSON.parse(fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`“${name}” is not JSON: ${error.message}.`)
    return must(fail('fileUnreadable', { name }))
  }
  const examples = publishedExamples.safeParse(read)
  if (!examples.success)
    throw new UsageError(
      `“${name}” is no list of examples: each needs a name, a metric and data. See parley agreement --help.`
    )
  return examples.data
}

type Coder = OutputOf<'codebook.get'>['coders'][number]
type Issue = OutputOf<'codebook.get'>['issues'][number]

/** What each option names: as a whole, or else its parts between commas. A slip of the pen is told, never passed over. */
function named<T>(given: readonly string[], find: (name: string) => T | UsageError): T[] {
  return given.flatMap((text) => {
    const asOne = find(text.trim())
    if (!(asOne instanceof UsageError)) return [asOne]
    const parts = text.split(',').map((part) => part.trim())
    return parts.map((part) => {
      const found = find(part)
      if (found instanceof UsageError) throw found
      return found
    })
  })
}

function coderCalled(coders: readonly Coder[], name: string): CoderId | UsageError {
  const own = coders.filter((coder) => coder.joinedInto === null)
  const isNamed = own.some((coder) => coder.id === name || coder.name === name)
  const byInitials = own.filter(({ initials }) => initials === name)
  if (!isNamed && byInitials.length === 1 && byInitials[0]) return byInitials[0].id
  return orUsageError(() => coderNamed(coders, name).id)
}

function issueCalled(issues: readonly Issue[], name: string): IssueId | UsageError {
  const byId = new Map(issues.map((issue) => [issue.id, issue]))
  const pathOf = (issue: Issue): readonly string[] => {
    const above = issue.parent === null ? undefined : byId.get(issue.parent)
    return [...(above ? pathOf(above) : []), issue.name]
  }
  const own = issues.filter((issue) => issue.joinedInto === null)
  const exact = own.find((issue) => issue.id === name || joinNames(pathOf(issue), 'path') === name)
  if (exact) return exact.id
  const alike = own.filter((issue) => issue.name === name)
  if (alike.length === 1 && alike[0]) return alike[0].id
  return new UsageError(
    alike.length > 1
      ? `Several issues are named “${name}”; write it with those above it: ${alike.map((issue) => `“${joinNames(pathOf(issue), 'path')}”`).join(', ')}.`
      : `There is no issue “${name}” in this project.`
  )
}

async function documentsNamed(work: Work, given: readonly string[]): Promise<DocumentId[]> {
  const documents = await namedDocuments(work)
  return named(given, (name) => orUsageError(() => documentNamed(documents, name)))
}

function orUsageError<T>(find: () => T): T | UsageError {
  try {
    return find()
  } catch (error) {
    if (error instanceof UsageError) return error
    throw error
  }
}

const unitWords = {
  sentence: ['sentence', 'sentences'],
  paragraph: ['paragraph', 'paragraphs'],
  pair: ['pair of passages', 'pairs of passages'],
  span: ['marked place', 'marked places']
} as const

function inWords(report: AgreementReport): readonly string[] {
  const { request, coders, documents, units, tagged, disagreements, whole: figures, issues } = report
  const [unit, manyUnits] = unitWords[request.units]
  const about = { issue: 'issue', stance: 'stance', span: 'passages' } as const
  return [
    coders.map(({ name, annotations }) => `${name} (${countOf(annotations, 'passage')})`).join(', '),
    `${countOf(documents, 'document')}, ${countOf(units, unit, manyUnits)}, ${tagged} of them tagged, ${countOf(disagreements, 'disagreement')}`,
    '',
    'All issues together',
    ...figures.map((one) => `  ${about[one.about]}, ${measureTitles[one.measure]}: ${figureInWords(one)}`),
    ...issues.flatMap(({ path: at, tagged: own, disagreements: apart, figures: each }) => [
      '',
      `${at.join(' › ')}: ${own} tagged, ${countOf(apart, 'disagreement')}`,
      ...each.map((one) => `  ${about[one.about]}, ${measureTitles[one.measure]}: ${figureInWords(one)}`)
    ]),
    ...(report.excluded.length > 0 ? ['', 'Left out'] : []),
    ...report.excluded.map(({ sentence }) => `  ${sentence}`)
  ]
}

function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

function namesOf(coders: readonly Coder[]): string {
  const own = coders.filter((coder) => coder.joinedInto === null).map(({ name }) => `“${name}”`)
  return own.length === 0 ? 'nobody has coded here yet' : `there is ${own.join(', ')}`
}

function list(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}

function whole(most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,10}$/.test(text) ? Number(text) : Infinity
    if (number > most) throw new InvalidArgumentError(`It takes a whole number up to ${most}.`)
    return number
  }
}
