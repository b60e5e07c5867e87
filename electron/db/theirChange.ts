/** A change out of a colleague's file: read, and whether it holds its schema. Rows of their file may hold anything. */
import { batchId, changeId, type RecordId, type SessionId } from '../../shared/ids.ts'
import type { Change } from '../../shared/log/change.ts'
import { takeChange, takeParsedChange, type SetAsideWhy, type SoundFields } from '../../shared/merge/merge.ts'
import type { ChangeRow } from './logStatements.ts'
import { unpackIds, unpackText } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'

/** A change to be taken, and whether the text of its fields is the one that we would write. */
export type Taken = { readonly change: Change; readonly isCanonical: boolean }

/** Their change, or why it is not taken. */
export function takeTheirs(
  file: ProjectFile,
  row: ChangeRow,
  sound: SoundFields
): Taken | { readonly why: SetAsideWhy } {
  const read = readSoundly(() => readTheirs(file, row))
  if (read === null) return { why: 'brokenChange' }
  const { text, change } = read
  const { fields } = change
  const isObject = typeof fields === 'object' && fields !== null && !Array.isArray(fields)
  const isCanonical = isObject && JSON.stringify(fields) === text
  const taken = isCanonical ? takeParsedChange(change, sound) : takeChange(change)
  return 'why' in taken ? taken : { change: taken.change, isCanonical }
}

/** The same of a row that `isSoundAsWritten` held for. */
export function takeChecked(file: ProjectFile, row: ChangeRow): Taken {
  return { change: readTheirs(file, row).change, isCanonical: true }
}

/** Whether a row is a change to be taken whose text is the one that we would write. Reads nothing but its file. */
export function isSoundAsWritten(file: ProjectFile, row: ChangeRow, sound: SoundFields): boolean {
  const taken = takeTheirs(file, row, sound)
  return 'change' in taken && taken.isCanonical
}

/** What a row holds, or null where it cannot be read. */
export function readSoundly<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    // Whatever was wrong with the row, it is counted as broken and left out.
    return null
  }
}

function readTheirs(
  { names }: ProjectFile,
  row: ChangeRow
): { readonly text: string; readonly change: Change } {
  const text = unpackText(row.fields, names)
  const session = names.idOf(row.session) as SessionId
  const batchSession = row.batchSession === row.session ? session : names.idOf(row.batchSession)
  return {
    text,
    change: {
      id: changeId(session, row.seq),
      stamp: row.stamp as Change['stamp'],
      batch: batchId(batchSession as SessionId, row.batchSeq),
      record: { kind: names.idOf(row.kind), id: names.idOf(row.record) as RecordId },
      fields: JSON.parse(text) as Change['fields'],
      basedOn: unpackIds(row.basedOn, names),
      schema: row.schema
    }
  }
}
