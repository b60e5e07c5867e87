/** The thread in which one document is read: started by readInThread, it reads what it was given, answers and is ended. */
import { parentPort, workerData } from 'node:worker_threads'
import { readDocument, type ReadInput } from './readDocument.ts'
import type { FromReader } from './readInThread.ts'

if (!parentPort) throw new Error('A document’s reader has to be started as a thread')
const port = parentPort
const send = (message: FromReader): void => port.postMessage(message)
send({
  kind: 'result',
  result: await readDocument(workerData as ReadInput, (stage) => send({ kind: 'progress', stage }))
})
