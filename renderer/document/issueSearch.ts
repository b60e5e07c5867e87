/** What the tag box offers while somebody types: issues and actors by a few letters of their names. */
import uFuzzy from '@leeoniya/ufuzzy'
import type { ActorView, IssueView, StanceView } from '../../shared/api/views.ts'
import type { IssueId } from '../../shared/ids.ts'
import { foldLetters, foldText, fuzzyMatch } from './fuzzy.ts'

/**
 * An issue with the names above it, outermost first. `marks`: places of the letters of its name that were typed, in UTF-16 code units;
 * `inDefinition`: it was found by what its definition says.
 */
export type OfferedIssue = {
  readonly issue: IssueView
  readonly above: readonly string[]
  readonly marks: readonly number[]
  readonly inDefinition: boolean
}

/**
 * Issues that can be tagged with, best first. Nothing typed: those used lately, then the tree's order. Else those whose names have the words
 * as they stand, then those that have the letters, then slips of the finger, then those whose definition has the words. Retired and joined
 * ones are not offered.
 */
export function offerIssues(
  issues: readonly IssueView[],
  query: string,
  recent: readonly IssueId[]
): readonly OfferedIssue[] {
  const byId = new Map(issues.map((issue) => [issue.id, issue]))
  const offered = issues
    .filter((issue) => !issue.retired && issue.joinedInto === null)
    .map((issue) => ({
      issue,
      above: namesAbove(issue, byId),
      marks: [] as readonly number[],
      inDefinition: false
    }))
  const rank = new Map(recent.map((id, i) => [id, i]))
  const lately = offered.toSorted(
    (a, b) => (rank.get(a.issue.id) ?? recent.length) - (rank.get(b.issue.id) ?? recent.length)
  )
  if (fold(query) === '') return lately
  const named = search(lately, (one) => [one.issue.name, [...one.above, one.issue.name].join(' ')], query)
  const letters = fuzzyIn(lately, query)
  const words = foldText(query).split(' ')
  const defined = lately
    .filter(({ issue }) => {
      const said = foldText(`${issue.definition} ${issue.supporting} ${issue.opposing}`)
      return words.every((word) => word.length > 1 && ` ${said}`.includes(word))
    })
    .map((one) => ({ ...one, inDefinition: true }))
  const [exact, slips] = [named.exact, named.near]
  const all = new Map<IssueId, OfferedIssue>()
  for (const one of [...exact, ...letters, ...slips, ...defined])
    if (!all.has(one.issue.id)) all.set(one.issue.id, { ...one, marks: marksIn(one.issue.name, query) })
  return [...all.values()]
}

/** A new issue's name and the issue it goes below, out of "Security > Corridor" or "Security / Corridor"; null: said in another way. */
export function nameBelow(
  issues: readonly IssueView[],
  query: string
): { readonly parent: IssueView; readonly name: string } | null {
  const [, path = '', name = ''] = /^(.+)\s[>/›]\s*([^>/›]+)$/u.exec(query) ?? []
  const [parent] = path.trim() === '' || name.trim() === '' ? [] : offerIssues(issues, path, [])
  return parent && !parent.inDefinition ? { parent: parent.issue, name: name.trim() } : null
}

/** Actors by name or other name, best first; joined ones are not offered. */
export function offerActors(actors: readonly ActorView[], query: string): readonly ActorView[] {
  const offered = actors.filter((actor) => actor.joinedInto === null)
  const found = search(offered, (actor) => [actor.name, [actor.name, ...actor.otherNames].join(' ')], query)
  return [...new Set([...found.exact, ...found.near])]
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

/** `exact`: names that have the words as they stand (`own` before `whole`); `near`: those that nearly have them. Both best first. */
function search<T>(
  all: readonly T[],
  namesOf: (one: T) => readonly [own: string, whole: string],
  query: string
): { readonly exact: readonly T[]; readonly near: readonly T[] } {
  const wanted = fold(query)
  if (wanted === '') return { exact: all, near: [] }
  const names = all.map((one) => namesOf(one).map(fold))
  const starting = indexesWhere(names, ([own = '']) => own.startsWith(wanted) || own.includes(` ${wanted}`))
  const holding = indexesWhere(names, ([, whole = '']) => whole.includes(wanted))
  const near = fuzzy.search(
    names.map(([, whole = '']) => whole),
    wanted,
    1
  )
  const order = near[2] && near[1] ? near[2].map((i) => near[1]?.idx[i] ?? -1) : (near[0] ?? [])
  const taken = (indexes: readonly number[]): readonly T[] =>
    [...new Set(indexes)].flatMap((i) => all[i] ?? [])
  return { exact: taken([...starting, ...holding]), near: taken(order) }
}

/** Issues whose own name, or name with those above, has the letters in their order: best first. */
function fuzzyIn(all: readonly OfferedIssue[], query: string): readonly OfferedIssue[] {
  return all
    .flatMap((one) => {
      const own = fuzzyMatch(query, foldLetters(one.issue.name))
      const whole = own ?? fuzzyMatch(query, foldLetters([...one.above, one.issue.name].join(' ')))
      return whole ? [{ one, score: whole.score + (own ? 20 : 0) - one.issue.name.length / 50 }] : []
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ one }) => one)
}

/** The letters of a name to be marked: the words where they stand as typed, else the letters one by one. */
function marksIn(name: string, query: string): readonly number[] {
  const folded = foldLetters(name)
  const text = folded.letters.join('')
  const words = foldText(query)
    .split(' ')
    .filter((word) => word !== '')
  const marks = new Set<number>()
  for (const word of words) {
    const inside = text.indexOf(` ${word}`)
    const start = text.startsWith(word) ? 0 : inside >= 0 ? inside + 1 : text.indexOf(word)
    if (start < 0) continue
    // Letters beyond the first plane are one letter here and two units there: `at` knows.
    for (let i = 0; i < [...word].length; i += 1) {
      const place = folded.at[[...text.slice(0, start)].length + i]
      if (place !== undefined) marks.add(place)
    }
  }
  if (marks.size > 0) return [...marks].toSorted((a, b) => a - b)
  return fuzzyMatch(query, folded)?.at ?? []
}

function indexesWhere(names: readonly string[][], holds: (names: readonly string[]) => boolean): number[] {
  return names.flatMap((own, i) => (holds(own) ? [i] : []))
}

const fold = foldText

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
