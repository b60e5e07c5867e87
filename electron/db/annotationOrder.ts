/** The orders of the passages list: which groups come in which order, and what stands in them. */
import { codebookOf } from './codebookView.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'

/** What puts annotations in groups. */
export type Grouping = 'document' | 'issue' | 'stance' | 'coder' | 'actor'
export type Sort = 'document' | 'issue' | 'stance' | 'coder' | 'modified'

/** Annotations that stand together in the list: one document with those joined into it, one issue, stance (null: none yet), coder or actor. */
export type Group = {
  /** What it stands for: the record that the others are joined into. */
  readonly end: number | null
  readonly numbers: readonly (number | null)[]
  readonly count: number
}

type GroupKind = {
  /** Over `annotation a` and, by actor, `annotation_actor x`. */
  readonly column: string
  /** How members of a group are ordered, along an index. */
  readonly within: readonly string[]
  /** Shown annotations a group, as the commit counts them. */
  readonly kept: string
}

const uses = (kind: string): string =>
  `SELECT record AS member, uses AS count FROM use WHERE kind = '${kind}' AND by = 'annotation'`
const kinds: Readonly<Record<Grouping, GroupKind>> = {
  document: {
    column: 'a.document',
    within: ['a.today_start', 'a.n'],
    kept: 'SELECT document AS member, sum(annotations) AS count FROM count GROUP BY document'
  },
  issue: { column: 'a.issue', within: ['a.document', 'a.n'], kept: uses('issue') },
  stance: { column: 'a.stance', within: ['a.document', 'a.n'], kept: uses('stance') },
  coder: {
    column: 'a.coder',
    within: ['a.document', 'a.n'],
    kept: 'SELECT coder AS member, sum(annotations) AS count FROM count GROUP BY coder'
  },
  actor: { column: 'x.actor', within: ['x.annotation'], kept: uses('actor') }
}

export function groupOf(grouping: Grouping): GroupKind {
  return kinds[grouping]
}

/** The groups that hold any, in their order; joined records in one group with what they were joined into. Unknown ones come last. */
export function groupsInOrder(
  file: ProjectFile,
  grouping: Grouping,
  counts: ReadonlyMap<number | null, number>
): Group[] {
  const { order, joined } = orderOf(file, grouping)
  const members = new Map<number | null, (number | null)[]>()
  for (const [member, count] of counts) {
    if (count <= 0) continue
    const end = member === null ? null : (joined.get(member) ?? member)
    const own = members.get(end)
    if (own) own.push(member)
    else members.set(end, [member])
  }
  const groups: Group[] = []
  const add = (end: number | null): void => {
    const numbers = members.get(end)
    if (!numbers) return
    members.delete(end)
    groups.push({
      end,
      numbers,
      count: numbers.reduce((sum: number, member) => sum + (counts.get(member) ?? 0), 0)
    })
  }
  for (const n of order) add(n)
  // Records that are not here yet; null (nothing decided) last.
  for (const end of [...members.keys()].filter((n) => n !== null).toSorted((a, b) => a - b)) add(end)
  add(null)
  return groups
}

function orderOf(
  file: ProjectFile,
  grouping: Grouping
): { readonly order: readonly number[]; readonly joined: ReadonlyMap<number, number> } {
  const { connection, names } = file
  if (grouping === 'document') {
    return {
      order: connection.all(documentsInOrder).map(({ n }) => n),
      joined: new Map(connection.all(joinedDocuments).map(({ n, joined }) => [n, joined]))
    }
  }
  const codebook = codebookOf(file)
  const listed = {
    issue: codebook.issues,
    stance: codebook.stances,
    coder: codebook.coders,
    actor: codebook.actors
  }[grouping]
  const number = (id: string): number => names.find(id) ?? -1
  const joined = new Map<number, number>()
  for (const one of listed)
    if ('joinedInto' in one && one.joinedInto !== null) joined.set(number(one.id), number(one.joinedInto))
  return { order: listed.map(({ id }) => number(id)), joined }
}

const documentsInOrder = sql<[], { n: number }>(
  'SELECT n FROM document WHERE shown = 1 AND joined IS NULL ORDER BY place_group, place_key'
)
const joinedDocuments = sql<[], { n: number; joined: number }>(
  'SELECT n, joined FROM document WHERE joined IS NOT NULL'
)
