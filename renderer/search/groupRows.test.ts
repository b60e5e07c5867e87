import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupStarts, placeAt, rowOf } from './groupRows.ts'

const groups = fc.array(fc.record({ rows: fc.nat(6), isOpen: fc.boolean() }), { minLength: 1, maxLength: 8 })

describe('rows of a list in groups', () => {
  it('stand for one place each, and every place has its row', () => {
    fc.assert(
      fc.property(groups, (all) => {
        const starts = groupStarts(all)
        const places = Array.from({ length: starts.at(-1) ?? 0 }, (_, row) => placeAt(starts, row))
        expect(places.map((place) => rowOf(starts, place))).toEqual(places.map((_, row) => row))
        const wanted = all.flatMap(({ rows, isOpen }, group) => [
          { group, row: null },
          ...(isOpen ? Array.from({ length: rows }, (_, row) => ({ group, row })) : [])
        ])
        expect(places).toEqual(wanted)
      })
    )
  })

  it('show what a closed group hides at its head', () => {
    const starts = groupStarts([
      { rows: 3, isOpen: true },
      { rows: 5, isOpen: false },
      { rows: 1, isOpen: true }
    ])
    expect(rowOf(starts, { group: 1, row: 4 })).toBe(4)
    expect(placeAt(starts, 4)).toEqual({ group: 1, row: null })
  })
})
