/** Kills a merging Parley at random moments and looks at what it leaves: the old state or the new one. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { must } from '../../shared/errors.ts'
import { sha256 } from '../../shared/testing/memoryProject.ts'
import { startBenchHost } from './benchHost.ts'
import { sideOf } from './mergeProjects.ts'
import { randomFrom } from './texts.ts'

export type MergeKilling = {
  readonly kills: number
  /** How many left the project as it was, and how many left everything merged. */
  readonly old: number
  readonly merged: number
  /** Sentences of what was neither, of openings that failed, and of what the doctor found. */
  readonly wrong: readonly string[]
  /** Files beside the project after it was closed again. */
  readonly leftOver: readonly string[]
}

/** What each copy holds of its own. */
const annotations = 2000

/** Kills `count` times, each time in a fresh copy. `seed` chooses the moments, from the start of the merge until some time after its end. */
export async function killMerges(
  folder: string,
  count: number,
  seed: number,
  say: (line: string) => void = () => undefined
): Promise<MergeKilling> {
  const random = randomFrom(seed)
  const [ours, theirs] = [sideOf(1, annotations, say), sideOf(2, annotations, say)]
  const file = path.join(folder, 'merging.parley')
  const other = path.join(folder, 'colleague.parley')
  fs.copyFileSync(theirs, other)
  fs.copyFileSync(ours, file)
  const before = stateOf(file)
  const { lasted, findings: usual } = await mergeWhole(folder, file, other)
  const after = stateOf(file)
  const states = { old: 0, merged: 0 }
  const [wrong, leftOver]: [string[], string[]] = [[], []]
  for (let kill = 1; kill <= count; kill++) {
    for (const name of besideProject(folder)) fs.rmSync(path.join(folder, name))
    fs.copyFileSync(ours, file)
    await killOnce(folder, file, other, random() * lasted * 1.3)
    const host = startBenchHost(folder)
    try {
      const opened = await host.client.call('project.open', { file: host.handleOf(file) })
      if (!opened.ok) wrong.push(`after kill ${kill}: ${opened.problem.code}`)
      else {
        const { findings } = must(await host.client.call('project.doctor', {}))
        // Made-up projects have gaps in their numbers, which the doctor tells of every one of them.
        const unusual = findings.filter(({ sentence }) => !usual.includes(sentence))
        wrong.push(...unusual.map(({ sentence }) => `after kill ${kill}: ${sentence}`))
      }
    } finally {
      await host.close()
    }
    const state = stateOf(file)
    if (state === before) states.old++
    else if (state === after) states.merged++
    else wrong.push(`after kill ${kill}: neither the old state nor the new one`)
    leftOver.push(...besideProject(folder).filter((name) => name !== 'merging.parley'))
    say(
      `kill ${kill}/${count} while merging: ${states.old} old, ${states.merged} merged, ${wrong.length} wrong`
    )
  }
  return { kills: count, ...states, wrong, leftOver: [...new Set(leftOver)] }
}

/** How long a merge takes that nobody kills, in milliseconds, and what the doctor says after it. */
async function mergeWhole(
  folder: string,
  file: string,
  other: string
): Promise<{ readonly lasted: number; readonly findings: readonly string[] }> {
  const host = startBenchHost(folder)
  try {
    must(await host.client.call('project.open', { file: host.handleOf(file) }))
    const began = performance.now()
    must(await host.client.call('merge.run', { files: [host.handleOf(other)] }))
    const lasted = performance.now() - began
    const { findings } = must(await host.client.call('project.doctor', {}))
    return { lasted, findings: findings.map(({ sentence }) => sentence) }
  } finally {
    await host.close()
  }
}

function killOnce(folder: string, file: string, other: string, delay: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const program = fileURLToPath(new URL('./mergeKilled.ts', import.meta.url))
    const child = spawn(process.execPath, [program, folder, file, other], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    let isKilled = false
    child.stdout.once('data', () =>
      setTimeout(() => {
        isKilled = true
        child.kill('SIGKILL')
      }, delay)
    )
    child.on('error', reject)
    child.on('close', (code) =>
      isKilled
        ? resolve()
        : reject(new Error(`The process that was to be killed ended by itself (${String(code)})`))
    )
  })
}

function besideProject(folder: string): readonly string[] {
  return fs.readdirSync(folder).filter((name) => name.startsWith('merging.parley'))
}

/** Every change and every annotation that a file at rest holds, in a word. */
function stateOf(file: string): string {
  const database = new Database(file, { readonly: true })
  try {
    const changes = database
      .prepare('SELECT s.id, c.seq FROM change c JOIN name s ON s.n = c.session ORDER BY s.id, c.seq')
      .raw()
      .all()
    const shown = database
      .prepare('SELECT count(*), total(start_utf16) FROM annotation WHERE shown = 1')
      .raw()
      .get()
    return sha256(JSON.stringify([changes, shown]))
  } finally {
    database.close()
  }
}
