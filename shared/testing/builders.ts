/** Small values for tests. */
import { batchId, changeId, type RecordId, type SessionId } from '../ids.ts'
import { currentSchema, type Change } from '../log/change.ts'
import { stampOf } from '../log/stamp.ts'
import type { Json, RecordRef } from '../model/record.ts'

export const session = '0000000000000000' as SessionId

/** Change number `seq` of a session, stamped `seq` ms after 1970, of one issue unless told otherwise. */
export function change(
  seq: number,
  fields: Readonly<Record<string, Json>>,
  basedOn: readonly Change[] = [],
  record: RecordRef = { kind: 'issue', id: 'iss_one' as RecordId }
): Change {
  return {
    id: changeId(session, seq),
    stamp: stampOf(seq, 0),
    batch: batchId(session, seq),
    record,
    fields,
    basedOn: basedOn.map((earlier) => earlier.id),
    schema: currentSchema
  }
}
