/** The host's thread: speaks the protocol with the shell that started it. */
import { parentPort, workerData } from 'node:worker_threads'
import { makeHost } from './host.ts'
import { nodeClock, nodeRandomBytes, nodeSha256 } from './nodePorts.ts'
import type { Dialogs } from './ports.ts'
import type { FromThread, ThreadStart, ToThread } from './protocol.ts'

if (!parentPort) throw new Error('The host’s thread has to be started as a thread')
const port = parentPort
const start = workerData as ThreadStart
const asked = new Map<number, (paths: readonly string[] | null) => void>()
let lastAsked = 0

const send = (message: FromThread): void => port.postMessage(message)
const dialogs: Dialogs = {
  pick: (purpose, suggestedName, folder) =>
    new Promise((resolve) => {
      const id = ++lastAsked
      asked.set(id, resolve)
      send({ kind: 'pick', id, purpose, suggestedName, folder })
    })
}
const { nativeDialogs, checkOutputs = false, ...given } = start
const host = makeHost(
  {
    ...given,
    clock: nodeClock,
    randomBytes: nodeRandomBytes,
    sha256: nodeSha256,
    dialogs: nativeDialogs ? dialogs : null,
    onBug: (where, error) =>
      send({
        kind: 'bug',
        where,
        stack: error instanceof Error ? (error.stack ?? error.message) : String(error)
      }),
    onProjectFile: (path) => send({ kind: 'projectFile', path })
  },
  { checkOutputs }
)
host.subscribe((event) => send({ kind: 'event', event }))

port.on('message', (message: ToThread) => {
  if (message.kind === 'call') void call(message.id, message.method, message.input)
  else if (message.kind === 'openFile') host.openFile(message.path)
  else if (message.kind === 'picked') {
    asked.get(message.id)?.(message.paths)
    asked.delete(message.id)
  } else void close()
})

async function call(id: number, method: string, input: unknown): Promise<void> {
  send({ kind: 'result', id, result: await host.call(method, input) })
}

async function close(): Promise<void> {
  await host.close()
  send({ kind: 'closed' })
  port.close()
}
