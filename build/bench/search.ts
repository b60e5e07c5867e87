/** How soon searches over many texts show their first hits, and how soon they end, beside a bare FTS5 query and a bare RegExp in the same run. */
import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { must } from '../../shared/errors.ts'
import type { SearchQuery } from '../../shared/api/filters.ts'
import { blocksFromText } from '../../shared/import/blocksFromText.ts'
import { nameRevision } from '../../shared/text/revision.ts'
import { closeProjectFile, createProjectFile, openReader } from '../../electron/db/open.ts'
import { openIndexToFill } from '../../electron/db/searchIndex/indexFile.ts'
import { indexPaths } from '../../electron/db/searchIndex/places.ts'
import { filler } from '../../electron/db/searchIndex/testProjects.ts'
import { fillTexts } from '../../electron/db/searchIndex/textFill.ts'
import { nodeClock, nodeSha256 } from '../../electron/host/nodePorts.ts'
import { startBenchHost, type BenchHost } from './benchHost.ts'
import { benchFolder, benchInstallation } from './bigProject.ts'
import { atMost, median, round, type Figures, type Gate, type Report } from './report.ts'
import type { BenchOptions } from './run.ts'
import { madeUpText, randomFrom } from './texts.ts'

const documents = 500
const charactersEach = 200_000
const session = 'searchsearch0000'

type Kind = {
  readonly name: string
  readonly query: SearchQuery
  /** The same for a bare FTS5 table or a bare RegExp. */
  readonly floor: string
}

/** 100 MB of text in 500 documents, through the host; each search in a new task. */
export async function benchSearch({ runs, say }: BenchOptions): Promise<Report> {
  const project = projectOfTexts(say)
  const home = fs.mkdtempSync(path.join(benchFolder, 'search-'))
  const copy = path.join(home, 'project.parley')
  fs.copyFileSync(project, copy)
  const figures: Record<string, Figures> = {}
  const gates: Gate[] = []
  const ratios: Record<string, number> = {}
  try {
    const paths = indexPaths(path.join(home, 'settings', 'search'), session, copy)
    figures['index'] = fillIndex(copy, paths.texts, say)
    const floor = bareTable(copy, say)
    const host = startBenchHost(home)
    try {
      must(await host.client.call('project.open', { file: host.handleOf(copy) }))
      // The thread is started and its files are opened once, as the app does after opening.
      await search(host, { text: 'warming', as: 'words' }, 1)
      for (const kind of kinds) {
        const firsts: number[] = []
        const wholes: number[] = []
        const floors: number[] = []
        let hits = 0
        for (let run = 0; run < runs; run += 1) {
          const done = await search(host, kind.query, 10_000)
          if (done.first !== null) firsts.push(done.first)
          wholes.push(done.whole)
          hits = done.hits
          floors.push(kind.query.as === 'regex' ? floor.expression(kind.floor) : floor.words(kind.floor))
        }
        const first = firsts.length === 0 ? null : median(firsts)
        const bare = median(floors)
        figures[kind.name] = {
          hits,
          msToFirstHits: first === null ? null : round(first),
          msToAll: round(median(wholes)),
          msFloor: round(bare)
        }
        ratios[`${kind.name}: all hits to floor`] = round(median(wholes) / bare)
        if (kind.query.as !== 'regex')
          gates.push(atMost(`first hits, ${kind.name}`, first ?? median(wholes), 100, 'ms'))
        say(
          `search ${kind.name}: first ${first === null ? '–' : Math.round(first)} ms, all ${Math.round(median(wholes))} ms`
        )
      }
      const cancelled: number[] = []
      for (let run = 0; run < runs; run += 1)
        cancelled.push(await msToCancel(host, { text: '(\\w+\\s?)+§§', as: 'regex' }))
      figures['cancelled expression'] = { msToCancel: round(median(cancelled)) }
      gates.push(atMost('an expression that never ends is cancelled', median(cancelled), 500, 'ms'))
      figures['in one document'] = await inDocument(host, gates)
    } finally {
      await host.close()
      floor.close()
    }
  } finally {
    fs.rmSync(home, { recursive: true, force: true })
  }
  return {
    name: 'search',
    about: `${(documents * charactersEach) / 1e6} million characters in ${documents} documents, at most 10,000 hits; floor: a bare FTS5 table (unicode61, row numbers alone) or a bare RegExp over the same blocks`,
    figures,
    ratios,
    gates
  }
}

const kinds: readonly Kind[] = [
  { name: 'frequent word', query: { text: 'treaty', as: 'words' }, floor: 'treaty' },
  { name: 'rare word', query: { text: 'zanzibar', as: 'words' }, floor: 'zanzibar' },
  {
    name: 'word that is nowhere',
    query: { text: 'nowheretobefound', as: 'words' },
    floor: 'nowheretobefound'
  },
  { name: 'phrase', query: { text: '"lasting zanzibar"', as: 'words' }, floor: '"lasting zanzibar"' },
  {
    name: 'frequent words, rare phrase',
    query: { text: '"of the and of the"', as: 'words' },
    floor: '"of the and of the"'
  },
  { name: 'prefix', query: { text: 'zanzi*', as: 'words' }, floor: 'zanzi*' },
  { name: 'part of a word', query: { text: '*nziba*', as: 'words' }, floor: 'zanzibar' },
  {
    name: 'NEAR',
    query: { text: 'NEAR(zanzibar treaty, 8)', as: 'words' },
    floor: 'NEAR(zanzibar treaty, 8)'
  },
  { name: 'exact', query: { text: 'Zanzibar', as: 'exact' }, floor: 'zanzibar' },
  { name: 'Chinese, two characters', query: { text: '停火', as: 'words' }, floor: '停火*' },
  { name: 'expression, frequent', query: { text: 'treat(y|ies)', as: 'regex' }, floor: 'treat(y|ies)' },
  { name: 'expression, rare', query: { text: 'zanzi\\w+', as: 'regex' }, floor: 'zanzi\\w+' }
]

/** A project of made-up texts, in every 25th of which a rare word stands; made once. */
function projectOfTexts(say: (line: string) => void): string {
  const file = path.join(benchFolder, `texts-${documents}x${charactersEach}.parley`)
  if (fs.existsSync(file)) return file
  fs.mkdirSync(benchFolder, { recursive: true })
  say(`Making ${path.basename(file)} (once)`)
  const unfinished = `${file}.new`
  for (const ending of ['', '-wal', '-shm', '-lock']) fs.rmSync(`${unfinished}${ending}`, { force: true })
  const project = must(
    createProjectFile(unfinished, { sha256: nodeSha256, writer: benchInstallation, now: nodeClock })
  )
  project.connection.database.pragma('synchronous = OFF')
  const { addDocument } = filler(project, session)
  for (let d = 0; d < documents; d += 1) {
    const own = madeUpText(charactersEach, d + 1)
    addDocument(`Proposal ${d + 1}`, d % 25 === 24 ? withRareWords(own, d) : own)
  }
  closeProjectFile(project)
  fs.renameSync(unfinished, file)
  return file
}

function withRareWords(text: string, seed: number): string {
  const random = randomFrom(seed)
  const at = text.indexOf(' ', Math.floor(random() * text.length * 0.9))
  return `${text.slice(0, at)} a lasting Zanzibar and no treaty, 停火协议立即生效, ${text.slice(at)}`
}

function fillIndex(project: string, to: string, say: (line: string) => void): Figures {
  const reader = must(openReader(project, { sha256: nodeSha256 }))
  const index = openIndexToFill(to, 'texts')
  if (index === null) throw new Error('The index cannot be written')
  const began = performance.now()
  fillTexts(reader, index, {
    isEnded: () => false,
    onProgress: () => undefined,
    today: Math.floor(nodeClock() / 86_400_000)
  })
  const seconds = (performance.now() - began) / 1000
  index.close()
  closeProjectFile(reader)
  const megabytes = fs.statSync(to).size / 1e6
  say(`search index: ${Math.round(seconds)} s, ${Math.round(megabytes)} MB`)
  return { seconds: round(seconds), fileMB: round(megabytes), textMB: (documents * charactersEach) / 1e6 }
}

/** The floor: the same blocks in a bare FTS5 table, and in memory for a RegExp. */
function bareTable(project: string, say: (line: string) => void) {
  const database = new Database(':memory:')
  database.exec(
    "CREATE VIRTUAL TABLE bare USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')"
  )
  const insert = database.prepare('INSERT INTO bare (text) VALUES (?)')
  const texts: string[] = []
  for (let d = 0; d < documents; d += 1) {
    const own = madeUpText(charactersEach, d + 1)
    const { text, blocks } = nameRevision(
      blocksFromText(d % 25 === 24 ? withRareWords(own, d) : own).content,
      nodeSha256
    )
    for (const { start, end } of blocks) texts.push(text.slice(start, end))
  }
  const began = performance.now()
  database.transaction(() => {
    for (const text of texts) insert.run(text)
  })()
  say(
    `floor: bare FTS5 table of ${path.basename(project)} in ${Math.round((performance.now() - began) / 1000)} s`
  )
  const select = database.prepare('SELECT rowid FROM bare WHERE bare MATCH ?').pluck()
  return {
    words: (query: string): number => timed(() => select.all(query)),
    expression: (source: string): number => {
      const expression = new RegExp(source, 'gimu')
      return timed(() => texts.reduce((sum, text) => sum + [...text.matchAll(expression)].length, 0))
    },
    close: () => database.close()
  }
}

function timed(work: () => unknown): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

let lastTask = 0

async function search(
  host: BenchHost,
  query: SearchQuery,
  limit: number
): Promise<{ readonly first: number | null; readonly whole: number; readonly hits: number }> {
  const task = `search ${++lastTask}`
  const began = performance.now()
  let first: number | null = null
  const stop = host.client.on('hits', (told) => {
    if (told.task === task) first ??= performance.now() - began
  })
  const { hits } = must(await host.client.call('search.run', { query, limit, task }))
  stop()
  return { first, whole: performance.now() - began, hits }
}

/** From asking for the end to the answer, half a second after the start of an expression that backtracks for ever. */
async function msToCancel(host: BenchHost, query: SearchQuery): Promise<number> {
  const running = host.client.call('search.run', { query, task: 'endless' })
  await new Promise((resolve) => setTimeout(resolve, 500))
  const began = performance.now()
  must(await host.client.call('task.cancel', { task: 'endless' }))
  const ended = await running
  if (ended.ok) throw new Error('The expression came to an end')
  return performance.now() - began
}

async function inDocument(host: BenchHost, gates: Gate[]): Promise<Figures> {
  const { documents: listed } = must(await host.client.call('documents.page', { limit: 1 }))
  const [document] = listed
  if (!document) throw new Error('No document')
  const queries: SearchQuery[] = ['treaty', 'border', '"the state"'].map((text) => ({ text, as: 'words' }))
  const times: number[] = []
  let places = 0
  for (let run = 0; run < 6; run += 1) {
    const began = performance.now()
    places = must(await host.client.call('search.inDocument', { document: document.id, queries })).length
    times.push(performance.now() - began)
  }
  const perMillion = (median(times.slice(1)) * 1e6) / charactersEach
  gates.push(atMost('three searches in a document, a million characters', perMillion, 50, 'ms'))
  return {
    characters: charactersEach,
    places,
    ms: round(median(times.slice(1))),
    msAMillionCharacters: round(perMillion)
  }
}
