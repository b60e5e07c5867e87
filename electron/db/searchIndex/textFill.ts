/** Fills the index of texts from a project file: the words of every block of what documents say today. */
import type { Hash } from '../../../shared/ids.ts'
import { wordsOf } from '../../../shared/text/searchWords.ts'
import { getBlob } from '../blobs.ts'
import type { ProjectFile } from '../projectFile.ts'
import { contentFrom } from '../revisions.ts'
import { sql, type Connection } from '../sql.ts'
import type { FillOptions } from './annotationFill.ts'

/** Blocks are numbered within their revision; no text has as many. */
export const blocksEach = 2 ** 24

/**
 * Brings an open index up to the texts that the file's documents have today; what no document has had for a month leaves it. A text is in the
 * index as a whole or not at all: ended or killed, it goes on where it was. `today`: days since 1970. Gives whether every text that is here
 * is in it now; `onProgress` counts texts.
 */
export function fillTexts(
  file: ProjectFile,
  index: Connection,
  options: FillOptions & { readonly today: number }
): boolean {
  const { isEnded, onProgress, today } = options
  const hashes = todaysTexts(file)
  const missing = index.transaction(() => {
    const missed = hashes.filter((hash) => {
      const known = index.get(revisionNamed, hash)
      if (known && known.used < today) index.run(setUsed, today, known.n)
      return !known
    })
    return missed
  })
  const total = hashes.length
  let done = total - missing.length
  let waiting: Readied[] = []
  let characters = 0
  const known = new Set<string>()
  for (const hash of missing) {
    if (isEnded()) return false
    const readied = readyText(file, hash)
    if (readied) {
      waiting.push(readied)
      characters += readied.length
    }
    done += 1
    if (characters < enough) continue
    if (!store(index, waiting, { isEnded, today, known })) return false
    onProgress(done, total)
    waiting = []
    characters = 0
  }
  if (waiting.length > 0 && !store(index, waiting, { isEnded, today, known })) return false
  if (missing.length > 0) onProgress(total, total)
  return isEnded() ? false : dropUnused(index, today, isEnded)
}

/** The hashes of the texts of today's listed documents, in the order of the list, none twice. */
function todaysTexts(file: ProjectFile): readonly Hash[] {
  return [...new Set(file.connection.all(listedRevisions).map(({ hash }) => hash))]
}

type Readied = {
  readonly hash: Hash
  readonly length: number
  readonly blocks: readonly { readonly start: number; readonly text: string }[]
}

/** Null: still to arrive, or not what its name says: an index is shared by all copies of a project, so nothing else may get into it. */
function readyText(file: ProjectFile, hash: Hash): Readied | null {
  const bytes = unlessDamaged(() => getBlob(file, hash))
  const content = bytes && file.sha256(bytes) === hash ? contentFrom(bytes) : undefined
  if (!content || content.blocks.length >= blocksEach) return null
  const { text, blocks } = content
  return {
    hash,
    length: text.length,
    blocks: blocks.map(({ start, end }) => ({ start, text: text.slice(start, end) }))
  }
}

/** What a blob gives; undefined where its bytes do not unpack: the checks after opening tell that. */
export function unlessDamaged<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (
      error instanceof RangeError ||
      (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
    )
      return undefined
    throw error
  }
}

/** So many characters are stored in one transaction, unless a text is longer. */
const enough = 2_000_000
const unusedDays = 30

class Ended extends Error {}

/** Stores texts in one transaction; false where it was ended, and nothing of them is stored. */
function store(
  index: Connection,
  texts: readonly Readied[],
  { isEnded, today, known }: { isEnded: () => boolean; today: number; known: Set<string> }
): boolean {
  try {
    index.transaction(() => {
      for (const { hash, length, blocks } of texts) {
        // Another program with the same project was quicker.
        if (index.get(revisionNamed, hash)) continue
        const { n } = index.run(insertRevision, hash, blocks.length, length, today)
        blocks.forEach(({ start, text }, i) => {
          if (i % 200 === 0 && isEnded()) throw new Ended()
          const row = n * blocksEach + i
          index.run(insertBlock, row, start, text)
          const { words } = wordsOf(text, 'folded')
          if (words.length === 0) return
          index.run(insertWords, row, words.join(' '))
          for (const word of words) {
            if (known.has(word)) continue
            known.add(word)
            index.run(insertWord, word)
          }
        })
      }
    })
    return true
  } catch (error) {
    if (error instanceof Ended) return false
    throw error
  }
}

function dropUnused(index: Connection, today: number, isEnded: () => boolean): boolean {
  for (const { n } of index.all(unusedRevisions, today - unusedDays)) {
    if (isEnded()) return false
    index.transaction(() => {
      index.run(deleteWords, n * blocksEach, (n + 1) * blocksEach)
      index.run(deleteBlocks, n * blocksEach, (n + 1) * blocksEach)
      index.run(deleteRevision, n)
    })
  }
  return true
}

const listedRevisions = sql<[], { hash: Hash }>(
  `SELECT h.id AS hash FROM document d JOIN name h ON h.n = d.revision
WHERE d.shown = 1 AND d.joined IS NULL ORDER BY d.place_group, d.place_key`
)
const revisionNamed = sql<[string], { n: number; used: number }>(
  'SELECT n, used FROM revision WHERE hash = ?'
)
const insertRevision = sql<[string, number, number, number]>(
  'INSERT INTO revision (hash, blocks, length, used) VALUES (?, ?, ?, ?)'
)
const setUsed = sql<[number, number]>('UPDATE revision SET used = ? WHERE n = ?')
const insertBlock = sql<[number, number, string]>('INSERT INTO block (n, start, text) VALUES (?, ?, ?)')
const insertWords = sql<[number, string]>('INSERT INTO words (rowid, text) VALUES (?, ?)')
const insertWord = sql<[string]>('INSERT OR IGNORE INTO word (word) VALUES (?)')
const unusedRevisions = sql<[number], { n: number }>('SELECT n FROM revision WHERE used < ?')
const deleteWords = sql<[number, number]>('DELETE FROM words WHERE rowid >= ? AND rowid < ?')
const deleteBlocks = sql<[number, number]>('DELETE FROM block WHERE n >= ? AND n < ?')
const deleteRevision = sql<[number]>('DELETE FROM revision WHERE n = ?')
