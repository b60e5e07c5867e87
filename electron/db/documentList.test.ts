import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { DocumentFilter, DocumentSort } from '../../shared/api/filters.ts'
import type { DocumentRow } from '../../shared/api/views.ts'
import type { ActorId, AnnotationId, CoderId, DocumentId, IssueId } from '../../shared/ids.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import { startingProject } from '../../shared/testing/histories.ts'
import { documentsNamed, documentsOverview } from './documentDetails.ts'
import { compareGroups, flatList, groupsOf } from './documentList.ts'
import { documentRows, documentsOrder } from './documentRows.ts'
import { documentsPage } from './documentViews.ts'
import { store, tempProject } from './testFiles.ts'

const ana = 'cod_ana' as CoderId
const { file, ids, actors } = tableOfDocuments()
const [talks, round2, round10, arabic, hebrew, joined] = ids as [
  DocumentId,
  DocumentId,
  DocumentId,
  DocumentId,
  DocumentId,
  DocumentId
]
const plain = { filter: {}, sort: 'place', descending: false, grouped: true, coder: ana } as const
const sorts = fc.constantFrom<DocumentSort>(
  'place',
  'title',
  'date',
  'kind',
  'annotations',
  'progress',
  'changed'
)
const filters: fc.Arbitrary<DocumentFilter> = fc.record(
  {
    text: fc.constantFrom('', 'RE\u0301PONSE', 'سلام', 'draft'),
    groups: fc.subarray(['', 'Round 2', 'Round 10', 'Nobody']),
    kinds: fc.subarray(['', 'bill', 'proposal']),
    authors: fc.subarray([...actors]),
    states: fc.subarray(['new', 'in progress', 'done'] as const),
    from: fc.constantFrom('2024', '2025-03', '2025-04-25'),
    to: fc.constantFrom('2025', '2025-04'),
    has: fc.constantFrom('untagged', 'incomplete', 'conflict', 'lost', 'toArrive', 'joined')
  },
  { requiredKeys: [] }
)

describe('the documents list', () => {
  it('is the same in pages of any size, with every document once, in groups that stand in their order', () => {
    fc.assert(
      fc.property(
        filters,
        sorts,
        fc.boolean(),
        fc.boolean(),
        fc.subarray(['', 'Round 2', 'Round 10']),
        fc.integer({ min: 1, max: 5 }),
        (filter, sort, descending, grouped, closed, size) => {
          const asked = { filter, sort, descending, grouped, coder: ana }
          const all = documentRows(file, { ...asked, closed, offset: 0, limit: 1000 })
          const paged: DocumentRow[] = []
          for (let offset = 0; offset < all.total; offset += size)
            paged.push(...documentRows(file, { ...asked, closed, offset, limit: size }).rows)
          expect(paged).toEqual(all.rows)
          expect(all.rows).toHaveLength(all.total)
          const order = documentsOrder(file, asked)
          const listed = all.rows.flatMap((row) => (row.row === 'document' ? [row.id] : []))
          const isShut = (group: string): boolean =>
            closed.includes(group) && order.some((one) => one.group !== '')
          expect(listed).toEqual(
            order.flatMap(({ group, documents }) => (grouped && isShut(group) ? [] : documents))
          )
          expect(order.flatMap(({ documents }) => documents)).toHaveLength(all.documents)
          expect(new Set(listed).size).toBe(listed.length)
          const headings = all.rows.flatMap((row) => (row.row === 'group' ? [row.name] : []))
          expect(headings).toEqual(headings.toSorted(compareGroups))
          expect(documentsPage(file, { ...asked, offset: 0, limit: 1000 }).total).toBe(all.documents)
        }
      ),
      { numRuns: 200 }
    )
  })

  it('reads a plain list from its index just as it would sort it', () => {
    const read = groupsOf(file, plain).map(({ name, count, slice }) => [name, slice(0, count)] as const)
    // Every document is new, in progress or done: a filter that lets all through.
    const states = ['new' as const, 'in progress' as const, 'done' as const]
    const sorted = groupsOf(file, { ...plain, filter: { states } })
    expect(sorted.map(({ name, count, slice }) => [name, slice(0, count)])).toEqual(read)
    expect(flatList(file, plain)).toEqual(read.flatMap(([, numbers]) => numbers))
  })

  it('stands in groups, numbers in their names as numbers, those without a group first', () => {
    expect(shown(plain)).toEqual(['# ', talks, hebrew, '# Round 2', arabic, round2, '# Round 10', round10])
    expect(shown({ ...plain, closed: ['Round 2'] })).toEqual([
      '# ',
      talks,
      hebrew,
      '# Round 2 closed',
      '# Round 10',
      round10
    ])
    expect(shown({ ...plain, filter: { text: 'réponse' } })).toEqual(['# Round 2', round2])
  })

  it('filters by words anywhere, date, author, state and what is in a document', () => {
    const by = (filter: DocumentFilter) => found({ ...plain, grouped: false, filter })
    expect(by({ text: 'TABLE ronde' })).toEqual([round2])
    expect(by({ text: 'round 2' })).toEqual([arabic, round2])
    expect(by({ from: '2025-04' })).toEqual([arabic, round2])
    expect(by({ to: '2025-03' })).toEqual([arabic, round10])
    expect(by({ from: '2025-01-01', to: '2025-01-01' })).toEqual([arabic])
    expect(by({ authors: [actors[0] as ActorId] })).toEqual([round2])
    expect(by({ states: ['done'] })).toEqual([round10])
    expect(by({ states: ['in progress'] })).toEqual([talks])
    expect(by({ has: 'untagged' })).toEqual([hebrew, arabic, round2, round10])
    expect(by({ has: 'joined' })).toEqual([joined])
    expect(by({ has: 'toArrive' })).toEqual([talks, hebrew, arabic, round2, round10])
  })

  it('tells mine and all, what is not decided, and how far I am', () => {
    const row = documentRows(file, { ...plain, closed: [], offset: 0, limit: 10 }).rows.find(
      (one) => one.row === 'document' && one.id === talks
    )
    // One of Ana's stands in a document that is joined into this one.
    expect(row).toMatchObject({
      annotations: 3,
      mine: 2,
      incomplete: 3,
      lost: 0,
      progress: { state: 'in progress', told: false }
    })
    expect(documentRows(file, { ...plain, coder: null, closed: [], offset: 1, limit: 1 }).rows).toMatchObject(
      [{ mine: 0, progress: null }]
    )
  })

  it('says how far the coder is with the project, and what is in use', () => {
    expect(documentsOverview(file, ana)).toEqual({
      documents: 5,
      progress: { new: 3, inProgress: 1, done: 1 },
      groups: [
        { name: '', count: 2 },
        { name: 'Round 2', count: 2 },
        { name: 'Round 10', count: 1 }
      ],
      kinds: ['bill', 'proposal'],
      attributes: ['Runde', 'مصدر'],
      authors: [actors[0]],
      joined: 1
    })
    expect(documentsOverview(file, null).progress).toEqual({ new: 5, inProgress: 0, done: 0 })
  })

  it('gives all about documents that are not open: drafts, joins, texts, every coder', () => {
    const [one, two, gone] = documentsNamed(file, [talks, round10, 'doc_gone' as DocumentId], ana)
    expect(one).toMatchObject({
      title: 'Talks',
      joinedHere: [{ id: joined, title: 'Talks, a copy' }],
      revisions: 1,
      ownAnnotations: 2,
      progress: { state: 'in progress', told: false },
      coders: [
        { coder: ana, annotations: 2, state: 'in progress', told: false },
        { coder: 'cod_bo', annotations: 1, state: 'in progress', told: false }
      ]
    })
    expect(two).toMatchObject({
      draftOf: { id: round2, title: 'Réponse' },
      progress: { state: 'done', told: true },
      coders: [{ coder: ana, annotations: 0, state: 'done' }]
    })
    expect(gone).toBeUndefined()
    expect(documentsNamed(file, [joined], ana)[0]?.joined).toMatchObject({ id: talks })
  })
})

type Asked = Parameters<typeof documentsOrder>[1] & { readonly closed?: readonly string[] }

function shown(asked: Asked): readonly string[] {
  const { rows } = documentRows(file, { closed: [], ...asked, offset: 0, limit: 100 })
  return rows.map((row) => (row.row === 'group' ? `# ${row.name}${row.isOpen ? '' : ' closed'}` : row.id))
}

function found(asked: Asked): readonly string[] {
  return shown(asked).filter((row) => !row.startsWith('#'))
}

/** Six documents in two groups, one joined into another; Ana and Bo have tagged in two of them. */
function tableOfDocuments() {
  const { project, document, revision } = startingProject()
  const own = tempProject(undefined, 'list.parley', afterAll)
  const original = { hash: revision, name: 'a.txt', format: 'txt' as const, encoding: 'utf-8' }
  const made = project.run('document.import', {
    documents: [
      { title: 'Réponse', source: 'Table ronde', date: '2025-04-25', kind: 'proposal', revision, original },
      { title: 'Draft of it', date: '2025-03', kind: 'bill', revision, original },
      { title: 'سلام', date: '2025', attributes: { Runde: '2', مصدر: 'x' }, revision, original },
      { title: 'הצעה 😀', revision, original },
      { title: 'Talks, a copy', revision, original }
    ]
  })
  if (!made.ok) throw new Error(made.problem.code)
  const [two, ten, word, emoji, copy] = made.value.made.map(({ id }) => id as DocumentId)
  if (!two || !ten || !word || !emoji || !copy) throw new Error('five documents')
  project.run('document.place', { documents: [word, two], group: 'Round 2', before: null })
  project.run('document.place', { documents: [ten], group: 'Round 10', before: null })
  project.run('document.change', { documents: [ten], draftOf: two })
  const actorIds = project.idsOf('actor').slice(0, 1) as ActorId[]
  project.run('document.change', { documents: [two], authors: actorIds })
  const [issue] = project.idsOf('issue') as IssueId[]
  const tag = (id: string, where: DocumentId): void => {
    const passage = { document: where, revision, start: utf16(0), end: utf16(14) }
    project.run('annotation.tag', { id: id as AnnotationId, ...passage, issue: issue as IssueId })
  }
  tag('ann_a', document)
  tag('ann_b', copy)
  project.coder = 'cod_bo' as CoderId
  tag('ann_c', document)
  project.run('progress.set', { documents: [emoji], state: 'done' })
  project.coder = ana
  project.run('progress.set', { documents: [ten], state: 'done' })
  project.run('document.join', { document: copy, into: document })
  store(own, project)
  return { file: own, ids: [document, two, ten, word, emoji, copy], actors: actorIds }
}
