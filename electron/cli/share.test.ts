import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { csvText } from '../../shared/export/csv.ts'
import { runIn, type Printed } from './testCli.ts'

let root: string
beforeAll(async () => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-cli-share-')))
  at('ana')
  fs.writeFileSync(
    path.join(root, 'proposal.md'),
    '# Proposal\n\nA full ceasefire à Genève 🕊️ comes first.\n'
  )
  fs.writeFileSync(path.join(root, 'reply.md'), '# Reply\n\nNo ceasefire without a treaty. سلام\n')
  await parley('new', 'talks', '--coder', 'Ana')
  await parley('import', 'talks', 'proposal.md', 'reply.md')
  await tag('talks', 'A full ceasefire', 'Proposal')
})
afterAll(() => {
  vi.unstubAllEnvs()
  fs.rmSync(root, { recursive: true, force: true })
})

/** On which machine the next verbs run. */
function at(who: string): void {
  vi.stubEnv('PARLEY_HOME', path.join(root, who))
}

const parley = (...args: readonly string[]): Promise<Printed> => runIn(root, args)

/** Tags words in a document, as whoever is coding there. */
async function tag(project: string, quote: string, document: string): Promise<void> {
  const { documents } = (await json('info', project)) as { documents: { title: string; revision: string }[] }
  const revision = documents.find(({ title }) => title === document)?.revision ?? ''
  const rows = [
    ['annotation_id', 'revision', 'quote', 'issue_path', 'created'],
    [`ann_${quote.length}`, revision, quote, 'Ceasefire', '2025-04-25T10:00:00Z']
  ]
  fs.writeFileSync(path.join(root, 'tags.csv'), csvText(rows))
  expect(await json('annotate', project, 'tags.csv')).toMatchObject({ ok: true, added: 1, refused: [] })
}

async function json(...args: readonly string[]): Promise<unknown> {
  return JSON.parse((await parley(...args, '--json')).out)
}

it('tells what would be in a copy before one is written', async () => {
  const { exit, out } = await parley('share', 'talks', '--dry-run', '--documents', 'reply')
  expect(exit).toBe(0)
  expect(out).toMatch(
    /^1 document, 0 annotations, 1 issue; about \d+ KB\.\n1 annotation stays here\.\nHistory: \d+ edits from /
  )
})

it('takes an empty name for a slip, before anything is made', async () => {
  for (const args of [
    ['new', 'slip', '--coder', ' '],
    ['share', 'talks', 'slip', '--for', ''],
    ['team', 'init', 'talks', 'slip', '--coder', '\u00a0']
  ]) {
    const { exit, err } = await parley(...args)
    expect(exit).toBe(2)
    expect(err).toContain('takes a name, for example')
  }
  expect(fs.readdirSync(root).filter((name) => name.startsWith('slip'))).toEqual([])
})

it('makes no coder where the copy cannot be written', async () => {
  fs.writeFileSync(path.join(root, 'taken.parley'), 'Something of Ana’s')
  for (const [copy, code] of [
    ['nowhere/for-nadia', 'folderUnwritable'],
    ['taken', 'fileExists'],
    ['n'.repeat(300), 'folderUnwritable']
  ] as const)
    expect(await json('share', 'talks', copy, '--for', 'Nadia')).toMatchObject({ ok: false, code })
  expect(JSON.stringify(await json('info', 'talks'))).not.toContain('Nadia')
})

it('knows a coder by either form of é', async () => {
  await parley('new', 'accents', '--coder', 'José')
  await parley('annotate', 'accents', 'tags.csv', '--coder', 'José'.normalize('NFD'))
  const { coders } = (await json('info', 'accents')) as { coders: { name: string }[] }
  expect(coders.map(({ name }) => name)).toEqual(['José'])
})

it('shares, codes on another machine without being asked who, merges back, and nothing is lost', async () => {
  const shared = await parley('share', 'talks', 'for-ben', '--for', 'Ben É', '--without-annotations')
  expect(shared).toMatchObject({ exit: 0, err: '' })
  expect(shared.out).toMatch(
    /^for-ben\.parley written \(\d+ KB\): 2 documents, 0 annotations\.\nWhoever opens it codes as Ben É\.\n$/
  )
  expect(await parley('share', 'talks', 'for-ben')).toMatchObject({ exit: 1 })
  at('ben')
  await tag('for-ben', 'No ceasefire', 'Reply')
  expect(await json('info', 'for-ben')).toMatchObject({ counts: { annotations: 1 } })
  at('ana')
  expect(await parley('merge', 'talks', 'for-ben')).toMatchObject({ exit: 0 })
  const info = JSON.stringify(await json('info', 'talks'))
  expect(JSON.parse(info)).toMatchObject({ counts: { annotations: 2, conflicts: 0 } })
  expect(info).toContain('Ben É')
  expect(await json('doctor', 'talks')).toMatchObject({ findings: [] })
})

it('publishes a new project with today’s values only', async () => {
  const done = await json('share', 'talks', 'published', '--publish', '--no-originals')
  expect(done).toMatchObject({ ok: true, verb: 'share', name: 'published.parley', documents: 2, batches: 1 })
  expect(await json('doctor', 'published')).toMatchObject({ findings: [] })
  expect(await parley('merge', 'talks', 'published')).toMatchObject({ exit: 1 })
})

it('finds a document by either form of é, and takes no second one along that has the same title', async () => {
  await parley('new', 'titles', '--coder', 'Ana')
  fs.writeFileSync(path.join(root, 'one.md'), '# One\n\nA ceasefire.\n')
  fs.writeFileSync(path.join(root, 'two.md'), '# Two\n\nNo ceasefire.\n')
  await parley('import', 'titles', 'one.md', '--title', 'Réponse'.normalize('NFD'))
  const share = ['share', 'titles', '--dry-run', '--documents', 'RÉPONSE'.normalize('NFC')]
  expect((await parley(...share)).out).toMatch(/^1 document,/)
  await parley('import', 'titles', 'two.md', '--title', 'Réponse')
  const { exit, err } = await parley(...share)
  expect(exit).toBe(2)
  const { documents } = (await json('info', 'titles')) as { documents: { id: string }[] }
  for (const { id } of documents) expect(err).toContain(id)
  const [first] = documents
  expect((await parley(...share.slice(0, -1), first?.id ?? '')).out).toMatch(/^1 document,/)
})

it('says what is wrong with an order', async () => {
  expect(await parley('share', 'talks')).toMatchObject({ exit: 2 })
  expect((await parley('share', 'talks', 'x', '--documents', 'Nowhere')).err).toContain(
    'no document “Nowhere”'
  )
  expect((await parley('share', 'talks', 'x', '--coders', 'Zoe')).err).toContain('no coder “Zoe”')
  expect(await parley('share', 'talks', 'x', '--without-annotations', '--coders', 'Ana')).toMatchObject({
    exit: 2
  })
  expect(await parley('share', 'talks', 'x', '--publish', '--for', 'Ben')).toMatchObject({ exit: 2 })
  expect((await parley('share', 'talks', 'no/such/folder/x')).exit).toBe(1)
  expect(fs.readdirSync(root).filter((name) => name.includes('part'))).toEqual([])
})
