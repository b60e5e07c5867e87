/** One suite for every carrier: each method, each problem and each event of the contract goes through it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeClient, type Carrier, type Client } from '../api/client.ts'
import {
  contract,
  events,
  type AnyEvent,
  type EventName,
  type EventOf,
  type InputOf,
  type MethodName,
  type OutputOf
} from '../api/contract.ts'
import type { SearchHit } from '../api/views.ts'
import { recordKey } from '../commands/inputs.ts'
import { fail, must, problemCodes, sentenceOf, type ProblemCode, type Result } from '../errors.ts'
import type { AnnotationId, BatchId, CoderId, DocumentId, Hash, IssueId, RecordId } from '../ids.ts'
import { teamCases } from './teamCases.ts'
import { utf16, type Utf16Offset } from '../text/offsets.ts'

export type Harness = {
  readonly name: string
  /** A host of its own with an empty home, reached over the carrier. Its outputs are checked against the contract. */
  readonly open: () => Promise<Opened>
  /** The carrier over something that answers and tells as the test says; null where it cannot be had without a host. */
  readonly openOver: ((answer: Answering) => Promise<Carried>) | null
}

export type Carried = { readonly carrier: Carrier; readonly close: () => Promise<void> }
export type Opened = Carried & {
  /** Puts a text file into the home. */
  readonly put: (name: string, content: string) => void
}
export type Answering = {
  readonly call: (method: string, input: unknown) => Promise<Result<unknown>>
  readonly subscribe: (listener: (event: AnyEvent) => void) => () => void
}

const words = 'A full ceasefire – é, e\u0301, 🕊️, وقف إطلاق النار – comes first.'
const text = `# Proposal\n\n${words}\n\nTalks follow.\n`

/** Declares the suite for one carrier. */
export function contractSuite(harness: Harness): void {
  describe(`the contract over ${harness.name}`, () => {
    overHost(harness)
    if (harness.openOver) crossing(harness.openOver)
  })
}

function overHost(harness: Harness): void {
  let opened: Opened
  let client: Client
  const answered = new Set<MethodName>()
  const heard = new Map<EventName, unknown>()

  beforeAll(async () => {
    opened = await harness.open()
    client = makeClient(opened.carrier)
    for (const event of Object.keys(events) as EventName[])
      client.on(event, (content) => heard.set(event, content))
  })
  afterAll(async () => {
    client.close()
    await opened.close()
  })

  async function call<M extends MethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M>> {
    const value = must(await client.call(method, input))
    const checked = contract[method].output.safeParse(value)
    expect({ method, problem: checked.error }).toEqual({ method, problem: undefined })
    answered.add(method)
    return value
  }
  async function refused<M extends MethodName>(method: M, input: InputOf<M>): Promise<ProblemCode> {
    const result = await client.call(method, input)
    if (result.ok) throw new Error(`${method} was not refused`)
    expect(sentenceOf(result.problem)).not.toMatch(/[{}]/)
    return result.problem.code
  }
  const handleOf = async (name: string): Promise<string> => {
    const { folder } = await call('files.browse', {})
    return (await call('files.name', { folder, name, mayExist: true })).handle
  }

  it('says what it is, and keeps settings', async () => {
    expect(await call('app.about', {})).toMatchObject({ platform: expect.any(String) as string })
    expect((await call('settings.get', {})).theme).toBe('system')
    expect(
      (await call('settings.set', { theme: 'dark', panes: { library: 300, inspector: false } })).theme
    ).toBe('dark')
    await expect.poll(() => heard.get('settings')).toMatchObject({ settings: { theme: 'dark' } })
    expect(await refused('settings.set', { theme: 'purple' as 'dark' })).toBe('badInput')
  })

  it('knows files by handles alone', async () => {
    opened.put('notes.md', text)
    const seen = await call('files.browse', { endings: ['.md'] })
    expect(seen.entries.map(({ name }) => name)).toContain('notes.md')
    expect(await call('files.dropped', { name: 'dropped.txt', bytes: btoa('words') })).toMatchObject({
      name: 'dropped.txt'
    })
    expect(await refused('files.name', { folder: seen.folder, name: 'notes.md' })).toBe('fileExists')
    expect(await refused('files.browse', { folder: '/etc' })).toBe('fileGone')
    expect(await refused('project.open', { file: '/etc/passwd' })).toBe('fileGone')
    const picked = await client.call('files.pick', { purpose: 'openProject' })
    if (picked.ok) await call('files.pick', { purpose: 'openProject' })
    else expect(picked.problem.code).toBe('noNativeDialogs')
    answered.add('files.pick')
  })

  it('refuses what it does not understand, and what needs a project while none is open', async () => {
    expect(await opened.carrier.call('project.teleport', {})).toEqual(
      fail('unknownMethod', { method: 'project.teleport' })
    )
    expect(await opened.carrier.call('codebook.get', { path: '/etc/passwd' })).toMatchObject({
      problem: { code: 'badInput' }
    })
    expect(await opened.carrier.call('codebook.get', 7)).toMatchObject({ problem: { code: 'badInput' } })
    expect(await call('project.current', {})).toBeNull()
    const needs: [MethodName, unknown][] = [
      ['codebook.get', {}],
      ['documents.page', {}],
      ['undo', {}],
      ['log.page', {}],
      ['project.doctor', {}],
      ['command.run', { command: 'project.rename', input: { name: 'x' } }]
    ]
    for (const [method, input] of needs)
      expect([method, await refused(method, input as never)]).toEqual([method, 'noProject'])
  })

  it('makes a project, and says who codes in it', async () => {
    const file = await handleOf('Talks.parley')
    expect(await call('project.create', { file, name: 'Talks – переговоры' })).toMatchObject({
      name: 'Talks – переговоры',
      coder: null
    })
    await expect.poll(() => heard.get('project')).toMatchObject({ project: { name: 'Talks – переговоры' } })
    expect(await refused('project.create', { file, name: 'Again' })).toBe('fileExists')
    expect(await refused('command.run', { command: 'issue.create', input: { name: 'Ceasefire' } })).toBe(
      'noCoder'
    )
    expect(await refused('project.chooseCoder', { coder: 'cod_nobody' as CoderId })).toBe('missingRecord')
    expect((await call('project.chooseCoder', { name: 'Ada', initials: 'AL' })).coder).toMatch(/^cod_/)
    expect(await refused('undo', {})).toBe('nothingToUndo')
    expect(await refused('redo', {})).toBe('nothingToRedo')
  })

  it('imports a document: preview first, and the same file twice is recognised', async () => {
    const handle = await handleOf('notes.md')
    const [preview] = await call('import.preview', { files: [{ handle }], task: 'look' })
    expect(preview).toMatchObject({
      problem: null,
      format: 'md',
      title: 'Proposal',
      same: null,
      blocks: { heading: 1, paragraph: 2 }
    })
    expect(heard.get('progress')).toMatchObject({ task: 'look', step: 'reading' })
    const { documents, refused: none } = await call('import.accept', {
      files: [{ handle, date: '2025-04' }],
      task: 'take'
    })
    expect([documents.map(({ made }) => made), none]).toEqual([[true], []])
    const [again] = await call('import.preview', { files: [{ handle }] })
    expect(again?.same).toMatchObject({ document: documents[0]?.document, sameFile: true })
    const joined = await call('import.accept', {
      files: [{ handle, joinWith: documents[0]?.document ?? ('' as DocumentId) }]
    })
    expect(joined.documents).toEqual([{ handle, document: documents[0]?.document, made: false }])
    opened.put('broken.docx', 'PK no')
    const bad = await call('import.accept', { files: [{ handle: await handleOf('broken.docx') }] })
    expect([bad.documents, bad.refused.map(({ name }) => name)]).toEqual([[], ['broken.docx']])
    expect((await call('documents.page', {})).total).toBe(1)
  })

  it('lists documents with their groups, and tells all about them and how far the coder is', async () => {
    const [document] = (await call('documents.page', { filter: { from: '2025', to: '2025-04-02' } }))
      .documents
    const id = document?.id ?? ('' as DocumentId)
    await call('command.run', {
      command: 'document.place',
      input: { documents: [id], group: 'Réponses', before: null }
    })
    await call('command.run', { command: 'progress.set', input: { documents: [id], state: 'done' } })
    const list = await call('documents.rows', { sort: 'progress', descending: true })
    expect(list).toMatchObject({
      total: 2,
      documents: 1,
      rows: [
        { row: 'group', name: 'Réponses', count: 1, isOpen: true },
        { row: 'document', id, progress: { state: 'done', told: true } }
      ]
    })
    expect((await call('documents.rows', { closed: ['Réponses'] })).total).toBe(1)
    expect(await call('documents.order', { filter: { states: ['done'] } })).toEqual([
      { group: 'Réponses', documents: [id] }
    ])
    expect(await call('documents.overview', {})).toMatchObject({
      documents: 1,
      progress: { new: 0, inProgress: 0, done: 1 },
      groups: [{ name: 'Réponses', count: 1 }]
    })
    expect(await call('documents.get', { documents: [id, 'doc_gone' as DocumentId] })).toMatchObject([
      { id, revisions: 1, ownAnnotations: 0, draftOf: null, coders: [{ state: 'done' }] }
    ])
    expect(await refused('documents.rows', { filter: { from: 'April' } })).toBe('badInput')
    await call('undo', {})
    await call('undo', {})
  })

  it('tags, retags and takes back; every answer tells the heads it was read at', async () => {
    const { documents } = await call('documents.page', {})
    const document = documents[0]?.id ?? ('' as DocumentId)
    const { revision } = await call('document.open', { document })
    const whole = revision?.text ?? ''
    const start = whole.indexOf(words)
    const issue = (await call('command.run', { command: 'issue.create', input: { name: 'Ceasefire' } }))
      .made[0]?.id as IssueId
    const input = {
      document,
      revision: revision?.hash ?? ('' as Hash),
      start,
      end: start + words.length,
      issue
    }
    const done = await call('command.run', { command: 'annotation.tag', input })
    const annotation = done.made[0]?.id as string as AnnotationId
    await expect
      .poll(() => heard.get('changed'))
      .toMatchObject({ by: 'command', documents: [document], records: { annotation: [annotation] } })
    const [view] = await call('annotations.get', { annotations: [annotation] })
    expect(view).toMatchObject({
      anchor: { quote: words },
      heads: done.heads[recordKey('annotation', annotation)],
      stance: null
    })
    const page = await call('annotations.page', {
      filter: { issues: [issue], state: 'incomplete' },
      limit: 10
    })
    expect(page.passages.map(({ id, documentTitle }) => [id, documentTitle])).toEqual([
      [annotation, 'Proposal']
    ])
    expect(page.isWhole).toBe(true)
    const inGroups = await call('annotations.groups', {
      group: 'issue',
      filter: { text: 'cease.*', textAs: 'regex' }
    })
    expect(inGroups).toMatchObject({ total: 1, groups: [{ key: issue, name: 'Ceasefire', count: 1 }] })
    expect(await call('annotations.ids', { filter: { note: 'without' } })).toEqual({
      total: 1,
      annotations: [annotation]
    })
    expect(await call('annotations.context', { annotations: [annotation] })).toEqual([
      { annotation, before: 'Proposal ', after: ' Talks follow.' }
    ])
    expect(await refused('annotations.page', { filter: { text: '(', textAs: 'regex' } })).toBe(
      'badExpression'
    )
    const { stances } = await call('codebook.get', {})
    const change = { annotations: [annotation], stance: stances[0]?.id, note: 'Sure' }
    await call('command.run', { command: 'annotation.change', input: change, seen: done.heads })
    expect((await call('undo', {})).label).toMatchObject({ command: 'annotation.change', about: 'Ceasefire' })
    expect((await call('annotations.get', { annotations: [annotation] }))[0]).toMatchObject({
      stance: null,
      note: ''
    })
    expect((await call('redo', {})).leftAlone).toEqual([])
    expect(
      await call('record.get', { kind: 'annotation', id: annotation as string as RecordId })
    ).toMatchObject({ values: { note: 'Sure' }, conflicts: [] })
    const history = await call('record.history', { kind: 'annotation', id: annotation as string as RecordId })
    expect(history.map(({ command }) => command)).toEqual([
      'annotation.tag',
      'annotation.change',
      'undo',
      'redo'
    ])
    const blamed = await call('record.blame', { kind: 'annotation', id: annotation as string as RecordId })
    expect(blamed.fields[0]).toMatchObject({ time: history.at(-1)?.time, isConflict: false })
    expect(blamed.fields.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['note', 'stance', 'anchor'])
    )
    expect((await call('log.page', { limit: 1 })).batches[0]).toMatchObject({ command: 'redo' })
    const told = await call('history.page', { limit: 2 })
    expect(told.batches.map(({ command, about, walk }) => [command, about?.command, walk])).toEqual([
      ['redo', 'annotation.change', { way: 'undo', steps: 1 }],
      ['undo', 'annotation.change', null]
    ])
    const [last] = told.batches
    const single = await call('history.changes', { batch: last?.batch ?? ('' as BatchId) })
    expect(single.changes.map(({ quote, fields }) => [quote, fields.length])).toEqual([[words, 2]])
    expect(await call('undo.to', { batch: last?.batch ?? ('' as BatchId) })).toEqual({
      steps: 1,
      leftAlone: []
    })
    const [taken] = (await call('history.page', { limit: 1 })).batches
    expect(taken?.walk).toEqual({ way: 'redo', steps: 1 })
    expect((await call('redo.to', { batch: taken?.batch ?? ('' as BatchId) })).steps).toBe(1)
    expect(await refused('undo.to', { batch: 'b-0000000000000000-1' as BatchId })).toBe('nothingToUndo')
    const bad = { ...input, end: start }
    expect(await refused('command.run', { command: 'annotation.tag', input: bad })).toBe('emptyPassage')
    expect(
      await refused('command.run', {
        command: 'annotation.tag',
        input: { ...input, start: 1e6, end: 1e6 + 1 }
      })
    ).toMatch(/^(emptyPassage|spanOutside)$/)
    expect(await refused('command.run', { command: 'annotation.tag', input: { ...input, note: 7 } })).toBe(
      'badInput'
    )
    expect(await refused('command.run', { command: 'issue.delete', input: { issue } })).toBe('inUse')
    expect(await refused('document.open', { document: 'doc_gone' as DocumentId })).toBe('missingRecord')
  })

  it('corrects a text, tells what it means for the annotations, compares the texts and brings the first one back', async () => {
    const { documents } = await call('documents.page', {})
    const { id: document, heads } = documents[0] ?? {}
    if (!document || !heads) throw new Error('No document')
    const { revision, annotations, draft } = await call('document.correctOpen', { document })
    expect({ draft, annotations: annotations.length }).toEqual({ draft: null, annotations: 1 })
    const [gone, length] = [revision.text.indexOf('full '), 5]
    const moved = (offset: number): number => (offset > gone ? Math.max(gone, offset - length) : offset)
    const shifted = <T extends { readonly start: number; readonly end: number }>(one: T): T => ({
      ...one,
      start: moved(one.start),
      end: moved(one.end)
    })
    const text = revision.text.slice(0, gone) + revision.text.slice(gone + length)
    const content = { text, blocks: revision.blocks.map(shifted), marks: revision.marks.map(shifted) }
    const kept: [Utf16Offset, Utf16Offset, number][] = [
      [utf16(0), utf16(0), gone],
      [utf16(gone + length), utf16(gone), text.length - gone]
    ]
    const correction = { document, from: revision.hash, content, kept }
    await call('document.correctDraft', { document, draft: { from: revision.hash, content, kept, time: 7 } })
    expect((await call('document.correctOpen', { document })).draft).toMatchObject({ time: 7, content })
    expect(await call('document.correctCheck', correction)).toMatchObject({ changed: 1, lost: 0, same: 0 })
    for (const hostile of [
      { ...correction, kept: [[0, 1, 3] as never] },
      { ...correction, content: { ...content, blocks: [] } },
      { ...correction, content: { ...content, text: `${text}\ud800` } },
      { ...correction, from: '0'.repeat(64) as Hash }
    ])
      expect(await refused('document.correct', hostile)).toBe('badInput')
    const seen = { [recordKey('document', document)]: heads }
    const done = await call('document.correct', { ...correction, seen })
    expect(done).toMatchObject({ done: { label: { command: 'document.correct' } }, summary: { changed: 1 } })
    expect((await call('document.correctOpen', { document })).draft).toBeNull()
    const list = await call('revisions.list', { document })
    expect(list.map(({ from, isToday }) => [from, isToday])).toEqual([
      [revision.hash, true],
      [null, false]
    ])
    const compared = await call('revisions.compare', {
      before: revision.hash,
      after: list[0]?.hash ?? revision.hash
    })
    expect(compared.rows.map(({ parts }) => parts.filter(({ kind }) => kind === 'removed'))).toEqual([
      [{ kind: 'removed', text: 'full ' }]
    ])
    expect(await call('revisions.check', { document, revision: revision.hash })).toMatchObject({ changed: 1 })
    await call('revisions.restore', { document, revision: revision.hash })
    expect((await call('document.correctOpen', { document })).revision).toEqual(revision)
    for (const _ of ['restored', 'corrected']) await call('undo', {})
    expect((await call('document.correctOpen', { document })).revision).toEqual(revision)
  })

  it('searches the texts: hits come as they are found, then how many there are', async () => {
    const [document] = (await call('documents.page', {})).documents
    if (!document) throw new Error('No document')
    const told: EventOf<'hits'>[] = []
    const stop = client.on('hits', (content) => told.push(content))
    const count = { documents: 1, isWhole: true, missing: 0 }
    expect(await call('search.run', { query: { text: 'E\u0301 OR "FULL cease"*' }, task: 'find' })).toEqual({
      hits: 3,
      ...count
    })
    const hits = (): SearchHit[] => told.filter(({ task }) => task === 'find').flatMap((one) => one.hits)
    await expect.poll(() => hits().map(({ quote }) => quote)).toEqual(['full ceasefire', 'é', 'e\u0301'])
    expect(hits()[0]).toMatchObject({
      document: document.id,
      title: 'Proposal',
      revision: document.revision,
      block: 2,
      before: 'A '
    })
    stop()
    const query = { text: '/fol+ow/', as: 'regex' as const, documents: [document.id] }
    expect(await call('search.run', { query })).toEqual({ hits: 1, ...count })
    const limited = await call('search.run', { query: { text: 'النار OR talks', as: 'words' }, limit: 1 })
    expect(limited).toMatchObject({ hits: 1, isWhole: false })
    const whole = (await call('document.open', { document: document.id })).revision?.text ?? ''
    const places = await call('search.inDocument', {
      document: document.id,
      queries: [{ text: 'talks' }, { text: '🕊', as: 'exact' }, { text: 'missing' }]
    })
    expect(places.map(({ query: which, start, end }) => [which, whole.slice(start, end)])).toEqual([
      [1, '🕊️'],
      [0, 'Talks']
    ])
    expect(await call('filters.list', {})).toEqual([])
    for (const [text, code] of [
      ['"open', 'searchQuote'],
      ['(open', 'searchBracket'],
      ['a AND', 'searchOperator'],
      ['NEAR()', 'searchNear'],
      ['—', 'searchNothing']
    ] as const)
      expect([text, await refused('search.run', { query: { text } })]).toEqual([text, code])
    expect(await refused('search.run', { query: { text: '(', as: 'regex' } })).toBe('badExpression')
    expect(
      await refused('search.inDocument', { document: 'doc_gone' as DocumentId, queries: [{ text: 'a' }] })
    ).toBe('missingRecord')
  })

  it('writes the dataset and the codebook, and reads both back without a change', async () => {
    const dataset = await handleOf('tags.csv')
    expect(await call('dataset.export', { file: dataset, format: 'csv', task: 'export' })).toMatchObject({
      rows: 1,
      name: 'tags.csv'
    })
    expect(
      await call('passages.report', { file: await handleOf('tags.md'), format: 'md', group: 'stance' })
    ).toEqual({ rows: 1, name: 'tags.md', hidden: 0 })
    expect(await call('dataset.annotate', { file: dataset })).toMatchObject({
      added: 0,
      alreadyHere: 1,
      refused: []
    })
    const codebook = await handleOf('codebook.json')
    await call('codebook.export', { file: codebook, format: 'json' })
    expect(await call('codebook.import', { file: codebook })).toMatchObject({
      added: 0,
      changed: 0,
      refused: []
    })
    opened.put('prose.csv', 'no table at all')
    expect(await refused('codebook.import', { file: await handleOf('prose.csv') })).toBe('badCodebook')
    expect(await refused('dataset.annotate', { file: await handleOf('prose.csv') })).toBe('badTable')
  })

  it('looks after the project: a backup, a look over it, work ended', async () => {
    expect((await call('project.backup', { task: 'backup' })).name).toMatch(/\.parley$/)
    expect(await call('project.doctor', { repair: true })).toMatchObject({ findings: [], repaired: false })
    const sample = await call('project.openSample', { file: await handleOf('Sample.parley') })
    expect(sample.counts.documents).toBe(3)
    await call('task.cancel', { task: 'nothing of this name' })
  })

  for (const { says, run } of teamCases) it(says, () => run({ call, refused, handleOf, client }))

  it('closes the project, finds it among the recent ones, and opens it again', async () => {
    await call('project.close', {})
    await expect.poll(() => heard.get('project')).toEqual({ project: null })
    const recents = await call('recent.list', {})
    expect(recents.map(({ name }) => name)).toEqual(['Peace proposals, April 2025', 'Talks – переговоры'])
    const again = await call('project.open', { file: recents[1]?.handle ?? '' })
    expect(again).toMatchObject({
      counts: { documents: 1, annotations: 1 },
      undo: { command: 'annotation.change' }
    })
    await call('recent.forget', { handle: recents[0]?.handle ?? '' })
    expect(await call('recent.list', {})).toHaveLength(1)
    await call('project.close', {})
  })

  it('left no method of the table out', () => {
    expect(Object.keys(contract).filter((method) => !answered.has(method as MethodName))).toEqual([])
  })
}

/** What no host needs to be asked for: every problem and every event crosses as it is. */
function crossing(openOver: NonNullable<Harness['openOver']>): void {
  it('carries every problem as it is, with names in any script', async () => {
    const about = { name: 'Réponse – ردّ 🕊.parley', count: 3 }
    const { carrier, close } = await openOver({
      call: (method) => Promise.resolve(fail(method as ProblemCode, about)),
      subscribe: () => () => undefined
    })
    for (const code of problemCodes()) expect(await carrier.call(code, {})).toEqual(fail(code, about))
    await close()
  })

  it('carries every event to who listens, and to nobody after', async () => {
    const listeners = new Set<(event: AnyEvent) => void>()
    const { carrier, close } = await openOver({
      call: () => Promise.resolve(fail('noProject')),
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      }
    })
    const heard: unknown[] = []
    const end = carrier.subscribe((event) => heard.push(event))
    await expect.poll(() => listeners.size).toBeGreaterThan(0)
    // A carrier may need a moment to be listened to at the other end.
    await carrier.call('codebook.get', {})
    const told = everyEvent()
    for (const event of told) for (const listener of listeners) listener(event)
    await expect.poll(() => heard.length).toBe(told.length)
    expect(heard).toEqual(told)
    expect([...new Set(told.map(({ event }) => event))].toSorted()).toEqual(Object.keys(events).toSorted())
    end()
    for (const listener of listeners) listener(told[0] as AnyEvent)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(heard).toHaveLength(told.length)
    await close()
  })
}

/** One of each event, sound by its schema. */
function everyEvent(): AnyEvent[] {
  const project = {
    key: 'abc',
    name: 'Talks 🕊',
    fileName: 'Talks.parley',
    readOnly: null,
    coder: null,
    counts: { documents: 0, annotations: 0, incomplete: 0, conflicts: 0 },
    blind: null,
    undo: null,
    redo: null,
    savedAt: null,
    notices: []
  }
  const told: AnyEvent[] = [
    {
      event: 'changed',
      content: { records: { issue: ['iss_1' as IssueId] }, documents: null, project, by: 'merge' }
    },
    { event: 'project', content: { project } },
    { event: 'project', content: { project: null } },
    { event: 'progress', content: { task: 't', step: 'reading', done: 1, total: 0 } },
    {
      event: 'hits',
      content: {
        task: 't',
        hits: [
          {
            document: 'doc_1' as DocumentId,
            title: 'É 🕊',
            revision: '0'.repeat(64) as Hash,
            start: utf16(1),
            end: utf16(4),
            block: 1,
            before: 'é',
            quote: 'سلا',
            after: '\u00a0'
          }
        ]
      }
    },
    { event: 'notice', content: { notice: { code: 'afterCrash', about: { name: 'é' } } } },
    {
      event: 'team',
      content: {
        arrivals: [{ time: 1, coder: null, name: 'Zoë 🕊', annotations: 7, documents: 2, changes: 9 }]
      }
    },
    { event: 'settings', content: { settings: contract['settings.get'].output.parse({}) } },
    { event: 'menu', content: { command: 'edit.undo' } },
    { event: 'openFile', content: { handle: 'h', name: 'سلام.parley', kind: 'project' } }
  ]
  for (const { event, content } of told) events[event].parse(content)
  return told
}
