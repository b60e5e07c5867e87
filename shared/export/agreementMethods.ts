/** What a methods section says of how agreement was measured and what came out: Markdown that a reviewer can check. */
import type { AgreementFigure } from '../analysis/agreementFigures.ts'
import type { Coding, ReportOfAgreement, UnitKind } from '../analysis/agreementReport.ts'
import type { AgreementTerms } from './agreementCsv.ts'
import { decimals, figureInWords, measureTitles } from './agreementWords.ts'

/** A report with what was asked for. */
export type AgreementStudy = AgreementTerms & {
  readonly units: UnitKind
  readonly report: ReportOfAgreement
  readonly scale: Coding['scale']
}

/** Coders, units, formulas, exclusions, intervals, then the figures, issue by issue in a table. */
export function methodsInWords(study: AgreementStudy): string {
  const { report } = study
  const parts = [
    '## Agreement between coders',
    [whoAndWhat(study), unitsInWords(study)].join(' '),
    measuresInWords(study),
    ...(study.units === 'span' ? [] : [stancesInWords(study)]),
    intervalsInWords(study),
    ...(report.excluded.length > 0
      ? [`Left out: ${report.excluded.map(({ sentence }) => escape(sentence)).join(' ')}`]
      : []),
    `### Figures`,
    report.whole.map(figureLine).join('\n'),
    issueTable(report),
    `Computed with ${escape(study.software)}.`,
    referencesFor(report)
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function whoAndWhat({ report, onlyDone }: AgreementStudy): string {
  const names = report.coders.map(
    ({ name, annotations }) => `${escape(name)} (${counted(annotations, 'passage')})`
  )
  const documents = counted(report.documents, 'document')
  if (report.coders.length === 2)
    return `${inList(names)} coded ${documents} that both ${onlyDone ? 'had marked as done' : 'had worked on'}.`
  const which = onlyDone
    ? 'that every one of them had marked as done'
    : 'that at least two of them had worked on; a coder who had not begun a document counts as missing there, not as having tagged nothing'
  return `${inList(names)} coded ${documents} ${which}.`
}

function unitsInWords({ units, report }: AgreementStudy): string {
  const differ = `${report.disagreements} ${report.disagreements === 1 ? 'is a disagreement' : 'are disagreements'} about issue or stance`
  switch (units) {
    case 'sentence':
    case 'paragraph': {
      const how =
        units === 'sentence'
          ? 'sentences (Unicode sentence boundaries within paragraphs, abbreviations kept together)'
          : 'paragraphs (headings, list items, table cells and footnotes each being one)'
      return `The units of comparison are ${report.units} ${how}. A passage counts for every unit that it shares a character with; ${report.tagged} units were tagged by at least one coder, and ${differ}.`
    }
    case 'pair':
      return `The units of comparison are ${report.units} pairs of passages of two coders that overlap by at least one character, matched one to one so that as many as possible are paired, starting from those with the same issue${report.coders.length > 2 ? '; every two coders in turn, pooled' : ''}. Of the pairs ${differ}.`
    case 'span':
      return `Passages were marked freely; places are compared character by character (UTF-16 code units) in today’s texts, whose documents count as one continuum. The passages form ${counted(report.units, 'cluster')} that overlap and share an issue, of which ${report.disagreements} differ in their characters or their stance.`
  }
}

function measuresInWords({ units, report }: AgreementStudy): string {
  if (units === 'span')
    return (
      'Where passages stand is measured by the u-alpha family (Krippendorff et al. 2016), 1 − D_o/D_e over characters, with unmarked stretches as a value of their own; not the alpha_U of 1995 and 2004. Issues are measured one by one, since they may overlap: u-alpha (marked with the issue, or with one below it, or not). Over all issues, each passage having its own issue and none of those above it: |u-alpha (marked at all or not), u-alpha (where and which issue), cu-alpha (which issue, where two coders marked) and (k)u-alpha (how well an issue is told from the others where it was marked). Stances are measured by cu-alpha where two coders marked the same issue. ' +
      'F1 is 2M/(|A| + |B|) with M the greatest number of one-to-one matches of identical, or of overlapping, passages with the same issue, and Dice 2|A ∩ B|/(|A| + |B|) over characters with their issue; neither corrects for chance. Overlapping passages of one coder with the same issue count as one.'
    )
  const kappa =
    report.coders.length === 2
      ? ' Cohen’s kappa (1960), 1 − D_o/D_e with the coders’ own margins, stands beside it.'
      : units === 'pair'
        ? ''
        : ' Fleiss’ kappa (1971) is told over the units that all coders judged.'
  const each =
    units === 'pair'
      ? 'For every issue, each pair is rated as tagged with it (or with an issue below it) or not by each coder.'
      : 'For every issue, each unit is rated as tagged with it (or with an issue below it) or not; units that nobody tagged count as agreement on “not”.'
  const which =
    units === 'pair'
      ? 'Over all issues, the nominal value is the issue that each coder gave, itself and none of those above it.'
      : 'Over all issues, the nominal value is the issue, itself and none of those above it, over the units to which every coder gave exactly one; the others are left out and counted.'
  const f1 =
    units === 'pair'
      ? ' How many passages found a partner is told by F1, 2M/(|A| + |B|), of overlapping and of identical passages.'
      : ''
  return `${each} ${which} The main coefficient is Krippendorff’s alpha (2011), 1 − D_o/D_e, which takes any number of coders and missing values.${kappa} Percent agreement is the plain mean over units of the share of agreeing pairs of coders.${f1}`
}

function stancesInWords({ scale, report }: AgreementStudy): string {
  const points = scale.filter(({ polarity }) => polarity !== null)
  const off = scale.filter(({ polarity }) => polarity === null).map(({ label }) => `“${escape(label)}”`)
  const values = points.map(({ label, polarity }) => `${escape(label)} (${polarity ?? ''})`).join(', ')
  const without =
    off.length === 0
      ? ''
      : ` ${inList(off)} ${off.length === 1 ? 'is a category' : 'are categories'} of the nominal figures and left out of the ordinal, interval and weighted ones.`
  const weighted =
    report.coders.length === 2
      ? ' Weighted kappa (Cohen 1968) takes the places on that scale, points that nobody used included.'
      : ''
  return `Stances are compared where two coders gave the same issue: nominally, ordinally on the scale as declared (${values}), and as intervals by the numbers in brackets.${weighted}${without} A stance that was not decided is a missing value.`
}

function intervalsInWords({ draws, seed, units }: AgreementStudy): string {
  if (draws === 0) return 'No intervals were computed.'
  const drawn =
    units === 'span' ? 'whole documents' : units === 'pair' ? 'pairs, for F1 of whole documents' : 'units'
  return `Intervals are the 2.5th and 97.5th percentile of ${draws} bootstrap samples of ${drawn} (seed ${seed}); this is not Krippendorff’s own algorithm, whose limits differ. Samples in which a coefficient is undefined are left out; no interval is given where more than half of them are, nor for fewer than five units or documents. “Undefined” stands where a coefficient cannot be told, with the reason, and is neither 0 nor 1.`
}

function figureLine(figure: AgreementFigure): string {
  return `- ${aboutWords[figure.about]}, ${measureTitles[figure.measure]}: ${figureInWords(figure)}`
}

const aboutWords = { issue: 'Issue', stance: 'Stance', span: 'Passages' } as const

/** Issues one by one: what was asked of each issue, told in as many columns as there are measures. */
function issueTable({ issues, coders }: ReportOfAgreement): string {
  const [first] = issues
  if (!first) return ''
  const heads = first.figures.map(({ about, measure }) => `${aboutWords[about]}: ${measureTitles[measure]}`)
  const header = [
    'Issue',
    ...coders.map(({ name }) => `Tagged by ${escape(name)}`),
    'Disagreements',
    ...heads
  ]
  const rows = issues.map(({ path, taggedBy, disagreements, figures }) => [
    escape(path.join(' › ')),
    ...taggedBy.map(String),
    String(disagreements),
    ...figures.map(({ value }) => (value === null ? 'undefined' : decimals(value)))
  ])
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map((_cell, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n'
  )
}

function referencesFor({ whole, issues }: ReportOfAgreement): string {
  const used = new Set([...whole, ...issues.flatMap(({ figures }) => figures)].map(({ measure }) => measure))
  const has = (...names: readonly AgreementFigure['measure'][]): boolean =>
    names.some((name) => used.has(name))
  const list = [
    has('cohenKappa') &&
      'Cohen, J. (1960). A coefficient of agreement for nominal scales. *Educational and Psychological Measurement* 20, 37–46.',
    has('cohenKappaLinear', 'cohenKappaQuadratic') &&
      'Cohen, J. (1968). Weighted kappa. *Psychological Bulletin* 70, 213–220.',
    has('fleissKappa') &&
      'Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. *Psychological Bulletin* 76, 378–382.',
    has('alphaNominal', 'alphaOrdinal', 'alphaInterval') &&
      'Krippendorff, K. (2011). *Computing Krippendorff’s Alpha-Reliability*. University of Pennsylvania.',
    has('uAlpha', 'binaryUAlpha', 'cuAlpha', 'kuAlpha') &&
      'Krippendorff, K., Mathet, Y., Bouvry, S., & Widlöcher, A. (2016). On the reliability of unitizing textual continua: Further developments. *Quality & Quantity* 50, 2347–2364.'
  ].filter((one) => one !== false)
  return list.length === 0 ? '' : ['### References', '', ...list.map((one) => `- ${one}`)].join('\n')
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

function inList(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

/** Words of the project are words, never markup. */
function escape(words: string): string {
  return words.replaceAll(/[\\`*_[\]<>|#]/gu, (sign) => `\\${sign}`).replaceAll(/\s+/gu, ' ')
}
