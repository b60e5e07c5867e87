/** The stance scale. */
import { fail, type Problem } from '../errors.ts'
import { newId, type RecordId, type StanceId } from '../ids.ts'
import type { Json, RecordRef } from '../model/record.ts'
import { defineCommand, make, missing, planOf, present, write, type Lookup } from './command.ts'
import { orNull } from './issueCommands.ts'
import { orderBefore } from './order.ts'

export type StanceWords = {
  readonly key?: string | undefined
  readonly label?: string | undefined
  readonly polarity?: number | null | undefined
  readonly colour?: string | undefined
  readonly shortcut?: string | undefined
}

export const createStance = defineCommand('stance.create', (planning, input) => {
  const { lookup } = planning
  const taken = keyTaken(lookup, input.key, null)
  if (taken) return taken
  const record = stanceRef(input.id ?? newId('stance', planning.randomBytes))
  const { order, alsoMove } = orderBefore(lookup.siblings('stance', ''), input.before, null)
  const also =
    alsoMove &&
    write(planning, { kind: 'stance', id: alsoMove.id }, { place: { group: '', order: alsoMove.order } })
  return planOf(
    input.label,
    [make(record, { ...stanceWords(input), place: { group: '', order } }), also],
    [record]
  )
})

export const changeStance = defineCommand('stance.change', (planning, input) => {
  const values = present(planning.lookup, 'stance', input.stance)
  if (!values) return missing('stance')
  const taken = input.key === undefined ? null : keyTaken(planning.lookup, input.key, input.stance)
  if (taken) return taken
  return planOf(input.label ?? values.label ?? '', [
    write(planning, stanceRef(input.stance), stanceWords(input))
  ])
})

export const moveStance = defineCommand('stance.move', (planning, input) => {
  const values = present(planning.lookup, 'stance', input.stance)
  if (!values) return missing('stance')
  const { order, alsoMove } = orderBefore(planning.lookup.siblings('stance', ''), input.before, input.stance)
  const also =
    alsoMove &&
    write(planning, { kind: 'stance', id: alsoMove.id }, { place: { group: '', order: alsoMove.order } })
  return planOf(values.label ?? '', [
    write(planning, stanceRef(input.stance), { place: { group: '', order } }),
    also
  ])
})

export const retireStance = defineCommand('stance.retire', (planning, input) => {
  const values = present(planning.lookup, 'stance', input.stance)
  if (!values) return missing('stance')
  return planOf(values.label ?? '', [
    write(planning, stanceRef(input.stance), { retired: input.retired || null })
  ])
})

export const deleteStance = defineCommand('stance.delete', (planning, input) => {
  const record = stanceRef(input.stance)
  const values = present(planning.lookup, 'stance', input.stance)
  if (!values) return missing('stance')
  const count = planning.lookup.uses(record)
  if (count > 0) return fail('inUse', { name: values.label ?? '', count })
  return planOf(values.label ?? '', [write(planning, record, { deleted: true })])
})

/** The fields among a stance's words. */
export function stanceWords(words: StanceWords): Record<string, Json | undefined> {
  const { key, label, polarity, colour, shortcut } = words
  return { key, label, polarity, colour, shortcut: orNull(shortcut) }
}

export function stanceRef(id: StanceId | RecordId): RecordRef<'stance'> {
  return { kind: 'stance', id }
}

function keyTaken(
  lookup: Lookup,
  key: string,
  self: StanceId | null
): { readonly ok: false; readonly problem: Problem } | null {
  const same = lookup.idsOf('stance').some((id) => id !== self && present(lookup, 'stance', id)?.key === key)
  return same ? fail('keyTaken', { key }) : null
}
