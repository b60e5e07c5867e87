import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { must } from '../../shared/errors.ts'
import type { ActorId, AnnotationId, CoderId, DocumentId, IssueId, StanceId } from '../../shared/ids.ts'
import type { AnnotationView } from '../../shared/api/views.ts'
import { utf16 } from '../../shared/text/offsets.ts'
import { startingProject } from '../../shared/testing/histories.ts'
import type { PassageFilter } from '../../shared/api/filters.ts'
import { conditionFor } from './annotationFilter.ts'
import { AnnotationList } from './annotationList.ts'
import type { Grouping } from './annotationOrder.ts'
import { annotationIds, annotationsPage, annotationNumbers, passageGroups } from './annotationsPage.ts'
import { annotationsNamed, annotationsOfDocument, rowsOfDocuments } from './annotationViews.ts'
import { codebookOf } from './codebookView.ts'
import {
  documentNamed,
  documentsFromFile,
  documentsPage,
  documentsWithText,
  documentWithRevision
} from './documentViews.ts'
import { plainList } from './documentList.ts'
import { openReader } from './open.ts'
import type { ProjectFile } from './projectFile.ts'
import { options, store, tempProject } from './testFiles.ts'

const { file, annotations, documents } = tagged()
const earliest = Math.min(...annotations.map(({ modified }) => modified))

describe('a page of annotations', () => {
  it('holds what the filter lets through, whatever is filtered, sorted and paged', () => {
    const codebook = codebookOf(file)
    const some = <T>(from: readonly T[]): fc.Arbitrary<T[] | undefined> =>
      fc.option(fc.uniqueArray(fc.constantFrom(...from), { minLength: 1, maxLength: 3 }), { nil: undefined })
    const filters = fc.record({
      issues: some(codebook.issues.map(({ id }) => id)),
      stances: some<StanceId | null>([null, ...codebook.stances.map(({ id }) => id)]),
      actors: some(codebook.actors.map(({ id }) => id)),
      coders: some(codebook.coders.map(({ id }) => id)),
      documents: some(documents),
      text: fc.constantFrom(undefined, 'negotiation', 'NOTE', 'café', 'full ceasefire', 'nothing like it'),
      state: fc.constantFrom(undefined, 'incomplete' as const, 'conflict' as const, 'lost' as const),
      groups: some(['', 'Talks of April', 'no such group']),
      certainties: some<'low' | 'high' | null>([null, 'low', 'high']),
      note: fc.constantFrom(undefined, 'with' as const, 'without' as const),
      modified: fc.option(
        fc.record(
          { from: fc.nat(60_000).map((ms) => earliest + ms), to: fc.nat(60_000).map((ms) => earliest + ms) },
          { requiredKeys: [] }
        ),
        { nil: undefined }
      )
    })
    const sorts = fc.constantFrom(
      'document' as const,
      'issue' as const,
      'stance' as const,
      'coder' as const,
      'modified' as const
    )
    fc.assert(
      fc.property(
        filters,
        sorts,
        fc.boolean(),
        fc.nat(30),
        fc.integer({ min: 1, max: 40 }),
        (filter, sort, descending, offset, limit) => {
          const matching = annotations.filter((view) => passes(view, filter))
          const found = [...annotationNumbers(file, { filter, sort, descending })].map((n) =>
            file.names.idOf(n)
          )
          expect(found.toSorted()).toEqual(matching.map(({ id }) => id).toSorted())
          const page = annotationsPage(file, { filter, sort, descending, offset, limit })
          expect(page.total).toBe(matching.length)
          expect(page.passages.map(({ id }) => id)).toEqual(found.slice(offset, offset + limit))
          const condition = conditionFor(file, filter, 0)
          if (condition?.slow) {
            // As it is where many pass: found in slices.
            const query = { filter, sort, descending, group: null }
            const list = new AnnotationList(file, query, { ...condition, slow: condition.slow })
            list.find(Infinity)
            expect(list.numbers.map((n) => file.names.idOf(n)).toSorted()).toEqual(found.toSorted())
          }
          expect(annotationIds(file, filter, 1000)).toEqual({
            total: matching.length,
            annotations: expect.arrayContaining(matching.map(({ id }) => id)) as AnnotationId[]
          })
        }
      ),
      { numRuns: 300 }
    )
  })

  it('stands together by issue, stance, actor, document or coder, and by actor in the group of each', () => {
    const codebook = codebookOf(file)
    const keysOf = (view: AnnotationView, group: Grouping): readonly (string | null)[] => {
      const end = (id: IssueId): IssueId => codebook.issues.find((issue) => issue.id === id)?.joinedInto ?? id
      switch (group) {
        case 'issue':
          return [end(view.issue)]
        case 'stance':
          return [view.stance]
        case 'actor':
          return view.actors.length === 0 ? [null] : view.actors
        case 'document':
          return [view.document]
        case 'coder':
          return [view.coder]
      }
    }
    fc.assert(
      fc.property(
        fc.constantFrom(...(['issue', 'stance', 'actor', 'document', 'coder'] as const)),
        fc.constantFrom('document' as const, 'modified' as const),
        fc.boolean(),
        fc.constantFrom<PassageFilter>(
          {},
          { text: 'ceasefire' },
          { text: 'NEGO.*ion', textAs: 'regex' },
          { note: 'without' }
        ),
        (group, sort, descending, filter) => {
          const matching = annotations.filter((view) => passes(view, filter))
          const query = { filter, sort, descending, group }
          const { groups, total } = passageGroups(file, query)
          expect(total).toBe(matching.length)
          const page = annotationsPage(file, { ...query, offset: 0, limit: 1000 })
          expect(page.total).toBe(groups.reduce((sum, { count }) => sum + count, 0))
          let at = 0
          for (const { key, count } of groups) {
            const rows = page.passages.slice(at, at + count)
            const inGroup = matching.filter((view) => keysOf(view, group).includes(key))
            expect(rows.map(({ id }) => id).toSorted()).toEqual(inGroup.map(({ id }) => id).toSorted())
            const times = rows.map(({ modified }) => modified)
            if (sort === 'modified')
              expect(times).toEqual(times.toSorted((a, b) => (descending ? b - a : a - b)))
            at += count
          }
        }
      ),
      { numRuns: 100 }
    )
  })

  it('says in a sentence what is wrong with an expression', () => {
    expect(() =>
      annotationsPage(file, { filter: { text: '(', textAs: 'regex' }, offset: 0, limit: 1 })
    ).toThrow('This is not a regular expression: unterminated group.')
  })

  it('takes an issue for everything below it and everything joined into it', () => {
    const codebook = codebookOf(file)
    const named = (name: string): IssueId =>
      codebook.issues.find((issue) => issue.name === name)?.id as IssueId
    const under = new Set([named('Security'), named('Air'), named('Airspace')])
    expect(codebook.issues.find(({ id }) => id === named('Airspace'))?.joinedInto).toBe(named('Air'))
    const page = annotationsPage(file, { filter: { issues: [named('Security')] }, offset: 0, limit: 1000 })
    expect(page.passages.map(({ id }) => id).toSorted()).toEqual(
      annotations
        .filter(({ issue }) => under.has(issue))
        .map(({ id }) => id)
        .toSorted()
    )
  })

  it('stands in the order of the documents and of the places in them, and names each document', () => {
    const page = annotationsPage(file, { offset: 0, limit: 1000 })
    expect(page.passages.map(({ documentTitle, place }) => [documentTitle, place?.start])).toEqual(
      documents.flatMap((document) =>
        annotationsOfDocument(file, document).map(({ place }) => [
          documentNamed(file, document)?.title,
          place?.start
        ])
      )
    )
  })

  it('never reads all annotations for its first page', () => {
    const { database } = file.connection
    const plan = (statement: string): string =>
      database
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${statement}`)
        .all(...(statement.match(/\?/g) ?? []).map(() => '[1]'))
        .map(({ detail }) => detail)
        .join('; ')
    const prepared = new Set<string>()
    const watching = must(openReader(file.path, options))
    const prepare = watching.connection.database.prepare.bind(watching.connection.database)
    watching.connection.database.prepare = ((statement: string) => {
      prepared.add(statement)
      return prepare(statement)
    }) as typeof watching.connection.database.prepare
    for (const sort of ['document', 'issue', 'stance', 'coder', 'modified'] as const) {
      for (const descending of [false, true])
        annotationsPage(watching, { offset: 0, limit: 100, sort, descending })
    }
    const [issue] = codebookOf(file).issues
    const [stance] = codebookOf(file).stances
    const [actor] = codebookOf(file).actors
    for (const filter of [
      { issues: [issue?.id as IssueId] },
      { stances: [stance?.id as StanceId] },
      { actors: [actor?.id as ActorId] },
      { documents: documents.slice(0, 1) },
      { coders: ['cod_ana' as CoderId] },
      { state: 'incomplete' as const },
      { state: 'conflict' as const },
      { state: 'lost' as const }
    ]) {
      annotationsPage(watching, { offset: 0, limit: 100, filter })
    }
    watching.connection.close()
    const read = [...prepared].filter((statement) => /FROM annotation a\b/.test(statement))
    expect(read.length).toBeGreaterThan(15)
    for (const statement of read)
      expect(`${plan(statement)} <- ${statement}`).not.toMatch(/SCAN a\b(?! USING (COVERING )?INDEX)/)
    expect(plan(rowsOfDocuments)).toMatch(/SEARCH a USING INDEX annotation_document/)
    for (const statement of plainList) {
      expect(plan(statement)).toMatch(/(SCAN|SEARCH) document USING (COVERING )?INDEX document_place/)
      expect(plan(statement)).not.toMatch(/TEMP B-TREE/)
    }
  })
})

describe('what views read', () => {
  it('gives an annotation as it was tagged, with its heads', () => {
    const { project, document, revision, text } = startingProject()
    const own = tempProject()
    const [issue] = project.idsOf('issue')
    const actors = project.idsOf('actor') as ActorId[]
    must(
      project.run('annotation.tag', {
        id: 'ann_a' as AnnotationId,
        document,
        revision,
        start: utf16(57),
        end: utf16(66),
        issue: issue as IssueId,
        actors,
        note: 'cafe\u0301 שלום',
        certainty: 'low'
      })
    )
    store(own, project)
    expect(annotationsOfDocument(own, document)).toEqual([
      {
        id: 'ann_a',
        document,
        coder: project.coder,
        created: project.read({ kind: 'annotation', id: 'ann_a' as AnnotationId })?.shown['created'],
        modified: expect.any(Number) as number,
        anchor: { revision, start: 57, end: 66, quote: text.slice(57, 66) },
        place: { start: 57, end: 66 },
        issue,
        stance: null,
        actors: actors.toSorted(),
        certainty: 'low',
        note: 'cafe\u0301 שלום',
        heads: project.headsOf({ kind: 'annotation', id: 'ann_a' as AnnotationId })['annotation:ann_a'],
        conflicts: []
      }
    ])
    expect(annotationsNamed(own, ['ann_b' as AnnotationId, 'ann_a' as AnnotationId])).toHaveLength(1)
    must(project.run('annotation.delete', { annotations: ['ann_a' as AnnotationId] }))
    store(own, project)
    expect(annotationsOfDocument(own, document)).toEqual([])
  })

  it('gives the codebook in tree order with what uses each record', () => {
    const { issues, stances, actors, coders } = codebookOf(file)
    expect(
      issues.map(({ name, parent }) => [name, issues.find(({ id }) => id === parent)?.name ?? null])
    ).toEqual([
      ['Security', null],
      ['Air', 'Security'],
      ['Territory', null],
      ['Airspace', null]
    ])
    for (const issue of issues)
      expect(issue.uses).toBe(annotations.filter((view) => view.issue === issue.id).length)
    for (const stance of stances)
      expect(stance.uses).toBe(annotations.filter((view) => view.stance === stance.id).length)
    for (const actor of actors)
      expect(actor.uses).toBe(
        annotations.filter((view) => view.actors.includes(actor.id)).length +
          (actor.name === 'Ukraine' ? 1 : 0)
      )
    for (const coder of coders)
      expect(coder.uses).toBe(annotations.filter((view) => view.coder === coder.id).length)
    expect(stances.map(({ key }) => key)).toEqual([
      'supports',
      'conditional',
      'neutral',
      'opposes',
      'no-position'
    ])
  })

  it('pages through documents by place, title, date or annotations, and searches titles', () => {
    const titles = (query: Parameters<typeof documentsPage>[1]): readonly string[] =>
      documentsPage(file, query).documents.map(({ title }) => title)
    const all = { offset: 0, limit: 100 }
    expect(titles(all)).toEqual(['Talks', 'Counter-proposal', 'Réponse', 'הצעה 😀'])
    expect(titles({ offset: 1, limit: 2 })).toEqual(['Counter-proposal', 'Réponse'])
    expect(titles({ ...all, sort: 'title' })).toEqual(['Counter-proposal', 'Réponse', 'Talks', 'הצעה 😀'])
    expect(titles({ ...all, sort: 'date' }).at(-1)).toBe('Réponse')
    expect(documentsPage(file, { ...all, text: 'RE\u0301PONSE' })).toMatchObject({
      total: 1,
      documents: [{ title: 'Réponse' }]
    })
    const byCount = documentsPage(file, { ...all, sort: 'annotations', descending: true }).documents.map(
      (one) => one.annotations
    )
    expect(byCount).toEqual(byCount.toSorted((a, b) => b - a))
    expect(byCount.reduce((sum, count) => sum + count, 0)).toBe(annotations.length)
  })

  it('finds documents by their text, their revision and the file they came from', () => {
    const [first] = documentsPage(file, { offset: 0, limit: 1 }).documents
    if (!first) throw new Error('no document')
    expect(documentWithRevision(file, first.revision)?.revision).toBe(first.revision)
    expect(documentsFromFile(file, first.revision).map(({ id }) => id)).toContain(first.id)
    expect(documentsWithText(file, first.revision)).toEqual([])
  })
})

function passes(
  view: AnnotationView,
  filter: NonNullable<Parameters<typeof annotationsPage>[1]['filter']>
): boolean {
  const codebook = codebookOf(file)
  const isUnder = (id: IssueId, above: readonly IssueId[]): boolean => {
    for (let at: IssueId | null = id; at !== null;) {
      if (above.includes(at)) return true
      const issue = codebook.issues.find((one) => one.id === at)
      at = issue?.joinedInto ?? issue?.parent ?? null
    }
    return false
  }
  const isExpression = filter.textAs === 'regex'
  const words = isExpression ? [] : (filter.text ?? '').toLowerCase().split(' ')
  const groupOfDocument = documentNamed(file, view.document)?.group ?? ''
  return (
    (!isExpression || new RegExp(filter.text ?? '', 'i').test(`${view.anchor.quote}\n${view.note}`)) &&
    (!filter.groups || filter.groups.includes(groupOfDocument)) &&
    (!filter.certainties || filter.certainties.includes(view.certainty)) &&
    (filter.note === undefined || (filter.note === 'with') === (view.note !== '')) &&
    view.modified >= (filter.modified?.from ?? 0) &&
    view.modified < (filter.modified?.to ?? Infinity) &&
    (!filter.issues || isUnder(view.issue, filter.issues)) &&
    (!filter.stances || filter.stances.includes(view.stance)) &&
    (!filter.actors || filter.actors.some((actor) => view.actors.includes(actor))) &&
    (!filter.coders || filter.coders.includes(view.coder)) &&
    (!filter.documents || filter.documents.includes(view.document)) &&
    words.every((word) => `${view.anchor.quote}\n${view.note}`.toLowerCase().includes(word)) &&
    (filter.state === undefined ||
      (filter.state === 'incomplete' && view.stance === null) ||
      (filter.state === 'conflict' && view.conflicts.length > 0))
  )
}

/** Four documents, a small tree with a join, and annotations of two coders, one of them in conflict. */
function tagged(): {
  readonly file: ProjectFile
  readonly annotations: readonly AnnotationView[]
  readonly documents: readonly DocumentId[]
} {
  const { project, document, revision } = startingProject()
  const own = tempProject(undefined, 'tagged.parley', afterAll)
  const issues = project.idsOf('issue') as IssueId[]
  const issueNamed = (name: string): IssueId =>
    issues.find((id) => project.read({ kind: 'issue', id })?.shown['name'] === name) as IssueId
  const [air, airspace] = ['iss_air' as IssueId, 'iss_airspace' as IssueId]
  must(project.run('issue.create', { id: air, name: 'Air', parent: issueNamed('Security') }))
  must(project.run('issue.create', { id: airspace, name: 'Airspace' }))
  must(project.run('issue.join', { issue: airspace, into: air }))
  const documents = [document]
  const original = { hash: revision, name: 'a.txt', format: 'txt' as const, encoding: 'utf-8' }
  const actors = project.idsOf('actor') as ActorId[]
  const ukraine = actors.find(
    (id) => project.read({ kind: 'actor', id })?.shown['name'] === 'Ukraine'
  ) as ActorId
  for (const [i, title] of ['Counter-proposal', 'Réponse', 'הצעה 😀'].entries()) {
    const id = `doc_${i}` as DocumentId
    documents.push(id)
    must(
      project.run('document.import', {
        documents: [
          { id, title, revision, original, ...(i === 1 && { date: '2025-04', authors: [ukraine] }) }
        ]
      })
    )
  }
  must(
    project.run('document.place', { documents: documents.slice(2), group: 'Talks of April', before: null })
  )
  const stances = project.idsOf('stance') as StanceId[]
  const colleague = project.copy(5, project.clock + 1000)
  for (let i = 0; i < 40; i++) {
    project.coder = (i % 3 === 0 ? 'cod_bo' : 'cod_ana') as CoderId
    must(
      project.run('annotation.tag', {
        id: `ann_${i}` as AnnotationId,
        document: documents[i % 4] as DocumentId,
        revision,
        start: utf16((i * 7) % 30),
        end: utf16(((i * 7) % 30) + 20),
        issue: [...issues, air, airspace][i % 4 === 0 ? i % 3 : i % 4] as IssueId,
        stance: i % 5 === 0 ? null : (stances[i % 5] as StanceId),
        actors: i % 2 === 0 ? actors.slice(0, i % 3) : [],
        certainty: i % 4 === 1 ? 'high' : i % 4 === 2 ? 'low' : null,
        note: i % 7 === 0 ? 'A note on the café' : ''
      })
    )
  }
  colleague.merge(project)
  for (const [who, stance] of [
    [project, 1],
    [colleague, 2]
  ] as const)
    must(
      who.run('annotation.change', {
        annotations: ['ann_5' as AnnotationId],
        stance: stances[stance] as StanceId
      })
    )
  project.merge(colleague)
  store(own, project)
  const views = documents.flatMap((id) => annotationsOfDocument(own, id))
  return { file: own, annotations: views, documents }
}
