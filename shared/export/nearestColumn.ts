/** Columns that Parley does not know, and which of its own each most likely means: a stance under another name must not get lost unseen. */
import { columnNamed, columnNames, headerOf, type OffsetUnit } from './datasetColumns.ts'
import { guardColumn } from './formulaGuard.ts'
import { refusal, sentenceOfRefusal } from './refusals.ts'

/** `nearest`: as a header writes it; null where none is like it. */
export type UnknownColumn = { readonly column: string; readonly nearest: string | null }

/** The headers that are neither columns of the dataset nor the mark of the formula guard, each once, in the order of the file. */
export function unknownColumns(headers: readonly string[]): readonly UnknownColumn[] {
  const unknown = headers.filter((header) => !columnNamed(header) && !hasItsOwnSentence(header))
  return [...new Set(unknown)].map((column) => ({ column, nearest: nearestColumn(column) }))
}

/** Those that most likely mean a column which the file lacks: reading it would lose what they hold. */
export function misnamedColumns(headers: readonly string[]): readonly UnknownColumn[] {
  const known = new Set(headers.flatMap((header) => columnNamed(header)?.name ?? []))
  return unknownColumns(headers).filter(({ nearest }) => {
    const name = nearest === null ? undefined : columnNamed(nearest)?.name
    return name !== undefined && !known.has(name)
  })
}

/** What people are told of a column that was not read. */
export function sentenceOfUnknown({ column, nearest }: UnknownColumn): string {
  if (column === '') return sentenceOfRefusal(refusal('namelessColumn'))
  return sentenceOfRefusal(
    nearest === null
      ? refusal('unknownColumn', { column })
      : refusal('unknownColumnLike', { column, nearest })
  )
}

/** The column whose name is most like this one: spelled alike, of the same words, or beginning with the same word; null where none is. */
export function nearestColumn(header: string): string | null {
  const known = nearest.get(header)
  if (known !== undefined) return known
  const found = lookFor(header)
  // In JSON Lines every line names its columns anew.
  if (nearest.size >= 1000) nearest.clear()
  nearest.set(header, found)
  return found
}

const nearest = new Map<string, string | null>()

/** Ids last: whoever names a column by hand means the name. */
const candidates = (['code points', 'utf16'] satisfies OffsetUnit[])
  .flatMap((offsets) => columnNames.map((name) => headerOf(name, offsets)))
  .toSorted((a, b) => Number(isId(a)) - Number(isId(b)))

function lookFor(header: string): string | null {
  const ranked = candidates
    .map((column) => ({ column, rank: rankOf(header, column) }))
    .toSorted((a, b) => a.rank - b.rank)
  const [first] = ranked
  return first && first.rank < unlike ? first.column : null
}

const unlike = 10

/** 0 for the same letters, then by how many are wrong, then by shared words. */
function rankOf(header: string, column: string): number {
  const [mine, theirs] = [letters(header), letters(column)]
  const wrong = wrongLetters(mine, theirs)
  if (wrong <= (mine.length < 5 ? 0 : mine.length < 8 ? 1 : 2)) return wrong
  const some = wordsOf(header).map(singular)
  const others = wordsOf(column).map(singular)
  if (isPart(some, others) || isPart(others, some)) return 3
  // What else is told of a document (document_length) is the reader's own.
  return some[0] === others[0] && some[0] !== 'document' ? 4 : unlike
}

function letters(name: string): string {
  return wordsOf(name).join('')
}

function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, 60)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function singular(word: string): string {
  return word.replace(/s$/, '')
}

function isPart(words: readonly string[], of: readonly string[]): boolean {
  return words.length > 0 && words.every((word) => of.includes(word))
}

/** How many letters to add, leave out, change or swap with the next one. */
function wrongLetters(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const least = Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      row.push(swapped ? Math.min(least, (before[j - 2] ?? 0) + 1) : least)
    }
    before = above
    above = row
  }
  return above[b.length] ?? 0
}

function isId(column: string): boolean {
  return /_ids?$/.test(column)
}

/** The guard's mark is Parley's; a bare offset is refused for its unit. */
function hasItsOwnSentence(header: string): boolean {
  return [guardColumn, 'start', 'end'].includes(header)
}
