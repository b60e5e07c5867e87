/** The units behind a number of a report: disagreements first, then in the order of the documents. */
import type { CoderId, IssueId, StanceId } from '../ids.ts'
import { isByEdges, unitsOf, type Coding } from './agreementReport.ts'
import { unitsWithin, type CodedUnit } from './codedUnits.ts'
import { comparesStances, differenceIn, differs, type Difference } from './differences.ts'
import { hasIssue, sharedIssues } from './unitRatings.ts'

/** Which number: everything that is there must hold. */
export type Cell = {
  /** What the number compares; without: anything. A cell of the table of stances compares stances. */
  readonly about?: 'issue' | 'stance' | 'span' | undefined
  readonly issue?: IssueId | undefined
  readonly pair?: readonly [CoderId, CoderId] | undefined
  /** Row and column of the table of stances; null: not decided. */
  readonly stances?: readonly [StanceId | null, StanceId | null] | undefined
  readonly round?: string | undefined
  readonly onlyDisagreements: boolean
}

/**
 * A unit with what was made of it: its coders stand as in the coding, also where only two are compared. `agrees` null: it is about stances, and
 * fewer than two coders decided for one, so that no figure compares it.
 */
export type JudgedUnit = { readonly unit: CodedUnit; readonly agrees: boolean | null }

/**
 * Every unit behind a number that anybody tagged: with the issue, or with any of the chosen ones; about stances, those that two tagged with one
 * issue. Whether it agrees is asked of what the number compares. Two coders alone: as these two agree.
 * `disagreements`: how many of all of them are one, whether only these are asked for or not.
 */
export function unitsBehind(
  coding: Coding,
  cell: Cell
): { readonly units: readonly JudgedUnit[]; readonly disagreements: number } {
  const issue = cell.issue === undefined ? null : coding.issues.findIndex((one) => one.issue === cell.issue)
  const pair = cell.pair?.map((id) => coding.coders.findIndex(({ coder }) => coder === id))
  if (issue === -1 || pair?.includes(-1)) return { units: [], disagreements: 0 }
  const coders = pair ?? [...coding.coders.keys()]
  const isWithin = (document: number): boolean =>
    cell.round === undefined || coding.documents[document]?.round === cell.round
  const all = unitsOf(coding, issue)
  const about = cell.about ?? (cell.stances && 'stance')
  const byEdges = about === 'span' || isByEdges(coding)
  const judged = unitsWithin(all, coders, isWithin)
    .tagged.filter((unit) => issue === null || unit.coders.some((tags) => hasIssue(tags ?? [], issue)))
    .filter((unit) => about !== 'stance' || !sharedIssues([unit], issue).next().done)
    .filter((unit) => hasStances(coding, unit, issue, cell.stances))
    .map((unit) => {
      const difference = differenceIn(unit, issue, { byEdges })
      const agrees = !differsIn(difference, about)
      return { unit, agrees: agrees && about === 'stance' && !comparesStances(unit, issue) ? null : agrees }
    })
  const apart = judged.filter(({ agrees }) => agrees === false)
  const units = cell.onlyDisagreements
    ? apart
    : [...apart, ...judged.filter(({ agrees }) => agrees !== false)]
  return {
    units: units.map((one) => ({ ...one, unit: wholeUnit(coding, one.unit, coders) })),
    disagreements: apart.length
  }
}

/** Whether they differ in what a number compares. */
function differsIn(difference: Difference, about: Cell['about']): boolean {
  switch (about) {
    case 'issue':
      return difference.issue
    case 'stance':
      return difference.stance
    case 'span':
      return difference.edges
    case undefined:
      return differs(difference)
  }
}

/** Whether two coders gave these two stances to what both tagged with one issue; of more than two coders in either order. */
function hasStances(
  { coders, scale }: Coding,
  unit: CodedUnit,
  issue: number | null,
  asked: Cell['stances']
): boolean {
  if (!asked) return true
  const isSymmetric = coders.length > 2
  const idOf = (stance: number | null): StanceId | null =>
    stance === null ? null : (scale[stance]?.stance ?? null)
  for (const { stances } of sharedIssues([unit], issue))
    for (const [i, a] of stances.entries())
      for (const b of stances.slice(i + 1)) {
        if (!a || !b || a.isSeveral || b.isSeveral) continue
        const [one, other] = [idOf(a.stance), idOf(b.stance)]
        if (one === asked[0] && other === asked[1]) return true
        if (isSymmetric && one === asked[1] && other === asked[0]) return true
      }
  return false
}

/** The unit with a place for every coder of the coding; those who are not compared are missing. */
function wholeUnit({ coders }: Coding, unit: CodedUnit, compared: readonly number[]): CodedUnit {
  return { ...unit, coders: coders.map((_coder, number) => unit.coders[compared.indexOf(number)] ?? null) }
}
