/** Checks every blob against its hash, every revision's row against its blob, and that documents have their texts and originals. */
import type { Hash } from '../../shared/ids.ts'
import { blobHashes, blobIsWhole } from './blobs.ts'
import { recordNamed, type Found, type Step } from './doctorSteps.ts'
import type { ProjectFile } from './projectFile.ts'
import { readRevision } from './revisions.ts'
import { sql } from './sql.ts'
import { withheldFrom } from './withheld.ts'

export function* blobSteps(file: ProjectFile): Generator<Step> {
  const { connection, names } = file
  const total = connection.get(countBlobs)?.count ?? 0
  let done = 0
  for (const hash of blobHashes(file)) {
    const found: Found[] = blobIsWhole(file, hash as Hash) ? [] : [{ code: 'brokenBlob' }]
    yield { found, done: ++done, total, checked: { blobs: 1 } }
  }
  for (const [code, statement] of [
    ['textMissing', withoutText],
    ['originalMissing', withoutOriginal]
  ] as const) {
    if (code === 'originalMissing' && withheldFrom(file).originals) continue
    yield {
      found: connection.all(statement).map(({ n }) => ({ code, record: recordNamed(file, 'document', n) })),
      done,
      total
    }
  }
  for (let row = connection.get(nextRevision, 0); row; row = connection.get(nextRevision, row.n)) {
    const revision = readRevision(file, names.idOf(row.n) as Hash)
    const same =
      revision &&
      revision.textHash === row.text_hash &&
      revision.text.length === row.length &&
      revision.blocks.length === row.blocks
    yield { found: same ? [] : [{ code: 'countDiffers' }], done, total }
  }
}

const countBlobs = sql<[], { count: number }>('SELECT count(*) AS count FROM blob WHERE part = 0')
const withoutText = sql<[], { n: number }>(
  `SELECT d.n FROM document d JOIN name h ON h.n = d.revision
WHERE d.shown = 1 AND NOT EXISTS (SELECT 1 FROM blob b WHERE b.hash = h.id AND b.part = 0)`
)
const withoutOriginal = sql<[], { n: number }>(
  `SELECT d.n FROM document d JOIN name h ON h.n = d.original
WHERE d.shown = 1 AND NOT EXISTS (SELECT 1 FROM blob b WHERE b.hash = h.id AND b.part = 0)`
)
const nextRevision = sql<[number], { n: number; text_hash: string; length: number; blocks: number }>(
  'SELECT n, text_hash, length, blocks FROM revision WHERE n > ? ORDER BY n LIMIT 1'
)
