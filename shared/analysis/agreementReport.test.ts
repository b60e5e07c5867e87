import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnnotationId, CoderId, DocumentId, Hash, IssueId, StanceId } from '../ids.ts'
import type { AgreementFigure } from './agreementFigures.ts'
import { reportAgreement, type Coding, type ReportOfAgreement } from './agreementReport.ts'
import type { CodedDocument, Tag } from './codedUnits.ts'
import { roundOf } from './rounds.ts'
import { unitsBehind } from './unitsBehind.ts'

const length = 240
const drawing = { draws: 0, seed: 1 }
const kinds = ['sentence', 'pair', 'span'] as const

/** Four issues: the third stands below the first. */
const linesOfIssues = [[0], [1], [2, 0], [3]] as const
const issues = linesOfIssues.map((line, at) => ({
  issue: `iss_${at}` as IssueId,
  name: `Issue ${at}`,
  path: line.toReversed().map((one) => `Issue ${one}`)
}))
const scale = [1, 0.5, -1, null].map((polarity, at) => ({
  stance: `sta_${at}` as StanceId,
  label: `Stance ${at}`,
  polarity
}))

type MadeTag = {
  readonly start: number
  readonly size: number
  readonly issue: number
  readonly stance: number | null
}
/** By document its round, and by coder the tags; null: not begun. */
type Made = readonly { readonly round: string; readonly coders: readonly (readonly MadeTag[] | null)[] }[]

const madeTag: fc.Arbitrary<MadeTag> = fc.record({
  start: fc.nat(100),
  size: fc.integer({ min: 1, max: 25 }),
  issue: fc.nat(3),
  stance: fc.option(fc.nat(3), { freq: 6 })
})
const made = (coders: number): fc.Arbitrary<Made> =>
  fc.array(
    fc.record({
      round: fc.constantFrom('2026-01', '2026-02'),
      coders: fc.array(fc.option(fc.array(madeTag, { maxLength: 6 }), { freq: 7 }), {
        minLength: coders,
        maxLength: coders
      })
    }),
    { maxLength: 6 }
  )
const anyMade = fc.integer({ min: 2, max: 4 }).chain(made)

/** A coding as it would be read: documents that fewer than two began are left out. `shift`: how far everything stands from the start. */
function codingOf(units: Coding['units'], all: Made, shift = 0): Coding {
  const documents = all.flatMap(({ round, coders }, number): CodedDocument[] => {
    if (coders.filter((tags) => tags !== null).length < 2) return []
    return [
      {
        document: `doc_${number}` as DocumentId,
        revision: '0'.repeat(64) as Hash,
        length,
        round,
        stretches: Array.from({ length: 7 }, (_none, at) => ({
          start: shift + at * 18,
          end: shift + at * 18 + 17
        })),
        coders: coders.map(
          (tags, coder) => tags?.map((tag, at) => tagOf(tag, `${number}-${coder}-${at}`, shift)) ?? null
        )
      }
    ]
  })
  const coders = Array.from({ length: all[0]?.coders.length ?? 2 }, (_none, at) => ({
    coder: `cod_${at}` as CoderId,
    name: `Coder ${at}`,
    annotations: 0
  }))
  return { units, coders, issues, scale, documents, excluded: [] }
}

function tagOf({ start, size, issue, stance }: MadeTag, id: string, shift: number): Tag {
  return {
    annotation: `ann_${id}` as AnnotationId,
    start: shift + start,
    end: shift + start + size,
    issue,
    issues: linesOfIssues[issue] ?? [],
    stance
  }
}

describe('a report of agreement', () => {
  it('has as many disagreements behind each number as the number says', () => {
    fc.assert(
      fc.property(anyMade, fc.constantFrom(...kinds), (all, kind) => {
        const coding = codingOf(kind, all)
        const report = reportAgreement(coding, drawing)
        const whole = unitsBehind(coding, { onlyDisagreements: false })
        expect([whole.units.length, whole.disagreements]).toEqual([report.tagged, report.disagreements])
        for (const { issue, tagged, disagreements } of report.issues) {
          const behind = unitsBehind(coding, { issue, onlyDisagreements: false })
          expect([behind.units.length, behind.disagreements]).toEqual([tagged, disagreements])
          expect(unitsBehind(coding, { issue, onlyDisagreements: true }).units).toEqual(
            behind.units.slice(0, disagreements)
          )
          expect(behind.units.map(({ agrees }) => agrees)).toEqual(
            behind.units.map((_unit, at) => at >= disagreements)
          )
        }
        for (const { a, b, disagreements } of report.pairs)
          expect(unitsBehind(coding, { pair: [a, b], onlyDisagreements: true }).units.length).toBe(
            disagreements
          )
        for (const { round, disagreements } of report.rounds)
          expect(unitsBehind(coding, { round, onlyDisagreements: true }).units.length).toBe(disagreements)
        const { stances, counts } = report.confusion
        for (const [row, one] of stances.entries())
          for (const [column, other] of stances.entries()) {
            const { units } = unitsBehind(coding, { stances: [one, other], onlyDisagreements: false })
            expect(units.length > 0).toBe((counts[row]?.[column] ?? 0) > 0)
          }
      }),
      { numRuns: 150 }
    )
  })

  it('tells a percentage of two coders that can be counted again from the passages behind it', () => {
    fc.assert(
      fc.property(made(2), (all) => {
        const coding = codingOf('sentence', all)
        const report = reportAgreement(coding, drawing)
        for (const [number, { issue, figures }] of report.issues.entries()) {
          const percent = figures.find(({ measure, about }) => measure === 'percent' && about === 'issue')
          const { units } = unitsBehind(coding, { issue, onlyDisagreements: true })
          const differing = units.filter(
            ({ unit }) =>
              new Set(unit.coders.map((tags) => tags?.some((tag) => tag.issues.includes(number)))).size > 1
          )
          if (percent?.value === null) expect(coding.documents.length).toBe(0)
          else expect(differing.length).toBe(Math.round((percent?.n ?? 0) * (1 - (percent?.value ?? 0))))
          expect(percent?.n).toBe(report.units)
        }
      }),
      { numRuns: 100 }
    )
  })

  it('has behind a figure what that figure compares: an issue whose stances differ is agreed, a stance needs two who tagged it', () => {
    fc.assert(
      fc.property(made(2), fc.constantFrom(...kinds), (all, kind) => {
        const coding = codingOf(kind, all)
        const report = reportAgreement(coding, drawing)
        for (const { issue, figures, tagged } of report.issues) {
          const of = (about: AgreementFigure['about'], name: AgreementFigure['measure']) =>
            figures.find(({ measure, about: own }) => measure === name && own === about)
          const percent = of('issue', 'percent')
          const byIssue = unitsBehind(coding, { about: 'issue', issue, onlyDisagreements: false })
          expect(byIssue.units.length).toBe(tagged)
          if (percent?.value !== null && percent !== undefined)
            expect(byIssue.disagreements).toBe(Math.round(percent.n * (1 - percent.value)))
          const shared = of('stance', 'percent')
          if (!shared) continue
          const byStance = unitsBehind(coding, { about: 'stance', issue, onlyDisagreements: false })
          expect(byStance.units.length).toBe(shared.n + shared.excluded)
          // What no figure compares is not told to agree.
          expect(byStance.units.filter(({ agrees }) => agrees === null).length).toBe(shared.excluded)
          if (shared.value !== null)
            expect(byStance.disagreements).toBe(Math.round(shared.n * (1 - shared.value)))
        }
        if (kind === 'span') {
          const { units, disagreements } = unitsBehind(coding, { about: 'span', onlyDisagreements: false })
          const edges = ({ unit }: (typeof units)[number]): number =>
            new Set(unit.coders.map((tags) => joined(tags ?? []))).size
          expect(units.filter((one) => edges(one) > 1).length).toBe(disagreements)
        }
      }),
      { numRuns: 150 }
    )
  })

  it('is the same in any order of coders and documents, under other names, and wherever the words stand', () => {
    fc.assert(
      fc.property(anyMade, fc.constantFrom(...kinds), (all, kind) => {
        const coding = codingOf(kind, all)
        const report = reportAgreement(coding, drawing)
        const turned = reportAgreement(
          {
            ...coding,
            coders: coding.coders.toReversed(),
            documents: coding.documents
              .toReversed()
              .map((document) => ({ ...document, coders: document.coders.toReversed() }))
          },
          drawing
        )
        sameFigures(turned, report)
        expect(turned.disagreements).toBe(report.disagreements)
        const named = { ...coding, coders: coding.coders.map((one) => ({ ...one, name: 'Zoë' })) }
        sameFigures(reportAgreement(named, drawing), report)
        sameFigures(reportAgreement(codingOf(kind, all, 100), drawing), report)
      }),
      { numRuns: 100 }
    )
  })

  it('is 1 or undefined throughout where everybody did the same, and says why wherever it is undefined', () => {
    fc.assert(
      fc.property(anyMade, fc.constantFrom(...kinds), (all, kind) => {
        for (const figure of everyFigure(reportAgreement(codingOf(kind, all), drawing))) {
          expect(figure.value === null || Number.isFinite(figure.value)).toBe(true)
          expect(figure.why === '').toBe(figure.value !== null)
          expect(figure.interval === null).toBe(figure.whyNoInterval !== '')
        }
        const alike = all.map(({ round, coders }) => ({ round, coders: coders.map(() => coders[0] ?? []) }))
        const report = reportAgreement(codingOf(kind, alike), drawing)
        // Where one coder contradicts himself, his stance counts for nothing; where issues differ on one span, pairs may cross.
        if (kind !== 'pair')
          for (const { value, about, measure } of everyFigure(report))
            if (value !== null)
              expect([about, measure, value]).toEqual([about, measure, expect.closeTo(1, 9)])
        if (kind !== 'pair') expect(report.disagreements).toBe(0)
      }),
      { numRuns: 150 }
    )
  })

  it('takes a document that a coder has not begun for missing, and one that was begun and left bare for nothing tagged', () => {
    const tag = { start: 0, size: 10, issue: 1, stance: 0 }
    const bare = reportAgreement(codingOf('sentence', [{ round: '', coders: [[tag], [tag], []] }]), drawing)
    const missing = reportAgreement(
      codingOf('sentence', [{ round: '', coders: [[tag], [tag], null] }]),
      drawing
    )
    expect([bare.disagreements, missing.disagreements]).toEqual([1, 0])
    expect(figureOf(missing.issues[1]?.figures, 'issue', 'alphaNominal')?.value).toBe(1)
    expect(figureOf(missing.issues[1]?.figures, 'issue', 'fleissKappa')).toMatchObject({
      value: null,
      n: 0,
      excluded: 7
    })
    expect(figureOf(bare.issues[1]?.figures, 'issue', 'percent')?.value).toBeCloseTo((6 + 1 / 3) / 7, 12)
  })

  it('counts the same words by hand: an issue shared, a stance apart, one coder alone', () => {
    const at = (start: number, issue: number, stance: number | null) => ({ start, size: 5, issue, stance })
    const all = [
      {
        round: '',
        coders: [
          [at(0, 1, 0), at(20, 1, 2), at(40, 2, 3)],
          [at(0, 1, 0), at(20, 1, 1), at(60, 3, 0)]
        ]
      }
    ]
    const report = reportAgreement(codingOf('sentence', all), drawing)
    expect([report.units, report.tagged, report.disagreements]).toEqual([7, 4, 3])
    expect(report.issues.map(({ taggedBy }) => taggedBy)).toEqual([
      [1, 0],
      [2, 2],
      [1, 0],
      [0, 1]
    ])
    expect(report.confusion.counts).toEqual([
      [1, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 1, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0]
    ])
    expect(figureOf(report.whole, 'stance', 'percent')).toMatchObject({ value: 0.5, n: 2, excluded: 0 })
    expect(figureOf(report.whole, 'issue', 'percent')).toMatchObject({ value: 1, n: 2, excluded: 2 })
    expect(figureOf(report.issues[0]?.figures, 'issue', 'percent')?.value).toBeCloseTo(6 / 7, 12)
    const twice = [{ round: '', coders: [[at(0, 1, 0), at(1, 1, 2)], [at(0, 1, 0)]] }]
    const several = reportAgreement(codingOf('sentence', twice), drawing)
    expect(figureOf(several.whole, 'stance', 'percent')).toMatchObject({ value: null, n: 0, excluded: 1 })
    expect(several.excluded.map(({ why, count }) => [why, count])).toEqual([['severalStances', 1]])
  })

  it('pairs as many passages as overlap, those of one issue first', () => {
    const at = (start: number, issue: number) => ({ start, size: 10, issue, stance: 0 })
    const all = [
      {
        round: '',
        coders: [
          [at(0, 1), at(0, 3), at(50, 1)],
          [at(2, 3), at(3, 1), at(80, 1)]
        ]
      }
    ]
    const report = reportAgreement(codingOf('pair', all), drawing)
    expect([report.units, report.disagreements]).toEqual([2, 0])
    expect(figureOf(report.whole, 'span', 'f1Overlap')?.value).toBeCloseTo(4 / 6, 12)
    expect(report.excluded.map(({ why, count }) => [why, count])).toEqual([['unmatched', 2]])
  })

  it('joins overlapping passages of one coder and issue for free spans, and tells how many', () => {
    const at = (start: number, size: number, issue = 1) => ({ start, size, issue, stance: 0 })
    const all = [{ round: '', coders: [[at(0, 10), at(5, 10), at(4, 9, 3)], [at(0, 15)]] }]
    const report = reportAgreement(codingOf('span', all), drawing)
    expect(figureOf(report.issues[1]?.figures, 'span', 'f1Exact')?.value).toBe(1)
    expect(figureOf(report.issues[1]?.figures, 'span', 'uAlpha')?.value).toBeCloseTo(1, 9)
    expect(report.excluded.map(({ why, count }) => [why, count])).toEqual([
      ['joined', 1],
      ['overlappingIssues', 1]
    ])
    expect(figureOf(report.whole, 'span', 'uAlpha')?.value).toBeNull()
  })

  it('counts for free spans what it compares and what it leaves out in the same way', () => {
    const at = (start: number, size: number, stance: number | null = 0) => ({ start, size, issue: 1, stance })
    const whole = { round: '', coders: [[at(0, 10), at(20, 5)], [at(4, 10), at(20, 5, null)], []] }
    const more = { round: '', coders: [[at(0, 10), at(5, 10)], [at(8, 10)], null] }
    const report = reportAgreement(codingOf('span', [whole, more]), drawing)
    const ofAll = (about: 'span' | 'stance', measure: AgreementFigure['measure']) =>
      figureOf(report.whole, about, measure)
    // Those that overlap count as one, also where their document is left out.
    expect(ofAll('span', 'f1Exact')).toMatchObject({ n: 4, excluded: 2 })
    expect(ofAll('span', 'characterDice')).toMatchObject({ n: 30, excluded: 25 })
    // Six characters have two stances; five have one of two, and seven stand in the document that is left out.
    expect(ofAll('stance', 'cuAlpha')).toMatchObject({ n: 6, excluded: 12 })
    const undecided = [{ round: '', coders: [[at(0, 10)], [at(0, 10, null)]] }]
    const without = reportAgreement(codingOf('span', undecided), drawing)
    expect(figureOf(without.whole, 'stance', 'cuAlpha')).toMatchObject({
      value: null,
      why: 'Undefined: there is nothing here that two coders judged.',
      n: 0,
      excluded: 10
    })
  })

  it('has no interval around Fleiss’ kappa where fewer than five units were judged by all', () => {
    const tag = { start: 0, size: 110, issue: 1, stance: 0 }
    const short = { start: 0, size: 30, issue: 1, stance: 0 }
    const some = Array.from({ length: 4 }, (_none, number) => ({
      round: '',
      coders: [[number % 2 === 0 ? tag : short], [tag], null]
    }))
    const coding = codingOf('sentence', [...some, { round: '', coders: [[short], [tag], [short]] }])
    const cut = coding.documents.map((document, at) =>
      at < 4 ? document : { ...document, stretches: document.stretches.slice(0, 4) }
    )
    const report = reportAgreement({ ...coding, documents: cut }, { draws: 50, seed: 1 })
    const [fleiss, alpha] = (['fleissKappa', 'alphaNominal'] as const).map((measure) =>
      figureOf(report.issues[1]?.figures, 'issue', measure)
    )
    expect(alpha?.interval).not.toBeNull()
    expect(fleiss).toMatchObject({
      n: 4,
      interval: null,
      whyNoInterval: 'With fewer than 5 units there is no interval.'
    })
    expect(fleiss?.value).not.toBeNull()
  })

  it('tells for each issue only the passages of that issue which were left out', () => {
    const at = (start: number, issue: number) => ({ start, size: 5, issue, stance: 0 })
    const all = [
      { round: '', coders: [[at(0, 1), at(20, 0)], [at(0, 1)], [at(0, 1)]] },
      { round: '', coders: [[at(0, 1)], [at(0, 1), at(30, 1)], null] }
    ]
    const report = reportAgreement(codingOf('span', all), drawing)
    const leftOut = (issue: number) => figureOf(report.issues[issue]?.figures, 'span', 'f1Exact')?.excluded
    expect(figureOf(report.whole, 'span', 'f1Exact')?.excluded).toBe(3)
    // Passages of an issue stand for those above it, too.
    const line: readonly number[] = linesOfIssues[1]
    expect([0, 1, 2, 3].map(leftOut)).toEqual([0, 1, 2, 3].map((issue) => (line.includes(issue) ? 3 : 0)))
  })
})

it('puts a document into the week of its last annotation as ISO 8601 counts weeks', () => {
  const of = (year: number, month: number, date: number) => ({
    group: 'g',
    last: Date.UTC(year, month - 1, date, 23)
  })
  expect(roundOf('week', of(2021, 1, 3))).toBe('2020-W53')
  expect(roundOf('week', of(2021, 1, 4))).toBe('2021-W01')
  expect(roundOf('week', of(2024, 12, 30))).toBe('2025-W01')
  expect(roundOf('month', of(2024, 12, 31))).toBe('2024-12')
  expect([roundOf('group', of(2024, 1, 1)), roundOf('month', { group: 'g', last: 0 })]).toEqual(['g', ''])
})

function everyFigure({ whole, issues: each, pairs, rounds }: ReportOfAgreement): readonly AgreementFigure[] {
  return [whole, ...[...each, ...pairs, ...rounds].map(({ figures }) => figures)].flat()
}

function figureOf(
  figures: readonly AgreementFigure[] | undefined,
  about: AgreementFigure['about'],
  measure: AgreementFigure['measure']
): AgreementFigure | undefined {
  return figures?.find((one) => one.about === about && one.measure === measure)
}

function sameFigures(one: ReportOfAgreement, other: ReportOfAgreement): void {
  const rounded = ({ whole, issues: each }: ReportOfAgreement) =>
    [whole, ...each.map(({ figures }) => figures)].flat().map((figure) => ({
      ...figure,
      value: figure.value === null ? null : (expect.closeTo(figure.value, 9) as unknown)
    }))
  expect([one.whole, ...one.issues.map(({ figures }) => figures)].flat()).toEqual(rounded(other))
}

/** Every character that tags cover, as one text. */
function joined(tags: readonly Tag[]): string {
  const characters = new Set(
    tags.flatMap(({ start, end }) => Array.from({ length: end - start }, (_none, at) => start + at))
  )
  return [...characters].toSorted((a, b) => a - b).join()
}
