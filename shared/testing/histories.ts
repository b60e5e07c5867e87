/** Random histories of several copies of a project with skewed clocks, for laws. */
import fc from 'fast-check'
import {
  newId,
  type ActorId,
  type AnnotationId,
  type CoderId,
  type DocumentId,
  type Hash,
  type IssueId,
  type RecordId,
  type StanceId
} from '../ids.ts'
import { planNewProject } from '../commands/newProject.ts'
import { allHeads } from '../log/fold.ts'
import type { SeenHeads } from '../commands/inputs.ts'
import { recordKey } from '../commands/inputs.ts'
import { utf16 } from '../text/offsets.ts'
import { nameRevision, type Block } from '../text/revision.ts'
import { MemoryProject, seededBytes, sha256 } from './memoryProject.ts'

/** How many runs a law gets: so many in the quick check, and what `PARLEY_LAW_RUNS` says where it is set. */
export function lawRuns(usual: number): number {
  const asked = Number(process.env['PARLEY_LAW_RUNS'] ?? '')
  return Number.isInteger(asked) && asked > 0 ? asked : usual
}

/** One thing somebody does; numbers pick among what is there. */
export type Step = {
  readonly who: number
  readonly act:
    | 'tag'
    | 'retag'
    | 'move'
    | 'deleteTag'
    | 'issue'
    | 'rename'
    | 'place'
    | 'join'
    | 'retire'
    | 'deleteIssue'
    | 'actor'
    | 'document'
    | 'tagMany'
    | 'group'
    | 'progress'
    | 'filter'
    | 'restore'
    | 'undo'
    | 'redo'
    | 'take'
    | 'look'
    | 'settle'
  readonly a: number
  readonly b: number
  readonly word: string
}

export const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(3),
  act: fc.constantFrom(
    'tag',
    'tag',
    'retag',
    'retag',
    'move',
    'deleteTag',
    'issue',
    'rename',
    'place',
    'place',
    'join',
    'retire',
    'deleteIssue',
    'actor',
    'document',
    'tagMany',
    'group',
    'progress',
    'filter',
    'restore',
    'undo',
    'undo',
    'redo',
    'take',
    'look',
    'settle'
  ),
  a: fc.nat(1000),
  b: fc.nat(1000),
  word: fc.constantFrom('peace', 'cafe\u0301', 'café', '😀', 'سلام', 'ceasefire', 'שלום', 'x')
})

export const history: fc.Arbitrary<{ readonly skews: readonly number[]; readonly steps: readonly Step[] }> =
  fc.record({
    skews: fc.array(fc.integer({ min: -3.15e11, max: 3.15e11 }), { minLength: 2, maxLength: 4 }),
    steps: fc.array(step, { minLength: 1, maxLength: 30 })
  })

/** A project with a document, two issues, two actors and two coders; every copy starts from it. */
export function startingProject(): {
  readonly project: MemoryProject
  readonly document: DocumentId
  readonly revision: Hash
  readonly text: string
} {
  const project = new MemoryProject(1)
  const text = 'No negotiation on territory may begin before a full ceasefire 😀 holds.'
  const blocks: readonly Block[] = [{ kind: 'paragraph', start: utf16(0), end: utf16(text.length) }]
  const { hash } = nameRevision({ text, blocks, marks: [] }, sha256)
  project.texts.set(hash, text)
  project.append('project.create', planNewProject('Talks', project.randomBytes).drafts, null)
  const coder = 'cod_ana' as CoderId
  project.run('coder.create', { id: coder, name: 'Ana', initials: 'A' })
  project.coder = coder
  project.run('coder.create', { id: 'cod_bo' as CoderId, name: 'Bo', initials: 'B' })
  const original = { hash, name: 'talks.txt', format: 'txt' as const, encoding: 'utf-8' }
  const document = 'doc_talks' as DocumentId
  project.run('document.import', { documents: [{ id: document, title: 'Talks', revision: hash, original }] })
  for (const name of ['Security', 'Territory']) project.run('issue.create', { name })
  for (const name of ['Ukraine', 'United States']) project.run('actor.create', { name })
  return { project, document, revision: hash, text }
}

/** Copies of the starting project, each with its own session, coder and clock. */
export function copiesOf(start: MemoryProject, skews: readonly number[]): readonly MemoryProject[] {
  return skews.map((skew, i) => {
    const copy = start.copy(100 + i, start.clock + skew)
    copy.coder = (i % 2 === 0 ? 'cod_ana' : 'cod_bo') as CoderId
    return copy
  })
}

/** Plays steps over copies. A copy that last `look`ed keeps working from that view, however stale it is, until it looks again. */
export function play(
  copies: readonly MemoryProject[],
  steps: readonly Step[],
  at: ReturnType<typeof startingProject>
): void {
  const views = copies.map((): SeenHeads => ({}))
  for (const one of steps) {
    const i = one.who % copies.length
    const copy = copies[i]
    const view = views[i]
    if (copy && view) views[i] = act(copy, one, at, copies, view)
  }
}

function act(
  copy: MemoryProject,
  { act, a, b, word }: Step,
  at: ReturnType<typeof startingProject>,
  copies: readonly MemoryProject[],
  view: SeenHeads
): SeenHeads {
  const issue = pick(copy.idsOf('issue'), a) as IssueId | undefined
  const other = pick(copy.idsOf('issue'), b) as IssueId | undefined
  const annotation = pick(copy.annotationsOf(at.document), a)
  const stance = pick(copy.idsOf('stance'), b) as StanceId | undefined
  const actor = pick(copy.idsOf('actor'), a) as ActorId | undefined
  const start = utf16(a % 20)
  const anchor = { revision: at.revision, start, end: utf16(start + 5 + (b % 30)) }
  switch (act) {
    case 'tag':
      if (issue)
        copy.run('annotation.tag', {
          id: newId('annotation', seededBytes(a * 7919 + b * 31 + copy.changes.size)),
          document: at.document,
          ...anchor,
          issue,
          stance: stance ?? null,
          actors: actor ? [actor] : []
        })
      break
    case 'retag':
      if (annotation)
        copy.run(
          'annotation.change',
          {
            annotations: [annotation],
            issue,
            stance: b % 3 === 0 ? null : stance,
            note: word,
            actors: b % 2 ? undefined : actor ? [actor] : []
          },
          view
        )
      break
    case 'move':
      if (annotation) copy.run('annotation.change', { annotations: [annotation], anchor }, view)
      break
    case 'deleteTag':
      if (annotation) copy.run('annotation.delete', { annotations: [annotation] as AnnotationId[] }, view)
      break
    case 'issue':
      copy.run('issue.create', { name: `${word} ${a}`, parent: b % 2 ? (issue ?? null) : null })
      break
    case 'rename':
      if (issue)
        copy.run('issue.change', { issue, name: `${word} ${b}`, examples: b % 2 ? [word] : undefined }, view)
      break
    case 'place':
      if (issue)
        copy.run('issue.move', { issue, parent: b % 4 === 0 ? null : (other ?? null), before: null }, view)
      break
    case 'join':
      if (issue && other) copy.run('issue.join', { issue, into: other }, view)
      break
    case 'retire':
      if (issue) copy.run('issue.retire', { issue, retired: b % 2 === 0 }, view)
      break
    case 'deleteIssue':
      if (issue) copy.run('issue.delete', { issue }, view)
      break
    case 'actor':
      if (actor && b % 2) copy.run('actor.change', { actor, otherNames: [word] }, view)
      else copy.run('actor.create', { name: `${word} ${a} ${b}` })
      break
    case 'document':
      copy.run(
        'document.change',
        {
          documents: [at.document],
          title: `${word} ${a}`,
          setAttributes: { [word]: b % 3 === 0 ? null : String(b) }
        },
        view
      )
      break
    case 'tagMany':
      copy.run('annotation.tagMany', {
        passages: [{ document: at.document, ...anchor }],
        issues: b % 3 === 0 ? [{ create: `${word} ${a} ${b}` }] : issue ? [issue] : [],
        stance: stance ?? null
      })
      break
    case 'group':
      // One batch a step: the laws count on it.
      if (b % 5 === 0) copy.run('document.renameGroup', { group: word, name: b % 2 ? 'peace' : '' })
      else
        copy.run('document.place', { documents: [at.document], group: b % 2 ? word : '', before: null }, view)
      break
    case 'progress': {
      const state = (['new', 'in progress', 'done'] as const)[b % 3] ?? 'done'
      copy.run('progress.set', { documents: [at.document], state }, view)
      break
    }
    case 'filter': {
      const filter = pick(
        copy.shown('filter').map(({ record }) => record.id),
        a
      )
      if (!filter || b % 3 === 0) copy.run('filter.create', { name: word, query: { text: word } })
      else if (b % 3 === 1) copy.run('filter.change', { filter, name: `${word} ${a}` }, view)
      else copy.run('filter.delete', { filter }, view)
      break
    }
    case 'restore': {
      const deleted = [...copy.folded('annotation').values()].filter((folded) => folded.deleted)
      const id = pick(deleted, a)?.record.id
      if (id) copy.run('record.restore', { records: [{ kind: 'annotation', id }] }, view)
      break
    }
    case 'undo':
      copy.undo()
      break
    case 'redo':
      copy.redo()
      break
    case 'take': {
      const from = copies[b % copies.length]
      if (from && from !== copy) copy.merge(from)
      break
    }
    case 'settle':
      settle(copy, a)
      break
    case 'look':
      return lookAt(copy)
  }
  return view
}

/** The heads of every record, as a window that shows everything would keep them. */
export function lookAt(copy: MemoryProject): SeenHeads {
  const seen: SeenHeads = {}
  for (const kind of ['document', 'annotation', 'issue', 'stance', 'actor', 'coder', 'progress', 'filter']) {
    for (const [id, folded] of copy.folded(kind)) seen[recordKey(kind, id)] = [...allHeads(folded)]
  }
  return seen
}

function settle(copy: MemoryProject, a: number): void {
  for (const kind of ['annotation', 'issue', 'document', 'actor', 'progress', 'filter']) {
    for (const folded of copy.folded(kind).values()) {
      const conflict = pick(folded.conflicts, a)
      if (!conflict) continue
      const side = pick(conflict.sides, a)
      if (conflict.why === 'values' && side)
        copy.run('conflict.settle', {
          record: folded.record,
          field: conflict.field,
          take: { change: side.change }
        })
      else
        copy.run('conflict.settle', {
          record: folded.record,
          field: 'deleted',
          take: { keepDeleted: a % 2 === 0 }
        })
      return
    }
  }
}

function pick<T>(from: readonly T[], number: number): T | undefined {
  return from.length === 0 ? undefined : from[number % from.length]
}

/** Everything a project *is*, as one text: folds of all records and the arrangement of those that have one. */
export function stateOf(copy: MemoryProject): string {
  const kinds = [
    'project',
    'document',
    'annotation',
    'issue',
    'stance',
    'actor',
    'coder',
    'progress',
    'filter',
    'decision'
  ]
  const records = kinds.flatMap((kind) =>
    [...copy.folded(kind).values()].map((folded) => [
      folded.record,
      folded.shown,
      folded.conflicts,
      folded.deleted,
      allHeads(folded)
    ])
  )
  const arrangements = (['issue', 'actor', 'coder', 'document'] as const).map((kind) => {
    const { parents, joined, orders, setAside } = copy.arrangement(kind)
    return [[...parents].toSorted(byKey), [...joined].toSorted(byKey), [...orders].toSorted(byKey), setAside]
  })
  return JSON.stringify([records, arrangements], sortedKeys)
}

/** What an analyst sees: values, conflicts by value, and which records are shown. Ids of changes are left out, since undo writes new ones. */
export function viewOf(copy: MemoryProject): unknown {
  const kinds = ['document', 'annotation', 'issue', 'stance', 'actor', 'coder', 'progress', 'filter']
  return kinds.flatMap((kind) => {
    const shown = new Set<RecordId>(copy.shown(kind).map((folded) => folded.record.id))
    return [...copy.folded(kind).values()]
      .filter((folded) => shown.has(folded.record.id))
      .map((folded) => ({
        id: folded.record.id,
        values: Object.fromEntries(Object.entries(folded.shown).toSorted(byKey)),
        conflicts: folded.conflicts
          .filter((one) => one.why === 'values')
          .map((one) => [
            one.field,
            [...new Set(one.sides.map((side) => JSON.stringify(side.value, sortedKeys)))].toSorted()
          ])
      }))
  })
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(byKey))
}
