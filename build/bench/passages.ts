/** The first page of the passages list out of 1,000,000 annotations, by filter, order and group, and pages far down, beside a bare SELECT. */
import fs from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { InputOf } from '../../shared/api/contract.ts'
import { must } from '../../shared/errors.ts'
import type { ActorId, IssueId, StanceId } from '../../shared/ids.ts'
import { startBenchHost } from './benchHost.ts'
import { benchFolder, bigProject, ids } from './bigProject.ts'
import { atMost, median, percentile, round, type Figures, type Report } from './report.ts'
import type { BenchOptions } from './run.ts'

const size = { documents: 10_000, annotationsEach: 100 }
const rows = 100

type Page = InputOf<'annotations.page'>

/** What an analyst looks at; each list is asked for anew after something was written, so that nothing kept helps. */
const firstPages: Readonly<Record<string, Page>> = {
  all: {},
  issue: { filter: { issues: [ids.issue(3) as IssueId] } },
  stance: { filter: { stances: [ids.stance(0) as StanceId] } },
  actor: { filter: { actors: [ids.actor(7) as ActorId] } },
  issueAndStance: {
    filter: { issues: [ids.issue(3) as IssueId], stances: [ids.stance(0) as StanceId] }
  },
  commonWord: { filter: { text: 'the' } },
  expression: { filter: { text: 'the \\w+ of', textAs: 'regex' } },
  certainty: { filter: { certainties: ['medium'] } },
  byIssue: { sort: 'issue' },
  byChange: { sort: 'modified', descending: true },
  inGroupsOfIssues: { group: 'issue' },
  inGroupsOfActors: { group: 'actor' }
}

/** Asks the host, in a project whose other windows are closed. `runs` times each, interleaved; the first of each is told apart: nothing is warm then. */
export async function benchPassages({ runs, say }: BenchOptions): Promise<Report> {
  const file = bigProject(size, say)
  const home = fs.mkdtempSync(path.join(benchFolder, 'passages-'))
  const copy = path.join(home, 'project.parley')
  fs.copyFileSync(file, copy, fs.constants.COPYFILE_FICLONE)
  const host = startBenchHost(home)
  const { client } = host
  const taken = new Map<string, number[]>()
  const note = (name: string, ms: number): void => void taken.set(name, [...(taken.get(name) ?? []), ms])
  const timed = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    const began = performance.now()
    await work()
    note(name, performance.now() - began)
  }
  try {
    must(await client.call('project.open', { file: host.handleOf(copy) }))
    must(await client.call('project.chooseCoder', { name: 'Bench two', initials: 'B2' }))
    await settled(client)
    // The thread that answers is started by the first question.
    must(await client.call('annotations.page', { sort: 'coder', limit: 1 }))
    for (let run = 0; run <= runs; run++) {
      for (const [name, page] of Object.entries(firstPages)) {
        // Nothing that was kept holds after a commit.
        must(
          await client.call('command.run', { command: 'issue.create', input: { name: `Run ${run} ${name}` } })
        )
        await timed(name, async () => {
          const [answer, groups] = await Promise.all([
            client.call('annotations.page', { ...page, limit: rows }),
            page.group ? client.call('annotations.groups', { ...page, group: page.group }) : null
          ])
          if (must(answer).passages.length !== rows) throw new Error(`${name} gave no whole page`)
          if (groups) must(groups)
        })
      }
      for (const share of [0.25, 0.5, 0.75, 0.999]) {
        const offset = Math.floor(share * (size.documents * size.annotationsEach - rows))
        await timed('scrollJump', async () =>
          must(await client.call('annotations.page', { offset, limit: rows }))
        )
        await timed('scrollJumpInGroups', async () =>
          must(await client.call('annotations.page', { offset, limit: rows, group: 'issue' }))
        )
      }
      say(
        `passages ${run === 0 ? 'warm-up' : `${run}/${runs}`}: ${(taken.get('all')?.at(-1) ?? 0).toFixed(1)} ms for all`
      )
    }
    await client.call('project.close', {})
  } finally {
    await host.close()
  }
  const floors = bareSelects(copy, runs)
  fs.rmSync(home, { recursive: true, force: true })
  const names = [...taken.keys()]
  const warm = (name: string): readonly number[] =>
    (taken.get(name) ?? []).slice(name.startsWith('scroll') ? 4 : 1)
  const figures: Figures = Object.fromEntries(
    names.map((name) => [
      name,
      {
        first: round(taken.get(name)?.[0] ?? Number.NaN),
        median: round(median(warm(name))),
        p95: round(percentile(warm(name), 0.95))
      }
    ])
  )
  const floor = median(floors)
  return {
    name: 'passages',
    about: `100 rows out of 1,000,000 annotations in 10,000 documents, through the host, with names, titles and the words around; ms, ${runs} runs each after a commit, the first run told apart`,
    figures: { ...figures, bareSelectOf100Rows: round(floor) },
    ratios: { allToBareSelect: round(median(warm('all')) / floor) },
    gates: names.map((name) => atMost(`first page, ${name}`, median(warm(name)), 100, 'ms'))
  }
}

/** Waits until the checks after opening are over. */
async function settled(client: ReturnType<typeof startBenchHost>['client']): Promise<void> {
  for (;;) {
    const project = must(await client.call('project.current', {}))
    if (!project?.notices.some(({ code }) => code === 'checking')) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** 100 rows of the table along an index, all columns, nothing else. */
function bareSelects(file: string, runs: number): readonly number[] {
  const database = new Database(file, { readonly: true })
  const select = database.prepare(
    'SELECT * FROM annotation WHERE document = ? AND shown = 1 ORDER BY today_start LIMIT 100'
  )
  const documents = database
    .prepare('SELECT n FROM document ORDER BY n LIMIT ?')
    .pluck()
    .all(runs + 1)
  const times = documents.map((document) => {
    const began = performance.now()
    select.all(document)
    return performance.now() - began
  })
  database.close()
  return times.slice(1)
}
