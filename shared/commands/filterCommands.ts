/** Saved filters and searches: made, renamed, placed, deleted. What their query means is the view's. */
import type { RecordId } from '../ids.ts'
import { newId } from '../ids.ts'
import type { RecordRef } from '../model/record.ts'
import { defineCommand, make, missing, planOf, present, write } from './command.ts'
import { orderBefore } from './order.ts'

export const createFilter = defineCommand('filter.create', (planning, input) => {
  const record = ref(input.id ?? newId('filter', planning.randomBytes))
  const { order } = orderBefore(planning.lookup.siblings('filter', input.group), input.before, null)
  const place = { group: input.group, order }
  return planOf(input.name, [make(record, { name: input.name, query: input.query, place })], [record])
})

export const changeFilter = defineCommand('filter.change', (planning, input) => {
  const values = present(planning.lookup, 'filter', input.filter)
  if (!values) return missing('filter')
  return planOf(input.name ?? values.name ?? '', [
    write(planning, ref(input.filter), { name: input.name, query: input.query })
  ])
})

export const placeFilter = defineCommand('filter.place', (planning, input) => {
  const values = present(planning.lookup, 'filter', input.filter)
  if (!values) return missing('filter')
  const { group } = input
  const siblings = planning.lookup.siblings('filter', group)
  const { order, alsoMove } = orderBefore(siblings, input.before, input.filter)
  const place = (id: RecordId, key: string) => write(planning, ref(id), { place: { group, order: key } })
  return planOf(values.name ?? '', [
    place(input.filter, order),
    alsoMove ? place(alsoMove.id, alsoMove.order) : null
  ])
})

export const deleteFilter = defineCommand('filter.delete', (planning, input) => {
  const values = present(planning.lookup, 'filter', input.filter)
  if (!values) return missing('filter')
  return planOf(values.name ?? '', [write(planning, ref(input.filter), { deleted: true })])
})

function ref(id: RecordId): RecordRef<'filter'> {
  return { kind: 'filter', id }
}
