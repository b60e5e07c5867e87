/** How far coders agree, as a report: all issues together, one by one, pair by pair, round by round. The same input gives the same report. */
import type { CoderId, IssueId, StanceId } from '../ids.ts'
import {
  issueFigures,
  stanceFigures,
  type AgreementFigure,
  type CoderCount,
  type Drawing
} from './agreementFigures.ts'
import {
  unitCount,
  unitsOfStretches,
  unitsWithin,
  type CodedDocument,
  type CodedUnit,
  type CodedUnits
} from './codedUnits.ts'
import { differenceIn, differs } from './differences.ts'
import { passageClusters, passagePairs } from './passageUnits.ts'
import {
  joinedPassages,
  matchingFigures,
  overlappingDocuments,
  spanFiguresOfAll,
  spanFiguresOfIssue,
  wholeDocuments
} from './spanFigures.ts'
import {
  hasIssue,
  judgedCounts,
  sharedIssues,
  stanceRatings,
  taggedRatings,
  whichIssueRatings
} from './unitRatings.ts'

export type UnitKind = 'sentence' | 'paragraph' | 'pair' | 'span'

/** Everything that figures are made of, read from a project. */
export type Coding = {
  readonly units: UnitKind
  readonly coders: readonly { readonly coder: CoderId; readonly name: string; readonly annotations: number }[]
  /** In tree order; `path` from the top, itself last. */
  readonly issues: readonly {
    readonly issue: IssueId
    readonly name: string
    readonly path: readonly string[]
  }[]
  /** In the order of the scale. */
  readonly scale: readonly {
    readonly stance: StanceId
    readonly label: string
    readonly polarity: number | null
  }[]
  readonly documents: readonly CodedDocument[]
  /** What was left out while reading, with its count. */
  readonly excluded: readonly Excluded[]
}

export type Excluded = { readonly why: string; readonly count: number; readonly sentence: string }

export type ReportOfAgreement = {
  readonly coders: Coding['coders']
  readonly documents: number
  readonly units: number
  readonly tagged: number
  readonly disagreements: number
  readonly excluded: readonly Excluded[]
  readonly whole: readonly AgreementFigure[]
  readonly issues: readonly IssueAgreement[]
  readonly pairs: readonly {
    readonly a: CoderId
    readonly b: CoderId
    readonly figures: readonly AgreementFigure[]
    readonly disagreements: number
  }[]
  readonly confusion: Confusion
  readonly rounds: readonly {
    readonly round: string
    readonly documents: number
    readonly figures: readonly AgreementFigure[]
    readonly disagreements: number
  }[]
}

export type IssueAgreement = Coding['issues'][number] & {
  readonly tagged: number
  /** By coder: units that they tagged with it. */
  readonly taggedBy: readonly number[]
  readonly disagreements: number
  readonly figures: readonly AgreementFigure[]
}

export type Confusion = {
  readonly isSymmetric: boolean
  readonly stances: readonly (StanceId | null)[]
  readonly counts: readonly (readonly number[])[]
}

/** Measures a coding. `onStep` hears how far it is. */
export function reportAgreement(
  coding: Coding,
  drawing: Drawing,
  onStep: (done: number, total: number) => void = () => undefined
): ReportOfAgreement {
  const { coders, issues, documents, scale } = coding
  const all = unitsOf(coding)
  const numbers = [...coders.keys()]
  const pairs = numbers.flatMap((a) => numbers.slice(a + 1).map((b): [number, number] => [a, b]))
  const rounds = [...new Set(documents.map(({ round }) => round))].toSorted((a, b) => (a < b ? -1 : 1))
  const total = issues.length + pairs.length + rounds.length + 1
  let done = 0
  const step = <T>(value: T): T => {
    onStep(++done, total)
    return value
  }
  const measure = (within: Within): Measured => measureAll(coding, all, within, drawing)
  const whole = step(measure({ coders: numbers }))
  const ofOne = issueMeasure(coding, all, drawing)
  return {
    coders,
    documents: documents.length,
    units: unitCount(whole.units),
    tagged: whole.units.tagged.length,
    disagreements: whole.disagreements,
    excluded: [...coding.excluded, ...leftOutOf(coding, all, whole)],
    whole: whole.figures,
    issues: issues.map((issue, number) =>
      step({ ...issue, ...ofOne(number, whole.byIssue[number] ?? null) })
    ),
    pairs: pairs.map(([a, b]) => {
      // Two of two are the whole.
      const { figures, disagreements } = pairs.length === 1 ? whole : measure({ coders: [a, b] })
      return step({ a: coderAt(coding, a), b: coderAt(coding, b), figures, disagreements })
    }),
    confusion: confusionOf(whole.units, coders.length > 2, scale),
    rounds: rounds.map((round) => {
      const isWithin = (document: number): boolean => documents[document]?.round === round
      const { figures, disagreements } = measure({ coders: numbers, isWithin })
      return step({
        round,
        documents: documents.filter((one) => one.round === round).length,
        figures,
        disagreements
      })
    })
  }
}

/** The units of a coding: what a figure counts, and what is shown behind it. `issue`: free spans of one issue by themselves. */
export function unitsOf(coding: Coding, issue: number | null = null): CodedUnits {
  switch (coding.units) {
    case 'sentence':
    case 'paragraph':
      return unitsOfStretches(coding.documents)
    case 'pair':
      return passagePairs(
        coding.documents,
        coding.coders.map(({ coder }) => coder)
      )
    case 'span':
      return passageClusters(coding.documents, issue)
  }
}

/** How units are told to differ: free spans by the very characters too. */
export function isByEdges({ units }: Pick<Coding, 'units'>): boolean {
  return units === 'span'
}

type Within = { readonly coders: readonly number[]; readonly isWithin?: (document: number) => boolean }
type Measured = {
  readonly units: CodedUnits
  readonly figures: readonly AgreementFigure[]
  readonly byIssue: readonly AgreementFigure[]
  readonly disagreements: number
}

function measureAll(
  coding: Coding,
  all: CodedUnits,
  { coders, isWithin }: Within,
  drawing: Drawing
): Measured {
  const { documents, issues, scale } = coding
  const units = unitsWithin(all, coders, isWithin)
  const disagreements = countDisagreements(coding, units.tagged, null)
  const whole = wholeDocuments(documents, coders, isWithin)
  if (coding.units === 'span') {
    const sizes = { issues: issues.length, stances: scale.length }
    const { whole: figures, byIssue } = spanFiguresOfAll(whole, sizes, drawing)
    return { units, figures, byIssue, disagreements }
  }
  const count = coderCount(coding, coders.length)
  const figures = [
    ...issueFigures(whichIssueRatings(units, issues.length), count, drawing),
    ...stanceFigures(stanceRatings(units.tagged, null, scale), scale, count, drawing),
    ...(coding.units === 'pair' ? matchingFigures(whole, drawing) : [])
  ]
  return { units, figures, byIssue: [], disagreements }
}

type OfIssue = Omit<IssueAgreement, keyof Coding['issues'][number]>

/** Measures one issue after the other; `more`: a figure that came out of all issues together. */
function issueMeasure(
  coding: Coding,
  all: CodedUnits,
  drawing: Drawing
): (issue: number, more: AgreementFigure | null) => OfIssue {
  const { documents, scale } = coding
  const numbers = [...coding.coders.keys()]
  const taggedBy = (holding: readonly CodedUnit[], issue: number): readonly number[] =>
    numbers.map((coder) => holding.filter(({ coders }) => hasIssue(coders[coder] ?? [], issue)).length)
  if (coding.units === 'span') {
    const whole = wholeDocuments(documents, numbers)
    return (issue, more) => {
      const holding = unitsOf(coding, issue).tagged
      return {
        tagged: holding.length,
        taggedBy: taggedBy(holding, issue),
        disagreements: countDisagreements(coding, holding, issue),
        figures: [...spanFiguresOfIssue(whole, issue, scale.length, drawing), ...(more ? [more] : [])]
      }
    }
  }
  const judged = judgedCounts(all)
  const byIssue = unitsByIssue(all.tagged, coding.issues.length)
  const count = coderCount(coding, numbers.length)
  return (issue) => {
    const holding = byIssue[issue] ?? []
    return {
      tagged: holding.length,
      taggedBy: taggedBy(holding, issue),
      disagreements: countDisagreements(coding, holding, issue),
      figures: [
        ...issueFigures(taggedRatings(judged, holding, issue), count, drawing),
        ...stanceFigures(stanceRatings(holding, issue, scale), scale, count, drawing)
      ]
    }
  }
}

function countDisagreements(coding: Coding, units: readonly CodedUnit[], issue: number | null): number {
  const byEdges = isByEdges(coding)
  return units.filter((unit) => differs(differenceIn(unit, issue, { byEdges }))).length
}

function unitsByIssue(units: readonly CodedUnit[], issues: number): readonly (readonly CodedUnit[])[] {
  const byIssue = Array.from({ length: issues }, (): CodedUnit[] => [])
  for (const unit of units) {
    const own = new Set(unit.coders.flatMap((tags) => (tags ?? []).flatMap((tag) => tag.issues)))
    for (const issue of own) byIssue[issue]?.push(unit)
  }
  return byIssue
}

function coderCount({ units }: Coding, coders: number): CoderCount {
  if (coders === 2) return 'two'
  return units === 'pair' ? 'pairwise' : 'several'
}

function confusionOf(units: CodedUnits, isSymmetric: boolean, scale: Coding['scale']): Confusion {
  const undecided = scale.length
  const counts = Array.from({ length: undecided + 1 }, () => Array.from({ length: undecided + 1 }, () => 0))
  const add = (row: number, column: number): void => {
    const own = counts[row]
    if (own) own[column] = (own[column] ?? 0) + 1
  }
  for (const { stances } of sharedIssues(units.tagged, null))
    for (const [i, a] of stances.entries())
      for (const b of stances.slice(i + 1)) {
        if (!a || !b || a.isSeveral || b.isSeveral) continue
        const [row, column] = [a.stance ?? undecided, b.stance ?? undecided]
        add(row, column)
        if (isSymmetric) add(column, row)
      }
  return { isSymmetric, stances: [...scale.map(({ stance }) => stance), null], counts }
}

/** What the figures had to leave out, beside what was left out while reading. */
function leftOutOf(coding: Coding, all: CodedUnits, { units }: Measured): readonly Excluded[] {
  const whole = wholeDocuments(
    coding.documents,
    coding.coders.map((_coder, number) => number)
  )
  const several = [...sharedIssues(units.tagged, null)].filter(({ stances }) =>
    stances.some((given) => given?.isSeveral)
  ).length
  const found: Excluded[] = [
    excluded(
      'severalStances',
      several,
      'time an issue of a unit was given several stances by one coder; it counts for no figure about stances.',
      'times an issue of a unit was given several stances by one coder; they count for no figure about stances.'
    )
  ]
  if (coding.units === 'sentence' || coding.units === 'paragraph')
    found.push(
      excluded(
        'notOneIssue',
        whichIssueRatings(units, coding.issues.length).excluded,
        `tagged ${coding.units} to which not every coder gave exactly one of the issues; it counts issue by issue, not for which issue was chosen.`,
        `tagged ${coding.units}s to which not every coder gave exactly one of the issues; they count issue by issue, not for which issue was chosen.`
      )
    )
  if (coding.units === 'pair' && 'unmatched' in all && typeof all.unmatched === 'number')
    found.push(
      excluded(
        'unmatched',
        all.unmatched,
        'passage of one coder overlaps no passage of another that is still free; it is no pair.',
        'passages of one coder overlap no passage of another that is still free; they are in no pair.'
      )
    )
  if (coding.units !== 'span') return found.filter(({ count }) => count > 0)
  found.push(
    excluded(
      'joined',
      joinedPassages(whole),
      'passage overlaps another one of the same coder and issue; the two count as one.',
      'passages overlap another one of the same coder and issue; those that overlap count as one.'
    ),
    excluded(
      'notBegunByAll',
      whole.leftOut.length,
      'document was not begun by every one of the coders; it counts for pairs of coders only.',
      'documents were not begun by every one of the coders; they count for pairs of coders only.'
    ),
    excluded(
      'overlappingIssues',
      overlappingDocuments(whole),
      'document holds passages of one coder that overlap and have different issues; it is left out of u-alpha over all issues, cu-alpha and (k)u-alpha.',
      'documents hold passages of one coder that overlap and have different issues; they are left out of u-alpha over all issues, cu-alpha and (k)u-alpha.'
    )
  )
  return found.filter(({ count }) => count > 0)
}

/** Something that was left out, in words that begin with how many. */
export function excluded(why: string, count: number, single: string, several: string): Excluded {
  return { why, count, sentence: `${count} ${count === 1 ? single : several}` }
}

function coderAt({ coders }: Coding, number: number): CoderId {
  const coder = coders[number]
  if (!coder) throw new RangeError(`There is no coder ${number} of ${coders.length}`)
  return coder.coder
}
