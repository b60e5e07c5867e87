/** A thread that searches: one search after the other, on reading connections of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import type { SearchHit } from '../../shared/api/views.ts'
import { fail, ok, ProblemError, type Result } from '../../shared/errors.ts'
import type { Hash } from '../../shared/ids.ts'
import { documentNamed } from '../db/documentViews.ts'
import { closeProjectFile, openReader } from '../db/open.ts'
import type { ProjectFile } from '../db/projectFile.ts'
import { readRevision } from '../db/revisions.ts'
import { discardIndex, openIndexToSearch } from '../db/searchIndex/indexFile.ts'
import {
  placesInBlocks,
  readSearch,
  readyBlocks,
  searchTexts,
  type ReadiedBlocks
} from '../db/searchIndex/searchTexts.ts'
import type { Connection } from '../db/sql.ts'
import { nodeSha256 } from './nodePorts.ts'
import type { AnswerTo, FromSearch, SearchJob, ToSearch } from './searchThreads.ts'

const { path } = workerData as { readonly path: string }
const opened = openReader(path, { sha256: nodeSha256 })
const port = parentPort
const send = (message: FromSearch): void => port?.postMessage(message)
let index: { readonly path: string; readonly connection: Connection } | null = null

port?.on('message', (message: ToSearch) => {
  if (message.kind === 'close') {
    index?.connection.close()
    if (opened.ok) closeProjectFile(opened.value)
    port.close()
    return
  }
  const flag = new Int32Array(message.ending)
  send({ kind: 'done', result: answerTo(message.job, message.index, () => Atomics.load(flag, 0) === 1) })
})

function answerTo(
  job: SearchJob,
  indexPath: string | null,
  isEnded: () => boolean
): Result<AnswerTo[SearchJob['kind']]> {
  if (!opened.ok) return opened
  try {
    return job.kind === 'run'
      ? run(opened.value, job, indexAt(indexPath), isEnded)
      : inDocument(opened.value, job, isEnded)
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem }
    throw error
  }
}

/** The text that was looked into last: whoever reads it changes the search, not the text. */
let lastText: { readonly hash: Hash; readonly blocks: ReadiedBlocks } | null = null
/** The words of longer texts, in UTF-16 code units, take too much memory to be kept. */
const mostKept = 2_000_000

/** Portions of hits are told at most so many milliseconds apart, the first at once. */
const pause = 50
const portion = 500

function run(
  file: ProjectFile,
  { query, limit }: Extract<SearchJob, { kind: 'run' }>,
  connection: Connection | null,
  isEnded: () => boolean
): Result<AnswerTo['run']> {
  const sought = readSearch(query)
  if (!sought.ok) return sought
  let waiting: SearchHit[] = []
  let toldAt = -Infinity
  let progressAt = performance.now()
  const tell = (): void => {
    send({ kind: 'hits', hits: waiting })
    waiting = []
    toldAt = performance.now()
  }
  const answer = searchTexts(file, connection, sought.value, {
    limit,
    documents: query.documents ?? null,
    isEnded,
    now: () => performance.now(),
    onDamaged: dropIndex,
    onHit: (hit) => {
      waiting.push(hit)
      if (waiting.length >= portion || performance.now() - toldAt >= pause) tell()
    },
    onStep: (done, total) => {
      const now = performance.now()
      if (waiting.length > 0 && now - toldAt >= pause) tell()
      if (now - progressAt < 2 * pause) return
      progressAt = now
      send({ kind: 'progress', done, total })
    }
  })
  if (waiting.length > 0) tell()
  return isEnded() ? fail('cancelled') : ok(answer)
}

function inDocument(
  file: ProjectFile,
  { document, queries }: Extract<SearchJob, { kind: 'inDocument' }>,
  isEnded: () => boolean
): Result<AnswerTo['inDocument']> {
  const view = documentNamed(file, document)
  if (!view) return fail('missingRecord', { kind: 'document' })
  const finders = []
  for (const query of queries) {
    const sought = readSearch(query)
    if (!sought.ok) return sought
    const isHere = query.documents?.includes(document) ?? true
    finders.push(isHere ? sought.value : null)
  }
  const revision = readRevision(file, view.revision)
  if (!revision) return ok([])
  if (lastText?.hash !== revision.hash) lastText = { hash: revision.hash, blocks: readyBlocks(revision) }
  const places = placesInBlocks(lastText.blocks, finders, isEnded)
  if (revision.text.length > mostKept) lastText = null
  return isEnded() ? fail('cancelled') : ok(places)
}

/** The index, opened once it is there; null where it is not, or is not sound. */
function indexAt(indexPath: string | null): Connection | null {
  if (indexPath === null) return null
  if (index?.path === indexPath) return index.connection
  index?.connection.close()
  const connection = openIndexToSearch(indexPath, 'texts')
  index = connection && { path: indexPath, connection }
  return connection
}

/** It is made anew at the next opening of the project. */
function dropIndex(): void {
  if (!index) return
  index.connection.close()
  discardIndex(index.path)
  index = null
}
