import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { AnyEvent, InputOf } from '../../shared/api/contract.ts'
import { must } from '../../shared/errors.ts'
import { directHost, type DirectHost } from './directHost.ts'
import { indexingTask } from './searchIndexing.ts'

const opened: { host: DirectHost; root: string }[] = []
afterEach(async () => {
  for (const { host, root } of opened.splice(0)) {
    await host.close()
    fs.rmSync(root, { recursive: true, force: true })
  }
})

/** A host with a project of some texts open. */
async function withTexts(
  texts: readonly string[],
  {
    shell = 'direct',
    settings = 'open'
  }: { readonly shell?: 'direct' | 'browser'; readonly settings?: 'open' | 'shut' } = {}
): Promise<{ host: DirectHost; home: string; events: AnyEvent[] }> {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-search-')))
  const home = path.join(root, 'home')
  fs.mkdirSync(path.join(root, 'tmp'), { recursive: true })
  fs.mkdirSync(home)
  if (settings === 'shut') {
    fs.mkdirSync(path.join(root, 'settings'))
    // Nothing can be made below a file, whoever asks.
    fs.writeFileSync(path.join(root, 'settings', 'search'), '')
  }
  const host = directHost({
    shell,
    onBug: (where, error) => {
      throw new Error(where, { cause: error })
    },
    folders: {
      home,
      documents: home,
      settings: path.join(root, 'settings'),
      temporary: path.join(root, 'tmp')
    }
  })
  opened.push({ host, root })
  const events: AnyEvent[] = []
  host.subscribe((event) => events.push(event))
  const file = host.handleOf(path.join(home, 'talks.parley'))
  must(await host.client.call('project.create', { file, name: 'Talks' }))
  must(await host.client.call('project.chooseCoder', { name: 'Ana', initials: 'A' }))
  await add(host, home, texts)
  return { host, home, events }
}

async function add(host: DirectHost, home: string, texts: readonly string[]): Promise<void> {
  const files = texts.map((text, i) => {
    const name = path.join(home, `text ${i} of ${text.length}.txt`)
    fs.writeFileSync(name, text)
    return { handle: host.handleOf(name) }
  })
  must(await host.client.call('import.accept', { files }))
}

async function count(host: DirectHost, query: InputOf<'search.run'>['query']): Promise<number> {
  return must(await host.client.call('search.run', { query })).hits
}

it(
  'ends an expression that never would, at once, and the next search works',
  { timeout: 20_000 },
  async () => {
    const { host, events } = await withTexts([`ceasefire ${'a'.repeat(60)} b`, 'Another ceasefire.'])
    const running = host.client.call('search.run', {
      query: { text: 'ceasefire|(a+a+)+c', as: 'regex' },
      task: 'endless'
    })
    await new Promise((resolve) => setTimeout(resolve, 700))
    must(await host.client.call('task.cancel', { task: 'endless' }))
    expect(await running).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
    expect(events.filter(({ event }) => event === 'hits')).toEqual([])
    expect(await count(host, { text: 'ceasefire' })).toBe(2)
  }
)

it(
  'tells hits while it looks on, in portions and in the order of the documents',
  { timeout: 20_000 },
  async () => {
    const { host, events } = await withTexts(['First ceasefire.', `x${'a'.repeat(22)} b`, 'Last ceasefire.'])
    // The second text takes a while.
    const query = { text: 'ceasefire|(a+a+)+c', as: 'regex' as const }
    expect(must(await host.client.call('search.run', { query, task: 'find' }))).toMatchObject({ hits: 2 })
    const portions = events.flatMap((event) => (event.event === 'hits' ? [event.content.hits] : []))
    expect(portions.map((hits) => hits.map(({ before }) => before))).toEqual([['First '], ['Last ']])
  }
)

it('gives up on an expression over one document that takes too long', { timeout: 30_000 }, async () => {
  const { host } = await withTexts([`${'a'.repeat(60)} b`])
  const [document] = must(await host.client.call('documents.page', {})).documents
  if (!document) throw new Error('No document')
  const queries = [{ text: '(a+a+)+c', as: 'regex' as const }]
  expect(await host.client.call('search.inDocument', { document: document.id, queries })).toMatchObject({
    problem: { code: 'searchTooLong' }
  })
})

it(
  'fills its indexes outside the project while it is open, tells how far, and takes in what comes later',
  { timeout: 30_000 },
  async () => {
    const { host, home, events } = await withTexts(['The border treaty.', 'A ceasefire.'], {
      shell: 'browser'
    })
    const settings = path.join(path.dirname(home), 'settings', 'search')
    const indexes = (): readonly string[] =>
      fs.existsSync(settings) ? fs.readdirSync(settings).filter((name) => name.endsWith('.sqlite')) : []
    await expect.poll(indexes, { timeout: 10_000 }).toHaveLength(2)
    const told = (): boolean =>
      events.some((one) => one.event === 'progress' && one.content.task === indexingTask)
    await expect.poll(told, { timeout: 10_000 }).toBe(true)
    expect(await count(host, { text: 'treaty OR ceasefire' })).toBe(2)
    await add(host, home, ['A later treaty.'])
    expect(await count(host, { text: 'treaty' })).toBe(2)
    must(await host.client.call('project.close', {}))
    expect(fs.readdirSync(home).filter((name) => name.includes('.parley'))).toEqual(['talks.parley'])
    expect(fs.readdirSync(settings).filter((name) => !name.endsWith('.sqlite'))).toEqual([])
  }
)

it(
  'fills its indexes in a temporary folder where the settings cannot hold them, and leaves nothing there',
  { timeout: 30_000 },
  async () => {
    const { host, home } = await withTexts(['The border treaty.'], { shell: 'browser', settings: 'shut' })
    const temporary = path.join(path.dirname(home), 'tmp')
    const indexes = (): readonly string[] =>
      fs
        .readdirSync(temporary, { recursive: true, encoding: 'utf8' })
        .filter((name) => /search.*-texts\.sqlite$/.test(name))
    await expect.poll(indexes, { timeout: 10_000 }).toHaveLength(1)
    expect(await count(host, { text: 'treaty' })).toBe(1)
    await host.close()
    expect(fs.existsSync(temporary) ? indexes() : []).toEqual([])
  }
)
