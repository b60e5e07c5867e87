/** A report of agreement as CSV: one row a figure, and back. The law: reading what was written gives the same rows. */
import type { AgreementFigure } from '../analysis/agreementFigures.ts'
import { measures } from '../analysis/agreementFigures.ts'
import type { ReportOfAgreement } from '../analysis/agreementReport.ts'
import { fail, ok, type Result } from '../errors.ts'
import { csvRows, csvText } from './csv.ts'
import { joinNames, splitNames } from './joinedNames.ts'

/** A figure with what it is about. */
export type AgreementRow = {
  /** All chosen issues together, one issue, one pair of coders, one coding round. */
  readonly scope: 'whole' | 'issue' | 'pair' | 'round'
  readonly issueId: string
  readonly issuePath: readonly string[]
  readonly coders: readonly string[]
  readonly round: string
  /** Units that anybody tagged and those on which somebody differs; null where the scope does not tell. */
  readonly tagged: number | null
  readonly disagreements: number
  readonly figure: AgreementFigure
}

/** How the figures came about: the same in every row, so that a row stands by itself. */
export type AgreementTerms = {
  readonly units: string
  readonly onlyDone: boolean
  readonly rounds: string
  readonly draws: number
  readonly seed: number
  readonly documents: number
  readonly software: string
}

const columns = [
  'scope',
  'issue_id',
  'issue_path',
  'coders',
  'round',
  'about',
  'measure',
  'value',
  'undefined_because',
  'interval_low',
  'interval_high',
  'draws',
  'draws_below_0.667',
  'no_interval_because',
  'n',
  'n_of',
  'excluded',
  'tagged',
  'disagreements',
  'units',
  'only_done',
  'rounds',
  'draws_asked',
  'seed',
  'documents',
  'software'
] as const

/** Every figure of a report: the whole, then issues in tree order, pairs and rounds. */
export function agreementRows(report: ReportOfAgreement): readonly AgreementRow[] {
  const nameOf = new Map(report.coders.map(({ coder, name }) => [coder, name]))
  const everybody = report.coders.map(({ name }) => name)
  const common = { issueId: '', issuePath: [], coders: everybody, round: '', tagged: null }
  const { tagged, disagreements } = report
  return [
    ...report.whole.map((figure) => ({ ...common, scope: 'whole' as const, tagged, disagreements, figure })),
    ...report.issues.flatMap((issue) =>
      issue.figures.map((figure) => ({
        ...common,
        scope: 'issue' as const,
        issueId: issue.issue,
        issuePath: issue.path,
        tagged: issue.tagged,
        disagreements: issue.disagreements,
        figure
      }))
    ),
    ...report.pairs.flatMap(({ a, b, figures, disagreements: between }) =>
      figures.map((figure) => ({
        ...common,
        scope: 'pair' as const,
        coders: [nameOf.get(a) ?? a, nameOf.get(b) ?? b],
        disagreements: between,
        figure
      }))
    ),
    ...report.rounds.flatMap(({ round, figures, disagreements: within }) =>
      figures.map((figure) => ({ ...common, scope: 'round' as const, round, disagreements: within, figure }))
    )
  ]
}

/** The table as text, its header first. Numbers are written in full; an undefined figure has an empty cell and its reason beside it. */
export function agreementCsv(rows: readonly AgreementRow[], terms: AgreementTerms): string {
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : String(value)
  const cells = rows.map((row): string[] => {
    const { figure } = row
    return [
      row.scope,
      row.issueId,
      joinNames(row.issuePath, 'path'),
      joinNames(row.coders, 'names'),
      row.round,
      figure.about,
      figure.measure,
      number(figure.value),
      figure.why,
      number(figure.interval?.low),
      number(figure.interval?.high),
      number(figure.interval?.draws),
      number(figure.interval?.belowTentative),
      figure.whyNoInterval,
      number(figure.n),
      figure.of,
      number(figure.excluded),
      number(row.tagged),
      number(row.disagreements),
      terms.units,
      terms.onlyDone ? 'yes' : 'no',
      terms.rounds,
      number(terms.draws),
      number(terms.seed),
      number(terms.documents),
      terms.software
    ]
  })
  return csvText([[...columns], ...cells])
}

/** The rows of such a table. Fails with badTable where a column is missing or a cell is not of its kind. */
export function readAgreementCsv(text: string, name: string): Result<readonly AgreementRow[]> {
  const table = csvRows(text, name)
  if (!table.ok) return table
  const [header = [], ...lines] = table.value
  const missing = columns.filter((column) => !header.includes(column))
  if (missing.length > 0) return fail('badTable', { name, why: `the column ${missing[0] ?? ''} is missing` })
  const rows: AgreementRow[] = []
  for (const [at, line] of lines.entries()) {
    const row = rowOf((column) => line[header.indexOf(column)] ?? '')
    if (!row) return fail('badTable', { name, why: `row ${at + 2} is no figure` })
    rows.push(row)
  }
  return ok(rows)
}

function rowOf(cell: (column: (typeof columns)[number]) => string): AgreementRow | null {
  const number = (column: (typeof columns)[number]): number | null =>
    cell(column) === '' ? null : Number(cell(column))
  const oneOf = <T extends string>(column: (typeof columns)[number], known: readonly T[]): T | undefined =>
    known.find((one) => one === cell(column))
  const scope = oneOf('scope', ['whole', 'issue', 'pair', 'round'] as const)
  const about = oneOf('about', ['issue', 'stance', 'span'] as const)
  const measure = oneOf('measure', measures)
  const of = oneOf('n_of', ['units', 'spans', 'characters'] as const)
  const [low, high, draws] = [number('interval_low'), number('interval_high'), number('draws')]
  const below = number('draws_below_0.667')
  if (!scope || !about || !measure || !of) return null
  return {
    scope,
    issueId: cell('issue_id'),
    issuePath: splitNames(cell('issue_path'), 'path'),
    coders: splitNames(cell('coders'), 'names'),
    round: cell('round'),
    tagged: number('tagged'),
    disagreements: number('disagreements') ?? 0,
    figure: {
      measure,
      about,
      value: number('value'),
      why: cell('undefined_because'),
      interval:
        low === null || high === null || draws === null || below === null
          ? null
          : { low, high, draws, belowTentative: below },
      whyNoInterval: cell('no_interval_because'),
      n: number('n') ?? 0,
      of,
      excluded: number('excluded') ?? 0
    }
  }
}
