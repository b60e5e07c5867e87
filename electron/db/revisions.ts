/** Texts: revisions read out of their blobs, and what the tables keep of each. */
import type { Hash } from '../../shared/ids.ts'
import {
  revisionBlob,
  whatBreaksRevision,
  type Revision,
  type RevisionContent
} from '../../shared/text/revision.ts'
import { getBlob } from './blobs.ts'
import type { ProjectFile } from './projectFile.ts'
import * as statements from './tableStatements.ts'

/** A revision by its hash; undefined where its blob is not here, or does not hold what it should. The last few read are kept. */
export function readRevision(file: ProjectFile, hash: Hash): Revision | undefined {
  const kept = lastRead.get(file) ?? new Map<Hash, Revision>()
  lastRead.set(file, kept)
  const known = kept.get(hash)
  kept.delete(hash)
  const revision = known ?? readFresh(file, hash)
  // A revision never changes, so what was read holds for good. The newest stands last.
  if (revision) kept.set(hash, revision)
  for (const oldest of kept.keys()) if (kept.size > 4) kept.delete(oldest)
  return revision
}

const lastRead = new WeakMap<ProjectFile, Map<Hash, Revision>>()

function readFresh(file: ProjectFile, hash: Hash): Revision | undefined {
  const bytes = getBlob(file, hash)
  const content = bytes && contentFrom(bytes)
  return content && { ...content, hash, textHash: file.sha256(content.text) as Hash }
}

/** How long a text is, in UTF-16 code units and blocks; undefined where its blob is not here. */
export function revisionSize(
  file: ProjectFile,
  hash: Hash
): { readonly length: number; readonly blocks: number } | undefined {
  const n = file.names.find(hash)
  const row = n === null ? undefined : file.connection.get(statements.revisionLengths, n)
  if (row) return row
  const revision = readRevision(file, hash)
  return revision && { length: revision.text.length, blocks: revision.blocks.length }
}

/** The content in a revision's blob; undefined where it is not one. */
export function contentFrom(bytes: Uint8Array): RevisionContent | undefined {
  const text = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(bytes)
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
  if (!isContent(parsed)) return undefined
  // What reads back to other bytes was not written by Parley, and its offsets are not to be trusted.
  return whatBreaksRevision(parsed) === null && revisionBlob(parsed) === text ? parsed : undefined
}

/** Stores what the tables keep of a revision, where its blob is here and this was not done before. Only inside a transaction. */
export function revisionRow(file: ProjectFile, n: number): void {
  const { connection, names } = file
  if (connection.get(statements.revisionIsHere, n)) return
  const revision = readRevision(file, names.idOf(n) as Hash)
  if (revision)
    connection.run(
      statements.insertRevision,
      n,
      revision.textHash,
      revision.text.length,
      revision.blocks.length
    )
}

function isContent(value: unknown): value is RevisionContent {
  if (typeof value !== 'object' || value === null) return false
  const { text, blocks, marks } = value as Partial<Record<keyof RevisionContent, unknown>>
  return typeof text === 'string' && areStretches(blocks) && areStretches(marks)
}

function areStretches(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => isStretch(one))
}

function isStretch(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { start, end, kind } = value as { start?: unknown; end?: unknown; kind?: unknown }
  return Number.isSafeInteger(start) && Number.isSafeInteger(end) && typeof kind === 'string'
}
