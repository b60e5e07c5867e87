/** Blobs: texts and original files, named by their hash, kept in parts of up to 1 MiB. */
import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Hash } from '../../shared/ids.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'

const partSize = 1024 * 1024

/** Stores a blob where it is not here yet. Throws a RangeError where the bytes do not have that hash. Only inside a transaction. */
export function putBlob(file: ProjectFile, hash: Hash, bytes: Uint8Array): void {
  if (hasBlob(file, hash)) return
  if (file.sha256(bytes) !== hash)
    throw new RangeError(`These ${bytes.length} bytes do not have the hash ${hash}`)
  putParts(file, hash, [bytes])
}

/** Stores a blob that is not here out of its pieces, whatever their lengths. The caller has checked its hash. Only inside a transaction. */
export function putParts(file: ProjectFile, hash: Hash, pieces: Iterable<Uint8Array>): void {
  let part = 0
  let waiting: Uint8Array = new Uint8Array(0)
  for (const piece of pieces) {
    waiting = waiting.length === 0 ? piece : Buffer.concat([waiting, piece])
    for (; waiting.length > partSize; waiting = waiting.subarray(partSize))
      putPart(file, hash, part++, waiting.subarray(0, partSize))
  }
  // An empty blob has one empty part: it is here.
  if (part === 0 || waiting.length > 0) putPart(file, hash, part, waiting)
}

/** The bytes of a blob; undefined where it is not here. Not checked against the hash: see `blobIsWhole`. */
export function getBlob(file: ProjectFile, hash: Hash): Uint8Array | undefined {
  const parts = [...partsOfBlob(file, hash)]
  return parts.length === 0 ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts)
}

/** The bytes of a blob in order, a MiB at a time. Throws on a part that does not unpack or unpacks to more. */
export function* partsOfBlob(file: ProjectFile, hash: Hash): Generator<Uint8Array> {
  for (let part = 0; ; part++) {
    const row = file.connection.get(selectPart, hash, part)
    if (!row) return
    yield row.packed ? inflateRawSync(row.bytes, { maxOutputLength: partSize }) : row.bytes
  }
}

export function hasBlob(file: ProjectFile, hash: Hash): boolean {
  return file.connection.get(blobIsHere, hash) !== undefined
}

/** Whether a blob's bytes have the hash it is named by. Reads a MiB at a time. */
export function blobIsWhole(file: ProjectFile, hash: Hash): boolean {
  const digest = createHash('sha256')
  try {
    for (const part of partsOfBlob(file, hash)) digest.update(part)
  } catch (error) {
    if (
      error instanceof RangeError ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
    )
      return false
    throw error
  }
  return digest.digest('hex') === hash
}

/** The hashes of all blobs here, in the order they came, read as they are asked for. */
export function* blobHashes(file: ProjectFile): Generator<string> {
  let after = 0
  for (;;) {
    const rows = file.connection.all(hashesAfter, after, 500)
    for (const row of rows) yield row.hash
    const last = rows.at(-1)
    if (!last || rows.length < 500) return
    after = last.n
  }
}

function putPart(file: ProjectFile, hash: Hash, part: number, raw: Uint8Array): void {
  const packed = deflateRawSync(raw)
  const isSmaller = packed.length < raw.length * 0.9
  file.connection.run(insertPart, hash, part, isSmaller ? 1 : 0, isSmaller ? packed : raw)
}

const insertPart = sql<[string, number, number, Uint8Array]>(
  'INSERT INTO blob (hash, part, packed, bytes) VALUES (?, ?, ?, ?)'
)
const selectPart = sql<[string, number], { packed: number; bytes: Uint8Array }>(
  'SELECT packed, bytes FROM blob WHERE hash = ? AND part = ?'
)
const blobIsHere = sql<[string], { n: number }>('SELECT n FROM blob WHERE hash = ? AND part = 0')
const hashesAfter = sql<[number, number], { n: number; hash: string }>(
  'SELECT n, hash FROM blob WHERE n > ? AND part = 0 ORDER BY n LIMIT ?'
)
