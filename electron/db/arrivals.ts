/** The list of arrivals: what came into this file by merges, team folders and copies, and when. */
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'

export type Arrival = {
  readonly n: number
  /** Milliseconds since 1970. */
  readonly at: number
  /** The name of the file it came from, or `sourceOf` what was no merge. */
  readonly source: string
  readonly changes: number
  readonly setAside: Readonly<Record<string, number>>
}

/**
 * What is noted of an arrival that nobody merged: it came by the team folder, or this file was built out of another. No file's name has a slash,
 * so none is taken for it.
 */
export function sourceOf(way: 'team' | 'copy', name: string): string {
  return `${way}/${name}`
}

/** A page of the merges that were done here, newest first. */
export function pastMerges(
  file: ProjectFile,
  page: { readonly offset: number; readonly limit: number }
): { readonly total: number; readonly merges: readonly Arrival[] } {
  return {
    total: file.connection.get(countMerges)?.count ?? 0,
    merges: file.connection
      .all(merges, page.limit, page.offset)
      .map((row) => ({ ...row, setAside: countsIn(row.setAside) }))
  }
}

/** Notes that something arrives, at a time in milliseconds since 1970; gives the number that its batches are marked with. Only inside a transaction. */
export function openArrival(file: ProjectFile, at: number, source: string): number {
  return file.connection.run(insertArrival, at, source).n
}

/** What is no count is passed over: the file may come from anybody. */
function countsIn(text: string): Readonly<Record<string, number>> {
  let counts: unknown
  try {
    counts = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
  if (typeof counts !== 'object' || counts === null) return {}
  return Object.fromEntries(
    Object.entries(counts).filter((one): one is [string, number] => Number.isSafeInteger(one[1]))
  )
}

type Row = Omit<Arrival, 'setAside'> & { readonly setAside: string }

const insertArrival = sql<[number, string]>(
  "INSERT INTO arrival (at, source, changes, setAside) VALUES (?, ?, 0, '{}')"
)
const countMerges = sql<[], { count: number }>(
  "SELECT count(*) AS count FROM arrival WHERE instr(source, '/') = 0"
)
const merges = sql<[number, number], Row>(
  "SELECT n, at, source, changes, setAside FROM arrival WHERE instr(source, '/') = 0 ORDER BY n DESC LIMIT ? OFFSET ?"
)
