/** The thread that compares two texts: it reads both on a connection of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import type { OutputOf } from '../../shared/api/contract.ts'
import { fail, ok, type Result } from '../../shared/errors.ts'
import type { Hash } from '../../shared/ids.ts'
import { compareTexts } from '../../shared/text/compareTexts.ts'
import type { Block } from '../../shared/text/revision.ts'
import { closeProjectFile, openReader } from '../db/open.ts'
import { readRevision } from '../db/revisions.ts'
import type { FromWork } from './inThread.ts'
import { nodeSha256 } from './nodePorts.ts'

export type CompareJob = { readonly path: string; readonly before: Hash; readonly after: Hash }

type Compared = OutputOf<'revisions.compare'>

const mostRows = 5000

const job = workerData as CompareJob
const message: FromWork<Compared> = { kind: 'done', result: compare(job) }
parentPort?.postMessage(message)

function compare({ path, before: old, after: now }: CompareJob): Result<Compared> {
  const opened = openReader(path, { sha256: nodeSha256 })
  if (!opened.ok) return opened
  try {
    const before = readRevision(opened.value, old)
    const after = readRevision(opened.value, now)
    if (!before || !after) return fail('textMissing')
    const { changed, same } = compareTexts(before, after)
    const rows = changed.slice(0, mostRows).map((row) => ({
      before: row.before === null ? null : row.before + 1,
      after: row.after === null ? null : row.after + 1,
      shapeBefore: row.before === null ? null : shapeOf(before.blocks[row.before]),
      shapeAfter: row.after === null ? null : shapeOf(after.blocks[row.after]),
      parts: [...row.parts]
    }))
    return ok({ rows, isWhole: rows.length === changed.length, same })
  } finally {
    closeProjectFile(opened.value)
  }
}

/** A block's kind; of a heading with its level, e.g. 'heading 2'. */
function shapeOf(block: Block | undefined): string {
  if (!block) return ''
  return block.kind === 'heading' ? `heading ${block.level}` : block.kind
}
