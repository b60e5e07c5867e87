import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RecordId } from '../../shared/ids.ts'
import { packStretch, unpackStretch } from './packedStretch.ts'

const number = fc.maxSafeNat()
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'e\u0301 👩‍👩‍👧 שלום\r\n\u00a0', '\ud83d')
)
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })

const row = fc.record({
  n: number,
  session: number,
  seq: number,
  stamp: text,
  kind: number,
  record: number,
  fields: text,
  basedOn: text,
  schema: number,
  batch: number,
  batchSession: number,
  batchSeq: number,
  coder: orNull(number),
  command: orNull(number),
  undoes: orNull(text)
})

const value = fc.oneof(number, text, fc.constant(null))

const alone = fc.record({
  actors: fc.array(number, { maxLength: 3 }),
  row: fc.record({
    document: orNull(number),
    coder: orNull(number),
    created: value,
    revision: orNull(number),
    start_utf16: value,
    end_utf16: value,
    quote: value,
    issue: orNull(number),
    stance: orNull(number),
    certainty: value,
    note: value,
    carried_from: orNull(number),
    complete: value,
    shown: value,
    modified: value
  })
})

const sound = fc.record({ recordId: text.map((id) => id as RecordId), alone: orNull(alone) })

it('law: a stretch of a log comes to another thread as it was sent', () => {
  fc.assert(
    fc.property(
      number,
      fc.array(fc.record({ row, sound: orNull(sound) }), { maxLength: 5 }),
      (after, rows) => {
        const packed = packStretch({ after, rows })
        const sent = structuredClone(packed, { transfer: [packed.numbers.buffer] })
        expect(unpackStretch(sent)).toEqual({ after, rows })
      }
    )
  )
})
