/** Which annotations of several coders belong to one question, and how each question stands. One document at a time. */
import { matchAll } from './matching.ts'

/** An annotation with a place. Offsets are UTF-16 code units of today's text; issue, coder and actors are the ones that joined ones count as. */
export type Marked = {
  readonly id: string
  readonly coder: string
  readonly issue: string
  /** Null: not decided yet. */
  readonly stance: string | null
  readonly actors: readonly string[]
  readonly start: number
  readonly end: number
  /** Milliseconds since 1970. */
  readonly created: number
  readonly heads: readonly string[]
}

export const outcomes = ['accepted', 'changed', 'own', 'rejected'] as const
export type Outcome = (typeof outcomes)[number]

/** A decision of one gold layer. */
export type Decided = {
  readonly id: string
  readonly outcome: Outcome
  readonly sources: readonly { readonly annotation: string; readonly heads: readonly string[] }[]
  /** Its gold annotation; null where it has none that stands in today's text. */
  readonly gold: { readonly start: number; readonly end: number } | null
}

/** How far a coder is with the document. */
export type CoderProgress = 'new' | 'in progress' | 'done'

/**
 * 'one', 'some': the others who began the document left it untagged. 'waiting': somebody who has not begun may still tag it. 'changed': after
 * the decision. 'twice': two decisions on one question, made apart. In the order of what there is to do.
 */
export const questionStates = [
  'twice',
  'changed',
  'stance',
  'span',
  'issue',
  'actors',
  'some',
  'one',
  'agree',
  'waiting',
  'settled',
  'rejected'
] as const
export type QuestionState = (typeof questionStates)[number]

/** Why a decision is looked at again. */
export type SinceDecided = {
  /** Sources that stand otherwise than they were seen. */
  readonly changed: readonly string[]
  /** Annotations that fell into the question since. */
  readonly added: readonly string[]
  /** Sources that are not there any more, or have no place in today's text. */
  readonly gone: readonly string[]
  /** The same of the gold annotation. */
  readonly goldIsGone: boolean
}

export type Question = {
  /** Of its oldest annotation (decided: of the smallest source id), so that later work seldom gives it another. */
  readonly id: string
  readonly state: QuestionState
  /** In the order of the coders, then of their places. */
  readonly marked: readonly Marked[]
  readonly decisions: readonly Decided[]
  readonly since: SinceDecided
  /** Chosen coders without an annotation in it. */
  readonly absent: readonly { readonly coder: string; readonly progress: CoderProgress }[]
  /** From the first to the last character that anybody marked. */
  readonly start: number
  readonly end: number
}

export type Asked = {
  /** Whose work is compared, in their order. */
  readonly coders: readonly string[]
  /** Every annotation of these coders that has a place, and every source of a decision that is still there. */
  readonly marked: readonly Marked[]
  readonly decided: readonly Decided[]
  readonly progress: ReadonlyMap<string, CoderProgress>
}

/**
 * The questions of a document in the order of their places. An annotation is in exactly one. Sources of a decision stay together; what is
 * undecided is matched one to one, coder by coder: first by issue and overlap, then by overlap alone. The same for every order of the input.
 */
export function questionsOf({ coders, marked, decided, progress }: Asked): readonly Question[] {
  const byId = new Map(marked.map((one) => [one.id, one]))
  const rank = new Map(coders.map((coder, i) => [coder, i]))
  const groups: Group[] = decidedGroups(decided).flatMap((decisions) => {
    const sources = [...new Set(decisions.flatMap((one) => one.sources.map(({ annotation }) => annotation)))]
    const here = sources.flatMap((id) => byId.get(id) ?? []).toSorted(byPlace)
    const concerns = here.some(({ coder }) => rank.has(coder))
    const isLeft = here.length === 0 && decisions.some(({ gold }) => gold !== null)
    return concerns || isLeft ? [{ marked: here, decisions, sources }] : []
  })
  const taken = new Set(decided.flatMap(({ sources }) => sources.map(({ annotation }) => annotation)))
  const ofCoder = new Map<string, Marked[]>(coders.map((coder) => [coder, []]))
  for (const one of marked.toSorted(byPlace)) if (!taken.has(one.id)) ofCoder.get(one.coder)?.push(one)
  const open = matched(groups, [...ofCoder.values()], { sameIssue: true })
  return joinedByPlace(open, coders)
    .map((group) => question(group, { coders, rank, progress }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end || byText(a.id, b.id))
}

/** True for a question on which nothing is left to do. */
export function isDecided(state: QuestionState): boolean {
  return state === 'settled' || state === 'rejected'
}

/** True for a question that an adjudicator can answer now. */
export function isOpen(state: QuestionState): boolean {
  return !isDecided(state) && state !== 'waiting'
}

type Group = {
  readonly marked: readonly Marked[]
  readonly decisions: readonly Decided[]
  readonly sources: readonly string[]
}

/** Decisions that name a common source are about one question. */
function decidedGroups(decided: readonly Decided[]): readonly (readonly Decided[])[] {
  const groupOf = new Map<string, Decided[]>()
  const groups = new Set<Decided[]>()
  for (const decision of decided.toSorted((a, b) => byText(a.id, b.id))) {
    const known = new Set(
      decision.sources.flatMap(({ annotation }) => {
        const group = groupOf.get(annotation)
        return group ? [group] : []
      })
    )
    const group = [...[...known].flat(), decision]
    for (const one of known) groups.delete(one)
    groups.add(group)
    for (const one of group) for (const { annotation } of one.sources) groupOf.set(annotation, group)
  }
  return [...groups]
}

/** Adds one coder after another: each annotation to one group that has none of that coder yet, as many as possible; the rest stand alone. */
function matched(
  groups: readonly Group[],
  ofCoders: readonly (readonly Marked[])[],
  { sameIssue }: { readonly sameIssue: boolean }
): readonly Group[] {
  let all = [...groups]
  for (const own of ofCoders) {
    const partners = new Map(
      pairs(
        own.map((one) => [one]),
        all.map(({ marked }) => marked),
        (one, marked) =>
          marked.every(({ coder }) => coder !== one[0]?.coder) &&
          marked.some((other) => overlaps(one[0], other) && (!sameIssue || one[0]?.issue === other.issue))
      )
    )
    const alone: Group[] = []
    for (const [i, one] of own.entries()) {
      const at = partners.get(i)
      const group = at === undefined ? undefined : all[at]
      if (group && at !== undefined) all[at] = { ...group, marked: [...group.marked, one] }
      else alone.push({ marked: [one], decisions: [], sources: [] })
    }
    all = [...all, ...alone]
  }
  return all
}

/** Joins groups of different coders that overlap though their issues differ, led by their first coder. */
function joinedByPlace(groups: readonly Group[], coders: readonly string[]): readonly Group[] {
  const isDone = ({ decisions }: Group): boolean => decisions.length > 0
  let all = groups.filter(isDone)
  const open = groups.filter((group) => !isDone(group))
  for (const coder of coders) {
    const own = open.filter(({ marked }) => marked[0]?.coder === coder)
    const partners = new Map(
      pairs(
        own.map(({ marked }) => marked),
        all.map(({ marked }) => marked),
        (a, b) =>
          a.every((one) => b.every((other) => one.coder !== other.coder)) &&
          a.some((one) => b.some((other) => overlaps(one, other)))
      )
    )
    const alone: Group[] = []
    for (const [i, group] of own.entries()) {
      const at = partners.get(i)
      const partner = at === undefined ? undefined : all[at]
      if (partner && at !== undefined)
        all = all.with(at, { ...partner, marked: [...partner.marked, ...group.marked] })
      else alone.push(group)
    }
    all = [...all, ...alone]
  }
  return all
}

/** A greatest matching of two lists of groups that stand near each other; of equally many pairs the closest. */
function pairs(
  a: readonly (readonly Marked[])[],
  b: readonly (readonly Marked[])[],
  fits: (one: readonly Marked[], other: readonly Marked[]) => boolean
): readonly (readonly [number, number])[] {
  const spans = b
    .map((group, index) => ({ ...reachOf(group), index }))
    .toSorted((x, y) => x.start - y.start || x.index - y.index)
  const longest = spans.reduce((most, { start, end }) => Math.max(most, end - start), 0)
  const edges = a.map((group) => {
    const { start, end } = reachOf(group)
    const near: { readonly index: number; readonly far: number }[] = []
    for (let i = firstFrom(spans, start - longest); i < spans.length; i++) {
      const other = spans[i]
      if (!other || other.start >= end) break
      const marked = b[other.index]
      if (marked && other.end > start && fits(group, marked))
        near.push({
          index: other.index,
          far: Math.abs(other.start - start) + Math.abs(other.end - end)
        })
    }
    return near.toSorted((x, y) => x.far - y.far || x.index - y.index).map(({ index }) => index)
  })
  return matchAll(edges, b.length)
}

function question(
  { marked, decisions, sources }: Group,
  { coders, rank, progress }: Pick<Asked, 'coders' | 'progress'> & { readonly rank: Map<string, number> }
): Question {
  const last = coders.length
  const inOrder = marked.toSorted(
    (a, b) => (rank.get(a.coder) ?? last) - (rank.get(b.coder) ?? last) || byPlace(a, b)
  )
  const here = new Set(marked.map(({ coder }) => coder))
  const absent = coders
    .filter((coder) => !here.has(coder))
    .map((coder) => ({ coder, progress: progress.get(coder) ?? ('new' as const) }))
  const since = sinceDecided({ marked, decisions, sources })
  const golden = decisions.flatMap(({ gold }) => gold ?? [])
  const { start, end } = reachOf(marked.length > 0 ? marked : golden)
  const oldest = marked.toSorted((a, b) => a.created - b.created || byText(a.id, b.id))[0]
  return {
    id: sources.toSorted(byText)[0] ?? oldest?.id ?? '',
    state: stateOf({ marked, decisions, since, absent, coders: here.size }),
    marked: inOrder,
    decisions,
    since,
    absent,
    start,
    end
  }
}

function sinceDecided({ marked, decisions, sources }: Group): SinceDecided {
  const byId = new Map(marked.map((one) => [one.id, one]))
  const named = new Set(sources)
  const changed = new Set<string>()
  for (const decision of decisions)
    for (const { annotation, heads } of decision.sources) {
      const now = byId.get(annotation)
      if (now && !sameHeads(now.heads, heads)) changed.add(annotation)
    }
  return {
    changed: [...changed].toSorted(byText),
    added: decisions.length === 0 ? [] : marked.flatMap(({ id }) => (named.has(id) ? [] : id)),
    gone: sources.filter((id) => !byId.has(id)),
    goldIsGone: decisions.some(({ outcome, gold }) => outcome !== 'rejected' && gold === null)
  }
}

function stateOf({
  marked,
  decisions,
  since,
  absent,
  coders
}: Pick<Question, 'marked' | 'decisions' | 'since' | 'absent'> & {
  readonly coders: number
}): QuestionState {
  if (decisions.length > 1) return 'twice'
  const [decision] = decisions
  if (decision) {
    const isChanged = since.changed.length + since.added.length + since.gone.length > 0 || since.goldIsGone
    return isChanged ? 'changed' : decision.outcome === 'rejected' ? 'rejected' : 'settled'
  }
  const differ = (of: (one: Marked) => string): boolean => new Set(marked.map(of)).size > 1
  if (differ(({ issue }) => issue)) return 'issue'
  if (differ(({ stance }) => stance ?? '')) return 'stance'
  if (differ(({ start, end }) => `${start}-${end}`)) return 'span'
  if (differ(({ actors }) => actors.toSorted(byText).join(' '))) return 'actors'
  if (absent.some(({ progress }) => progress === 'new')) return 'waiting'
  if (absent.length > 0) return coders === 1 ? 'one' : 'some'
  return 'agree'
}

function reachOf(spans: readonly { readonly start: number; readonly end: number }[]): {
  readonly start: number
  readonly end: number
} {
  let start = Infinity
  let end = 0
  for (const one of spans) {
    start = Math.min(start, one.start)
    end = Math.max(end, one.end)
  }
  return spans.length > 0 ? { start, end } : { start: 0, end: 0 }
}

/** The first of the spans, in rising order, that starts at or after an offset. */
function firstFrom(spans: readonly { readonly start: number }[], offset: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}

function overlaps(a: Marked | undefined, b: Marked): boolean {
  return a !== undefined && a.start < b.end && b.start < a.end
}

function sameHeads(a: readonly string[], b: readonly string[]): boolean {
  const own = new Set(a)
  return own.size === new Set(b).size && b.every((head) => own.has(head))
}

function byPlace(a: Marked, b: Marked): number {
  return a.start - b.start || a.end - b.end || byText(a.id, b.id)
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
