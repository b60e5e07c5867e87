import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { must } from '../../shared/errors.ts'
import { csvRows, csvText } from '../../shared/export/csv.ts'
import { closeProjectFile, openProjectFile } from '../db/open.ts'
import { nodeClock, nodeSha256 } from '../host/nodePorts.ts'
import { runIn } from './testCli.ts'

const entry = path.join(import.meta.dirname, '../cli.ts')
const samples = path.join(import.meta.dirname, '../../build/sample')
const texts = ['counter-proposal.md', 'framework.md', 'reactions.md'].map((name) => path.join(samples, name))

let root: string
beforeAll(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-cli-')))
  vi.stubEnv('PARLEY_HOME', path.join(root, 'home'))
})
afterAll(() => {
  vi.unstubAllEnvs()
  fs.rmSync(root, { recursive: true, force: true })
})

type Ended = {
  readonly exit: number | null
  readonly signal: string | null
  readonly out: string
  readonly err: string
}

/** Starts the command line as a person does; `during` may do something to it while it runs. */
function start(
  args: readonly string[],
  during: (child: ReturnType<typeof spawn>) => void = () => undefined
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...args], {
      cwd: root,
      env: {
        ...process.env,
        PARLEY_HOME: path.join(root, 'home'),
        NO_COLOR: undefined,
        FORCE_COLOR: undefined
      },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    child.on('error', reject)
    child.on('close', (exit, signal) => resolve({ exit, signal, out, err }))
    during(child)
  })
}

/** The same in this process, for all that does not ask how processes behave. */
async function parley(...args: readonly string[]): Promise<Ended> {
  return { ...(await runIn(root, args)), signal: null }
}

/** The one JSON object that a verb printed. */
async function json(
  ...args: readonly string[]
): Promise<{ readonly exit: number | null; readonly answer: Record<string, unknown> }> {
  const { exit, out, err } = await parley(...args, '--json')
  expect(out.endsWith('}\n') && out.indexOf('\n') === out.length - 1).toBe(true)
  expect(err).not.toMatch(/\n {4}at /)
  return { exit, answer: JSON.parse(out) as Record<string, unknown> }
}

function rowsOf(file: string): readonly Record<string, string>[] {
  const [header = [], ...rows] = must(csvRows(fs.readFileSync(path.join(root, file), 'utf8'), file))
  return rows
    .map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])))
    .map(({ document_id: _document, modified: _modified, ...row }) => row)
    .toSorted((a, b) => ((a['annotation_id'] ?? '') < (b['annotation_id'] ?? '') ? -1 : 1))
}

const timeout = 120_000

describe('a coded project goes from file to file without a window', { timeout }, () => {
  test('sample -> export -> the same texts in another project -> annotate -> export: equal; nothing twice; undo', async () => {
    expect(await parley('new', 'talks', '--sample')).toMatchObject({ exit: 0, err: '' })
    expect(await parley('export', 'talks', '--out', 'first.csv')).toMatchObject({ exit: 0, err: '' })
    expect((await parley('new', 'other.parley', '--name', 'Переговоры', '--coder', 'Zoë Q')).exit).toBe(0)
    const taken = await json('import', 'other', ...texts)
    expect(taken).toMatchObject({ exit: 0, answer: { ok: true, verb: 'import', refused: [] } })
    expect(await json('annotate', 'other', 'first.csv')).toMatchObject({
      exit: 0,
      answer: { ok: true, added: rowsOf('first.csv').length, alreadyHere: 0, moved: 0, refused: [] }
    })
    await parley('export', 'other', '--out', 'second.csv')
    expect(rowsOf('second.csv')).toEqual(rowsOf('first.csv'))
    expect((await json('annotate', 'other', 'first.csv')).answer).toMatchObject({
      added: 0,
      alreadyHere: rowsOf('first.csv').length
    })
    const again = await json('import', 'other', ...texts)
    expect((again.answer['documents'] as { made: boolean }[]).map(({ made }) => made)).toEqual([
      false,
      false,
      false
    ])
    expect((await json('info', 'other')).answer).toMatchObject({
      ok: true,
      name: 'Переговоры',
      counts: { documents: 3, annotations: rowsOf('first.csv').length }
    })
    expect((await json('doctor', 'other')).exit).toBe(0)
    expect((await json('undo', 'other')).answer).toMatchObject({ label: { command: 'annotation.import' } })
    expect((await json('info', 'other')).answer).toMatchObject({ counts: { annotations: 0 } })
    expect((await json('redo', 'other')).exit).toBe(0)
    await parley('export', 'other', '--out', 'third.csv')
    expect(rowsOf('third.csv')).toEqual(rowsOf('first.csv'))
    expect(fs.readdirSync(root).filter((name) => /-wal|-shm|-lock|\.part$|journal/.test(name))).toEqual([])
  })

  test('the codebook of one project becomes that of another, as CSV and as JSON', async () => {
    await parley('new', 'source', '--sample')
    for (const format of ['csv', 'json']) {
      const target = `target-${format}`
      expect((await parley('codebook', 'export', 'source', '--out', `book.${format}`)).exit).toBe(0)
      await parley('new', target, '--coder', 'Ana')
      expect(await json('codebook', 'import', target, `book.${format}`)).toMatchObject({
        exit: 0,
        answer: { refused: [] }
      })
      expect((await json('codebook', 'import', target, `book.${format}`)).answer).toMatchObject({
        added: 0,
        changed: 0
      })
      const issues = async (project: string) =>
        ((await json('codebook', 'show', project)).answer['issues'] as Record<string, unknown>[]).map(
          ({ id, name, definition, parent }) => ({ id, name, definition, parent })
        )
      expect(await issues(target)).toEqual(await issues('source'))
    }
    expect((await parley('codebook', 'show', 'source')).out).toContain('\n    NATO membership now, used')
  })

  test('two copies of a project are merged, twice the same; another project is refused', async () => {
    await parley('new', 'shared', '--sample', '--coder', 'Ana')
    fs.copyFileSync(path.join(root, 'shared.parley'), path.join(root, 'copy.parley'))
    fs.writeFileSync(path.join(root, 'book.csv'), 'record,path\nissue,Shipping\n')
    await parley('codebook', 'import', 'copy', 'book.csv', '--coder', 'Ben')
    const looked = await json('merge', 'shared', 'copy.parley', '--dry-run')
    expect(looked).toMatchObject({ exit: 0, answer: { dryRun: true, recordCounts: { issue: { new: 1 } } } })
    expect((await parley('codebook', 'show', 'shared')).out).not.toContain('Shipping')
    const merged = await parley('merge', 'shared', 'copy.parley', '--report', 'reports/merged.html')
    expect(merged).toMatchObject({ exit: 0, err: '' })
    expect(merged.out).toMatch(
      /^Taken in: .* to codebook, people or documents\.\nBackup: .*before merge\.parley\n$/
    )
    expect(fs.readFileSync(path.join(root, 'reports/merged.html'), 'utf8')).toContain('Shipping')
    expect((await json('merge', 'shared', 'copy')).answer).toMatchObject({
      arrival: 0,
      preview: { changes: 0 }
    })
    expect((await parley('codebook', 'show', 'shared')).out).toContain('Shipping')
    await parley('new', 'stranger')
    expect(await json('merge', 'shared', 'stranger.parley')).toMatchObject({
      exit: 1,
      answer: { ok: false, code: 'otherProject' }
    })
    const some = await parley('merge', 'shared', 'stranger', 'copy', 'book.csv')
    expect(some.exit).toBe(3)
    expect(some.err).toMatch(/“stranger.parley” is another project.*\n.*“book.csv”/)
    const log = await json('log', 'shared', '--limit', '1', '--coder', 'Ben')
    expect(log.answer).toMatchObject({ batches: [{ command: 'codebook.import' }] })
  })

  test('what has the same name in two copies is joined where that is asked for', async () => {
    await parley('new', 'names', '--coder', 'Ana')
    fs.copyFileSync(path.join(root, 'names.parley'), path.join(root, 'names-ben.parley'))
    fs.writeFileSync(path.join(root, 'one.csv'), 'record,path\nissue,Shipping é\n')
    fs.writeFileSync(path.join(root, 'two.csv'), 'record,path\nissue,SHIPPING e\u0301\n')
    await parley('codebook', 'import', 'names', 'one.csv', '--coder', 'Ana')
    await parley('codebook', 'import', 'names-ben', 'two.csv', '--coder', 'Ben')
    const told = await parley('merge', 'names', 'names-ben')
    expect(told.out).toContain(
      '1 could be joined because it has the same name or text as another: see --join-same-names.'
    )
    expect(
      (await json('merge', 'names', 'names-ben', '--join-same-names', '--coder', 'Ana')).answer
    ).toMatchObject({ joined: 1, arrival: 0 })
    expect((await json('info', 'names')).answer['counts']).toMatchObject({ conflicts: 0 })
  })
})

test('more of one name than a merge joins at once are told, never left out unseen', { timeout }, async () => {
  await parley('new', 'many', '--coder', 'Ana')
  fs.copyFileSync(path.join(root, 'many.parley'), path.join(root, 'many-ben.parley'))
  const issues = Array.from({ length: 1001 }, (_, n) => `issue,Point é ${n}\n`).join('')
  fs.writeFileSync(path.join(root, 'many.csv'), `record,path\n${issues}`)
  await parley('codebook', 'import', 'many', 'many.csv', '--coder', 'Ana')
  await parley('codebook', 'import', 'many-ben', 'many.csv', '--coder', 'Ben')
  expect((await parley('merge', 'many', 'many-ben')).out).toContain('1001 could be joined because they have')
  const most = await parley('merge', 'many', 'many-ben', '--join-same-names', '--coder', 'Ana')
  expect(most.out).toContain('1000 joined.')
  expect(most.out).toContain('1 could be joined because it has the same name or text as another: merge again')
  const rest = await parley('merge', 'many', 'many-ben', '--join-same-names', '--coder', 'Ana')
  expect(rest.out).toContain('1 joined.')
  expect(rest.out).not.toContain('could be joined')
})

describe('what goes wrong is told in one sentence and an exit code', { timeout }, () => {
  test('a slip in the name of a coder makes no coder: undo and log say who is there', async () => {
    await parley('new', 'slips', '--coder', 'Ana Silva')
    for (const verb of ['undo', 'redo', 'log']) {
      const slip = await parley(verb, 'slips', '--coder', 'Ana Sliva')
      expect([slip.exit, slip.err]).toEqual([
        2,
        'parley: There is no coder “Ana Sliva” in this project; there is “Ana Silva”.\nTry parley --help.\n'
      ])
    }
    expect((await json('info', 'slips')).answer['coders']).toMatchObject([{ name: 'Ana Silva' }])
    expect((await parley('log', 'slips', '--coder', 'ana silva')).exit).toBe(0)
  })

  test('log tells of one kind, of one document, of words and of one record field by field', async () => {
    await parley('new', 'told', '--coder', 'Ana Silva')
    fs.writeFileSync(path.join(root, 'draft.md'), '# Draft\n\nA full ceasefire – وقف النار 🕊 – comes first.')
    await parley('import', 'told', 'draft.md', '--title', 'Draft of May')
    const imported = await json('log', 'told', '--kind', 'documents')
    expect(imported.answer).toMatchObject({ total: 1, batches: [{ command: 'document.import' }] })
    expect(await json('log', 'told', '--document', 'Draft of May')).toMatchObject({ answer: { total: 1 } })
    expect(await json('log', 'told', '--document', 'DRAFT of may')).toMatchObject({ answer: { total: 1 } })
    expect(await json('log', 'told', '--words', 'nothing of this')).toMatchObject({ answer: { total: 0 } })
    const [change] =
      (imported.answer['batches'] as { changes: { kind: string; id: string }[] }[])[0]?.changes ?? []
    const blamed = await json('log', 'told', '--record', `${change?.kind}:${change?.id}`, '--blame')
    const fields = blamed.answer['fields'] as { field: string; value: unknown }[]
    expect(fields.find(({ field }) => field === 'title')?.value).toBe('Draft of May')
    expect(await json('log', 'told', '--document', 'No such draft')).toMatchObject({ exit: 2 })
    expect(await json('log', 'told', '--record', 'planet:x')).toMatchObject({ exit: 2 })
    const inWords = await parley('log', 'told', '--record', `${change?.kind}:${change?.id}`, '--blame')
    expect(inWords.out).not.toMatch(/[{}]|cod_|iss_|doc_|created/)
    expect(await json('log', 'told', '--blame')).toMatchObject({ exit: 2 })
  })

  test('--json alone gives the help as one object', async () => {
    expect(await json()).toMatchObject({ exit: 0, answer: { ok: true } })
  })

  test.each([
    [['frobnicate'], 2, 'usage'],
    [['exprt', 'x'], 2, 'usage'],
    [['export', 'nowhere'], 2, 'usage'],
    [['export', 'nowhere', '--out', 'x.pdf'], 2, 'usage'],
    [['export', 'nowhere', '--out', 'x.csv', '--offsets', 'bytes'], 2, 'usage'],
    [['export', 'nowhere', '--out', 'x.csv'], 1, 'fileGone'],
    [['new'], 2, 'usage'],
    [['log', 'nowhere', '--limit', 'many'], 2, 'usage'],
    [['import', 'nowhere', 'a.txt', 'b.txt', '--title', 'One'], 2, 'usage']
  ] as const)('parley %s', async (args, exit, code) => {
    const told = await json(...args)
    expect(told).toMatchObject({ exit, answer: { ok: false, code } })
    expect(told.answer['sentence']).toMatch(/[.?!]$/)
  })

  test('help and version are JSON too where that is asked for, and text without colours where not', async () => {
    expect((await json('--help')).answer).toMatchObject({ ok: true })
    expect((await json('export', '--help')).answer['help']).toContain('--formula-guard')
    const plain = await parley('help', 'annotate')
    expect(plain).toMatchObject({ exit: 0, err: '' })
    expect(plain.out).toContain('annotation_id')
    expect(plain.out).not.toContain('\u001b')
    expect((await parley('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect((await parley()).out).toContain('Exit codes:')
  })

  test('nobody codes yet; the project is there already; a file is no project, no text, no dataset', async () => {
    await parley('new', 'fresh')
    expect(await json('import', 'fresh', ...texts)).toMatchObject({
      exit: 1,
      answer: { code: 'noCoder' }
    })
    const bytes = fs.readFileSync(path.join(root, 'fresh.parley'))
    expect(await json('new', 'fresh')).toMatchObject({ exit: 1, answer: { code: 'fileExists' } })
    expect(await json('new', 'fresh', '--sample')).toMatchObject({ exit: 1, answer: { code: 'fileExists' } })
    expect(fs.readFileSync(path.join(root, 'fresh.parley')).equals(bytes)).toBe(true)
    fs.writeFileSync(path.join(root, 'words.txt'), 'Some words.\n')
    fs.writeFileSync(path.join(root, 'zip.txt'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))
    expect(await json('info', 'words.txt')).toMatchObject({ exit: 1, answer: { code: 'notAProject' } })
    expect(await json('annotate', 'fresh', 'words.txt', '--coder', 'Ana')).toMatchObject({
      exit: 1,
      answer: { code: 'badTable' }
    })
    const partly = await json(
      'import',
      'fresh',
      'words.txt',
      'zip.txt',
      'nowhere.txt',
      '--author',
      'Ukraine',
      '--date',
      '2025-04'
    )
    expect(partly).toMatchObject({
      exit: 3,
      answer: { ok: true, documents: [{ file: 'words.txt', made: true }] }
    })
    expect((partly.answer['refused'] as unknown[]).length).toBe(2)
    const people = await parley('import', 'fresh', 'zip.txt')
    expect([people.exit, people.out, people.err]).toEqual([3, '', expect.stringMatching(/^zip\.txt: .+\n$/)])
  })

  test('a project that is open elsewhere can be read, and says so when it should be written', async () => {
    await parley('new', 'busy', '--sample', '--coder', 'Ana')
    const file = must(
      openProjectFile(path.join(root, 'busy.parley'), {
        mode: 'write',
        sha256: nodeSha256,
        writer: 'another',
        now: nodeClock
      })
    )
    try {
      expect(await json('info', 'busy')).toMatchObject({ exit: 0, answer: { readOnly: 'locked' } })
      expect((await json('export', 'busy', '--out', 'busy.csv')).exit).toBe(0)
      expect(await json('undo', 'busy')).toMatchObject({ exit: 1, answer: { code: 'projectLocked' } })
    } finally {
      closeProjectFile(file)
    }
  })
})

describe('a long run', { timeout }, () => {
  const count = 6000

  /** A text of many paragraphs and a dataset with a row for each. */
  async function bigDataset(): Promise<void> {
    const paragraphs = Array.from(
      { length: count },
      (_, i) => `Article ${i} 🕊 the parties – стороны – agree on point ${i}.`
    )
    fs.writeFileSync(path.join(root, 'treaty.txt'), paragraphs.join('\n\n'))
    await parley('new', 'big', '--coder', 'Ana')
    await parley('import', 'big', 'treaty.txt')
    const [document] = (await json('info', 'big')).answer['documents'] as { revision: string }[]
    const rows = paragraphs.map((quote, i) => [
      `ann_${i}`,
      document?.revision ?? '',
      quote,
      i % 2 ? 'Peace > Terms' : 'Peace',
      'supports',
      'Supports',
      'Ana; Ben',
      '2025-04-25T10:00:00Z'
    ])
    fs.writeFileSync(
      path.join(root, 'treaty.csv'),
      csvText([
        [
          'annotation_id',
          'revision',
          'quote',
          'issue_path',
          'stance_key',
          'stance_label',
          'actors',
          'created'
        ],
        ...rows
      ])
    )
  }

  test('is ended by Ctrl+C and by a kill without a half file or a half project', async () => {
    await bigDataset()
    const reading = await start(['annotate', 'big', 'treaty.csv'], (child) =>
      setTimeout(() => child.kill('SIGINT'), 1500)
    )
    // Before the verb has begun, the system ends it.
    expect([0, 130, 'SIGINT']).toContain(reading.exit ?? reading.signal)
    await start(['annotate', 'big', 'treaty.csv'], (child) => setTimeout(() => child.kill('SIGKILL'), 1800))
    const between = (await json('info', 'big')).answer['counts'] as { annotations: number }
    // One batch: all of it or nothing.
    expect([0, count]).toContain(between.annotations)
    expect((await json('annotate', 'big', 'treaty.csv')).answer).toMatchObject({ ok: true, refused: [] })
    expect((await json('info', 'big')).answer).toMatchObject({ counts: { annotations: count, issues: 2 } })
    fs.writeFileSync(path.join(root, 'big.csv'), 'what was there before')
    await start(['export', 'big', '--out', 'big.csv'], (child) =>
      setTimeout(() => child.kill('SIGKILL'), 900)
    )
    const left = fs.readFileSync(path.join(root, 'big.csv'), 'utf8')
    expect(left === 'what was there before' || left.endsWith('\r\n')).toBe(true)
    expect((await parley('export', 'big', '--out', 'big.csv')).exit).toBe(0)
    expect(rowsOf('big.csv')).toHaveLength(count)
    expect(fs.readdirSync(root).filter((name) => name.startsWith('.big.csv'))).toEqual([])
    expect((await json('doctor', 'big')).exit).toBe(0)
  })

  test('writes one JSON object to standard output and nothing else', async () => {
    const done = await start(['info', 'big', '--json'])
    expect(done.err).toBe('')
    expect(JSON.parse(done.out)).toMatchObject({ ok: true, verb: 'info' })
    const wrong = await start(['inform', 'big', '--json'])
    expect(wrong).toMatchObject({ exit: 2, err: '' })
    expect(JSON.parse(wrong.out)).toMatchObject({ ok: false, code: 'usage' })
  })

  test('whose reader goes away ends quietly', async () => {
    const ended = await start(['log', 'big', '--limit', '1000', '--json'], (child) => {
      child.stdout?.once('data', () => child.stdout?.destroy())
    })
    expect(ended.err).toBe('')
    expect(ended.exit).toBe(0)
  })
})
