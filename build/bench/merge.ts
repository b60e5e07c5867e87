/** Merging two projects of 100,000 annotations against SQLite copying the same rows; 20 small files against one large; the window meanwhile. */
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { mergeLimits } from '../../electron/host/mergeLimits.ts'
import { must } from '../../shared/errors.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { startBenchHost, type BenchHost } from './benchHost.ts'
import { benchFolder, ids } from './bigProject.ts'
import { now, since, type Cost } from './cost.ts'
import type { MergeOnceCosts, MergeOnceJob } from './mergeOnce.worker.ts'
import { sideOf } from './mergeProjects.ts'
import { atMost, isSo, median, percentile, round, type Figures, type Report } from './report.ts'
import type { BenchOptions } from './run.ts'

const annotations = Number(process.env['PARLEY_BENCH_MERGE'] ?? 100_000)
const smallFiles = 20

/** Every table that a merge writes to; the texts are in both files already. */
const tables = [
  'name',
  'batch',
  'change',
  'arrival',
  'coder',
  'annotation',
  'annotation_actor',
  'conflict',
  'count',
  'use',
  'total'
]

/** `runs` times: the merge, then the floor, on fresh copies; ms. */
export async function benchMerge({ runs, say }: BenchOptions): Promise<Report> {
  fs.mkdirSync(benchFolder, { recursive: true })
  const folder = fs.mkdtempSync(path.join(benchFolder, 'merge-'))
  try {
    const [ours, theirs] = [sideOf(1, annotations, say), sideOf(2, annotations, say)]
    const small = Array.from({ length: smallFiles }, (_, i) => sideOf(100 + i, annotations / smallFiles, say))
    const [merges, floors, twenties, opening, backup]: Cost[][] = [[], [], [], [], []]
    for (let run = 1; run <= runs; run++) {
      const merged = await mergeOnce(folder, ours, [theirs])
      merges?.push(merged.cost)
      opening?.push(merged.opening)
      backup?.push(merged.backup)
      floors?.push(copyRows(folder, ours, merged.file))
      twenties?.push((await mergeOnce(folder, ours, small)).cost)
      fs.rmSync(merged.file)
      say(
        `merge ${run}/${runs}: merge ${told(merges)} ms, floor ${told(floors)} ms, 20 files ${told(twenties)} ms`
      )
    }
    const [merge, floor, twenty] = [middle(merges), middle(floors), middle(twenties)]
    const window = await inTheWindow(folder, ours, theirs, say)
    return {
      name: 'merge',
      about: `two copies with ${annotations} annotations each of their own (${runs} runs, medians, ms) against ATTACH and INSERT OR IGNORE of the same rows`,
      figures: {
        mergeTransaction: round(merge.wall),
        floor: round(floor.wall),
        mergeProcessor: round(merge.cpu),
        floorProcessor: round(floor.cpu),
        openingAndChecking: round(middle(opening).wall),
        backup: round(middle(backup).wall),
        twentyFilesOneAfterAnother: round(twenty.wall),
        inTheWindow: window.figures
      },
      ratios: {
        mergeToFloor: round(merge.wall / floor.wall),
        mergeToFloorProcessor: round(merge.cpu / floor.cpu),
        twentyToOne: round(twenty.wall / merge.wall)
      },
      gates: [
        atMost('merging, times SQLite copying the same rows', merge.wall / floor.wall, 3),
        atMost('20 files one after another, times one of as many annotations', twenty.wall / merge.wall, 3),
        atMost('reads while it runs, p95', window.readsP95, 100, 'ms'),
        isSo(
          'a tag made while it runs is there',
          'stored',
          window.isStored ? 'stored' : 'lost',
          window.isStored
        )
      ]
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** Takes files in one after another in a thread like the product's. The copies that are opened first are told apart. */
async function mergeOnce(folder: string, ours: string, theirs: readonly string[]): Promise<MergeOnce> {
  const file = path.join(folder, 'merged.parley')
  fs.copyFileSync(ours, file)
  const job: MergeOnceJob = { folder, file, theirs, annotations: annotations / theirs.length }
  const thread = new Worker(new URL('./mergeOnce.worker.ts', import.meta.url), {
    workerData: job,
    resourceLimits: mergeLimits
  })
  const [costs] = (await once(thread, 'message')) as [MergeOnceCosts]
  await once(thread, 'exit')
  return { ...costs, file }
}

type MergeOnce = MergeOnceCosts & { readonly file: string }

/** What SQLite needs to copy the same rows into the same tables with the same indexes, with the same settings. */
function copyRows(folder: string, ours: string, merged: string): Cost {
  const file = path.join(folder, 'floor.parley')
  fs.copyFileSync(ours, file)
  const database = new Database(file)
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -131072'])
    database.pragma(pragma)
  database.prepare('ATTACH ? AS merged').run(merged)
  const start = now()
  database.exec('BEGIN IMMEDIATE')
  // Names come from the list above alone.
  for (const table of tables)
    database.exec(`INSERT OR IGNORE INTO main.${table} SELECT * FROM merged.${table}`)
  database.exec('COMMIT')
  const cost = since(start)
  database.close()
  fs.rmSync(file)
  return cost
}

type InTheWindow = { readonly figures: Figures; readonly readsP95: number; readonly isStored: boolean }

/** The whole of it through the contract: steps told apart, reads all the while, and a tag asked for in the middle. */
async function inTheWindow(
  folder: string,
  ours: string,
  theirs: string,
  say: (line: string) => void
): Promise<InTheWindow> {
  const home = path.join(folder, 'home')
  fs.mkdirSync(home)
  const [file, other] = [path.join(home, 'talks.parley'), path.join(home, 'colleague.parley')]
  fs.copyFileSync(ours, file)
  fs.copyFileSync(theirs, other)
  const host = startBenchHost(home)
  try {
    const { client } = host
    must(await client.call('project.open', { file: host.handleOf(file) }))
    must(await client.call('project.chooseCoder', { coder: ids.coder as never }))
    const began = performance.now()
    must(await client.call('merge.preview', { files: [host.handleOf(other)] }))
    const preview = performance.now() - began
    say(`merge preview: ${Math.round(preview)} ms`)
    const steps = new Map<string, number>()
    let step = ''
    let since = performance.now()
    const next = (to: string): void => {
      const at = performance.now()
      if (step !== '') steps.set(step, (steps.get(step) ?? 0) + at - since)
      step = to
      since = at
    }
    const stop = client.on('progress', ({ task, step: to }) => {
      if (task === 'merge' && to !== step) next(to)
    })
    const start = performance.now()
    let isOver = false
    const merging = client
      .call('merge.run', { files: [host.handleOf(other)], task: 'merge' })
      .finally(() => (isOver = true))
    const reads: number[] = []
    let tagged: ReturnType<typeof tag> | null = null
    while (!isOver) {
      const at = performance.now()
      must(await client.call('documents.page', { limit: 50 }))
      must(await client.call('document.open', { document: ids.document(7) as DocumentId }))
      reads.push(performance.now() - at)
      if (step === 'changes') tagged ??= tag(host)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    must(await merging)
    const whole = performance.now() - start
    stop()
    next('')
    const waited = await tagged
    return {
      readsP95: percentile(reads, 0.95),
      isStored: waited !== null,
      figures: {
        preview: round(preview),
        merge: round(whole),
        steps: Object.fromEntries([...steps].map(([name, ms]) => [name, round(ms)])),
        reads: reads.length,
        readsP50: round(percentile(reads, 0.5)),
        readsP95: round(percentile(reads, 0.95)),
        readsMost: round(Math.max(...reads)),
        tagWaited: waited === null ? null : round(waited)
      }
    }
  } finally {
    await host.close()
  }
}

/** Tags, and gives how long that took. */
async function tag({ client }: BenchHost): Promise<number> {
  const began = performance.now()
  const document = ids.document(7) as DocumentId
  const { revision } = must(await client.call('document.open', { document }))
  const input = { document, revision: revision?.hash, start: 0, end: 40, issue: ids.issue(1) }
  const { made } = must(await client.call('command.run', { command: 'annotation.tag', input }))
  const waited = performance.now() - began
  const [view] = must(await client.call('annotations.get', { annotations: [made[0]?.id as never] }))
  if (!view) throw new Error('The tag was not stored')
  return waited
}

function middle(costs: readonly Cost[] | undefined): Cost {
  return {
    wall: median((costs ?? []).map(({ wall }) => wall)),
    cpu: median((costs ?? []).map(({ cpu }) => cpu))
  }
}

function told(costs: readonly Cost[] | undefined): number {
  return Math.round(middle(costs).wall)
}
