/** How far coders are with documents: what they said, else what follows from their annotations. */
import type { ProgressState } from '../../shared/api/views.ts'
import type { CoderId } from '../../shared/ids.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'
import { codersAs } from './tableStatements.ts'

/** `told` false: nobody said so; a coder who tagged something is in progress, another has not begun. */
export type Progress = { readonly state: ProgressState; readonly told: boolean }

/** What one coder, with those joined into them, did: by document number, joined documents counted where they were joined to. */
export type CoderWork = {
  readonly annotations: ReadonlyMap<number, number>
  readonly told: ReadonlyMap<number, ProgressState>
}

/** The work of the coder; nothing where there is none. Reads the counts, not the annotations. */
export function workOf(file: ProjectFile, coder: CoderId | null): CoderWork {
  const { connection } = file
  const n = coder === null ? null : file.names.find(coder)
  if (n === null) return { annotations: new Map(), told: new Map() }
  const own = JSON.stringify(connection.all(codersAs, n).map((one) => one.n))
  return {
    annotations: new Map(
      connection.all(annotationsBy, own).map(({ document, annotations }) => [document, annotations])
    ),
    // Rising by time: what was said last counts.
    told: new Map(
      connection.all(toldBy, own).flatMap(({ document, state }) => {
        const known = asState(state)
        return document === null || known === null ? [] : [[document, known] as const]
      })
    )
  }
}

/** How far the coder of that work is with a document. */
export function progressIn(work: CoderWork, document: number): Progress {
  return progressOf(work.told.get(document) ?? null, work.annotations.get(document) ?? 0)
}

/** The same out of what was said (null: nothing) and how many annotations there are. */
export function progressOf(told: ProgressState | null, annotations: number): Progress {
  if (told !== null) return { state: told, told: true }
  return { state: annotations > 0 ? 'in progress' : 'new', told: false }
}

/** A stored state; null for a word of a newer version. */
export function asState(text: string | null): ProgressState | null {
  return text === 'new' || text === 'in progress' || text === 'done' ? text : null
}

const annotationsBy = sql<[string], { document: number; annotations: number }>(
  `SELECT coalesce(d.joined, c.document) AS document, sum(c.annotations) AS annotations
FROM count c LEFT JOIN document d ON d.n = c.document WHERE c.coder IN (SELECT value FROM json_each(?)) GROUP BY 1`
)
const toldBy = sql<[string], { document: number | null; state: string | null }>(
  `SELECT coalesce(d.joined, p.document) AS document, p.state FROM progress p LEFT JOIN document d ON d.n = p.document
WHERE p.shown = 1 AND p.coder IN (SELECT value FROM json_each(?)) ORDER BY p.modified, p.n`
)
