import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CheckedInputOf, OutputOf } from '../../shared/api/contract.ts'
import { must } from '../../shared/errors.ts'
import { csvRows, csvText } from '../../shared/export/csv.ts'
import type { CommandKind } from '../../shared/commands/inputs.ts'
import type { AnnotationId, CoderId, DocumentId, Hash } from '../../shared/ids.ts'
import { nameRevision, revisionBlob } from '../../shared/text/revision.ts'
import { buildContent } from '../../shared/text/buildContent.ts'
import { documentNamed, documentsPage } from '../db/documentViews.ts'
import { getBlob } from '../db/blobs.ts'
import { closeProjectFile, createProjectFile, openReader } from '../db/open.ts'
import { palette } from '../../shared/model/palette.ts'
import { planNewProject } from '../../shared/commands/newProject.ts'
import type { DirectHost } from './directHost.ts'
import { openTempHost } from './testHost.ts'
import { runCommand } from './execute.ts'
import { nodeClock, nodeRandomBytes, nodeSha256 } from './nodePorts.ts'
import { ProjectSession } from './projectSession.ts'

let root: string
let host: DirectHost
let end: () => Promise<void>

beforeEach(() => {
  ;({ root, host, end } = openTempHost())
})

afterEach(() => end())

const at = (name: string): string => path.join(root, name)

async function openSample(): Promise<void> {
  must(await host.client.call('project.openSample', { file: host.handleOf(at('sample.parley')) }))
}

type ExportOptions = Omit<Partial<CheckedInputOf<'dataset.export'>>, 'file' | 'task'>

async function exported(name: string, options: ExportOptions = {}): Promise<string> {
  const done = must(
    await host.client.call('dataset.export', { file: host.handleOf(at(name)), format: 'csv', ...options })
  )
  expect(done.name).toBe(name)
  expect(fs.existsSync(at(done.dictionary))).toBe(true)
  return fs.readFileSync(at(name), 'utf8')
}

async function annotated(name: string): Promise<OutputOf<'dataset.annotate'>> {
  return must(await host.client.call('dataset.annotate', { file: host.handleOf(at(name)) }))
}

/** A project made elsewhere that holds the same texts, and nothing else but a coder. */
function projectWithTextsOf(source: string, name: string): string {
  const from = must(openReader(source, { sha256: nodeSha256 }))
  const options = { sha256: nodeSha256, writer: 'another installation', now: nodeClock }
  const file = must(createProjectFile(at(name), options))
  const ports = { clock: nodeClock, randomBytes: nodeRandomBytes, onBug }
  const session = new ProjectSession(file, null, ports)
  must(
    session.write({
      coder: null,
      command: 'project.create',
      undoes: null,
      drafts: planNewProject('Elsewhere', nodeRandomBytes).drafts
    })
  )
  must(
    runCommand(session, { command: 'coder.create', input: { name: 'Zoë', initials: 'Z' }, seen: {} }, ports)
  )
  const coder = must(
    runCommand(session, { command: 'coder.create', input: { name: 'Yan', initials: 'Y' }, seen: {} }, ports)
  ).output.made[0]?.id
  const blobs = new Map<Hash, Uint8Array>()
  const documents = documentsPage(from, { offset: 0, limit: 100 }).documents.map((document) => {
    blobs.set(document.revision, getBlob(from, document.revision) ?? new Uint8Array())
    return {
      title: `${document.original?.name ?? 'untitled'}`,
      revision: document.revision,
      original: { hash: document.revision, name: 'text.md', format: 'md', encoding: 'utf-8' }
    }
  })
  must(
    runCommand(
      session,
      { command: 'document.import', input: { documents }, seen: {}, coder: coder as never, blobs },
      ports
    )
  )
  closeProjectFile(from)
  closeProjectFile(file)
  return at(name)
}

async function openElsewhere(source: string): Promise<void> {
  must(await host.client.call('project.close', {}))
  must(
    await host.client.call('project.open', {
      file: host.handleOf(projectWithTextsOf(source, 'elsewhere.parley'))
    })
  )
  must(await host.client.call('project.chooseCoder', { name: 'Mira', initials: 'M' }))
}

/** The cells by column, rows sorted by annotation, without what may differ between two projects. */
function comparable(csv: string): readonly Record<string, string>[] {
  const [header = [], ...rows] = must(csvRows(csv, 'x.csv'))
  return rows
    .map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])))
    .map(({ document_id: _document, modified: _modified, ...row }) => row)
    .toSorted((a, b) => ((a['annotation_id'] ?? '') < (b['annotation_id'] ?? '') ? -1 : 1))
}

function changeCell(csv: string, annotation: string, column: string, value: string): string {
  const [header = [], ...rows] = must(csvRows(csv, 'x.csv'))
  const changed = rows.map((cells) =>
    cells[0] === annotation ? cells.map((cell, i) => (header[i] === column ? value : cell)) : cells
  )
  return csvText([header, ...changed])
}

function onBug(where: string, error: unknown): never {
  throw new Error(`A bug in ${where}`, { cause: error })
}

describe('a dataset', () => {
  test('is the same whenever it is written, and says where every quote stands', async () => {
    await openSample()
    const first = await exported('first.csv')
    expect(await exported('second.csv')).toBe(first)
    const rows = comparable(first)
    expect(rows.length).toBeGreaterThan(10)
    const utf16 = comparable(await exported('utf16.csv', { offsets: 'utf16', bom: true }))
    const documents = must(await host.client.call('documents.page', {})).documents
    for (const [i, row] of rows.entries()) {
      const document = documents.find(({ revision }) => revision === row['revision'])
      const opened = must(await host.client.call('document.open', { document: document?.id as DocumentId }))
      const text = opened.revision?.text ?? ''
      expect([...text].slice(Number(row['start_codepoint']), Number(row['end_codepoint'])).join('')).toBe(
        row['quote']
      )
      expect(text.slice(Number(utf16[i]?.['start_utf16']), Number(utf16[i]?.['end_utf16']))).toBe(
        row['quote']
      )
      const block = opened.revision?.blocks[Number(row['block_number']) - 1]
      expect(block?.kind).toBe(row['block_kind'])
      expect(row['issue_path']).not.toBe('')
    }
    expect(fs.readdirSync(root).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test.each([
    ['CSV in code points', 'passages.csv', {}],
    [
      'guarded CSV with a mark, in UTF-16',
      'passages.csv',
      { bom: true, formulaGuard: true, offsets: 'utf16' }
    ],
    ['JSON Lines', 'passages.jsonl', { format: 'jsonl' }]
  ] as const)(
    'as %s read into a project with the same texts is the same dataset, and reading it twice adds nothing',
    async (_what, name, options) => {
      await openSample()
      const before = await exported('before.csv')
      await exported(name, options)
      await openElsewhere(at('sample.parley'))
      const count = comparable(before).length
      const nothing = { moved: 0, refused: [], told: [], columns: [] }
      expect(await annotated(name)).toEqual({ added: count, alreadyHere: 0, ...nothing })
      expect(comparable(await exported('after.csv'))).toEqual(comparable(before))
      const undo = must(await host.client.call('project.current', {}))?.undo
      expect(await annotated(name)).toEqual({ added: 0, alreadyHere: count, ...nothing })
      const state = must(await host.client.call('project.current', {}))
      expect(state?.undo).toEqual(undo)
      expect(state?.counts.annotations).toBe(count)
    }
  )

  test('holds only what the filter lets through', async () => {
    await openSample()
    const { coders } = must(await host.client.call('codebook.get', {}))
    const all = comparable(await exported('all.csv'))
    const coder = coders[0]
    if (!coder) throw new Error('the sample has no coder')
    const some = comparable(await exported('some.csv', { filter: { coders: [coder.id] } }))
    expect(some).toEqual(all.filter((row) => row['coder_id'] === coder.id))
    expect(some.length).toBeGreaterThan(0)
  })

  test('never takes the place of a project', async () => {
    await openSample()
    fs.copyFileSync(at('sample.parley'), at('copy.csv'))
    for (const name of ['sample.parley', 'other.parley', 'copy.csv'])
      expect(
        await host.client.call('dataset.export', { file: host.handleOf(at(name)), format: 'csv' })
      ).toMatchObject({ problem: { code: 'fileExists' } })
    expect(
      await host.client.call('dataset.export', { file: host.handleOf(at('no/where.csv')), format: 'csv' })
    ).toMatchObject({ problem: { code: 'folderUnwritable' } })
  })
})

describe('reading a dataset back', () => {
  test('takes what it can and says of every other row what to do', async () => {
    await openSample()
    const csv = await exported('passages.csv')
    const ids = comparable(csv).map((row) => row['annotation_id'] ?? '')
    const [a = '', b = '', c = '', d = '', e = ''] = ids
    let broken = changeCell(csv, a, 'start_codepoint', '1')
    broken = changeCell(broken, a, 'end_codepoint', '9')
    broken = changeCell(broken, b, 'quote', 'words that nobody ever wrote in any of these texts')
    broken = changeCell(broken, c, 'revision', '0'.repeat(64))
    broken = changeCell(broken, c, 'document_id', 'doc_elsewhere')
    broken = changeCell(broken, d, 'start_codepoint', 'twelve')
    broken = changeCell(broken, e, 'certainty', 'very')
    fs.writeFileSync(at('broken.csv'), broken)
    await openElsewhere(at('sample.parley'))
    const done = await annotated('broken.csv')
    expect(done).toMatchObject({ added: ids.length - 4, moved: 1 })
    expect(done.refused.map(({ sentence }) => sentence.replace(/“.*?”|\(.*?\)/g, '…')).toSorted()).toEqual([
      'No document here has the text that this row was made on …. Import that document first, then read the file again.',
      expect.stringMatching(/^… in the column certainty is not low, medium or high/),
      expect.stringMatching(/^… in the column start_codepoint is not a whole number/),
      expect.stringMatching(/^… was not found in …\. Tag the passage by hand/)
    ])
    const [moved] = must(await host.client.call('annotations.get', { annotations: [a as AnnotationId] }))
    expect(moved?.anchor.quote).toBe(comparable(csv)[0]?.['quote'])
    expect(done.told).toHaveLength(1)
  })

  test('stops before anything is stored where stances stand in a column of another name, and tells columns left out', async () => {
    await openSample()
    const [header = [], ...rows] = must(csvRows(await exported('passages.csv'), 'x.csv'))
    const write = (name: string, from: string, to: string): void =>
      fs.writeFileSync(at(name), csvText([header.map((one) => (one === from ? to : one)), ...rows]))
    write('stance.csv', 'stance_key', 'stance')
    write('mine.csv', 'block_kind', 'Weiß ich 🕊️')
    await openElsewhere(at('sample.parley'))
    expect(
      await host.client.call('dataset.annotate', { file: host.handleOf(at('stance.csv')) })
    ).toMatchObject({
      problem: { code: 'badTable', about: { why: expect.stringContaining('name it stance_key') as string } }
    })
    expect(must(await host.client.call('project.current', {}))?.counts.annotations).toBe(0)
    expect(await annotated('mine.csv')).toMatchObject({
      added: rows.length,
      refused: [],
      columns: ['Parley knows no column “Weiß ich 🕊️” and left it out.']
    })
  })

  test('gives the issues and actors it makes colours that tell them apart', async () => {
    await openSample()
    await exported('passages.csv')
    await openElsewhere(at('sample.parley'))
    await annotated('passages.csv')
    const { issues, actors } = must(await host.client.call('codebook.get', {}))
    for (const made of [issues, actors]) {
      expect(made.length).toBeGreaterThan(1)
      expect(new Set(made.map(({ colour }) => colour))).toEqual(new Set(palette.slice(0, made.length)))
    }
  })

  test('leaves alone what was changed or deleted here since, and says so', async () => {
    await openSample()
    await exported('passages.csv')
    must(await host.client.call('project.chooseCoder', { name: 'Mira', initials: 'M' }))
    const page = must(await host.client.call('annotations.page', { limit: 3 }))
    const [first, second] = page.passages
    if (!first || !second) throw new Error('the sample has no passages')
    must(
      await host.client.call('command.run', {
        command: 'annotation.change',
        input: { annotations: [first.id], note: 'Seen again – ¿sure? 🤔' }
      })
    )
    must(
      await host.client.call('command.run', {
        command: 'annotation.delete',
        input: { annotations: [second.id] }
      })
    )
    const done = await annotated('passages.csv')
    expect(done).toMatchObject({ added: 0, alreadyHere: page.total - 1 })
    expect(done.refused.map(({ sentence }) => sentence)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('another note'),
        expect.stringContaining('left deleted')
      ])
    )
    expect(
      must(await host.client.call('annotations.get', { annotations: [first.id, second.id] })).map(
        ({ note }) => note
      )
    ).toEqual(['Seen again – ¿sure? 🤔'])
  })

  test('keeps what an analyst wrote about a document, and fills in what was missing', async () => {
    await openSample()
    await exported('passages.csv')
    await openElsewhere(at('sample.parley'))
    const [document] = must(await host.client.call('documents.page', {})).documents
    if (!document) throw new Error('no document')
    must(
      await host.client.call('command.run', {
        command: 'document.change',
        input: { documents: [document.id], title: 'My own title' }
      })
    )
    await annotated('passages.csv')
    const reader = must(openReader(at('elsewhere.parley'), { sha256: nodeSha256 }))
    const after = documentNamed(reader, document.id)
    closeProjectFile(reader)
    expect(after?.title).toBe('My own title')
    expect(after?.authors.length).toBeGreaterThan(0)
  })

  test('needs somebody who codes, and a project that can be written', async () => {
    await openSample()
    await exported('passages.csv')
    must(await host.client.call('project.close', {}))
    expect(
      await host.client.call('dataset.annotate', { file: host.handleOf(at('passages.csv')) })
    ).toMatchObject({ problem: { code: 'noProject' } })
    must(
      await host.client.call('project.open', {
        file: host.handleOf(projectWithTextsOf(at('sample.parley'), 'other.parley'))
      })
    )
    expect(
      await host.client.call('dataset.annotate', { file: host.handleOf(at('passages.csv')) })
    ).toMatchObject({ problem: { code: 'noCoder' } })
    expect(
      await host.client.call('dataset.annotate', { file: host.handleOf(at('nowhere.csv')) })
    ).toMatchObject({ problem: { code: 'fileGone' } })
  })

  test('of two files at once, ended while it runs, leaves a whole project', async () => {
    await openSample()
    await exported('passages.csv')
    await openElsewhere(at('sample.parley'))
    const running = host.client.call('dataset.annotate', {
      file: host.handleOf(at('passages.csv')),
      task: 'reading'
    })
    const other = host.client.call('dataset.annotate', {
      file: host.handleOf(at('passages.csv')),
      task: 'other'
    })
    must(await host.client.call('task.cancel', { task: 'reading' }))
    expect(await running).toMatchObject({ problem: { code: 'cancelled' } })
    expect(must(await other).added).toBeGreaterThan(0)
    expect(must(await host.client.call('project.current', {}))?.counts.annotations).toBe(
      comparable(fs.readFileSync(at('passages.csv'), 'utf8')).length
    )
  })
})

describe('a codebook file', () => {
  test.each(['csv', 'json'] as const)(
    'as %s brings the whole codebook into another project',
    async (format) => {
      await openSample()
      const file = host.handleOf(at(`codebook.${format}`))
      const { records } = must(await host.client.call('codebook.export', { file, format }))
      const before = fs.readFileSync(at(`codebook.${format}`), 'utf8')
      must(await host.client.call('project.create', { file: host.handleOf(at('new.parley')), name: 'New' }))
      must(await host.client.call('project.chooseCoder', { name: 'Mira', initials: 'M' }))
      const first = must(await host.client.call('codebook.import', { file }))
      expect(first.refused).toEqual([])
      expect(first.added + first.changed + first.same).toBe(records)
      expect(must(await host.client.call('codebook.import', { file }))).toEqual({
        added: 0,
        changed: 0,
        same: records,
        refused: []
      })
      must(await host.client.call('undo', {}))
      expect(must(await host.client.call('codebook.get', {})).issues).toEqual([])
      must(await host.client.call('redo', {}))
      must(await host.client.call('codebook.export', { file, format }))
      // Stances keep the ids they have here, and somebody codes here who does not code there.
      const lines = (text: string) =>
        text
          .split('\n')
          .filter((line) => !/sta_|Mira|cod_|initials|person/.test(line))
          .map((line) => line.replace(/,\s*$/, ''))
          .toSorted()
      expect(lines(fs.readFileSync(at(`codebook.${format}`), 'utf8'))).toEqual(
        expect.arrayContaining(lines(before).filter((line) => !/[{}\]]/.test(line)))
      )
    }
  )
})

test('hard texts, names and notes come back to the code point, in every format', async () => {
  const words = [
    '=SUM(A1)',
    '-1 % “net”',
    'cafe\u0301 ; café',
    '👩‍👧‍👦 A > B',
    'שלום, עולם',
    'مرحبا; "بكم"',
    'nbsp\u00a0here',
    '@home\ttab',
    "'=quoted",
    '\u{1F600}\u{1F600}'
  ]
  const { content } = buildContent(
    words.map((text) => ({ shape: { kind: 'paragraph' }, runs: [{ text, marks: [] }] }))
  )
  const revision = nameRevision(content, nodeSha256)
  const file = must(
    createProjectFile(at('hard.parley'), { sha256: nodeSha256, writer: 'here', now: nodeClock })
  )
  const ports = { clock: nodeClock, randomBytes: nodeRandomBytes, onBug }
  const session = new ProjectSession(file, null, ports)
  must(
    session.write({
      coder: null,
      command: 'project.create',
      undoes: null,
      drafts: planNewProject('Hard', nodeRandomBytes).drafts
    })
  )
  const run = (command: CommandKind, input: object, blobs?: ReadonlyMap<Hash, Uint8Array>) => {
    const order = {
      command,
      input,
      seen: {},
      ...(session.coder ? { coder: session.coder } : {}),
      ...(blobs ? { blobs } : {})
    }
    return must(runCommand(session, order, ports)).output.made[0]?.id
  }
  session.coder = run('coder.create', { name: 'Ana; "Zoë" > Q', initials: 'A' }) as CoderId
  const document = run(
    'document.import',
    {
      documents: [
        {
          title: '=HYPERLINK("x")\r\n',
          attributes: { 'a;b': '{"x":1}\n', __proto__: 'p' },
          revision: revision.hash,
          original: { hash: revision.hash, name: 'hard.txt', format: 'txt', encoding: 'utf-8' }
        }
      ]
    },
    new Map([[revision.hash, new TextEncoder().encode(revisionBlob(content))]])
  )
  const above = run('issue.create', { name: 'A > B' })
  const issue = run('issue.create', { name: '-5 % > \\; tax', parent: above })
  const actors = [run('actor.create', { name: 'Contact group; Paris' }), run('actor.create', { name: "'+1" })]
  for (const [i, block] of content.blocks.entries())
    run('annotation.tag', {
      document,
      revision: revision.hash,
      start: block.start,
      end: block.end,
      issue,
      actors: actors.slice(0, i % 3),
      note: `${words[i] ?? ''}\r\n${words[i] ?? ''}`
    })
  closeProjectFile(file)
  must(await host.client.call('project.open', { file: host.handleOf(at('hard.parley')) }))
  const before = comparable(await exported('before.csv'))
  expect(new Set(before.map((row) => row['quote']))).toEqual(new Set(words))
  const files = [
    await named('plain.csv', {}),
    await named('guarded.csv', { formulaGuard: true, bom: true, offsets: 'utf16' }),
    await named('lines.jsonl', { format: 'jsonl' })
  ]
  for (const [i, name] of files.entries()) {
    must(await host.client.call('project.close', {}))
    must(
      await host.client.call('project.open', {
        file: host.handleOf(projectWithTextsOf(at('hard.parley'), `again${i}.parley`))
      })
    )
    must(await host.client.call('project.chooseCoder', { name: 'Mira', initials: 'M' }))
    expect(await annotated(name)).toMatchObject({ added: words.length, refused: [], moved: 0 })
    expect(comparable(await exported('after.csv'))).toEqual(before)
  }

  async function named(name: string, options: ExportOptions): Promise<string> {
    await exported(name, options)
    return name
  }
})
