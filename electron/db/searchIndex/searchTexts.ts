/** Searches the texts of documents: through the index where it knows a text, else in the text itself. */
import type { SearchQuery } from '../../../shared/api/filters.ts'
import type { SearchHit } from '../../../shared/api/views.ts'
import { ok, type Result } from '../../../shared/errors.ts'
import type { DocumentId, Hash } from '../../../shared/ids.ts'
import { compileExpression, findExpression } from '../../../shared/text/expression.ts'
import {
  findWords,
  searchedText,
  type Finder,
  type Found,
  type SearchedText
} from '../../../shared/text/findWords.ts'
import type { Revision } from '../../../shared/text/revision.ts'
import { parseWordQuery, type WordQuery } from '../../../shared/text/wordQuery.ts'
import type { ProjectFile } from '../projectFile.ts'
import { readRevision } from '../revisions.ts'
import { sql, type Connection } from '../sql.ts'
import { candidateBlocks, type Candidates } from './candidates.ts'
import { hitAt, wholeCharacters } from './hit.ts'
import { isOfTheDisk } from './indexFile.ts'
import { blocksEach, unlessDamaged } from './textFill.ts'

/** What is looked for: where (a finder for one block's text), and for words how the index is asked. */
export type Sought = {
  readonly find: Finder
  readonly words: { readonly query: WordQuery; readonly form: 'folded' | 'exact' } | null
}

export type SearchOptions = {
  readonly limit: number
  /** Only these; null: all. */
  readonly documents: readonly DocumentId[] | null
  readonly isEnded: () => boolean
  readonly onHit: (hit: SearchHit) => void
  /** Called often, so that hits and progress can be told. Counts documents. */
  readonly onStep: (done: number, total: number) => void
  /** Milliseconds of any clock. */
  readonly now: () => number
  /** The index turned out to be damaged, and was not used further. */
  readonly onDamaged: () => void
}

/** `documents`: in how many of them there are hits. `isWhole`: false where there are more than the limit. */
export type Searched = {
  readonly hits: number
  readonly documents: number
  readonly isWhole: boolean
  /** Documents whose text is still to arrive. */
  readonly missing: number
}

/** Reads a query. Fails with what is wrong with it. */
export function readSearch({ text, as }: Pick<SearchQuery, 'text' | 'as'>): Result<Sought> {
  if (as === 'regex') {
    const expression = compileExpression(text)
    return expression.ok ? ok({ find: findExpression(expression.value), words: null }) : expression
  }
  const form = as === 'exact' ? 'exact' : 'folded'
  const query = parseWordQuery(text)
  return query.ok ? ok({ find: findWords(query.value, form), words: { query: query.value, form } }) : query
}

/** Tells every hit in the documents that are listed, in their order. `index` null, or found to be damaged: every text is read. */
export function searchTexts(
  file: ProjectFile,
  index: Connection | null,
  sought: Sought,
  options: SearchOptions
): Searched {
  let told = 0
  try {
    return searchWith(file, index, sought, {
      ...options,
      onHit: (hit) => {
        told += 1
        options.onHit(hit)
      }
    })
  } catch (error) {
    if (index === null || !isOfTheDisk(error)) throw error
    options.onDamaged()
    // The hits and their order are the same without it.
    let again = 0
    return searchWith(file, null, sought, {
      ...options,
      onHit: (hit) => {
        again += 1
        if (again > told) options.onHit(hit)
      }
    })
  }
}

function searchWith(
  file: ProjectFile,
  index: Connection | null,
  sought: Sought,
  options: SearchOptions
): Searched {
  const { isEnded, onStep } = options
  const documents = documentsToSearch(file, index, options.documents)
  const counted = counter(options)
  const asking = index === null || sought.words === null ? null : { index, ...sought.words }
  // What is frequent is found at once without asking the index, which would first have to find it everywhere.
  const askAt = asking === null ? Infinity : options.now() + beforeAsking
  let candidates: Candidates | 'all' | null = null
  let missing = 0
  for (const [i, document] of documents.entries()) {
    onStep(i, documents.length)
    let seen = 0
    if (asking && !candidates && options.now() >= askAt) candidates = candidatesFor(asking)
    for (;;) {
      const blocks = blocksOf(file, index, document, candidates, seen)
      if (blocks === null) {
        missing += 1
        break
      }
      let wasStopped = false
      for (const block of blocks) {
        if (isEnded()) return counted.result(missing)
        for (const { start, end } of sought.find(searchedText(block.text)))
          if (!counted.tell(document, block, start, end)) return counted.result(missing)
        seen = block.number + 1
        onStep(i, documents.length)
        if (asking && candidates === null && options.now() >= askAt) {
          wasStopped = true
          break
        }
      }
      if (!wasStopped || !asking) break
      candidates = candidatesFor(asking)
    }
  }
  onStep(documents.length, documents.length)
  return counted.result(missing)
}

/** A text's blocks, readied for several searches. */
export type ReadiedBlocks = readonly { readonly start: number; readonly text: SearchedText }[]

/** Readies the blocks of a whole text. */
export function readyBlocks({ text, blocks }: Pick<Revision, 'text' | 'blocks'>): ReadiedBlocks {
  return blocks.map(({ start, end }) => ({ start, text: searchedText(text.slice(start, end)) }))
}

/** More places in one text are not told: nobody looks at them all, and they would take the memory of whoever asked. */
export const mostPlaces = 100_000

/**
 * The places where searches find something, in the order of the text, as `searchTexts` would tell them: the first `mostPlaces`. Null: a search
 * that is left out.
 */
export function placesInBlocks(
  blocks: ReadiedBlocks,
  searches: readonly (Sought | null)[],
  isEnded: () => boolean = () => false
): readonly (Found & { readonly query: number })[] {
  const places: (Found & { readonly query: number })[] = []
  for (const { start, text } of blocks) {
    if (isEnded()) return []
    if (places.length >= mostPlaces) break
    const here = searches.flatMap((sought, query) =>
      (sought?.find(text) ?? []).map((found) => ({ query, ...wholeCharacters(text.text, found) }))
    )
    if (searches.length > 1) here.sort((a, b) => a.start - b.start || a.query - b.query)
    for (const one of here) places.push({ ...one, start: start + one.start, end: start + one.end })
  }
  if (places.length > mostPlaces) places.length = mostPlaces
  return places
}

/** For so many milliseconds texts are read in their order before the index is asked. */
const beforeAsking = 20

type Document = {
  readonly id: DocumentId
  readonly title: string
  readonly revision: Hash
  /** Its revision's number in the index; null: not there. */
  readonly indexed: number | null
}
type Asking = { readonly index: Connection } & NonNullable<Sought['words']>
export type Block = { readonly number: number; readonly start: number; readonly text: string }

function documentsToSearch(
  file: ProjectFile,
  index: Connection | null,
  only: readonly DocumentId[] | null
): readonly Document[] {
  const wanted = only && new Set(only)
  const numbers = new Map(index?.all(indexedRevisions).map(({ hash, n }) => [hash, n]))
  return file.connection
    .all(listedDocuments)
    .filter(({ id }) => wanted === null || wanted.has(id))
    .map(({ id, title, revision }) => ({
      id,
      title: title ?? '',
      revision,
      indexed: numbers.get(revision) ?? null
    }))
}

function candidatesFor(asking: Asking): Candidates | 'all' {
  return candidateBlocks(asking.index, asking.query, asking.form) ?? 'all'
}

/** The blocks of a document from number `from` on that may match; null where its text is still to arrive. */
function blocksOf(
  file: ProjectFile,
  index: Connection | null,
  { indexed, revision }: Document,
  candidates: Candidates | 'all' | null,
  from: number
): Iterable<Block> | null {
  if (indexed !== null && index)
    return candidates === null || candidates === 'all'
      ? allIndexed(index, indexed, from)
      : theseIndexed(index, indexed, candidates, from)
  const content = unlessDamaged(() => readRevision(file, revision))
  return content
    ? content.blocks.slice(from).map(({ start, end }, i) => ({
        number: from + i,
        start,
        text: content.text.slice(start, end)
      }))
    : null
}

function* allIndexed(index: Connection, revision: number, from: number): Generator<Block> {
  const end = (revision + 1) * blocksEach
  for (let next = revision * blocksEach + from; ;) {
    const rows = index.all(blocksBetween, next, end, 200)
    for (const { n, start, text } of rows) yield { number: n - revision * blocksEach, start, text }
    const last = rows.at(-1)
    if (!last || rows.length < 200) return
    next = last.n + 1
  }
}

function* theseIndexed(
  index: Connection,
  revision: number,
  candidates: Candidates,
  from: number
): Generator<Block> {
  const first = revision * blocksEach
  for (const n of candidates.between(first + from, first + blocksEach)) {
    const row = index.get(blockNumbered, n)
    if (row) yield { number: n - first, start: row.start, text: row.text }
  }
}

/** Counts what is told and stops at the limit. */
function counter({ limit, onHit }: SearchOptions) {
  let hits = 0
  let isWhole = true
  const documents = new Set<DocumentId>()
  return {
    /** False: enough. */
    tell(document: Document, block: Block, start: number, end: number): boolean {
      if (hits >= limit) {
        isWhole = false
        return false
      }
      hits += 1
      documents.add(document.id)
      onHit(hitAt(document, block, start, end))
      return true
    },
    result: (missing: number): Searched => ({ hits, documents: documents.size, isWhole, missing })
  }
}

const listedDocuments = sql<[], { id: DocumentId; title: string | null; revision: Hash }>(
  `SELECT i.id AS id, d.title AS title, h.id AS revision FROM document d JOIN name i ON i.n = d.n JOIN name h ON h.n = d.revision
WHERE d.shown = 1 AND d.joined IS NULL ORDER BY d.place_group, d.place_key`
)
const indexedRevisions = sql<[], { hash: Hash; n: number }>('SELECT hash, n FROM revision')
type Row = { readonly n: number; readonly start: number; readonly text: string }
const blocksBetween = sql<[number, number, number], Row>(
  'SELECT n, start, text FROM block WHERE n >= ? AND n < ? ORDER BY n LIMIT ?'
)
const blockNumbered = sql<[number], Omit<Row, 'n'>>('SELECT start, text FROM block WHERE n = ?')
