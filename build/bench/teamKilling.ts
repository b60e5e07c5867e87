/** Kills a Parley that keeps in step with a team folder at random moments, and looks at what it leaves on both sides. */
import fs from 'node:fs'
import path from 'node:path'
import { must } from '../../shared/errors.ts'
import {
  ailments,
  joinTeam,
  logIn,
  makePeers,
  reopen,
  tagMany,
  work,
  type Peer
} from '../../electron/host/teamPeers.ts'
import { nodeSha256 } from '../../electron/host/nodePorts.ts'
import { startChild } from './teamChild.ts'
import { randomFrom } from './texts.ts'

export type TeamKilling = {
  readonly kills: number
  /** Kills after which some but not all of what was on its way had come: the moments were well chosen. */
  readonly midway: number
  /** Batches of which a part is there, files under a final name that are not whole, sentences of the doctor, changes that were lost. */
  readonly torn: readonly string[]
  readonly halfFiles: readonly string[]
  readonly findings: readonly string[]
  readonly lost: readonly string[]
  /** Whether both sides hold equal logs at the end. */
  readonly isEqual: boolean
}

/** Two colleagues over one folder; the second is killed `count` times while it reads what the first wrote and writes what it does itself. */
export async function killTeamSync(
  root: string,
  count: number,
  seed: number,
  say: (line: string) => void = () => undefined
): Promise<TeamKilling> {
  const random = randomFrom(seed)
  const share = path.join(root, 'Team')
  const [ana, ben] = (await makePeers(root, ['Ana', 'Ben'], () => share)) as [Peer, Peer]
  for (const peer of [ana, ben]) await joinTeam(peer)
  const [torn, halfFiles, findings, lost]: [string[], string[], string[], string[]] = [[], [], [], []]
  let midway = 0
  let known: ReadonlySet<string> = new Set()
  for (let kill = 1; kill <= count; kill++) {
    for (let n = 0; n < 10; n++) await work(ana, Math.floor(random() * 8), Math.floor(random() * 1000))
    await tagMany(ana, 50 + Math.floor(random() * 200))
    must(await ana.client.call('team.sync', {}))
    await ana.host.close()
    const theirs = logIn(ana.project)
    await ben.host.close()
    await killOnce(root, share, random)
    const ours = logIn(ben.project)
    for (const id of known) if (!ours.has(id)) lost.push(`after kill ${kill}: ${id}`)
    const came = [...theirs.keys()].filter((id) => !known.has(id))
    const here = came.filter((id) => ours.has(id)).length
    if (here > 0 && here < came.length) midway++
    torn.push(...tornBatches(theirs, ours).map((batch) => `after kill ${kill}: ${batch}`))
    halfFiles.push(...halfFilesIn(share).map((name) => `after kill ${kill}: ${name}`))
    for (const peer of [ana, ben]) await reopen(peer)
    findings.push(...(await ailments(ben)).map((sentence) => `after kill ${kill}: ${sentence}`))
    must(await ben.client.call('team.sync', {}))
    must(await ana.client.call('team.sync', {}))
    known = new Set(ours.keys())
    say(
      `kill ${kill}/${count}: ${here} of ${came.length} changes had come; ${torn.length} torn, ${lost.length} lost`
    )
  }
  for (const peer of [ben, ana, ben]) must(await peer.client.call('team.sync', {}))
  for (const peer of [ana, ben]) await peer.host.close()
  const isEqual = JSON.stringify([...logIn(ana.project)]) === JSON.stringify([...logIn(ben.project)])
  return { kills: count, midway, torn, halfFiles, findings, lost, isEqual }
}

/** Starts Ben's Parley, which begins to read by itself, tags as fast as it can, and is killed within half a second. */
async function killOnce(root: string, share: string, random: () => number): Promise<void> {
  const child = await startChild(root, 'Ben', share)
  let isOver = false
  const tagging = (async () => {
    for (let n = 0; !isOver; n++) await child.order('work', n % 3 === 0 ? 3 : 0, n)
  })().catch(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, random() * 500))
  isOver = true
  await child.kill()
  await tagging
}

/** Batches of which some changes are here and some are not. */
function tornBatches(
  theirs: ReadonlyMap<string, unknown>,
  ours: ReadonlyMap<string, unknown>
): readonly string[] {
  const batches = new Map<string, { here: number; all: number }>()
  for (const [id, change] of theirs) {
    const { batch } = change as { readonly batch: string }
    const own = batches.get(batch) ?? { here: 0, all: 0 }
    batches.set(batch, own)
    own.all++
    if (ours.has(id)) own.here++
  }
  return [...batches].filter(([, { here, all }]) => here > 0 && here < all).map(([batch]) => batch)
}

function halfFilesIn(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.changes'))
    .filter((name) => {
      const text = fs.readFileSync(path.join(folder, name), 'utf8')
      const at = text.lastIndexOf('\n', text.length - 2) + 1
      return !text.slice(at).includes(nodeSha256(text.slice(0, at)))
    })
}
