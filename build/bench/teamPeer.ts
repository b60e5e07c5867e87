/**
 * One colleague in a process of its own: `node teamPeer.ts ROOT NAME FOLDER`. Keeps in step with the folder by itself, as the app does. Reads
 * orders on stdin, one JSON array a line, and answers each with one JSON line: `["open"]`, `["join"]`, `["work", act, n]`, `["tagMany", n]`,
 * `["look"]`, `["status"]`, `["digest"]`, `["close"]`.
 */
import { createHash } from 'node:crypto'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { must } from '../../shared/errors.ts'
import { joinTeam, reopen, startPeer, tagMany, work } from '../../electron/host/teamPeers.ts'

const [root = '', name = '', folder = ''] = process.argv.slice(2)
const peer = startPeer(root, name, folder, 'browser')
for await (const line of createInterface({ input: process.stdin })) {
  const [order, a = 0, b = 0] = JSON.parse(line) as [string, number?, number?]
  const answer = await obey(order, a, b)
  process.stdout.write(`${JSON.stringify(answer ?? null)}\n`)
  if (order === 'close') process.exit(0)
}

async function obey(order: string, a: number, b: number): Promise<unknown> {
  const { client } = peer
  switch (order) {
    case 'open':
      return reopen(peer, 'browser')
    case 'join':
      return joinTeam(peer)
    case 'work':
      return work(peer, a, b)
    case 'tagMany':
      return tagMany(peer, a)
    case 'look':
      return must(await client.call('team.sync', {})).taken
    case 'status':
      return must(await client.call('team.status', {}))
    case 'digest':
      return digest()
    case 'close':
      return peer.host.close()
    default:
      throw new Error(`There is no order ${order}`)
  }
}

/** The whole log as the host tells it, as one hash: equal where two projects are. */
async function digest(): Promise<{ readonly batches: number; readonly hash: string }> {
  const told: string[] = []
  for (;;) {
    const { total, batches } = must(await peer.client.call('log.page', { offset: told.length, limit: 1000 }))
    told.push(
      ...batches.map((batch) => JSON.stringify([batch.batch, batch.coder, batch.undoes, batch.changes]))
    )
    if (batches.length === 0 || told.length >= total) break
  }
  const hash = createHash('sha256').update(told.toSorted().join('\n')).digest('hex')
  return { batches: told.length, hash }
}
