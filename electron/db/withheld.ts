/** What a shared copy leaves out on purpose, noted in the copy itself: so that the doctor does not take it for lost. */
import { z } from 'zod'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'

const schema = z.strictObject({
  /** Original files were left out. */
  originals: z.boolean(),
  /** By session: how many of its changes before the last one here were left out. */
  changes: z.record(z.string(), z.number().int().min(0))
})
export type Withheld = z.infer<typeof schema>

const nothing: Withheld = { originals: false, changes: {} }

/** What was left out when this copy was made; nothing in a file that is no such copy. */
export function withheldFrom(file: ProjectFile): Withheld {
  const told = file.connection.get(selectWithheld)?.value
  if (told === undefined) return nothing
  try {
    const read = schema.safeParse(JSON.parse(told))
    return read.success ? read.data : nothing
  } catch (error) {
    if (error instanceof SyntaxError) return nothing
    throw error
  }
}

/** Notes in a new copy what was left out of it. */
export function noteWithheld(file: ProjectFile, withheld: Withheld): void {
  if (withheld.originals || Object.keys(withheld.changes).length > 0)
    file.connection.run(insertWithheld, JSON.stringify(withheld))
}

const selectWithheld = sql<[], { value: string }>("SELECT value FROM meta WHERE key = 'withheld'")
const insertWithheld = sql<[string]>("INSERT INTO meta (key, value) VALUES ('withheld', ?)")
