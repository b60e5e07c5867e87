/** The codebook and the people as views show them: everything a coder picks from. */
import type { ActorView, CodebookView, CoderView, IssueView, StanceView } from '../../shared/api/views.ts'
import type { ActorId, ChangeId, CoderId, IssueId, StanceId } from '../../shared/ids.ts'
import { compareSiblings } from '../../shared/log/arrange.ts'
import { hiddenUses } from './blind.ts'
import { unpackIds } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'
import { byText } from './read.ts'
import { sql } from './sql.ts'

/** All issues in tree order (joined ones last), stances in the order of the scale, actors and coders by name. Deleted ones are left out. */
export function codebookOf(file: ProjectFile): CodebookView {
  return {
    issues: inTreeOrder(issuesOf(file)),
    stances: stancesOf(file),
    actors: actorsOf(file),
    coders: codersOf(file)
  }
}

/** The numbers of issues, each with everything below it and everything joined into any of these. */
export function issuesBelow(file: ProjectFile, numbers: readonly number[]): readonly number[] {
  const rows = file.connection.all(issuePlaces)
  const below = new Map<number, number[]>()
  for (const { n, parent, joined } of rows) {
    const above = joined ?? parent
    if (above === null) continue
    const own = below.get(above)
    if (own) own.push(n)
    else below.set(above, [n])
  }
  const found = new Set<number>()
  const open = [...numbers]
  for (let n = open.pop(); n !== undefined; n = open.pop()) {
    if (found.has(n)) continue
    found.add(n)
    open.push(...(below.get(n) ?? []))
  }
  return [...found]
}

type Common = {
  readonly n: number
  readonly uses: number
  readonly heads: string
  readonly joined: number | null
}

function issuesOf(file: ProjectFile): readonly IssueView[] {
  const read = reader(file, 'issue')
  return file.connection.all(selectIssues).map((row) => ({
    ...read<IssueId>(row),
    name: row.name ?? '',
    definition: row.definition ?? '',
    examples: JSON.parse(row.examples) as string[],
    supporting: row.supporting ?? '',
    opposing: row.opposing ?? '',
    colour: row.colour ?? '',
    parent: row.parent === null ? null : (file.names.idOf(row.parent) as IssueId),
    order: row.place_order,
    retired: row.retired === 1,
    joinedInto: row.joined === null ? null : (file.names.idOf(row.joined) as IssueId)
  }))
}

function stancesOf(file: ProjectFile): StanceView[] {
  const read = reader(file, 'stance')
  return file.connection
    .all(selectStances)
    .map((row) => ({
      ...read<StanceId>(row),
      key: row.key ?? '',
      label: row.label ?? '',
      polarity: row.polarity,
      colour: row.colour ?? '',
      shortcut: row.shortcut ?? '',
      order: row.place_order,
      retired: row.retired === 1
    }))
    .toSorted(compareSiblings)
}

function actorsOf(file: ProjectFile): ActorView[] {
  const read = reader(file, 'actor')
  return file.connection
    .all(selectActors)
    .map((row) => ({
      ...read<ActorId>(row),
      name: row.name ?? '',
      otherNames: JSON.parse(row.other_names) as string[],
      kind: row.kind ?? '',
      colour: row.colour ?? '',
      group: row.actor_group ?? '',
      joinedInto: row.joined === null ? null : (file.names.idOf(row.joined) as ActorId)
    }))
    .toSorted(byName)
}

function codersOf(file: ProjectFile): CoderView[] {
  const read = reader(file, 'coder')
  return file.connection
    .all(selectCoders)
    .map((row) => ({
      ...read<CoderId>(row),
      name: row.name ?? '',
      initials: row.initials ?? '',
      kind: row.kind === 'gold' ? ('gold' as const) : ('person' as const),
      joinedInto: row.joined === null ? null : (file.names.idOf(row.joined) as CoderId)
    }))
    .toSorted(byName)
}

/** What every codebook view has. Uses by annotations that blind coding hides are not counted; how much each coder did is. */
function reader(
  file: ProjectFile,
  kind: 'issue' | 'stance' | 'actor' | 'coder'
): <Id>(row: Common) => { id: Id; uses: number; heads: ChangeId[]; conflicts: string[] } {
  const hidden = kind === 'coder' ? null : hiddenUses(file, kind)
  const fields = new Map<number, Set<string>>()
  for (const { record, field } of file.connection.all(conflictsOfKind, kind))
    fields.set(record, (fields.get(record) ?? new Set()).add(field))
  return <Id>(row: Common) => ({
    id: file.names.idOf(row.n) as Id,
    uses: row.uses - (hidden?.get(row.n) ?? 0),
    heads: [...unpackIds(row.heads, file.names)],
    conflicts: [...(fields.get(row.n) ?? [])].toSorted(byText)
  })
}

function inTreeOrder(issues: readonly IssueView[]): IssueView[] {
  const below = new Map<IssueId | null, IssueView[]>()
  for (const issue of issues) {
    if (issue.joinedInto !== null) continue
    const own = below.get(issue.parent)
    if (own) own.push(issue)
    else below.set(issue.parent, [issue])
  }
  const inOrder: IssueView[] = []
  const open = (below.get(null) ?? []).toSorted(compareSiblings).toReversed()
  for (let issue = open.pop(); issue !== undefined; issue = open.pop()) {
    inOrder.push(issue)
    open.push(...(below.get(issue.id) ?? []).toSorted(compareSiblings).toReversed())
  }
  return [...inOrder, ...issues.filter((issue) => issue.joinedInto !== null).toSorted(byName)]
}

function byName(
  a: { readonly name: string; readonly id: string },
  b: { readonly name: string; readonly id: string }
): number {
  return byText(a.name, b.name) || byText(a.id, b.id)
}

type IssueRow = Common & {
  readonly name: string | null
  readonly definition: string | null
  readonly examples: string
  readonly supporting: string | null
  readonly opposing: string | null
  readonly colour: string | null
  readonly parent: number | null
  readonly place_order: string
  readonly retired: number
}
type StanceRow = Common & {
  readonly key: string | null
  readonly label: string | null
  readonly polarity: number | null
  readonly colour: string | null
  readonly shortcut: string | null
  readonly place_order: string
  readonly retired: number
}
type ActorRow = Common & {
  readonly name: string | null
  readonly other_names: string
  readonly kind: string | null
  readonly colour: string | null
  readonly actor_group: string | null
}
type CoderRow = Common & {
  readonly name: string | null
  readonly initials: string | null
  readonly kind: string | null
}

const uses = (kind: string): string =>
  `(SELECT coalesce(sum(u.uses), 0) FROM use u WHERE u.kind = '${kind}' AND u.record = t.n) AS uses`
const selectIssues = sql<[], IssueRow>(
  `SELECT n, heads, joined, ${uses('issue')}, name, definition, examples, supporting, opposing, colour, parent, place_order, retired FROM issue t WHERE shown = 1`
)
const selectStances = sql<[], StanceRow>(
  `SELECT n, heads, NULL AS joined, ${uses('stance')}, key, label, polarity, colour, shortcut, place_order, retired FROM stance t WHERE shown = 1`
)
const selectActors = sql<[], ActorRow>(
  `SELECT n, heads, joined, ${uses('actor')}, name, other_names, kind, colour, actor_group FROM actor t WHERE shown = 1`
)
const selectCoders = sql<[], CoderRow>(
  `SELECT n, heads, joined, ${uses('coder')}, name, initials, kind FROM coder t WHERE shown = 1`
)
const conflictsOfKind = sql<[string], { record: number; field: string }>(
  'SELECT record, field FROM conflict WHERE kind = ?'
)
const issuePlaces = sql<[], { n: number; parent: number | null; joined: number | null }>(
  'SELECT n, parent, joined FROM issue WHERE shown = 1'
)
