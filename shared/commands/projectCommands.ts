/** The project itself, and conflicts of any record. */
import { fail } from '../errors.ts'
import { projectRecordId, type RecordId } from '../ids.ts'
import type { RecordRef } from '../model/record.ts'
import { kindNamed } from '../model/records.ts'
import { defineCommand, make, missing, planOf, write } from './command.ts'
import { recordKey } from './inputs.ts'

export const renameProject = defineCommand('project.rename', (planning, input) => {
  const record = { kind: 'project', id: projectRecordId }
  const draft = planning.lookup.read(record)
    ? write(planning, record, { name: input.name })
    : make(record, { name: input.name })
  return planOf(input.name, [draft])
})

/** Brings deleted records back; one that is not deleted is left as it is. */
export const restoreRecords = defineCommand('record.restore', (planning, input) => {
  const { lookup } = planning
  const refs = new Map(
    input.records.map((record) => [recordKey(record.kind, record.id), record as RecordRef])
  )
  for (const record of input.records) {
    const folded = lookup.read(record)
    if (!folded) return missing(record.kind)
    const document = record.kind === 'annotation' ? folded.shown['document'] : undefined
    if (typeof document !== 'string') continue
    const owner = { kind: 'document', id: document as RecordId }
    refs.set(recordKey(owner.kind, owner.id), owner)
  }
  const drafts = [...refs.values()].map((record) =>
    lookup.read(record)?.deleted ? write(planning, record, { deleted: null }) : null
  )
  const [only] = input.records
  const shown = input.records.length === 1 && only ? (lookup.read(only)?.shown ?? {}) : {}
  const name = shown['name'] ?? shown['title'] ?? shown['label']
  return planOf(typeof name === 'string' ? name : String(input.records.length), drafts)
})

/** Writes one side's value again, based on all sides, so that it is the only head everywhere once it arrives. */
export const settleConflict = defineCommand('conflict.settle', (planning, input) => {
  const record = input.record
  const folded = planning.lookup.read(record)
  if (!folded || !kindNamed(record.kind)) return fail('missingRecord', { kind: record.kind })
  const { take, field } = input
  const about = typeof folded.shown['name'] === 'string' ? folded.shown['name'] : ''
  if ('keepDeleted' in take) {
    // Written even where the value is the same: it has to name every head, or the clash would stay.
    const basedOn = [...new Set([...folded.heads.values()].flat().map((head) => head.id))]
    return planOf(about, [{ record, fields: { deleted: take.keepDeleted || null }, basedOn }])
  }
  const conflict = folded.conflicts.find((one) => one.why === 'values' && one.field === field)
  const side = conflict?.sides.find((one) => one.change === take.change)
  if (!side) return fail('staleView', { fields: field })
  return planOf(about, [write(planning, record, { [field]: side.value })])
})
