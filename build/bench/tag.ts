/** How long it takes from a tag's command to its commit, in a small and a large project, beside a bare insert with the same durability. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { must } from '../../shared/errors.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { benchFolder, bigProject, ids } from './bigProject.ts'
import { startBenchHost, type BenchHost } from './benchHost.ts'
import { randomFrom } from './texts.ts'
import { atMost, percentile, round, type Figures, type Report } from './report.ts'
import type { BenchOptions } from './run.ts'

const small = { documents: 10, annotationsEach: 100 }
const large = { documents: 10_000, annotationsEach: 100 }
const tagsARun = 100

/** Tags through the host (check, plan, stamp, one transaction, event), `runs` times 100 on each side, interleaved. */
export async function benchTag({ runs, say }: BenchOptions): Promise<Report> {
  const scratch = fs.mkdtempSync(path.join(benchFolder, 'tag-'))
  const times = { bare: [] as number[], small: [] as number[], large: [] as number[] }
  const sides = [
    { name: 'small' as const, file: bigProject(small, say), host: null as BenchHost | null },
    { name: 'large' as const, file: bigProject(large, say), host: null as BenchHost | null }
  ]
  try {
    for (const side of sides) {
      const home = path.join(scratch, side.name)
      fs.mkdirSync(home)
      const copy = path.join(home, 'project.parley')
      fs.copyFileSync(side.file, copy, fs.constants.COPYFILE_FICLONE)
      side.host = await openForTagging(home, copy)
    }
    for (let run = 1; run <= runs; run++) {
      times.bare.push(...bareInserts(path.join(scratch, `bare-${run}.sqlite`), tagsARun))
      for (const { name, host } of sides) if (host) times[name].push(...(await tag(host, run)))
      say(
        `tag ${run}/${runs}: bare ${percentile(times.bare, 0.5).toFixed(2)} ms, small ${percentile(times.small, 0.5).toFixed(2)} ms, large ${percentile(times.large, 0.5).toFixed(2)} ms`
      )
    }
  } finally {
    for (const { host } of sides) await host?.close()
    fs.rmSync(scratch, { recursive: true, force: true })
  }
  const [bare, inSmall, inLarge] = [figuresOf(times.bare), figuresOf(times.small), figuresOf(times.large)]
  return {
    name: 'tag',
    about: `${runs * tagsARun} tags a side; ms from the call until it is stored (WAL, synchronous=FULL), on ${os.type()}`,
    figures: { bareInsert: bare, in1000Annotations: inSmall, in1000000Annotations: inLarge },
    ratios: {
      smallToBareP50: round(inSmall.p50 / bare.p50),
      largeToBareP50: round(inLarge.p50 / bare.p50),
      largeToSmallP50: round(inLarge.p50 / inSmall.p50),
      largeToSmallP95: round(inLarge.p95 / inSmall.p95)
    },
    gates: [
      atMost(
        'tagging among 1,000,000 annotations, times the small project (p50)',
        inLarge.p50 / inSmall.p50,
        1.5
      )
    ]
  }
}

async function openForTagging(home: string, file: string): Promise<BenchHost> {
  const host = startBenchHost(home)
  must(await host.client.call('project.open', { file: host.handleOf(file) }))
  must(await host.client.call('project.chooseCoder', { coder: ids.coder as never }))
  return host
}

async function tag({ client }: BenchHost, run: number): Promise<readonly number[]> {
  const random = randomFrom(run)
  const document = ids.document(run % small.documents) as DocumentId
  const { revision } = must(await client.call('document.open', { document }))
  if (!revision) throw new Error('The made-up document has no text')
  const times: number[] = []
  for (let i = 0; i < tagsARun; i++) {
    const start = Math.floor(random() * (revision.text.length - 300))
    const input = {
      document,
      revision: revision.hash,
      start,
      end: start + 60 + Math.floor(random() * 240),
      issue: ids.issue(i),
      stance: ids.stance(i),
      actors: [ids.actor(i)],
      certainty: 'medium'
    }
    const began = performance.now()
    must(await client.call('command.run', { command: 'annotation.tag', input }))
    times.push(performance.now() - began)
  }
  return times
}

/** A row about as large as a tag's change, one transaction each, with the project file's durability. */
function bareInserts(file: string, count: number): readonly number[] {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec('CREATE TABLE change (n INTEGER PRIMARY KEY, fields TEXT NOT NULL) STRICT')
  const insert = database.prepare('INSERT INTO change (fields) VALUES (?)')
  const fields = 'x'.repeat(500)
  const times: number[] = []
  for (let i = 0; i < count; i++) {
    const began = performance.now()
    insert.run(fields)
    times.push(performance.now() - began)
  }
  database.close()
  return times
}

function figuresOf(times: readonly number[]): Figures & { readonly p50: number; readonly p95: number } {
  return {
    p50: round(percentile(times, 0.5)),
    p95: round(percentile(times, 0.95)),
    most: round(Math.max(...times))
  }
}
