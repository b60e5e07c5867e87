/** For whom a shared copy was made: on the machine that opens it first nobody is asked who is coding. */
import { coderId, type CoderId } from '../../shared/ids.ts'
import type { ProjectFile } from './projectFile.ts'
import { sql } from './sql.ts'

/** Notes in a new copy who will code in it. */
export function presetCoder(file: ProjectFile, coder: CoderId): void {
  file.connection.run(insertCoder, coder)
}

/**
 * The coder a copy was made for, once: what was read is taken out of the file, so that a copy handed on does not make its next reader the same
 * coder. Null where nobody was named. The caller checks that there is such a coder.
 */
export function takePresetCoder(file: ProjectFile): CoderId | null {
  const named = file.connection.get(selectCoder)?.value
  if (named === undefined) return null
  if (file.mode === 'write') file.connection.run(deleteCoder)
  const read = coderId.safeParse(named)
  return read.success ? read.data : null
}

const insertCoder = sql<[string]>("INSERT INTO meta (key, value) VALUES ('coder', ?)")
const selectCoder = sql<[], { value: string }>("SELECT value FROM meta WHERE key = 'coder'")
const deleteCoder = sql("DELETE FROM meta WHERE key = 'coder'")
