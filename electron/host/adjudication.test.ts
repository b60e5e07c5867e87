import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { Client } from '../../shared/api/client.ts'
import type { OutputOf } from '../../shared/api/contract.ts'
import { must } from '../../shared/errors.ts'
import { csvRows } from '../../shared/export/csv.ts'
import type { CoderId, DocumentId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/text/revision.ts'
import { findQuestion, questionsPage } from '../db/adjudicationViews.ts'
import { lookAs } from '../db/blind.ts'
import { closeProjectFile, createProjectFile, distrustTables, openReader } from '../db/open.ts'
import { rebuildTables } from '../db/rebuild.ts'
import { acceptAgreed, adjudicationQueue, answerQuestion, queueOf } from './adjudication.ts'
import type { Core } from './core.ts'
import { directHost } from './directHost.ts'
import { runCommand } from './execute.ts'
import { nodeClock, nodeRandomBytes, nodeSha256 } from './nodePorts.ts'
import { ProjectSession } from './projectSession.ts'
import { fillWithSample } from './sample.ts'
import { makeTasks } from './tasks.ts'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })))

it('takes two coders through the sample: accepted, rejected, written, undone, exported', async () => {
  const { client, coders, folder, close } = await openedSample()
  const gold = (await asked(client, 'adjudication.layer', { name: 'Gold' })).coder
  expect((await asked(client, 'adjudication.layer', { name: 'Gold' })).coder).toBe(gold)
  const all = { coders, gold }
  const before = await asked(client, 'adjudication.queue', all)
  expect(before.total).toBeGreaterThan(2)
  const [first, second] = before.questions
  if (!first || !second) throw new Error('the sample raises no questions')

  const item = await asked(client, 'adjudication.item', { ...all, annotation: first.id })
  const [source] = item.annotations
  if (!source) throw new Error('nobody tagged it')
  expect(item.text.text.slice(item.start - item.text.offset, item.end - item.text.offset)).toContain(
    source.anchor.quote
  )
  const sources = item.annotations.map(({ id, heads }) => ({ annotation: id, heads }))
  await asked(client, 'command.run', {
    command: 'decision.make',
    input: { gold, decisions: [{ sources, outcome: { as: 'accepted', annotation: source.id } }] }
  })
  const settled = await asked(client, 'adjudication.item', { ...all, annotation: first.id })
  expect(settled).toMatchObject({
    state: 'settled',
    decisions: [{ outcome: 'accepted', gold: { coder: gold, anchor: source.anchor } }]
  })

  const next = await asked(client, 'adjudication.find', {
    ...all,
    from: first.id,
    way: 'next',
    onlyOpen: true
  })
  expect(next?.index).toBeGreaterThan(0)
  expect(await asked(client, 'adjudication.find', { ...all, from: next?.id ?? null, way: 'here' })).toEqual(
    next
  )

  const other = await asked(client, 'adjudication.item', { ...all, annotation: second.id })
  await asked(client, 'command.run', {
    command: 'decision.make',
    input: {
      gold,
      decisions: [
        {
          sources: other.annotations.map(({ id, heads }) => ({ annotation: id, heads })),
          outcome: { as: 'rejected' }
        }
      ]
    }
  })
  const counted = await asked(client, 'adjudication.queue', { ...all, filter: { states: ['rejected'] } })
  expect(counted).toMatchObject({ total: 1, questions: [{ id: second.id, outcome: 'rejected' }] })

  const agree = before.counts.agree ?? 0
  const done = await asked(client, 'adjudication.acceptAgreed', all)
  expect(done.decided + (first.state === 'agree' ? 1 : 0) + (second.state === 'agree' ? 1 : 0)).toBe(agree)
  expect(done.left).toBe(0)
  if (done.decided > 0) {
    await asked(client, 'undo', {})
    const undone = await asked(client, 'adjudication.queue', all)
    expect(undone.counts.agree).toBe(done.decided)
  }

  const place = await asked(client, 'files.browse', {})
  const file = await asked(client, 'files.name', { folder: place.folder, name: 'gold.csv', mayExist: true })
  const written = await asked(client, 'adjudication.export', { ...all, file: file.handle })
  expect(written.rows).toBe(before.total)
  const rows = csvRows(fs.readFileSync(path.join(folder, 'gold.csv'), 'utf8'), 'gold.csv')
  const [header, row] = rows.ok ? rows.value : []
  expect(row?.[header?.indexOf('gold: quote') ?? -1]).toBe(source.anchor.quote)
  expect(row?.[header?.indexOf('state') ?? -1]).toBe('settled')
  await close()
})

it('gives the same queue from a thread as at once, and after more work the same as one worked out anew', async () => {
  const { session, coders, close } = sampleSession()
  const query = { coders, gold: 'cod_gold' as CoderId, filter: {}, offset: 0, limit: 1000 }
  const write = (command: 'coder.create' | 'decision.make' | 'annotation.delete', input: unknown): void => {
    const ports = { clock: nodeClock, randomBytes: nodeRandomBytes }
    must(runCommand(session, { command, input, seen: {}, coder: coders[0] ?? null }, ports))
  }
  const anew = (): OutputOf<'adjudication.queue'> => {
    const reader = must(openReader(session.file.path, { sha256: nodeSha256 }))
    const page = questionsPage(reader, query)
    closeProjectFile(reader)
    return page
  }
  const check = async (): Promise<OutputOf<'adjudication.queue'>> => {
    const kept = must(await queueOf(session, query))
    expect(must(await queueOf(session, query, { many: 0 }))).toEqual(kept)
    expect(kept).toEqual(anew())
    return kept
  }
  const before = await check()
  write('coder.create', { id: query.gold, name: 'Gold', initials: 'G', kind: 'gold' })
  await check()
  for (const question of before.questions) {
    const { id, state } = question
    const outcome = state === 'one' ? { as: 'rejected' } : { as: 'accepted', annotation: id }
    write('decision.make', {
      gold: query.gold,
      decisions: [{ sources: [{ annotation: id, heads: [] }], outcome }]
    })
  }
  // Seen without its heads: every one of them counts as changed since.
  expect((await check()).counts).toEqual({ changed: before.total })
  write('annotation.delete', { annotations: [before.questions[0]?.id] })
  await check()
  const reader = must(openReader(session.file.path, { sha256: nodeSha256 }))
  const [, last] = before.questions.slice(-2)
  const from = { ...query, from: last?.id ?? null, onlyOpen: false }
  const here = findQuestion(reader, { ...from, way: 'here' })?.index ?? 0
  expect(findQuestion(reader, { ...from, way: 'previous' })?.index).toBe(here - 1)
  closeProjectFile(reader)
  await close()
})

it('asks a coder who is still blind about nothing that they may not see, and says how much is left out', async () => {
  const { client, coders, close } = await openedSample('browser')
  const all = { coders, gold: null }
  const before = await asked(client, 'adjudication.queue', { ...all, limit: 1000 })
  const shared = before.questions.find((one) => new Set(one.coders.map(({ coder }) => coder)).size > 1)
  const another = before.questions.find((one) => one.document !== shared?.document)
  if (!shared || !another) throw new Error('the sample has too few questions')
  // All words of another document go: what both tagged there is lost.
  const { revision } = await asked(client, 'document.correctOpen', { document: another.document })
  const text = 'é e\u0301 🕊️ سلام'
  const blocks = [{ kind: 'paragraph', start: 0, end: text.length }]
  await asked(client, 'document.correct', {
    document: another.document,
    from: revision.hash,
    content: { text, blocks, marks: [] },
    kept: []
  })
  const { lost } = await asked(client, 'adjudication.queue', all)
  expect(lost).toBeGreaterThan(0)
  await asked(client, 'command.run', { command: 'project.setBlind', input: { blind: true } })
  const blind = await asked(client, 'adjudication.queue', all)
  expect(blind).toMatchObject({ total: 0, questions: [], counts: {}, lost: 0 })
  expect(blind.blindDocuments).toBeGreaterThan(1)
  const item = { ...all, annotation: shared.id }
  expect(await client.call('adjudication.item', item)).toMatchObject({ problem: { code: 'missingRecord' } })
  expect(await asked(client, 'adjudication.find', { ...all, from: null, way: 'next' })).toBeNull()
  const { coder: gold } = await asked(client, 'adjudication.layer', { name: 'Gold' })
  expect(await asked(client, 'adjudication.acceptAgreed', { coders, gold })).toEqual({ decided: 0, left: 0 })
  const place = await asked(client, 'files.browse', {})
  const file = await asked(client, 'files.name', { folder: place.folder, name: 'blind.csv', mayExist: true })
  expect((await asked(client, 'adjudication.export', { ...all, file: file.handle })).rows).toBe(0)

  await asked(client, 'command.run', {
    command: 'progress.set',
    input: { documents: [shared.document], state: 'done' }
  })
  const open = await asked(client, 'adjudication.queue', { ...all, limit: 1000 })
  expect(open.questions.map(({ id }) => id)).toEqual(
    before.questions.filter(({ document }) => document === shared.document).map(({ id }) => id)
  )
  expect(open.blindDocuments).toBe(blind.blindDocuments - 1)
  // Who looks is asked anew each time.
  await asked(client, 'project.chooseCoder', { coder: coders[1] })
  expect((await asked(client, 'adjudication.queue', all)).total).toBe(0)
  await close()
})

it('exports offsets with the revision that they count in: the text as it is now, also after a correction', async () => {
  const { client, coders, folder, close } = await openedSample()
  const { folder: place } = await asked(client, 'files.browse', {})
  const file = await asked(client, 'files.name', { folder: place, name: 'gold.csv', mayExist: true })
  const { documents } = await asked(client, 'documents.page', {})
  const document = documents[0]?.id as DocumentId
  const revisionNow = async (): Promise<Revision> => {
    const { revision } = await asked(client, 'document.open', { document })
    if (!revision) throw new Error('The sample has texts')
    return revision
  }
  const check = async (): Promise<void> => {
    const query = { coders, gold: null, filter: { documents: [document] }, formulaGuard: false }
    await asked(client, 'adjudication.export', { ...query, file: file.handle })
    const rows = must(csvRows(fs.readFileSync(path.join(folder, 'gold.csv'), 'utf8'), 'gold.csv'))
    const [header = [], ...questions] = rows
    const { hash, text } = await revisionNow()
    const { name } = (await asked(client, 'codebook.get', {})).coders.find(({ id }) => id === coders[0]) ?? {}
    let seen = 0
    for (const row of questions) {
      const cell = (column: string): string => row[header.indexOf(column)] ?? ''
      expect(cell('revision')).toBe(hash)
      const [start, end, quote] = ['start_utf16', 'end_utf16', 'quote'].map((one) => cell(`${name}: ${one}`))
      if (start === '') continue
      expect(text.slice(Number(start), Number(end))).toBe(quote)
      seen++
    }
    expect(seen).toBeGreaterThan(0)
  }
  await check()
  const { hash, text, blocks, marks } = await revisionNow()
  const added = 'Annex é 🕊️: '
  const moved = <T extends { readonly start: number; readonly end: number }>(one: T, i = 1): T => ({
    ...one,
    start: i === 0 ? one.start : one.start + added.length,
    end: one.end + added.length
  })
  await asked(client, 'document.correct', {
    document,
    from: hash,
    content: { text: added + text, blocks: blocks.map(moved), marks: marks.map((mark) => moved(mark)) },
    kept: [[0, added.length, text.length]]
  })
  expect((await revisionNow()).hash).not.toBe(hash)
  await check()
  await close()
})

it('answers out of one moment, also where somebody writes meanwhile', async () => {
  const { session, coders, close } = sampleSession()
  const reader = must(openReader(session.file.path, { sha256: nodeSha256 }))
  const query = { coders, gold: null, filter: {} }
  const { questions } = questionsPage(reader, { ...query, offset: 0, limit: 1000 })
  const ports = { clock: nodeClock, randomBytes: nodeRandomBytes }
  const input = { annotations: questions.map(({ id }) => id), note: 'later é 🕊️' }
  const target = path.join(path.dirname(session.file.path), 'decisions.csv')
  const order = { ...query, target, bom: false, formulaGuard: false }
  let written = 0
  answerQuestion(reader, { kind: 'export', query: order }, (step, done) => {
    if (step !== 'writing' || done !== 1) return
    written++
    must(
      runCommand(session, { command: 'annotation.change', input, seen: {}, coder: coders[0] ?? null }, ports)
    )
  })
  expect(written).toBe(1)
  expect(fs.readFileSync(target, 'utf8')).not.toContain('later')
  answerQuestion(reader, { kind: 'export', query: order })
  expect(fs.readFileSync(target, 'utf8')).toContain('later é 🕊️')
  closeProjectFile(reader)
  await close()
})

it('asks nothing out of tables that are still being made anew, and decides nothing on them', async () => {
  const { session, coders, close } = sampleSession()
  const core = { session, tasks: makeTasks(nodeClock, () => undefined) } as unknown as Core
  const query = { coders, filter: {}, offset: 0, limit: 10, task: 'x' }
  const { counts } = must(await adjudicationQueue(core, { ...query, gold: null }))
  const checking = { code: 'checking' as const, about: { name: 'p' } }
  session.notices.push(checking)
  distrustTables(session.file)
  const waiting = adjudicationQueue(core, { ...query, gold: null })
  session.file.connection.database.exec('DELETE FROM annotation')
  must(await rebuildTables(session.file))
  expect(must(await waiting).counts).toEqual(counts)
  // They could not be made.
  session.notices.length = 0
  distrustTables(session.file)
  const broken = { ok: false, problem: { code: 'projectDamaged' } }
  expect(await adjudicationQueue(core, { ...query, gold: null })).toMatchObject(broken)
  expect(await acceptAgreed(core, { ...query, gold: 'cod_gold' as CoderId })).toMatchObject(broken)
  await close()
})

it('exports every annotation that a decision was about, also two of one coder', async () => {
  const { session, coders, close } = sampleSession()
  const [ana] = coders
  const gold = 'cod_gold' as CoderId
  const { questions } = questionsPage(session.file, { coders, gold, filter: {}, offset: 0, limit: 1000 })
  const both = questions.filter(({ document, coders: own }) => {
    return document === questions[0]?.document && own.some(({ coder }) => coder === ana)
  })
  const [one, other] = both
  if (!one || !other) throw new Error('two questions of one document')
  const ports = { clock: nodeClock, randomBytes: nodeRandomBytes }
  const run = (command: 'coder.create' | 'decision.make', input: unknown): void =>
    void must(runCommand(session, { command, input, seen: {}, coder: ana ?? null }, ports))
  run('coder.create', { id: gold, name: 'Gold', initials: 'G', kind: 'gold' })
  const sources = [one, other].map(({ id }) => ({ annotation: id, heads: [] }))
  run('decision.make', { gold, decisions: [{ sources, outcome: { as: 'accepted', annotation: one.id } }] })
  const target = path.join(path.dirname(session.file.path), 'two.csv')
  const query = {
    coders,
    gold,
    filter: { documents: [one.document] },
    target,
    bom: false,
    formulaGuard: false
  }
  const done = must(answerQuestion(session.file, { kind: 'export', query }))
  const [header = [], ...rows] = must(csvRows(fs.readFileSync(target, 'utf8'), 'two.csv'))
  expect(done).toEqual({ name: 'two.csv', rows: rows.length })
  const column = (part: string) => header.findIndex((name) => name.endsWith(part))
  const quotes = (all: readonly (readonly string[])[]) => all.map((row) => row[column(': quote')])
  const about = rows.filter((row) => row[column('outcome')] === 'accepted')
  expect(quotes(about)).toEqual([one.quote])
  const more = rows.filter((row) => row[0] === about[0]?.[0] && !about.includes(row))
  expect([quotes(more), more.map((row) => row[column('gold: quote')])]).toEqual([[other.quote], ['']])
  await close()
})

it('takes a document for done by who said so of one that was joined into it', async () => {
  const { client, coders, folder, close } = await openedSample('browser')
  const documents: DocumentId[] = []
  for (const name of ['One.txt', 'Two.txt']) {
    fs.writeFileSync(path.join(folder, name), 'A full ceasefire – é, 🕊️ – comes first. سلام')
    const { folder: place } = await asked(client, 'files.browse', {})
    const { handle } = await asked(client, 'files.name', { folder: place, name, mayExist: true })
    const made = await asked(client, 'import.accept', { files: [{ handle }] })
    documents.push(...made.documents.map(({ document }) => document))
  }
  const [one, two] = documents
  if (!one || !two) throw new Error('Two documents')
  const { revision } = await asked(client, 'document.open', { document: one })
  const { issues } = await asked(client, 'codebook.get', {})
  const tag = { document: one, revision: revision?.hash, start: 2, end: 16, issue: issues[0]?.id }
  await asked(client, 'command.run', { command: 'annotation.tag', input: tag })
  const done = { documents: [two], coder: coders[1], state: 'done' }
  await asked(client, 'command.run', { command: 'progress.set', input: done })
  const query = { coders, gold: null, filter: { documents: [one] } }
  expect((await asked(client, 'adjudication.queue', query)).counts).toEqual({ waiting: 1 })
  await asked(client, 'command.run', { command: 'document.join', input: { document: two, into: one } })
  expect((await asked(client, 'adjudication.queue', query)).counts).toEqual({ one: 1 })
  // So is what they may see where coding is blind, and what the list of documents says.
  await asked(client, 'command.run', { command: 'project.setBlind', input: { blind: true } })
  await asked(client, 'project.chooseCoder', { coder: coders[1] })
  expect((await asked(client, 'adjudication.queue', query)).counts).toEqual({ one: 1 })
  const [details] = await asked(client, 'documents.get', { documents: [one] })
  expect(details?.progress).toEqual({ state: 'done', told: true })
  const { rows } = await asked(client, 'documents.rows', { grouped: false })
  const row = rows.find((listed) => listed.row === 'document' && listed.id === one)
  expect(row).toMatchObject({ progress: { state: 'done' } })
  await close()
})

it('ends the thread of a question that nobody waits for any more, and answers the next one all the same', async () => {
  const { session, coders, close } = sampleSession()
  const query = { coders, gold: null, filter: {}, offset: 0, limit: 1000 }
  const ending = new AbortController()
  const task = { signal: ending.signal, progress: () => undefined }
  const running = queueOf(session, query, { many: 0, task })
  const other = queueOf(session, query, { many: 0 })
  ending.abort()
  expect(await running).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
  const expected = must(await queueOf(session, query))
  // Whoever still waits is answered.
  expect(must(await other)).toEqual(expected)
  const alone = new AbortController()
  const ended = queueOf(session, query, { many: 0, task: { ...task, signal: alone.signal } })
  alone.abort()
  expect(await ended).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
  expect(must(await queueOf(session, query, { many: 0 }))).toEqual(expected)
  await close()
})

it('gives a thread the eyes of the coder at work', async () => {
  const { session, coders, close } = sampleSession()
  const ports = { clock: nodeClock, randomBytes: nodeRandomBytes }
  must(
    runCommand(
      session,
      { command: 'project.setBlind', input: { blind: true }, seen: {}, coder: coders[0] ?? null },
      ports
    )
  )
  const query = { coders, gold: null, filter: {}, offset: 0, limit: 1000 }
  expect(must(await queueOf(session, query, { many: 0 })).total).toBeGreaterThan(0)
  lookAs(session.file, coders[0] ?? null)
  expect(must(await queueOf(session, query, { many: 0 }))).toMatchObject({ total: 0, lost: 0 })
  await close()
})

async function asked<M extends Parameters<Client['call']>[0]>(
  client: Client,
  method: M,
  input: Parameters<Client['call']>[1]
): Promise<OutputOf<M>> {
  return must(await client.call(method, input as never)) as OutputOf<M>
}

/** The sample, opened by a host; its first two coders. */
async function openedSample(shell: 'browser' | 'direct' = 'direct') {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-adjudication-'))
  folders.push(folder)
  const host = directHost({
    shell,
    checkOutputs: true,
    folders: { settings: path.join(folder, 'settings'), home: folder, documents: folder }
  })
  const { client } = host
  await asked(client, 'project.openSample', {})
  const { coders: people } = await asked(client, 'codebook.get', {})
  const coders = people.filter(({ kind }) => kind === 'person').map(({ id }) => id)
  await asked(client, 'project.chooseCoder', { coder: coders[0] })
  return { client, coders, folder, close: () => host.close() }
}

function sampleSession() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-adjudication-'))
  folders.push(folder)
  const file = must(
    createProjectFile(path.join(folder, 'p.parley'), { sha256: nodeSha256, writer: 'test', now: nodeClock })
  )
  must(fillWithSample(file))
  const onBug = (where: string, error: unknown): never => {
    throw new Error(where, { cause: error })
  }
  const session = new ProjectSession(file, null, { clock: nodeClock, randomBytes: nodeRandomBytes, onBug })
  const names = file.connection.database.prepare('SELECT name.id FROM coder JOIN name ON name.n = coder.n')
  const coders = (names.all() as { id: string }[]).map(({ id }) => id as CoderId).toSorted()
  const close = async (): Promise<void> => {
    await session.settle()
    if (file.connection.database.open) closeProjectFile(file)
  }
  return { session, coders, close }
}
