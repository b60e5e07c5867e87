import { describe, expect, it } from 'vitest'
import type { RecordId } from '../ids.ts'
import { change } from '../testing/builders.ts'
import { arrange, type Placed } from './arrange.ts'

const id = (name: string): RecordId => name as RecordId

describe('arranging issues', () => {
  it('sets aside the later of two moves that put each under the other', () => {
    const tree = arrange([
      placed('a', [
        [1, null],
        [4, 'b']
      ]),
      placed('b', [
        [2, null],
        [3, 'a']
      ])
    ])
    expect(Object.fromEntries(tree.parents)).toEqual({ a: null, b: 'a' })
    expect(tree.setAside).toEqual([{ record: 'a', field: 'place', target: 'b' }])
  })

  it('falls back to the latest earlier place that holds', () => {
    const tree = arrange([
      placed('a', [
        [1, 'c'],
        [5, 'b']
      ]),
      placed('b', [[4, 'a']]),
      placed('c', [[2, null]])
    ])
    expect(Object.fromEntries(tree.parents)).toEqual({ a: 'c', b: 'a', c: null })
  })

  it('lets a child take the place of the issue that is joined into it', () => {
    const tree = arrange([
      placed('top', [[1, null]]),
      placed('a', [[2, 'top']], [9, 'b']),
      placed('b', [[3, 'a']]),
      placed('c', [[4, 'a']])
    ])
    expect(Object.fromEntries(tree.parents)).toEqual({ top: null, b: 'top', c: 'b' })
    expect(Object.fromEntries(tree.joined)).toEqual({ a: 'b' })
  })

  it('sets aside a join into something deeper, and one into an issue that is not here yet', () => {
    const tree = arrange([
      placed('a', [[1, null]], [9, 'c']),
      placed('b', [[2, 'a']]),
      placed('c', [[3, 'b']], [10, 'elsewhere'])
    ])
    expect([...tree.joined]).toEqual([])
    expect(tree.setAside).toEqual([
      { record: 'a', field: 'joinedInto', target: 'c' },
      { record: 'c', field: 'joinedInto', target: 'elsewhere' }
    ])
  })

  it('follows joins to their end', () => {
    const tree = arrange([
      placed('a', [[1, null]], [4, 'b']),
      placed('b', [[2, null]], [5, 'c']),
      placed('c', [[3, null]])
    ])
    expect(Object.fromEntries(tree.joined)).toEqual({ a: 'c', b: 'c' })
  })
})

/** Places as [time, parent], oldest first. */
function placed(
  name: string,
  places: readonly (readonly [number, string | null])[],
  join?: readonly [number, string]
): Placed {
  const record = { kind: 'issue', id: id(name) }
  return {
    id: record.id,
    places: places
      .map(([at, parent]) => ({
        parent: parent === null ? null : id(parent),
        order: `a${at}`,
        by: change(at, { place: { parent, order: `a${at}` } }, [], record)
      }))
      .toReversed(),
    join: join ? { into: id(join[1]), by: change(join[0], { joinedInto: join[1] }, [], record) } : null
  }
}
