import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Batch, Change } from '../log/change.ts'
import type { Json } from '../model/record.ts'
import { change } from '../testing/builders.ts'
import { sha256 } from '../testing/memoryProject.ts'
import {
  SoundFields,
  takeBatch,
  takeChange,
  takeParsedChange,
  takeReadBatch,
  union,
  type Log
} from './merge.ts'

describe('merging a colleague’s log', () => {
  it('keeps the same one of two different changes under one id, whichever file came first', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        fc.pre(left !== right)
        const a = logOf(change(1, { name: left }))
        const b = logOf(change(1, { name: right }))
        const ab = union(a, b, sha256)
        const ba = union(b, a, sha256)
        expect([...ab.log.changes]).toEqual([...ba.log.changes])
        expect(ab.clashes).toHaveLength(1)
        expect(ba.clashes).toHaveLength(1)
      })
    )
  })

  it('takes kinds and fields of a newer version as they are', () => {
    const newer = { ...change(1, { name: 'x', mood: { deep: [1] } }), schema: 7 }
    expect(takeChange(newer)).toEqual({ change: newer })
    const unknownKind = change(2, { a: 1 }, [], { kind: 'planet', id: change(2, {}).record.id })
    expect(takeChange(unknownKind)).toEqual({ change: unknownKind })
  })

  it('judges a change that was just parsed as it judges any other', () => {
    const value = fc.oneof(
      fc.constantFrom('#123456', 'url(x)', 'Ceasefire é', '', 'half \ud83d', true, null, 7, '__proto__'),
      fc.jsonValue()
    )
    const field = fc.constantFrom(
      'name',
      'colour',
      'examples/x',
      'examples/',
      'place',
      'mood',
      '__proto__',
      ''
    )
    const sound = new SoundFields()
    fc.assert(
      fc.property(
        fc.array(fc.tuple(field, value), { maxLength: 4 }),
        fc.constantFrom('issue', 'planet', 'Issue', 'annotation'),
        fc.constantFrom('000000000001-0000', 'soon'),
        fc.constantFrom(1, 7, 0, 1.5),
        fc.constantFrom('iss_1', 'a/b', ''),
        (fields, kind, stamp, schema, id) => {
          const json = `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${JSON.stringify(one)}`).join()}}`
          const read = JSON.parse(json) as Change['fields']
          fc.pre(JSON.stringify(read) === json)
          const whole = { ...change(1, read), record: { kind, id }, stamp, schema, fields: read } as Change
          expect(takeParsedChange(whole, sound)).toEqual(takeChange(whole))
        }
      )
    )
  })

  it('takes newer values however they are nested, up to a depth that every machine can follow', () => {
    const nested = (depth: number): Change => {
      const mood = JSON.parse(`${'['.repeat(depth)}"é"${']'.repeat(depth)}`) as Json
      return change(1, { mood }, [], { kind: 'planet', id: change(2, {}).record.id })
    }
    expect(takeChange(nested(99))).toEqual({ change: nested(99) })
    expect(takeParsedChange(nested(99))).toEqual({ change: nested(99) })
    for (const depth of [100, 1500, 4000, 100_000]) {
      expect(takeChange(nested(depth))).toEqual({ why: 'brokenChange' })
      expect(takeParsedChange(nested(depth))).toEqual({ why: 'brokenChange' })
    }
  })

  it('judges a batch that was just read as it judges any other', () => {
    const session = '0123456789abcdef'
    const id = fc.oneof(
      fc.constantFrom(`b-${session}-1`, `b-${session}-0`, `${session}-1`, `b-${session}-1\n`, ''),
      fc.string()
    )
    const coder = fc.option(
      fc.oneof(fc.constantFrom('cod_0123456789abcdef', 'é', 'a'.repeat(121)), fc.string())
    )
    const command = fc.oneof(fc.constantFrom('annotation.tag', 'unknown', 'Tag', 'a'.repeat(81)), fc.string())
    fc.assert(
      fc.property(fc.record({ id, coder, command, undoes: fc.option(id) }), (batch) => {
        expect(takeReadBatch(batch as Batch)).toEqual(takeBatch(batch))
      })
    )
  })

  it('does not take what breaks its schema, and says why', () => {
    expect(takeChange({ ...change(1, { name: 'x' }), stamp: 'soon' })).toEqual({ why: 'brokenChange' })
    expect(takeChange(change(1, { colour: 'url(javascript:alert(1))' }))).toEqual({ why: 'brokenValue' })
    expect(takeChange(change(1, { 'examples/x': 'not true' }))).toEqual({ why: 'brokenValue' })
    expect(takeChange(change(1, { name: 'half a character \ud83d' }))).toEqual({ why: 'brokenValue' })
    // No version writes one: the tables could not hold what the log says.
    const newer = { ...change(1, { name: 'half a character \ud83d' }), schema: 7 }
    expect(takeChange(newer)).toEqual({ why: 'brokenValue' })
    expect(takeBatch({ id: 'b-1' })).toEqual({ why: 'brokenBatch' })
  })
})

function logOf(...changes: readonly Change[]): Log {
  return { changes: new Map(changes.map((one) => [one.id, one])), batches: new Map() }
}
