/** Two real Syncthing peers on the loopback, each with its own Parley project: concurrent work, restarts and a pause, until both are equal. */
import fs from 'node:fs'
import path from 'node:path'
import type { TeamStatus } from '../../shared/api/teamMethods.ts'
import { ailments, logIn, makePeers, reopen } from '../../electron/host/teamPeers.ts'
import { benchFolder } from './bigProject.ts'
import { isSo, median, type Report } from './report.ts'
import type { BenchOptions } from './run.ts'
import { makeSyncthing, syncthingVersion, type SyncthingPeer } from './syncthingPeer.ts'
import { startChild, type TeamChild } from './teamChild.ts'
import { randomFrom } from './texts.ts'

const trials = Number(process.env['PARLEY_BENCH_TRIALS'] ?? 20)
/** How long both may take to be equal after the last work, in milliseconds. */
const patience = 120_000

type Trial = {
  /** From the last thing that somebody did until both hold the same, in milliseconds. */
  readonly took: number
  readonly changes: number
  /** What is wrong; '' where nothing is. */
  readonly difference: string
}

/** Repeats the trial, and says what differed. Skipped where Syncthing is not on this machine. */
export async function benchSyncthing({ say }: BenchOptions): Promise<Report> {
  const version = syncthingVersion()
  const about = 'two Syncthing peers on the loopback, a Parley each: concurrent work, restarts, a pause'
  if (version === null)
    return {
      name: 'syncthing',
      about,
      figures: {},
      ratios: {},
      gates: [
        {
          name: 'both hold equal records',
          limit: 'every time',
          value: null,
          holds: null,
          why: 'skipped: syncthing is not on this machine'
        }
      ]
    }
  const done: Trial[] = []
  for (let number = 1; number <= trials; number++) {
    const trial = await tryOnce(number)
    done.push(trial)
    say(
      `trial ${number}/${trials}: ${trial.changes} changes, equal after ${Math.round(trial.took)} ms${trial.difference === '' ? '' : `; DIFFERENT: ${trial.difference}`}`
    )
  }
  const differences = done.flatMap(({ difference }) => (difference === '' ? [] : [difference]))
  const took = done.map((trial) => trial.took)
  return {
    name: 'syncthing',
    about,
    figures: {
      version,
      trials: done.length,
      changes: median(done.map(({ changes }) => changes)),
      medianMs: Math.round(median(took)),
      longestMs: Math.round(Math.max(...took)),
      differences: differences.join('; ')
    },
    ratios: {},
    gates: [
      isSo(
        'both hold equal records',
        `${trials} of ${trials}`,
        done.length - differences.length,
        differences.length === 0
      )
    ]
  }
}

async function tryOnce(number: number): Promise<Trial> {
  fs.mkdirSync(benchFolder, { recursive: true })
  const root = fs.mkdtempSync(path.join(benchFolder, 'syncthing-'))
  const replica = (name: string): string => path.join(root, `replica-${name}`)
  const ends: (() => Promise<void>)[] = []
  try {
    const peers = await makePeers(root, ['Ana', 'Ben'], replica)
    for (const peer of peers) await peer.host.close()
    const engines = await Promise.all(
      ['Ana', 'Ben'].map((name) => makeSyncthing(path.join(root, `syncthing-${name}`), replica(name)))
    )
    const [left, right] = engines as [SyncthingPeer, SyncthingPeer]
    left.knows(right)
    right.knows(left)
    for (const engine of engines) {
      await engine.start()
      ends.push(() => engine.stop())
    }
    const people = {
      ana: await startChild(root, 'Ana', replica('Ana')),
      ben: await startChild(root, 'Ben', replica('Ben'))
    }
    ends.push(
      () => people.ana.kill(),
      () => people.ben.kill()
    )
    await live(root, people, [left, right], replica, number)
    const took = await untilEqual(people)
    await people.ana.close()
    await people.ben.close()
    if (took === null) return { took: patience, changes: 0, difference: `trial ${number}: not equal in time` }
    return { took, ...(await compared(peers, number)) }
  } finally {
    for (const end of ends.toReversed()) await end()
    fs.rmSync(root, { recursive: true, force: true })
  }
}

type People = { ana: TeamChild; ben: TeamChild }

/** What happens in a trial: each step is one that happens to people. */
async function live(
  root: string,
  people: People,
  [left, right]: readonly [SyncthingPeer, SyncthingPeer],
  replica: (name: string) => string,
  number: number
): Promise<void> {
  const random = randomFrom(number)
  const both = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n++) {
      await Promise.all(
        [people.ana, people.ben].map((one) =>
          one.order('work', Math.floor(random() * 8), Math.floor(random() * 1000))
        )
      )
      await new Promise((resolve) => setTimeout(resolve, random() * 150))
    }
  }
  await people.ana.order('join')
  await people.ben.order('join')
  await both(10)
  // One peer's sync is restarted while both work.
  await right.stop()
  await both(8)
  await people.ana.order('tagMany', 120)
  await right.start()
  await both(5)
  // One is paused for a while, and somebody restarts Parley in the middle of it.
  await left.pause()
  await both(8)
  await people.ben.close()
  people.ben = await startChild(root, 'Ben', replica('Ben'))
  await people.ben.order('tagMany', 60)
  await left.resume()
  // Parley dies while the other one's work comes.
  await both(3)
  await people.ana.kill()
  people.ana = await startChild(root, 'Ana', replica('Ana'))
  await both(6)
}

/** Milliseconds until both tell the same and neither waits for anything; null where that takes too long. */
async function untilEqual({ ana, ben }: People): Promise<number | null> {
  const began = performance.now()
  while (performance.now() - began < patience) {
    const [a, b] = (await Promise.all([ana.order('digest'), ben.order('digest')])) as { hash: string }[]
    if (a?.hash === b?.hash) {
      const states = (await Promise.all([ana.order('status'), ben.order('status')])) as TeamStatus[]
      if (states.every((state) => state.isWritten && state.waiting.length === 0))
        return performance.now() - began
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return null
}

/** Compares the logs change by change and lets the doctor look at both. */
async function compared(
  peers: Awaited<ReturnType<typeof makePeers>>,
  number: number
): Promise<Pick<Trial, 'changes' | 'difference'>> {
  const [a, b] = peers.map((peer) => logIn(peer.project))
  const wrong: string[] = []
  if (JSON.stringify([...(a ?? [])]) !== JSON.stringify([...(b ?? [])])) wrong.push('the logs differ')
  for (const peer of peers) {
    await reopen(peer)
    wrong.push(...(await ailments(peer)).map((sentence) => `${peer.name}: ${sentence}`))
    await peer.host.close()
  }
  return {
    changes: a?.size ?? 0,
    difference: wrong.length === 0 ? '' : `trial ${number}: ${wrong.join(', ')}`
  }
}
