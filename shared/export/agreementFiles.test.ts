import fc from 'fast-check'
import { expect, it } from 'vitest'
import { measures } from '../analysis/agreementFigures.ts'
import { reportAgreement, type Coding } from '../analysis/agreementReport.ts'
import { must } from '../errors.ts'
import type { AnnotationId, CoderId, DocumentId, Hash, IssueId, StanceId } from '../ids.ts'
import { agreementCsv, agreementRows, readAgreementCsv, type AgreementRow } from './agreementCsv.ts'
import { methodsInWords } from './agreementMethods.ts'
import { decimals } from './agreementWords.ts'

const terms = {
  units: 'sentence' as const,
  onlyDone: false,
  rounds: 'month',
  draws: 100,
  seed: 1,
  documents: 1,
  software: 'Parley 0.0.0'
}

const name = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.constantFrom('A > B', 'Yes; no', '=1+1', 'é', 'e\u0301', 'مفاوضات', '🕊️', 'a "b", c', '\uFEFFx', ' x ')
)
const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1 }).map((one) => one + 0)
const count = fc.nat(1_000_000)

const row: fc.Arbitrary<AgreementRow> = fc.record({
  scope: fc.constantFrom('whole', 'issue', 'pair', 'round'),
  issueId: fc.constantFrom('', 'iss_one'),
  issuePath: fc.array(name, { maxLength: 3 }),
  coders: fc.array(name, { minLength: 2, maxLength: 4 }),
  round: fc.oneof(fc.constant(''), name),
  tagged: fc.option(count),
  disagreements: count,
  figure: fc.record({
    measure: fc.constantFrom(...measures),
    about: fc.constantFrom('issue', 'stance', 'span'),
    value: fc.option(value),
    why: fc.constantFrom('', 'Undefined: nobody marked anything.'),
    interval: fc.option(fc.record({ low: value, high: value, draws: count, belowTentative: value })),
    whyNoInterval: fc.constantFrom('', 'No interval was asked for.'),
    n: count,
    of: fc.constantFrom('units', 'spans', 'characters'),
    excluded: count
  })
})

it('reads from a table of figures what was written, to the last digit', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
      expect(must(readAgreementCsv(agreementCsv(rows, terms), 'figures.csv'))).toEqual(rows)
    })
  )
})

it('refuses a table without one of its columns, and one whose row is no figure', () => {
  const text = agreementCsv([], terms)
  expect(readAgreementCsv(text.replace('measure,', ''), 'x.csv')).toMatchObject({
    ok: false,
    problem: { about: { why: 'the column measure is missing' } }
  })
  expect(readAgreementCsv(`${text}whole,,,,,issue,guess\r\n`, 'x.csv')).toMatchObject({
    problem: { about: { why: 'row 2 is no figure' } }
  })
})

it('says in a methods section what was counted, left out and drawn, and takes names for words', () => {
  const tag = { annotation: 'ann_1' as AnnotationId, start: 0, end: 5, issue: 0, issues: [0], stance: 0 }
  const coding: Coding = {
    units: 'sentence',
    coders: [
      { coder: 'cod_a' as CoderId, name: 'Ana *S*', annotations: 1 },
      { coder: 'cod_b' as CoderId, name: '<b>', annotations: 0 }
    ],
    issues: [{ issue: 'iss_1' as IssueId, name: 'Borders', path: ['Security | law', 'Borders'] }],
    scale: [
      { stance: 'sta_1' as StanceId, label: 'Supports', polarity: 1 },
      { stance: 'sta_2' as StanceId, label: 'No position', polarity: null }
    ],
    documents: [
      {
        document: 'doc_1' as DocumentId,
        revision: '0'.repeat(64) as Hash,
        length: 20,
        round: '',
        stretches: [
          { start: 0, end: 9 },
          { start: 10, end: 20 }
        ],
        coders: [[tag], []]
      }
    ],
    excluded: [{ why: 'lost', count: 1, sentence: '1 annotation is lost.' }]
  }
  const report = reportAgreement(coding, { draws: 100, seed: 1 })
  expect(agreementRows(report).filter(({ scope }) => scope === 'issue').length).toBe(
    report.issues[0]?.figures.length
  )
  const words = methodsInWords({ ...terms, report, scale: coding.scale })
  expect(words).toContain(
    'Ana \\*S\\* (1 passage) and \\<b\\> (0 passages) coded 1 document that both had worked on.'
  )
  expect(words).toContain('2 sentences')
  expect(words).toContain('1 annotation is lost.')
  expect(words).toContain('100 bootstrap samples of units (seed 1)')
  expect(words).toContain('Samples in which a coefficient is undefined are left out')
  expect(words).toContain('| Security \\| law › Borders | 1 | 0 | 1 | 0.500 | 0.000 |')
  expect(words).toContain('“No position” is a category of the nominal figures')
  expect(words).not.toMatch(/NaN|undefined \(n = undefined/)
  // An issue's own row counts those below it too; the figures over all issues do not.
  const own = ', itself and none of those above it, over the units to which every coder gave exactly one;'
  expect(words).toContain(`Over all issues, the nominal value is the issue${own}`)
  const spans = methodsInWords({ ...terms, units: 'span', report, scale: coding.scale })
  expect(spans).toContain('character by character (UTF-16 code units)')
  expect(spans).toContain(
    'Over all issues, each passage having its own issue and none of those above it: |u-alpha'
  )
  expect([decimals(-0.0001), decimals(-0.25)]).toEqual(['0.000', '-0.250'])
})
