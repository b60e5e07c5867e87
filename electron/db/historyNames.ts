/** What ids are called: an annotation by its words, the rest by their names, deleted ones by their last. */
import { restorable } from '../../shared/commands/inputs.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql, type Sql } from './sql.ts'
import * as statements from './historyStatements.ts'

type NameOf = Sql<[number], { name: string | null }>

const tables: Readonly<Record<string, NameOf>> = {
  annotation: statements.nameOfAnnotation,
  document: statements.nameOfDocument,
  issue: statements.nameOfIssue,
  stance: statements.nameOfStance,
  actor: statements.nameOfActor,
  coder: statements.nameOfCoder,
  filter: statements.nameOfFilter
}

/** The name of a record of a kind; null where it has none, or is not here. */
export function nameOfRecord(file: ProjectFile, kind: string, id: string): string | null {
  const n = file.names.find(id)
  const statement = tables[kind]
  return n === null || !statement ? null : (file.connection.get(statement, n)?.name ?? null)
}

/** The name of whatever codebook record, person or document stands behind an id that a field names. */
export function nameOfId(file: ProjectFile, id: string): string | null {
  const n = file.names.find(id)
  return n === null ? null : nameOfNumber(file, n)
}

/** The same by the id's number. */
export function nameOfNumber(file: ProjectFile, n: number): string | null {
  for (const kind of ['issue', 'stance', 'actor', 'coder', 'document', 'filter']) {
    const statement = tables[kind]
    const name = statement && file.connection.get(statement, n)?.name
    if (name) return name
  }
  return null
}

/** Whether a record is deleted and not shown any more; false for kinds that cannot be. */
export function isGone(file: ProjectFile, kind: string, id: string): boolean {
  const n = file.names.find(id)
  const statement = goneIn[kind]
  return n !== null && statement !== undefined && file.connection.get(statement, n) !== undefined
}

const gone = (table: string) =>
  sql<[number], { n: number }>(`SELECT n FROM ${table} WHERE n = ? AND deleted = 1 AND shown = 0`)
const goneIn: Readonly<Record<string, ReturnType<typeof gone>>> = Object.fromEntries(
  restorable.map((kind) => [kind, gone(kind)])
)
