/** Where coders differ: what makes a unit a disagreement. The figures and the list of passages behind them ask the same question. */
import type { CodedUnit } from './codedUnits.ts'
import { hasIssue, nearestIssues, sharedIssues } from './unitRatings.ts'

/** `issue`: some tagged with it, others did not; without one, the sets of issues are not the same. `stance`: two decided for different ones. */
export type Difference = { readonly issue: boolean; readonly stance: boolean; readonly edges: boolean }

/** What the coders of a unit differ in, about one issue (by number) or all of them. `byEdges`: whether the very characters have to be the same. */
export function differenceIn(
  unit: CodedUnit,
  issue: number | null,
  { byEdges }: { readonly byEdges: boolean }
): Difference {
  const present = unit.coders.filter((tags) => tags !== null)
  const given = present.map((tags) =>
    issue === null ? nearestIssues({ ...unit, coders: [tags] }).join() : String(hasIssue(tags, issue))
  )
  const edges = byEdges ? present.map((tags) => marked(tags)) : []
  return {
    issue: new Set(given).size > 1,
    stance: [...sharedIssues([unit], issue)].some(
      ({ stances }) => new Set(stances.flatMap((one) => one?.stance ?? [])).size > 1
    ),
    edges: new Set(edges).size > 1
  }
}

/** Whether two coders decided for a stance each, of what both tagged with one issue. */
export function comparesStances(unit: CodedUnit, issue: number | null): boolean {
  return [...sharedIssues([unit], issue)].some(
    ({ stances }) => stances.filter((one) => one !== null && one.stance !== null).length >= 2
  )
}

/** Whether they differ in anything. */
export function differs({ issue, stance, edges }: Difference): boolean {
  return issue || stance || edges
}

/** The characters that tags cover, as one text to be compared. */
function marked(tags: readonly { readonly start: number; readonly end: number }[]): string {
  const stretches: [number, number][] = []
  for (const { start, end } of tags.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = stretches.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else stretches.push([start, end])
  }
  return stretches.join(';')
}
