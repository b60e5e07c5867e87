/** What the tag box offers while somebody types: issues and actors by a few letters of their names. */
import uFuzzy from '@leeoniya/ufuzzy'
import type { ActorView, IssueView, StanceView } from '../../shared/api/views.ts'
import type { IssueId } from '../../shared/ids.ts'

/** An issue with the names above it, outermost first. */
export type OfferedIssue = { readonly issue: IssueView; readonly above: readonly string[] }

/** Issues that can be tagged with, best first: those used lately where nothing is typed, then the tree's order. Retired and joined ones are not offered. */
export function offerIssues(
  issues: readonly IssueView[],
  query: string,
  recent: readonly IssueId[]
): readonly OfferedIssue[] {
  const byId = new Map(issues.map((issue) => [issue.id, issue]))
  const offered = issues
    .filter((issue) => !issue.retired && issue.joinedInto === null)
    .map((issue) => ({ issue, above: namesAbove(issue, byId) }))
  const rank = new Map(recent.map((id, i) => [id, i]))
  const lately = offered.toSorted(
    (a, b) => (rank.get(a.issue.id) ?? recent.length) - (rank.get(b.issue.id) ?? recent.length)
  )
  return search(lately, (one) => [one.issue.name, [...one.above, one.issue.name].join(' ')], query)
}

/** Actors by name or other name, best first; joined ones are not offered. */
export function offerActors(actors: readonly ActorView[], query: string): readonly ActorView[] {
  const offered = actors.filter((actor) => actor.joinedInto === null)
  return search(offered, (actor) => [actor.name, [actor.name, ...actor.otherNames].join(' ')], query)
}

/** Whether an issue could be made by this name: it says something, and none is called so. */
export function canCreate(issues: readonly IssueView[], query: string): boolean {
  const name = fold(query)
  return name !== '' && !issues.some((issue) => issue.joinedInto === null && fold(issue.name) === name)
}

/** The stance a digit means while `query` is typed; undefined where it belongs to the name of an issue ("Article 5"). */
export function stanceOfDigit(
  stances: readonly StanceView[],
  digit: string,
  query: string,
  issues: readonly IssueView[]
): StanceView | undefined {
  const typed = fold(query) === '' ? '' : fold(query + digit)
  if (typed !== '' && issues.some((issue) => fold(issue.name).includes(typed))) return undefined
  return stances.find((stance) => stance.shortcut === digit && !stance.retired)
}

const fuzzy = new uFuzzy({
  unicode: true,
  interSplit: "[^\\p{L}\\d']+",
  intraSplit: '\\p{Ll}\\p{Lu}',
  intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}',
  intraChars: "[\\p{L}\\d']",
  intraContr: "'\\p{L}{1,2}\\b",
  intraMode: 1
})

/** Names that have the words as they stand come first (`own` before `whole`), then those that nearly have them. */
function search<T>(
  all: readonly T[],
  namesOf: (one: T) => readonly [own: string, whole: string],
  query: string
): readonly T[] {
  const wanted = fold(query)
  if (wanted === '') return all
  const names = all.map((one) => namesOf(one).map(fold))
  const starting = indexesWhere(names, ([own = '']) => own.startsWith(wanted) || own.includes(` ${wanted}`))
  const holding = indexesWhere(names, ([, whole = '']) => whole.includes(wanted))
  const near = fuzzy.search(
    uFuzzy.latinize(names.map(([, whole = '']) => whole)),
    uFuzzy.latinize([wanted])[0] ?? wanted,
    1
  )
  const order = near[2] && near[1] ? near[2].map((i) => near[1]?.idx[i] ?? -1) : (near[0] ?? [])
  return [...new Set([...starting, ...holding, ...order])].flatMap((i) => all[i] ?? [])
}

function indexesWhere(names: readonly string[][], holds: (names: readonly string[]) => boolean): number[] {
  return names.flatMap((own, i) => (holds(own) ? [i] : []))
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().trim().replaceAll(/\s+/g, ' ')
}

function namesAbove(issue: IssueView, byId: ReadonlyMap<IssueId, IssueView>): readonly string[] {
  const names: string[] = []
  let parent = issue.parent === null ? undefined : byId.get(issue.parent)
  // A tree from a file may be broken; a walk up it ends all the same.
  while (parent && names.length < 50) {
    names.unshift(parent.name)
    parent = parent.parent === null ? undefined : byId.get(parent.parent)
  }
  return names
}
