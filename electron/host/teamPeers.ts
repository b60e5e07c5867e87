/** Colleagues for trials of a team folder: each a host with a home of its own and a copy of one project. Serves tests and benchmarks alone. */
import fs from 'node:fs'
import path from 'node:path'
import type { Client } from '../../shared/api/client.ts'
import { must } from '../../shared/errors.ts'
import type { CoderId, RandomBytes } from '../../shared/ids.ts'
import { allChanges } from '../db/log.ts'
import { closeProjectFile, openProjectFile } from '../db/open.ts'
import { directHost, type DirectHost } from './directHost.ts'
import { nodeClock, nodeRandomBytes, nodeSha256 } from './nodePorts.ts'

export type Peer = {
  readonly name: string
  readonly home: string
  readonly project: string
  readonly folder: string
  host: DirectHost
  readonly client: Client
}

/** The text that everybody works on: both forms of é, an emoji, right to left, CRLF, a no-break space. */
export const peersText =
  'No negotiation on territory may begin before a full ceasefire holds.\r\n\r\nCafé and café: the guarantors 🕊 act together.\r\n\r\nسلام و\u00a0שלום for both sides.'

/**
 * Homes below `root` for these people, each with a copy of one project that the first of them made. `folderOf` says where a person's replica
 * of the team folder is. `shell` 'browser' keeps in step by itself, 'direct' when asked to.
 */
export async function makePeers(
  root: string,
  names: readonly string[],
  folderOf: (name: string) => string,
  shell: 'direct' | 'browser' = 'direct'
): Promise<readonly Peer[]> {
  const [first = ''] = names
  const maker = startPeer(root, first, folderOf(first), 'direct')
  const { client, host } = maker
  must(await client.call('project.create', { file: host.handleOf(maker.project), name: 'Talks' }))
  for (const name of names)
    must(await client.call('project.chooseCoder', { name, initials: name.slice(0, 2) }))
  // Somebody who is not there any more made what all work on: nobody's undo walks back to it.
  must(await client.call('project.chooseCoder', { name: 'Editor', initials: 'E' }))
  const source = path.join(maker.home, 'proposal.txt')
  fs.writeFileSync(source, peersText)
  must(await client.call('import.accept', { files: [{ handle: host.handleOf(source) }] }))
  must(await client.call('command.run', { command: 'issue.create', input: { name: 'Ceasefire' } }))
  await host.close()
  const peers = names.map((name) => {
    const peer = startPeer(root, name, folderOf(name), shell)
    if (name !== first) fs.copyFileSync(maker.project, peer.project)
    return peer
  })
  for (const peer of peers) await openAs(peer)
  return peers
}

/** Opens the peer's project again, after it was closed or killed. `randomBytes`: what new ids are made of, where that matters. */
export async function reopen(
  peer: Peer,
  shell: 'direct' | 'browser' = 'direct',
  randomBytes: RandomBytes = nodeRandomBytes
): Promise<void> {
  await peer.host.close()
  peer.host = hostIn(peer.home, shell, randomBytes)
  await openAs(peer)
}

async function openAs(peer: Peer): Promise<void> {
  must(await peer.client.call('project.open', { file: peer.host.handleOf(peer.project) }))
  const { coders } = must(await peer.client.call('codebook.get', {}))
  const coder = coders.find((one) => one.name === peer.name)?.id
  must(await peer.client.call('project.chooseCoder', { coder: coder as CoderId }))
}

/** A person with a home of their own; no project is open yet. */
export function startPeer(root: string, name: string, folder: string, shell: 'direct' | 'browser'): Peer {
  const home = path.join(root, `home-${name}`)
  fs.mkdirSync(home, { recursive: true })
  fs.mkdirSync(folder, { recursive: true })
  const peer: Peer = {
    name,
    home,
    folder,
    project: path.join(home, 'talks.parley'),
    host: hostIn(home, shell),
    get client() {
      return peer.host.client
    }
  }
  return peer
}

/** Begins or joins the peer's replica of the team folder. */
export async function joinTeam(peer: Peer): Promise<void> {
  must(await peer.client.call('team.choose', { folder: peer.host.handleOf(peer.folder) }))
}

/** One of a few things that somebody does, chosen by numbers; refusals are part of life. */
export async function work(peer: Peer, act: number, n: number): Promise<void> {
  const { client } = peer
  const { issues, stances } = must(await client.call('codebook.get', {}))
  const { documents } = must(await client.call('documents.page', {}))
  const [document] = documents
  if (!document) return
  const { revision, annotations } = must(await client.call('document.open', { document: document.id }))
  const issue = issues[n % issues.length]
  const annotation = annotations[n % Math.max(annotations.length, 1)]
  const run = (
    command: 'annotation.tag' | 'issue.create' | 'issue.change' | 'annotation.change' | 'issue.move',
    input: unknown
  ) => client.call('command.run', { command, input })
  if (act % 8 <= 2 && revision && issue)
    await run('annotation.tag', {
      document: document.id,
      revision: revision.hash,
      start: n % 20,
      end: (n % 20) + 5 + (n % 7),
      issue: issue.id,
      stance: stances[n % stances.length]?.id ?? null,
      note: `${peer.name} é é 🕊 سلام ${n}`
    })
  else if (act % 8 === 3)
    await run('issue.create', { name: `${peer.name} ${n}`, parent: n % 2 ? issue?.id : null })
  else if (act % 8 === 4 && issue)
    await run('issue.change', { issue: issue.id, name: `${peer.name} names it ${n}` })
  else if (act % 8 === 5 && annotation)
    await run('annotation.change', { annotations: [annotation.id], note: `${peer.name} ${n}` })
  else if (act % 8 === 6 && issue)
    await run('issue.move', {
      issue: issue.id,
      parent: issues[(n * 7) % issues.length]?.id ?? null,
      before: null
    })
  else await client.call('undo', {})
}

/** Tags `count` passages in one command: one batch. */
export async function tagMany(peer: Peer, count: number): Promise<void> {
  const { client } = peer
  const { issues } = must(await client.call('codebook.get', {}))
  const { documents } = must(await client.call('documents.page', {}))
  const [document] = documents
  const [issue] = issues
  const opened = document && must(await client.call('document.open', { document: document.id }))
  if (!opened?.revision || !issue) throw new Error('There is nothing to tag')
  const { hash } = opened.revision
  const passages = Array.from({ length: count }, (_, n) => ({
    document: opened.document.id,
    revision: hash,
    start: n % 30,
    end: (n % 30) + 4 + (n % 20)
  }))
  must(
    await client.call('command.run', {
      command: 'annotation.tagMany',
      input: { passages, issues: [issue.id] }
    })
  )
}

/** What the doctor finds wrong with the peer's project. Conflicts are people's, and nothing wrong. */
export async function ailments(peer: Peer): Promise<readonly string[]> {
  const { findings } = must(await peer.client.call('project.doctor', {}))
  return findings.filter(({ code }) => code !== 'conflict').map(({ sentence }) => sentence)
}

/** Every change of a closed project, by id: two projects are equal where these are. */
export function logIn(project: string): ReadonlyMap<string, unknown> {
  const file = must(
    openProjectFile(project, { mode: 'read', sha256: nodeSha256, writer: '', now: nodeClock })
  )
  try {
    return new Map([...allChanges(file)].map((change) => [change.id, change] as const).toSorted(byId))
  } finally {
    closeProjectFile(file)
  }
}

function byId(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1
}

function hostIn(
  home: string,
  shell: 'direct' | 'browser',
  randomBytes: RandomBytes = nodeRandomBytes
): DirectHost {
  return directHost({
    shell,
    randomBytes,
    checkOutputs: true,
    onBug: (where, error) => {
      throw new Error(`A bug in ${where}`, { cause: error })
    },
    folders: {
      home: path.dirname(home),
      documents: home,
      settings: path.join(home, 'settings'),
      temporary: path.join(home, 'tmp')
    }
  })
}
