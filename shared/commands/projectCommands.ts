/** The project itself, and deleted records of any kind. */
import { projectRecordId, type RecordId } from '../ids.ts'
import { splitField, type Json, type RecordRef } from '../model/record.ts'
import { defineCommand, make, missing, planOf, write } from './command.ts'
import { recordKey } from './inputs.ts'

export const renameProject = defineCommand('project.rename', (planning, input) => {
  const record = { kind: 'project', id: projectRecordId }
  const draft = planning.lookup.read(record)
    ? write(planning, record, { name: input.name })
    : make(record, { name: input.name })
  return planOf(input.name, [draft])
})

/** Begins or ends blind coding. */
export const setBlind = defineCommand('project.setBlind', (planning, input) => {
  const record = { kind: 'project', id: projectRecordId }
  if (!planning.lookup.read(record)) return missing('project')
  return planOf('', [write(planning, record, { blind: input.blind })])
})

/** Brings deleted records back, and what they cannot do without; one that is not deleted is left as it is. */
export const restoreRecords = defineCommand('record.restore', (planning, input) => {
  const { lookup } = planning
  const refs = new Map<string, RecordRef>()
  for (const record of input.records) {
    const folded = lookup.read(record)
    if (!folded) return missing(record.kind)
    const all = record.kind === 'annotation' ? [record, ...neededBy(folded.shown)] : [record]
    for (const ref of all) refs.set(recordKey(ref.kind, ref.id), ref)
  }
  const drafts = [...refs.values()].map((record) =>
    lookup.read(record)?.deleted ? write(planning, record, { deleted: null }) : null
  )
  const [only] = input.records
  const shown = input.records.length === 1 && only ? (lookup.read(only)?.shown ?? {}) : {}
  const name = shown['name'] ?? shown['title'] ?? shown['label']
  return planOf(typeof name === 'string' ? name : String(input.records.length), drafts)
})

/** The records that an annotation names. */
function neededBy(shown: Readonly<Record<string, Json>>): readonly RecordRef[] {
  return Object.entries(shown).flatMap(([field, value]): readonly RecordRef[] => {
    const { name, element } = splitField(field)
    if (name === 'actors' && element !== null) return [{ kind: 'actor', id: element as RecordId }]
    const isNamed = ['document', 'issue', 'stance'].includes(name) && typeof value === 'string'
    return isNamed ? [{ kind: name, id: value as RecordId }] : []
  })
}
