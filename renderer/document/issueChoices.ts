/** What the tag box offers: issues that fit what is typed, and the ways to make a new one of it. */
import type { IssueView } from '../../shared/api/views.ts'
import type { IssueId } from '../../shared/ids.ts'
import type { IssueToTag } from './annotating.ts'
import { canCreate, nameBelow, offerIssues } from './issueSearch.ts'

/** Something that can be tagged with: an issue that was found, or a new one (`under`: the name of what it goes below, '' at the top). */
export type IssueChoice =
  | {
      readonly key: string
      readonly issue: IssueToTag
      readonly found: ReturnType<typeof offerIssues>[number]
    }
  | { readonly key: string; readonly issue: IssueToTag; readonly found?: never; readonly under: string }

const most = 60

/** The issues that fit what is typed, and the ways to make a new one of it: last, so that what is there is found first. */
export function choicesFor(
  issues: readonly IssueView[],
  query: string,
  recent: readonly IssueId[]
): readonly IssueChoice[] {
  const offered = offerIssues(issues, query, recent).slice(0, most)
  const found = offered.map((one): IssueChoice => ({
    key: one.issue.id,
    issue: { id: one.issue.id },
    found: one
  }))
  const name = query.trim()
  const path = nameBelow(issues, query)
  const [best] = offered
  const made: IssueChoice[] = []
  const make = (create: string, parent: IssueId | null, under: string): void =>
    void made.push({ key: `create ${parent ?? ''}`, issue: { create, parent }, under })
  if (path && canCreate(issues, path.name)) make(path.name, path.parent.id, path.parent.name)
  if (canCreate(issues, query)) {
    make(name, null, '')
    if (best && !path) make(name, best.issue.id, best.issue.name)
  }
  return [...found, ...made]
}

/** Whether two mean the same issue, there or to be made. */
export function isSame(a: IssueToTag, b: IssueToTag): boolean {
  if ('id' in a) return 'id' in b && a.id === b.id
  return 'create' in b && a.create === b.create && a.parent === b.parent
}

/** Whether an issue is among these. */
export function isTicked(ticked: readonly IssueToTag[], issue: IssueToTag): boolean {
  return ticked.some((one) => isSame(one, issue))
}
