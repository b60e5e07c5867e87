/** The codebook of a project as writers and readers of files see it, and the full paths of its issues. */
import type { ActorId, CoderId, IssueId, StanceId } from '../ids.ts'

/** What the host's `codebook.get` gives, as far as it matters here. Deleted records are not in it; joined ones say so. */
export type KnownCodebook = {
  readonly issues: readonly KnownIssue[]
  readonly stances: readonly KnownStance[]
  readonly actors: readonly KnownActor[]
  readonly coders: readonly KnownCoder[]
}

export type KnownIssue = {
  readonly id: IssueId
  readonly name: string
  readonly definition: string
  readonly examples: readonly string[]
  readonly supporting: string
  readonly opposing: string
  readonly colour: string
  readonly parent: IssueId | null
  readonly retired: boolean
  readonly joinedInto: IssueId | null
}

export type KnownStance = {
  readonly id: StanceId
  readonly key: string
  readonly label: string
  readonly polarity: number | null
  readonly colour: string
  readonly shortcut: string
  readonly retired: boolean
  /** Annotations that name it. */
  readonly uses: number
}

export type KnownActor = {
  readonly id: ActorId
  readonly name: string
  readonly otherNames: readonly string[]
  readonly kind: string
  readonly colour: string
  readonly group: string
  readonly joinedInto: ActorId | null
}

export type KnownCoder = {
  readonly id: CoderId
  readonly name: string
  readonly initials: string
  readonly kind: 'person' | 'gold'
  readonly joinedInto: CoderId | null
}

/** Names from the top of the tree down to each issue, itself last. A parent that is not here ends the path. */
export function issuePaths(
  issues: readonly Pick<KnownIssue, 'id' | 'name' | 'parent'>[]
): ReadonlyMap<IssueId, readonly string[]> {
  const byId = new Map(issues.map((issue) => [issue.id, issue]))
  const paths = new Map<IssueId, readonly string[]>()
  const pathOf = (id: IssueId, below: ReadonlySet<IssueId>): readonly string[] => {
    const done = paths.get(id)
    const issue = byId.get(id)
    if (done || !issue || below.has(id)) return done ?? []
    const above = issue.parent === null ? [] : pathOf(issue.parent, new Set([...below, id]))
    const path = [...above, issue.name]
    paths.set(id, path)
    return path
  }
  for (const issue of issues) pathOf(issue.id, new Set())
  return paths
}

/** One text a path, for looking paths up: two different paths never share it. */
export function pathKey(path: readonly string[]): string {
  return JSON.stringify(path)
}

/** Initials for a coder whose file tells only a name: the first letters of its words, at most three. */
export function initialsFor(name: string): string {
  const letters = name
    .split(/[\s.-]+/u)
    .map((word) => Array.from(word.replace(/^[^\p{L}\p{N}]+/u, ''))[0] ?? '')
    .filter((letter) => letter !== '')
  const initials = letters.slice(0, 3).join('').toUpperCase().slice(0, 8)
  return initials === '' ? '?' : initials
}
