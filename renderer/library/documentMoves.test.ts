import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentRow } from '../../shared/api/views.ts'
import type { DocumentId } from '../../shared/ids.ts'
import { afterMove, dropAt, rowOf, stepOf, stretchOf, type Order, type Way } from './documentMoves.ts'

const id = (name: string): DocumentId => name as DocumentId
const order: Order = [
  { group: '', documents: ['a', 'b', 'c'].map(id) },
  { group: 'Bills', documents: ['d', 'e'].map(id) },
  { group: 'ردود', documents: ['f'].map(id) }
]
const step = (names: string, way: Way): string => {
  const move = stepOf(order, new Set([...names].map(id)), way)
  return move ? shape(afterMove(order, move)) : 'nowhere'
}

describe('moving documents by keys', () => {
  it('passes the neighbour, and goes on into the next group', () => {
    expect(step('b', 'up')).toBe('bac|de|f')
    expect(step('b', 'down')).toBe('acb|de|f')
    expect(step('c', 'down')).toBe('ab|cde|f')
    expect(step('d', 'up')).toBe('abcd|e|f')
    expect(step('e', 'down')).toBe('abc|d|ef')
    expect(step('a', 'up')).toBe('nowhere')
    expect(step('f', 'down')).toBe('nowhere')
  })

  it('brings several together, in their order', () => {
    expect(step('ac', 'down')).toBe('b|acde|f')
    expect(step('ce', 'up')).toBe('aceb|d|f')
    expect(step('ab', 'down')).toBe('cab|de|f')
  })

  it('goes straight into the group before or after, and out of the first one', () => {
    expect(step('a', 'nextGroup')).toBe('bc|ade|f')
    expect(step('f', 'previousGroup')).toBe('abc|def')
    const grouped: Order = [{ group: 'Bills', documents: ['d', 'e'].map(id) }]
    expect(stepOf(grouped, new Set([id('d')]), 'up')).toEqual({ documents: ['d'], group: '', before: null })
  })

  it('never loses or doubles a document, and up takes down back for one inside its group', () => {
    const ways = fc.constantFrom<Way>('up', 'down', 'previousGroup', 'nextGroup')
    fc.assert(
      fc.property(fc.subarray([...'abcdef'], { minLength: 1 }), ways, (names, way) => {
        const moving = new Set(names.map(id))
        const move = stepOf(order, moving, way)
        if (!move) return
        const after = afterMove(order, move)
        expect([...shape(after)].filter((letter) => letter !== '|').toSorted()).toEqual([...'abcdef'])
        for (const one of names) expect(rowOf(after, id(one), [], true)).toBeGreaterThanOrEqual(0)
      })
    )
    const down = afterMove(order, must(stepOf(order, new Set([id('a')]), 'down')))
    expect(afterMove(down, must(stepOf(down, new Set([id('a')]), 'up')))).toEqual(order)
  })
})

describe('rows and stretches', () => {
  it('know the row of a document, its heading’s where its group is closed', () => {
    expect([...'abcdef'].map((name) => rowOf(order, id(name), [], true))).toEqual([1, 2, 3, 5, 6, 8])
    expect([...'abcdef'].map((name) => rowOf(order, id(name), ['Bills'], true))).toEqual([1, 2, 3, 4, 4, 6])
    expect(rowOf(order.slice(0, 1), id('b'), [], true)).toBe(1)
    expect(rowOf(order, id('x'), [], true)).toBe(-1)
  })

  it('reach either way, past groups that are closed', () => {
    expect(stretchOf(order, id('e'), id('b'), [])).toEqual(['b', 'c', 'd', 'e'])
    expect(stretchOf(order, id('c'), id('f'), ['Bills'])).toEqual(['c', 'f'])
    expect(stretchOf(order, id('d'), id('f'), ['Bills'])).toEqual(['f'])
  })
})

describe('dropping', () => {
  const rows: DocumentRow[] = order.flatMap(({ group, documents }): DocumentRow[] => [
    { row: 'group', name: group, count: documents.length, isOpen: true },
    ...documents.map((one) => rowFor(one, group))
  ])
  const row = (index: number): DocumentRow | undefined => rows[index]

  it('is before the upper half and after the lower half of a document, within its group', () => {
    expect(dropAt(row, 1, 0.2, true)).toEqual({ group: '', before: 'a', shows: { row: 1, at: 'above' } })
    expect(dropAt(row, 1, 0.8, true)).toEqual({ group: '', before: 'b', shows: { row: 1, at: 'below' } })
    expect(dropAt(row, 3, 0.8, true)).toEqual({ group: '', before: null, shows: { row: 3, at: 'below' } })
  })

  it('is into the group of a heading, or at the end of the one above it', () => {
    expect(dropAt(row, 4, 0.1, true)).toEqual({ group: '', before: null, shows: { row: 4, at: 'above' } })
    expect(dropAt(row, 4, 0.6, true)).toEqual({ group: 'Bills', before: 'd', shows: { row: 4, at: 'into' } })
  })

  it('is only about the group where the list stands in another order', () => {
    expect(dropAt(row, 6, 0.1, false)).toEqual({
      group: 'Bills',
      before: null,
      shows: { row: 6, at: 'into' }
    })
    expect(dropAt(row, 99, 0.1, false)).toBeNull()
  })
})

function shape(of: Order): string {
  return of.map(({ documents }) => documents.join('')).join('|')
}

function must<T>(value: T | null): T {
  if (value === null) throw new Error('nowhere to go')
  return value
}

function rowFor(one: DocumentId, group: string): DocumentRow {
  return {
    row: 'document',
    id: one,
    title: one,
    date: '',
    kind: '',
    group,
    isHere: true,
    joinedInto: null,
    annotations: 0,
    mine: 0,
    incomplete: 0,
    inConflict: 0,
    lost: 0,
    progress: null,
    heads: [],
    conflicts: []
  }
}
