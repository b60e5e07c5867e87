/** A change out of a colleague's file: read, and whether it holds its schema. Rows of their file may hold anything. */
import { batchId, changeId, type RecordId, type SessionId } from '../../shared/ids.ts'
import type { Change } from '../../shared/log/change.ts'
import { takeChange, takeParsedChange, type SetAsideWhy, type SoundFields } from '../../shared/merge/merge.ts'
import type { RecordRef } from '../../shared/model/record.ts'
import type { ChangeRow } from './logStatements.ts'
import { unpackIds, unpackText } from './packing.ts'
import type { ProjectFile } from './projectFile.ts'

/** What is known of a row whose change is to be taken and has the text for its fields that we would write. */
export type SoundRow = {
  readonly recordId: RecordId
  /** Their record as it stands if no other change is about it. Null: to be folded. */
  readonly alone: Alone | null
}

/** An annotation that is not deleted, by the columns that its one change says: not its number, its head and its place in today's text. `actors`: in no order. */
export type Alone = {
  readonly actors: readonly number[]
  readonly row: Readonly<
    Record<'document' | 'coder' | 'revision' | 'issue' | 'stance' | 'carried_from', number | null> &
      Record<
        | 'created'
        | 'start_utf16'
        | 'end_utf16'
        | 'quote'
        | 'certainty'
        | 'note'
        | 'complete'
        | 'shown'
        | 'modified',
        string | number | null
      >
  >
}

/** A change to be taken. */
export class TheirChange {
  readonly record: RecordRef
  /** Whether the text of its fields is the one that we would write. */
  readonly isCanonical: boolean
  /** See SoundRow. */
  readonly alone: Alone | null
  readonly #read: () => Change
  #change: Change | null = null

  constructor(is: Pick<TheirChange, 'record' | 'isCanonical' | 'alone'>, read: () => Change) {
    this.record = is.record
    this.isCanonical = is.isCanonical
    this.alone = is.alone
    this.#read = read
  }

  /** The change in a row of which that much is known. It is read when it is asked for. */
  static inSoundRow(file: ProjectFile, row: ChangeRow, { recordId, alone }: SoundRow): TheirChange {
    const record = { kind: file.names.idOf(row.kind), id: recordId }
    return new TheirChange({ record, isCanonical: true, alone }, () => readTheirs(file, row).change)
  }

  get change(): Change {
    return (this.#change ??= this.#read())
  }
}

/** The change in a row, or why it is not taken. */
export function takeTheirs(
  file: ProjectFile,
  row: ChangeRow,
  sound: SoundFields
): TheirChange | { readonly why: SetAsideWhy } {
  const read = readSoundly(() => readTheirs(file, row))
  if (read === null) return { why: 'brokenChange' }
  const { text, change } = read
  const { fields } = change
  const isObject = typeof fields === 'object' && fields !== null && !Array.isArray(fields)
  const isCanonical = isObject && JSON.stringify(fields) === text
  const taken = isCanonical ? takeParsedChange(change, sound) : takeChange(change)
  if ('why' in taken) return taken
  return new TheirChange({ record: taken.change.record, isCanonical, alone: null }, () => taken.change)
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
