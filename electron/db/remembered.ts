/** Answers out of the tables that are kept until something is written, by this connection or by another one. */
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'

type Kept = { moment: string; readonly answers: Map<string, unknown> }

const kept = new WeakMap<ProjectFile, Kept>()
const mostKept = 12

/** The answer named by `key`, made where it is not known or something was written since. The few asked for last are kept. */
export function remembered<T>(file: ProjectFile, key: string, make: () => T): T {
  const now = momentOf(file)
  let own = kept.get(file)
  if (own?.moment !== now) {
    own = { moment: now, answers: new Map() }
    kept.set(file, own)
  }
  const answer = own.answers.has(key) ? (own.answers.get(key) as T) : make()
  own.answers.delete(key)
  own.answers.set(key, answer)
  for (const oldest of own.answers.keys()) if (own.answers.size > mostKept) own.answers.delete(oldest)
  return answer
}

/** Another moment, another name: changes with every commit, of this connection and of others. */
export function momentOf(file: ProjectFile): string {
  const { v } = file.connection.get(changesHere) ?? { v: 0 }
  return `${String(file.connection.database.pragma('data_version', { simple: true }))} ${v}`
}

const changesHere = sql<[], { v: number }>('SELECT total_changes() AS v')
