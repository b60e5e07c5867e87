/** Ratings out of coded units: tagged with an issue or not, which issue, which stance. */
import type { CodedUnit, CodedUnits, Tag } from './codedUnits.ts'
import { condensed, type Ratings } from './ratings.ts'

/** A set of ratings; `excluded`: units that are there and could not be compared in this respect. */
export type Rated = { readonly ratings: Ratings; readonly excluded: number }

/** The stance scale as declared: every point, used or not. Polarity null: no position, a category of its own that stands nowhere on the scale. */
export type Scale = readonly { readonly polarity: number | null }[]

/** How many units each coder of a set judged without the rest of it mattering: units by who judged them. */
export type JudgedCounts = ReadonlyMap<
  string,
  { readonly judged: readonly boolean[]; readonly count: number }
>

/** Counts all units by who judged them, tagged or not. */
export function judgedCounts({ tagged, blank }: CodedUnits): JudgedCounts {
  const counts = new Map<string, { readonly judged: readonly boolean[]; count: number }>()
  const add = (judged: readonly boolean[], count: number): void => {
    const key = judged.join()
    const known = counts.get(key)
    if (known) known.count += count
    else counts.set(key, { judged, count })
  }
  for (const { coders } of tagged)
    add(
      coders.map((tags) => tags !== null),
      1
    )
  for (const { judged, count } of blank) add(judged, count)
  return counts
}

/** 1: tagged with the issue, 0: not. `all`: every unit by who judged it; `holding`: the units that anybody tagged with the issue. */
export function taggedRatings(all: JudgedCounts, holding: readonly CodedUnit[], issue: number): Rated {
  const units = holding.map(({ coders }) =>
    coders.map((tags) => (tags === null ? null : hasIssue(tags, issue) ? 1 : 0))
  )
  const withIt = new Map<string, number>()
  for (const { coders } of holding) {
    const key = coders.map((tags) => tags !== null).join()
    withIt.set(key, (withIt.get(key) ?? 0) + 1)
  }
  const without = [...all].map(([key, { judged, count }]) => ({
    unit: judged.map((has) => (has ? 0 : null)),
    times: count - (withIt.get(key) ?? 0)
  }))
  return {
    ratings: condensed({
      categories: 2,
      units: [...units, ...without.map(({ unit }) => unit)],
      times: [...units.map(() => 1), ...without.map(({ times }) => times)]
    }),
    excluded: 0
  }
}

/** Which of the chosen issues, over the units to which every coder who judged them gave exactly one. The other tagged units are excluded. */
export function whichIssueRatings({ tagged }: CodedUnits, issues: number): Rated {
  const units: (readonly (number | null)[])[] = []
  for (const { coders } of tagged) {
    const given = coders.map((tags) => (tags === null ? null : new Set(tags.map(({ issue }) => issue))))
    if (given.every((own) => own === null || own.size === 1))
      units.push(given.map((own) => (own === null ? null : ([...own][0] ?? null))))
  }
  return { ratings: condensed({ categories: issues, units }), excluded: tagged.length - units.length }
}

/**
 * Which stance, over units that at least two coders tagged with one issue: with the issue named, or (null) with each nearest one in turn, so
 * that a unit counts once an issue. Excluded: where fewer than two of them decided for one stance.
 */
export function stanceRatings(units: readonly CodedUnit[], issue: number | null, scale: Scale): Rated {
  const rated: (readonly (number | null)[])[] = []
  let excluded = 0
  for (const { stances } of sharedIssues(units, issue)) {
    const values = stances.map((given) => given?.stance ?? null)
    if (values.filter((value) => value !== null).length >= 2) rated.push(values)
    else excluded++
  }
  return { ratings: condensed({ categories: scale.length, units: rated }), excluded }
}

/** The same on the scale alone: "no position" stands nowhere on it and is left out. Categories are the points in their declared order. */
export function onScale(
  { ratings, excluded }: Rated,
  scale: Scale
): Rated & { readonly points: readonly number[] } {
  const points = scale.flatMap(({ polarity }, stance) => (polarity === null ? [] : [{ stance, polarity }]))
  const place = new Map(points.map(({ stance }, at) => [stance, at]))
  const units = ratings.units.map((unit) =>
    unit.map((stance) => (stance === null ? null : (place.get(stance) ?? null)))
  )
  const kept = units.map((unit) => unit.filter((value) => value !== null).length >= 2)
  const times = units.map((_unit, at) => ratings.times?.[at] ?? 1)
  return {
    ratings: condensed({
      categories: points.length,
      units: units.filter((_unit, at) => kept[at]),
      times: times.filter((_count, at) => kept[at])
    }),
    excluded: excluded + times.reduce((sum, count, at) => sum + (kept[at] ? 0 : count), 0),
    points: points.map(({ polarity }) => polarity)
  }
}

/** What a coder said of the stance of what they tagged with an issue. */
export type StanceGiven = {
  /** Null: not decided, or several. */
  readonly stance: number | null
  readonly isSeveral: boolean
}

/** Every unit once an issue that at least two coders tagged it with; by coder, null where they did not or are missing. */
export function* sharedIssues(
  units: readonly CodedUnit[],
  issue: number | null
): Generator<{
  readonly unit: CodedUnit
  readonly issue: number
  readonly stances: readonly (StanceGiven | null)[]
}> {
  for (const unit of units) {
    const asked = issue === null ? nearestIssues(unit) : [issue]
    for (const one of asked) {
      const stances = unit.coders.map((tags) => stanceGiven(tags, one, issue === null))
      if (stances.filter((given) => given !== null).length >= 2) yield { unit, issue: one, stances }
    }
  }
}

/** The issues of a unit's tags, the nearest chosen of each, in rising order. */
export function nearestIssues({ coders }: CodedUnit): readonly number[] {
  return [...new Set(coders.flatMap((tags) => (tags ?? []).map(({ issue }) => issue)))].toSorted(
    (a, b) => a - b
  )
}

/** Whether a coder tagged with the issue or with one that it stands for. */
export function hasIssue(tags: readonly Tag[], issue: number): boolean {
  return tags.some(({ issues }) => issues.includes(issue))
}

function stanceGiven(tags: readonly Tag[] | null, issue: number, isNearest: boolean): StanceGiven | null {
  const own = (tags ?? []).filter((tag) => (isNearest ? tag.issue === issue : tag.issues.includes(issue)))
  if (own.length === 0) return null
  const stances = new Set(own.flatMap(({ stance }) => stance ?? []))
  return { stance: stances.size === 1 ? ([...stances][0] ?? null) : null, isSeveral: stances.size > 1 }
}
