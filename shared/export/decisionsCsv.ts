/** Decisions as a table: a row for each question, with what every coder said beside what was decided; further rows where one coder said several things. */
import { guardColumn, guardFormula, guardOn } from './formulaGuard.ts'
import { csvText } from './csv.ts'

/** What somebody, or the gold, says on a question. Offsets are UTF-16 code units of the document's text today, half-open; null: no place there. */
export type Said = {
  /** From the top of the tree, itself last. */
  readonly issue: readonly string[]
  /** '' where it is not decided yet. */
  readonly stance: string
  readonly actors: readonly string[]
  readonly certainty: string
  readonly start: number | null
  readonly end: number | null
  readonly quote: string
  readonly note: string
}

export type DecisionRow = {
  readonly question: string
  readonly document: string
  readonly title: string
  /** The document's text today, that the offsets of this row count in: the same hash as in the dataset's column. */
  readonly revision: string
  readonly state: string
  /** By the coders asked for, in their order; null: said nothing. */
  readonly coders: readonly (Said | null)[]
  readonly outcome: string
  readonly gold: Said | null
  readonly by: string
  /** Milliseconds since 1970; null: not decided. */
  readonly at: number | null
}

const parts = ['issue', 'stance', 'actors', 'certainty', 'start_utf16', 'end_utf16', 'quote', 'note'] as const

/** The header with its CRLF. Two coders of one name are told apart by a number. */
export function decisionsHeader(coders: readonly string[], { guard }: { readonly guard: boolean }): string {
  const columns = unlike([...coders, 'gold']).flatMap((name) => parts.map((part) => `${name}: ${part}`))
  const about = ['question_id', 'document_id', 'document_title', 'revision', 'state']
  const all = [...about, ...columns, 'outcome', 'decided_by']
  const header = guard ? all.map(guardFormula) : all
  return csvText([[...header, 'decided_at', ...(guard ? [guardColumn] : [])]])
}

/** Rows with their CRLF. `guard`: cells that begin like a formula get a `'`. */
export function decisionsLines(rows: readonly DecisionRow[], { guard }: { readonly guard: boolean }): string {
  const words = (cell: string): string => (guard ? guardFormula(cell) : cell)
  const cells = (said: Said | null): readonly string[] =>
    said === null
      ? parts.map(() => '')
      : [
          words(said.issue.join(' > ')),
          words(said.stance),
          words(said.actors.join('; ')),
          said.certainty,
          said.start === null ? '' : String(said.start),
          said.end === null ? '' : String(said.end),
          words(said.quote),
          words(said.note)
        ]
  return csvText(
    rows.map((row) => [
      row.question,
      row.document,
      words(row.title),
      row.revision,
      row.state,
      ...row.coders.flatMap(cells),
      ...cells(row.gold),
      row.outcome,
      words(row.by),
      row.at === null ? '' : new Date(row.at).toISOString(),
      ...(guard ? [guardOn] : [])
    ])
  )
}

function unlike(names: readonly string[]): readonly string[] {
  const met = new Map<string, number>()
  return names.map((name) => {
    const count = (met.get(name) ?? 0) + 1
    met.set(name, count)
    return count === 1 ? name : `${name} ${count}`
  })
}
