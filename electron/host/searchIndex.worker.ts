/** The thread that fills the search indexes: it reads the project on a connection of its own and writes files that are not the project. */
import { parentPort, workerData } from 'node:worker_threads'
import { closeProjectFile, openReader } from '../db/open.ts'
import { codeOf } from '../db/problems.ts'
import { fillAnnotations, type FillOptions } from '../db/searchIndex/annotationFill.ts'
import { discardIndex, isOfTheDisk, openIndexToFill, type IndexKind } from '../db/searchIndex/indexFile.ts'
import { removeUnusedIndexes } from '../db/searchIndex/places.ts'
import { fillTexts } from '../db/searchIndex/textFill.ts'
import type { Connection } from '../db/sql.ts'
import { nodeSha256 } from './nodePorts.ts'
import type { FromIndexing, IndexingJob, ToIndexing } from './searchIndexing.ts'

const { project, paths, folder } = workerData as IndexingJob
const opened = openReader(project, { sha256: nodeSha256 })
const port = parentPort
const send = (message: FromIndexing): void => port?.postMessage(message)
const indexes = new Map<IndexKind, Connection>()
let hasTidied = false

port?.on('message', (message: ToIndexing) => {
  if (message.kind === 'close') {
    for (const index of indexes.values()) index.close()
    if (opened.ok) closeProjectFile(opened.value)
    port.close()
    return
  }
  const flag = new Int32Array(message.ending)
  fill({ isEnded: () => Atomics.load(flag, 0) === 1, now: message.now })
  send({ kind: 'filled' })
})

function fill({ isEnded, now }: { readonly isEnded: () => boolean; readonly now: number }): void {
  if (!opened.ok) return
  const file = opened.value
  if (!hasTidied) removeUnusedIndexes(folder, now)
  hasTidied = true
  const options = (step: string): FillOptions => ({
    isEnded,
    onProgress: (done, total) => send({ kind: 'progress', step, done, total })
  })
  const today = Math.floor(now / 86_400_000)
  fillOne('texts', (index) => fillTexts(file, index, { ...options('indexing'), today }))
  if (!isEnded()) fillOne('annotations', (index) => fillAnnotations(file, index, options('indexing')))
}

/** What is damaged, busy or full is left alone until the next time: searches do without it. */
function fillOne(kind: IndexKind, work: (index: Connection) => void): void {
  const index = indexes.get(kind) ?? openIndexToFill(paths[kind], kind)
  if (index === null) return
  indexes.set(kind, index)
  try {
    work(index)
  } catch (error) {
    if (!isOfTheDisk(error)) throw error
    index.close()
    indexes.delete(kind)
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error) ?? '')) discardIndex(paths[kind])
  }
}
