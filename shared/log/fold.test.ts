import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChangeId } from '../ids.ts'
import { change } from '../testing/builders.ts'
import type { Change } from './change.ts'
import { allHeads, asSeenFrom, fold } from './fold.ts'
import { stampOf } from './stamp.ts'

describe('folding a record', () => {
  it('shows the one head of a field, and keeps what it replaced out', () => {
    const made = change(1, { name: 'Sanctions', definition: 'What is eased when.' })
    const renamed = change(2, { name: 'Sanctions relief' }, [made])
    expect(fold([renamed, made])).toMatchObject({
      shown: { name: 'Sanctions relief', definition: 'What is eased when.' },
      conflicts: [],
      deleted: false
    })
    expect(allHeads(fold([renamed, made]))).toEqual([made.id, renamed.id])
  })

  it('shows the later of two that had not seen each other, and says so', () => {
    const made = change(1, { name: 'Sanctions' })
    const ana = change(2, { name: 'Relief' }, [made])
    const bo = change(3, { name: 'Easing' }, [made])
    const folded = fold([bo, ana, made])
    expect(folded.shown['name']).toBe('Easing')
    expect(folded.conflicts).toEqual([
      {
        why: 'values',
        field: 'name',
        sides: [expect.objectContaining({ value: 'Relief' }), expect.objectContaining({ value: 'Easing' })]
      }
    ])
  })

  it('sees no conflict where two wrote the same words', () => {
    const made = change(1, { name: 'Sanctions' })
    expect(
      fold([made, change(2, { name: 'Relief' }, [made]), change(3, { name: 'Relief' }, [made])]).conflicts
    ).toEqual([])
  })

  it('keeps both of two actors that were added apart', () => {
    const made = change(1, { note: 'x' })
    const folded = fold([
      made,
      change(2, { 'actors/act_a': true }, [made]),
      change(3, { 'actors/act_b': true }, [made])
    ])
    expect(folded.shown).toMatchObject({ 'actors/act_a': true, 'actors/act_b': true })
    expect(folded.conflicts).toEqual([])
  })

  it('ignores a link to a change that is not stamped earlier, so that a broken file makes no circle', () => {
    const a = { ...change(1, { name: 'a' }), basedOn: [change(2, {}).id] }
    const b = { ...change(2, { name: 'b' }), basedOn: [a.id] }
    expect(fold([a, b]).shown['name']).toBe('b')
    const sameStamp = { ...b, stamp: a.stamp }
    expect(fold([a, sameStamp]).conflicts).toHaveLength(1)
  })

  it('is deleted only where the deletion had seen every head', () => {
    const made = change(1, { name: 'Sanctions', note: 'n' })
    const deleted = change(2, { deleted: true }, [made])
    expect(fold([made, deleted]).deleted).toBe(true)
    const edited = change(3, { note: 'kept' }, [made])
    const clash = fold([made, deleted, edited])
    expect(clash.deleted).toBe(false)
    expect(clash.conflicts).toMatchObject([
      { why: 'deletedButChanged', sides: [{ field: 'deleted' }, { field: 'note', value: 'kept' }] }
    ])
  })

  it('takes a field that a hostile file named __proto__ as any other', () => {
    const hostile = {
      ...change(1, { name: 'a' }),
      fields: JSON.parse('{"name":"a","__proto__":{"deleted":true}}') as Record<string, never>
    }
    expect(fold([hostile]).deleted).toBe(false)
    expect(Object.keys(fold([hostile]).shown)).toEqual(['name', '__proto__'])
  })

  it('folds what was written once as it folds everything', () => {
    const field = fc.constantFrom('name', 'deleted', 'examples/x', '__proto__', 'constructor')
    const value = fc.oneof(fc.constantFrom(null, true, false, 'é'), fc.jsonValue())
    fc.assert(
      fc.property(fc.dictionary(field, value, { minKeys: 1 }), (fields) => {
        const once = change(1, fields as Change['fields'])
        // Twice the same change is one change, and goes the longer way.
        const all = fold([once, once])
        expect(fold([once])).toEqual(all)
        expect(allHeads(fold([once]))).toEqual([once.id])
      })
    )
  })

  it('gives the record as a stale view saw it', () => {
    const made = change(1, { name: 'a' })
    const second = change(2, { name: 'b' }, [made])
    const third = change(3, { name: 'c' }, [second])
    const seen = fold(asSeenFrom([made, second, third], [second.id]))
    expect(seen.shown['name']).toBe('b')
    expect(asSeenFrom([made], ['0000000000000000-9' as ChangeId])).toEqual([])
    expect(seen.lastStamp).toBe(stampOf(2, 0))
  })
})
