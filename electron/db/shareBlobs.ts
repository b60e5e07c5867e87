/** The texts and original files that go along with a shared copy. */
import type { Hash } from '../../shared/ids.ts'
import { unpack } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'

/**
 * Reads which blobs the fields of a change (packed) name. A document's original files are told apart from everything else, whatever kind or
 * field of whatever version names it.
 */
export function hashesIn(
  file: ProjectFile
): (packed: string, isDocument: boolean, named: Set<string>, originals: Set<string>) => void {
  return (packed, isDocument, named, originals) => {
    if (isDocument && packed.includes('"original"')) {
      const { original, ...others } = unpack(packed, file.names) as Readonly<Record<string, unknown>>
      note(JSON.stringify(original ?? null), originals)
      note(JSON.stringify(others), named)
      return
    }
    for (const [, n] of packed.matchAll(/~(\d+);/g)) {
      if (n === undefined || n === '0') continue
      const id = file.names.idOf(Number(n))
      if (isHash(id)) named.add(id)
    }
  }
}

/** Copies the named blobs that are here, as they lie; gives how many. */
export function copyBlobs(
  file: ProjectFile,
  copy: ProjectFile,
  hashes: ReadonlySet<string>,
  onProgress: (done: number, total: number) => void
): number {
  let copied = 0
  let done = 0
  for (const hash of hashes) {
    onProgress(++done, hashes.size)
    copy.connection.transaction(() => {
      for (let part = 0; ; part++) {
        const row = file.connection.get(selectPart, hash, part)
        if (!row) return
        copy.connection.run(insertPart, hash, part, row.packed, row.bytes)
        if (part === 0) copied++
      }
    })
  }
  return copied
}

/** How many bytes a blob takes in the file; 0 where it is not here. */
export function storedSize(file: ProjectFile, hash: Hash): number {
  return file.connection.get(sizeOfParts, hash)?.size ?? 0
}

function note(json: string, into: Set<string>): void {
  for (const [found] of json.matchAll(/[0-9a-f]{64}/g)) into.add(found)
}

function isHash(id: string): boolean {
  return /^[0-9a-f]{64}$/.test(id)
}

const selectPart = sql<[string, number], { packed: number; bytes: Uint8Array }>(
  'SELECT packed, bytes FROM blob WHERE hash = ? AND part = ?'
)
const insertPart = sql<[string, number, number, Uint8Array]>(
  'INSERT INTO blob (hash, part, packed, bytes) VALUES (?, ?, ?, ?)'
)
const sizeOfParts = sql<[string], { size: number }>(
  'SELECT coalesce(sum(length(bytes)), 0) AS size FROM blob WHERE hash = ?'
)
