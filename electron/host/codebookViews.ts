/** The codebook and the people as views show them. */
import { compareSiblings } from '../../shared/log/arrange.ts'
import type { ActorView, CoderView, CodebookView, IssueView, StanceView } from '../../shared/api/views.ts'
import type { ActorId, CoderId, IssueId, RecordId, StanceId } from '../../shared/ids.ts'
import { allHeads, type Folded } from '../../shared/log/fold.ts'
import { valuesOf, type RecordKind } from '../../shared/model/record.ts'
import { recordKinds, type KindName, type ValuesByKind } from '../../shared/model/records.ts'
import { arrangementOf } from '../db/lookup.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { byText, conflictsOfRecord, recordsOfKind, usesOf } from '../db/read.ts'

/** Everything a coder picks from. Issues in tree order, stances in their order, people by name. */
export function codebookOf(file: ProjectFile): CodebookView {
  return { issues: issuesOf(file), stances: stancesOf(file), actors: actorsOf(file), coders: codersOf(file) }
}

function issuesOf(file: ProjectFile): IssueView[] {
  const { parents, joined, orders } = arrangementOf(file, 'issue')
  const views = recordsOfKind(file, 'issue').map((folded): IssueView => {
    const values = read('issue', folded)
    const id = folded.record.id as IssueId
    return {
      id,
      name: values.name ?? '',
      definition: values.definition ?? '',
      examples: [...values.examples],
      supporting: values.supporting ?? '',
      opposing: values.opposing ?? '',
      colour: values.colour ?? '',
      parent: (parents.get(id) ?? null) as IssueId | null,
      order: orders.get(id) ?? values.place?.order ?? '',
      retired: values.retired ?? false,
      joinedInto: (joined.get(id) ?? null) as IssueId | null,
      ...common(file, folded)
    }
  })
  return inTreeOrder(views)
}

function stancesOf(file: ProjectFile): StanceView[] {
  return recordsOfKind(file, 'stance')
    .map((folded): StanceView => {
      const values = read('stance', folded)
      return {
        id: folded.record.id as StanceId,
        key: values.key ?? '',
        label: values.label ?? '',
        polarity: values.polarity ?? null,
        colour: values.colour ?? '',
        shortcut: values.shortcut ?? '',
        order: values.place?.order ?? '',
        retired: values.retired ?? false,
        ...common(file, folded)
      }
    })
    .toSorted(compareSiblings)
}

function actorsOf(file: ProjectFile): ActorView[] {
  const { joined } = arrangementOf(file, 'actor')
  return recordsOfKind(file, 'actor')
    .map((folded): ActorView => {
      const values = read('actor', folded)
      const id = folded.record.id as ActorId
      return {
        id,
        name: values.name ?? '',
        otherNames: [...values.otherNames],
        kind: values.kind ?? '',
        colour: values.colour ?? '',
        group: values.group ?? '',
        joinedInto: (joined.get(id) ?? null) as ActorId | null,
        ...common(file, folded)
      }
    })
    .toSorted(compareNamed)
}

function codersOf(file: ProjectFile): CoderView[] {
  const { joined } = arrangementOf(file, 'coder')
  return recordsOfKind(file, 'coder')
    .map((folded): CoderView => {
      const values = read('coder', folded)
      const id = folded.record.id as CoderId
      return {
        id,
        name: values.name ?? '',
        initials: values.initials ?? '',
        kind: values.kind ?? 'person',
        joinedInto: (joined.get(id) ?? null) as CoderId | null,
        ...common(file, folded)
      }
    })
    .toSorted(compareNamed)
}

/** What every view of a record has. */
function common(file: ProjectFile, folded: Folded) {
  return {
    uses: usesOf(file, folded.record),
    heads: [...allHeads(folded)],
    conflicts: [...new Set(conflictsOfRecord(file, folded.record).map(({ field }) => field))].toSorted(byText)
  }
}

function read<K extends KindName>(kind: K, folded: Folded): ValuesByKind[K] {
  return valuesOf(recordKinds[kind] as unknown as RecordKind, folded.shown) as unknown as ValuesByKind[K]
}

/** Parents before their children, siblings in their order, joined issues last. */
function inTreeOrder(views: readonly IssueView[]): IssueView[] {
  const below = new Map<RecordId | null, IssueView[]>()
  for (const view of views) {
    if (view.joinedInto !== null) continue
    const own = below.get(view.parent)
    if (own) own.push(view)
    else below.set(view.parent, [view])
  }
  const ordered: IssueView[] = []
  const walk = (parent: RecordId | null): void => {
    for (const view of (below.get(parent) ?? []).toSorted(compareSiblings)) {
      ordered.push(view)
      walk(view.id)
    }
  }
  walk(null)
  return [...ordered, ...views.filter((view) => view.joinedInto !== null).toSorted(compareNamed)]
}

function compareNamed(
  a: { readonly name: string; readonly id: string },
  b: { readonly name: string; readonly id: string }
): number {
  return byText(a.name.toLowerCase(), b.name.toLowerCase()) || byText(a.name, b.name) || byText(a.id, b.id)
}
