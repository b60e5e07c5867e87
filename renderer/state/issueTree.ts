/** The issue tree as the codebook pane shows it. */
import type { IssueView } from '../../shared/api/views.ts'
import type { IssueId } from '../../shared/ids.ts'

export type IssueNode = {
  readonly issue: IssueView
  readonly children: readonly IssueNode[]
  /** Annotations that count here and below: its own, those of issues joined into it, and its children's. */
  readonly total: number
  /** From 1. */
  readonly level: number
}

/**
 * The tree of the issues that stand for themselves (joined ones are counted in their target and not shown). `issues` come in tree
 * order, siblings in theirs. An issue whose parent is not here stands at the top.
 */
export function issueTree(issues: readonly IssueView[]): readonly IssueNode[] {
  const byId = new Map(issues.map((issue) => [issue.id, issue]))
  const shown = issues.filter((issue) => issue.joinedInto === null || !byId.has(issue.joinedInto))
  const shownIds = new Set(shown.map((issue) => issue.id))
  const childrenOf = new Map<IssueId | null, IssueView[]>()
  for (const issue of shown) {
    const parent = nearestShown(issue.parent, byId, shownIds)
    const siblings = childrenOf.get(parent) ?? []
    childrenOf.set(parent, [...siblings, issue])
  }
  const own = usesWithJoined(issues, byId)
  const grow = (parent: IssueId | null, level: number): readonly IssueNode[] =>
    (childrenOf.get(parent) ?? []).map((issue) => {
      const children = grow(issue.id, level + 1)
      return {
        issue,
        children,
        level,
        total: (own.get(issue.id) ?? 0) + children.reduce((sum, child) => sum + child.total, 0)
      }
    })
  return grow(null, 1)
}

/** Every node of a tree, parents before children. */
export function flatten(nodes: readonly IssueNode[]): readonly IssueNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)])
}

/** The nodes whose name holds the words, with their ancestors; all of them for ''. Upper and lower case count as the same. */
export function matching(nodes: readonly IssueNode[], words: string): readonly IssueNode[] {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return nodes
  return nodes.flatMap((node) => {
    const children = matching(node.children, wanted)
    return children.length > 0 || node.issue.name.toLowerCase().includes(wanted)
      ? [{ ...node, children }]
      : []
  })
}

/** The names from the top down to an issue: "Security", "NATO membership now". */
export function issuePath(id: IssueId, issues: ReadonlyMap<string, IssueView>): readonly string[] {
  const names: string[] = []
  const seen = new Set<string>()
  for (
    let issue = issues.get(id);
    issue && !seen.has(issue.id);
    issue = issue.parent ? issues.get(issue.parent) : undefined
  ) {
    seen.add(issue.id)
    names.unshift(issue.name)
  }
  return names
}

/** Where an issue may go by keyboard: the `issue.move` that puts it a step up, down, in (below the one before it) or out; null where it cannot. */
export function step(
  nodes: readonly IssueNode[],
  id: IssueId,
  way: 'up' | 'down' | 'in' | 'out'
): { readonly parent: IssueId | null; readonly before: IssueId | null } | null {
  const found = locate(nodes, id, null)
  if (!found) return null
  const { siblings, at, parent } = found
  switch (way) {
    case 'up': {
      const before = siblings[at - 1]
      return before ? { parent: parent?.issue.id ?? null, before: before.issue.id } : null
    }
    case 'down':
      return siblings[at + 1]
        ? { parent: parent?.issue.id ?? null, before: siblings[at + 2]?.issue.id ?? null }
        : null
    case 'in': {
      const before = siblings[at - 1]
      return before ? { parent: before.issue.id, before: null } : null
    }
    case 'out': {
      if (!parent) return null
      const above = locate(nodes, parent.issue.id, null)
      if (!above) return null
      return {
        parent: above.parent?.issue.id ?? null,
        before: above.siblings[above.at + 1]?.issue.id ?? null
      }
    }
  }
}

/** The `issue.move` of a drop before, after or on an issue; null where it would land in itself. */
export function drop(
  nodes: readonly IssueNode[],
  id: IssueId,
  target: IssueId,
  position: 'before' | 'after' | 'on'
): { readonly parent: IssueId | null; readonly before: IssueId | null } | null {
  const moved = locate(nodes, id, null)
  const found = locate(nodes, target, null)
  if (!moved || !found || id === target) return null
  const inside = moved.siblings[moved.at]
  if (inside && flatten([inside]).some((node) => node.issue.id === target)) return null
  if (position === 'on') return { parent: target, before: null }
  const parent = found.parent?.issue.id ?? null
  if (position === 'before') return { parent, before: target }
  const next = found.siblings.slice(found.at + 1).find((node) => node.issue.id !== id)
  return { parent, before: next?.issue.id ?? null }
}

type Place = {
  readonly siblings: readonly IssueNode[]
  readonly at: number
  readonly parent: IssueNode | null
}

function locate(nodes: readonly IssueNode[], id: IssueId, parent: IssueNode | null): Place | null {
  const at = nodes.findIndex((node) => node.issue.id === id)
  if (at >= 0) return { siblings: nodes, at, parent }
  for (const node of nodes) {
    const place = locate(node.children, id, node)
    if (place) return place
  }
  return null
}

function nearestShown(
  start: IssueId | null,
  byId: ReadonlyMap<IssueId, IssueView>,
  shown: ReadonlySet<IssueId>
): IssueId | null {
  const seen = new Set<IssueId>()
  let id = start
  while (id !== null && !shown.has(id)) {
    if (seen.has(id)) return null
    seen.add(id)
    const issue = byId.get(id)
    id = issue?.joinedInto ?? issue?.parent ?? null
  }
  return id
}

function usesWithJoined(
  issues: readonly IssueView[],
  byId: ReadonlyMap<IssueId, IssueView>
): ReadonlyMap<IssueId, number> {
  const uses = new Map<IssueId, number>()
  for (const issue of issues) {
    let target = issue
    const seen = new Set<IssueId>([issue.id])
    while (target.joinedInto !== null) {
      const next = byId.get(target.joinedInto)
      if (!next || seen.has(next.id)) break
      seen.add(next.id)
      target = next
    }
    uses.set(target.id, (uses.get(target.id) ?? 0) + issue.uses)
  }
  return uses
}
